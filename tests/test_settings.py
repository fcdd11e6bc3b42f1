from pathlib import Path

import pytest

from ddtool.settings import ENVIRONMENT_NAMES, Settings, SettingsInvalid, read_settings

ROOT = Path(__file__).resolve().parents[1]


def read(instance: Path, **environment: str) -> Settings:
    return read_settings({"DDTOOL_INSTANCE": str(instance), **environment})


def write_file(instance: Path, text: str) -> None:
    instance.mkdir()
    (instance / "ddtool.toml").write_text(text, encoding="utf-8")


def told(invalid: pytest.ExceptionInfo[SettingsInvalid]) -> list[str]:
    return [str(problem) for problem in invalid.value.problems]


def test_without_any_setting_everything_lies_in_the_instance(tmp_path: Path):
    settings = read(tmp_path)

    assert settings.database_url == f"sqlite:///{tmp_path}/ddtool.sqlite"
    assert settings.evidence == tmp_path / "evidence"
    assert settings.private_criteria == tmp_path / "criteria"
    assert settings.secret_key is None


def test_a_relative_instance_becomes_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)

    assert read(Path("here")).instance == tmp_path / "here"


def test_the_environment_wins_over_the_file(tmp_path: Path):
    write_file(
        tmp_path / "instance", 'max_upload_mb = 5\nproxies = 1\ntrusted_hosts = ["a", "b"]\n'
    )

    settings = read(tmp_path / "instance", DDTOOL_MAX_UPLOAD_MB="7")

    assert settings.max_upload_mb == 7
    assert settings.proxies == 1
    assert settings.trusted_hosts == ("a", "b")


def test_limits_of_files_are_given_in_megabytes(tmp_path: Path):
    settings = read(tmp_path, DDTOOL_MAX_UPLOAD_MB="3", DDTOOL_QUOTA_MB="20")

    assert (settings.largest_upload, settings.quota) == (3_145_728, 20_971_520)
    assert read(tmp_path).quota_mb == 10_000


def test_host_names_in_the_environment_are_separated_by_commas(tmp_path: Path):
    settings = read(tmp_path, DDTOOL_TRUSTED_HOSTS="rra.example.org, localhost")

    assert settings.trusted_hosts == ("rra.example.org", "localhost")


def test_a_relative_evidence_folder_lies_in_the_instance(tmp_path: Path):
    assert read(tmp_path, DDTOOL_EVIDENCE="files").evidence == tmp_path / "files"


def test_an_unknown_name_in_the_environment_is_refused_by_name(tmp_path: Path):
    with pytest.raises(SettingsInvalid) as invalid:
        read(tmp_path, DDTOOL_TYPO="1")

    assert told(invalid)[0].startswith("DDTOOL_TYPO: ddtool has no such setting")
    assert "DDTOOL_TRUSTED_HOSTS" in told(invalid)[0]


@pytest.mark.parametrize("key", ["typo", "instance", "DDTOOL_PROXIES"])
def test_an_unknown_key_in_the_file_is_refused_by_name(tmp_path: Path, key: str):
    write_file(tmp_path / "instance", f"{key} = 1\n")

    with pytest.raises(SettingsInvalid) as invalid:
        read(tmp_path / "instance")

    assert f"ddtool has no setting '{key}'" in told(invalid)[0]
    assert "database_url, debug, evidence" in told(invalid)[0]


def test_all_problems_are_told_at_once(tmp_path: Path):
    write_file(tmp_path / "instance", "proxies = -1\nmax_upload_mb = 0\ntrusted_hosts = 3\n")

    with pytest.raises(SettingsInvalid) as invalid:
        read(tmp_path / "instance", DDTOOL_DEBUG="maybe", DDTOOL_DATABASE_URL="")

    assert [sentence.rpartition("; ")[2] for sentence in told(invalid)] == [
        "give a text that is not empty.",
        "give yes or no.",
        "give a whole number, 0 or more.",
        "give a whole number, 1 or more.",
        "give host names, separated by commas or as a list.",
    ]


def test_a_file_that_is_not_toml_is_a_problem(tmp_path: Path):
    write_file(tmp_path / "instance", "proxies: 1\n")

    with pytest.raises(SettingsInvalid) as invalid:
        read(tmp_path / "instance")

    assert "cannot be read as TOML" in told(invalid)[0]


def test_letters_are_sent_where_a_server_a_sender_and_an_address_are_set(tmp_path: Path):
    settings = read(
        tmp_path,
        DDTOOL_SMTP_URL="smtps://post:se%20cret@mail.example.org",
        DDTOOL_MAIL_FROM="ddtool@example.org",
        DDTOOL_SITE_URL="https://ddtool.example.org/",
    )

    assert settings.smtp_url == "smtps://post:se%20cret@mail.example.org"
    assert settings.mail_from == "ddtool@example.org"
    assert settings.site_url == "https://ddtool.example.org"
    assert "cret" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DDTOOL_SMTP_URL", "mail.example.org:25"),
        ("DDTOOL_SMTP_URL", "smtp://post:secret@mail.example.org:port"),
        ("DDTOOL_MAIL_FROM", "ddtool"),
        ("DDTOOL_MAIL_FROM", "a@example.org, b@example.org"),
        ("DDTOOL_SITE_URL", "ddtool.example.org"),
        ("DDTOOL_SITE_URL", "https://"),
    ],
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, name: str, value: str):
    with pytest.raises(SettingsInvalid) as invalid:
        read(tmp_path, **{name: value})

    assert told(invalid)[0].startswith(name)
    assert "secret" not in told(invalid)[0]


def test_a_server_for_letters_without_their_sender_is_refused(tmp_path: Path):
    with pytest.raises(SettingsInvalid) as invalid:
        read(tmp_path, DDTOOL_SMTP_URL="smtp://localhost", DDTOOL_SITE_URL="http://localhost")

    assert told(invalid)[0].endswith("set mail_from and site_url too.")


def test_an_impossible_secret_key_is_not_repeated(tmp_path: Path):
    write_file(tmp_path / "instance", "secret_key = 12345678\n")

    with pytest.raises(SettingsInvalid) as invalid:
        read(tmp_path / "instance")

    assert "12345678" not in told(invalid)[0]


def test_the_secret_key_is_not_shown_with_the_settings(tmp_path: Path):
    settings = read(tmp_path, DDTOOL_SECRET_KEY="a-long-secret")

    assert settings.secret_key == "a-long-secret"
    assert "a-long-secret" not in repr(settings)


@pytest.mark.parametrize("name", ENVIRONMENT_NAMES)
def test_every_setting_is_named_in_the_readme(name: str):
    assert name in (ROOT / "README.md").read_text(encoding="utf-8")


def test_an_instance_that_is_a_file_is_told_plainly(tmp_path: Path):
    path = tmp_path / "instance"
    path.write_bytes(b"")

    with pytest.raises(SettingsInvalid) as invalid:
        read(path)

    assert told(invalid) == [
        f"{path} is not a folder, so nothing can be kept in it; "
        "move it away or set DDTOOL_INSTANCE to a folder."
    ]
