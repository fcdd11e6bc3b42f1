from pathlib import Path

import pytest

from ddtool.usecases.doctor import Check, examine, settings_check


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
