import socket
from pathlib import Path

import pytest

from ddtool.usecases.doctor import Check, examine, settings_check
from ddtool.usecases.doctor.serving import examine_serving


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A folder with a template, a criteria set and a private instance."""
    for name in ("templates/reports/gap_report.html", "criteria/sets/rra-3.0/set.toml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.touch()
    (tmp_path / "instance").mkdir(mode=0o700)
    return tmp_path


def look(root: Path) -> dict[str, Check]:
    checks = examine(
        instance=root / "instance", templates=root / "templates", criteria=root / "criteria"
    )
    return {check.name: check for check in checks}


@pytest.mark.pango
def test_a_whole_installation_has_no_problem(whole: Path):
    assert [check for check in look(whole).values() if not check.ok] == []


def test_missing_packs_and_templates_are_problems(tmp_path: Path):
    checks = look(tmp_path)

    assert not checks["templates"].ok
    assert not checks["criteria"].ok


def test_an_instance_that_others_may_read_is_a_problem_with_its_remedy(whole: Path):
    (whole / "instance").chmod(0o750)

    check = look(whole)["instance folder"]

    assert not check.ok
    assert check.remedy == f"chmod 700 '{whole}/instance'"


def test_an_instance_that_is_not_there_yet_is_fine(whole: Path):
    (whole / "instance").rmdir()

    assert look(whole)["instance folder"].ok


def test_understood_settings_are_fine_and_others_are_told():
    assert settings_check([]).ok
    assert (
        settings_check(["DDTOOL_X: no such setting.", "y"]).found == "DDTOOL_X: no such setting. y"
    )


def look_at_serving(root: Path, *, port: int = 1, hosts: tuple[str, ...] = ()) -> dict[str, Check]:
    checks = examine_serving(
        instance=root / "instance",
        hosts=hosts,
        port=port,
        key_file=root / "instance" / "secret_key",
        logins=root / "instance" / "demo-logins.txt",
    )
    return {check.name: check for check in checks}


def test_a_secret_key_that_others_may_read_is_a_problem_with_its_remedy(whole: Path):
    key = whole / "instance" / "secret_key"
    key.touch(mode=0o600)
    key.chmod(0o640)

    check = look_at_serving(whole)["secret key"]

    assert not check.ok
    assert check.remedy == f"chmod 600 '{key}'"


def test_a_port_in_use_is_told_and_no_problem(whole: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        check = look_at_serving(whole, port=port)[f"port {port}"]

    assert check.ok
    assert check.found.startswith("in use")


def test_names_of_hosts_and_room_on_the_disk_are_told(whole: Path):
    checks = look_at_serving(whole, hosts=("dd.example.org",))

    assert checks["host names"].found == "dd.example.org"
    assert checks["disk"].found.endswith("GiB free")


def test_kept_logins_of_the_demonstration_are_told(whole: Path):
    (whole / "instance" / "demo-logins.txt").touch()

    assert "open fictional data" in look_at_serving(whole)["demonstration"].found
