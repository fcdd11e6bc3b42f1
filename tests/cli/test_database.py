"""The commands that keep the database, as an administrator types them."""

import io
from pathlib import Path

import pytest

from ddtool import cli

PASSWORD = "seven copper kettles\n"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An instance with a database and one user."""
    assert cli.run(["db", "upgrade"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD))
    arguments = ["users", "add", "ana@north.example", "--role", "lead"]
    assert cli.run([*arguments, "--organisation", "North Metals"]) == 0
    capsys.readouterr()


def test_a_database_is_made_once(capsys: pytest.CaptureFixture[str]):
    assert [cli.run(["db", "upgrade"]), cli.run(["db", "upgrade"])] == [0, 0]

    assert capsys.readouterr().out.splitlines() == [
        "The database has the schema 0005 now.",
        "The database has the newest schema already.",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["db", "check"],
        ["backup", "new.zip"],
        ["tokens", "add", "ana@north.example", "--name", "ci"],
    ],
)
def test_without_a_database_each_command_says_how_to_make_one(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
):
    assert cli.run(arguments) == 1

    assert "run: ddtool db upgrade" in capsys.readouterr().err


def test_a_sound_database_is_said_to_be(made: None, capsys: pytest.CaptureFixture[str]):
    assert cli.run(["db", "check"]) == 0

    assert "The history holds: 3 events. Evidence files: 0." in capsys.readouterr().out


def test_the_first_admin_needs_no_organisation(
    made: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD))

    assert cli.run(["users", "add", "admin@here.example", "--role", "programme_admin"]) == 0

    assert capsys.readouterr().out == "admin@here.example can sign in as programme_admin.\n"


def test_a_weak_password_is_refused_with_every_fault(
    made: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("sys.stdin", io.StringIO("aaa\n"))

    assert cli.run(["users", "add", "x@y.example", "--role", "admin"]) == 1

    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_role_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]):
    assert cli.run(["users", "add", "x@y.example", "--role", "king"]) == 2

    assert "producer_member, producer_lead, assessor, programme_admin" in capsys.readouterr().err


def test_a_token_is_shown_alone_on_standard_output(made: None, capsys: pytest.CaptureFixture[str]):
    assert cli.run(["tokens", "add", "Ana@north.example", "--name", "ci"]) == 0

    said = capsys.readouterr()
    assert len(said.out.strip()) == 43
    assert said.err == "Keep it safe: it is not shown again.\n"


def test_a_backup_is_restored_into_an_empty_instance_only(
    made: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    backup = str(tmp_path / "backup.zip")
    assert cli.run(["backup", backup]) == 0
    assert cli.run(["restore", backup]) == 1
    assert "holds data already" in capsys.readouterr().err

    monkeypatch.setenv("DDTOOL_INSTANCE", str(tmp_path / "other"))

    assert cli.run(["restore", backup]) == 0
    assert cli.run(["db", "check"]) == 0
    assert "every hash is right" in capsys.readouterr().out


def test_a_database_of_the_wrong_kind_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DDTOOL_DATABASE_URL", "mysql://here/ddtool")

    assert cli.run(["db", "check"]) == 1
    assert "give the address of a SQLite file" in capsys.readouterr().err
