from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from ddtool import cli

REPORT = "gap-report-DEMO-S2-rra-3.0-2026-12-01"
FILES = [
    "DEMO-S1.xlsx",
    "DEMO-S2.xlsx",
    "DEMO-S3.xlsx",
    f"{REPORT}.json",
    f"{REPORT}.pdf",
    f"{REPORT}.xlsx",
]


class Run(NamedTuple):
    code: int
    said: str
    folder: Path


def run_demo(instance: Path) -> Run:
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as said:
        patch.setenv("DDTOOL_INSTANCE", str(instance))
        return Run(cli.run(["demo", "--files"]), said.getvalue(), instance / "demo")


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_demo(tmp_path_factory.mktemp("demo") / "here")


@pytest.mark.pango
def test_the_files_of_the_demonstration_are_workbooks_and_a_report(first_run: Run):
    assert first_run.code == 0
    assert sorted(path.name for path in first_run.folder.iterdir()) == FILES
    assert all(str(path) in first_run.said for path in first_run.folder.iterdir())
    assert first_run.folder.stat().st_mode & 0o077 == 0


@pytest.mark.pango
def test_the_demonstration_says_the_expected_outlook(first_run: Run):
    lines = first_run.said.splitlines()

    assert lines[0] == "Fictional demonstration data. Workbooks:"
    assert "Blocked" in lines
    total = next(line for line in lines if line.startswith("All"))
    assert total.split() == ["All", "1", "14", "0", "0", "13", "5"]


@pytest.mark.pango
def test_the_other_producers_come_with_their_certificates(first_run: Run):
    workbook = load_workbook(first_run.folder / "DEMO-S1.xlsx")

    held = {cell.value for row in workbook["Certificates"].iter_rows() for cell in row}
    assert {"DEMO-EMS-4411", "DEMO-IR-07", "DEMO-TSF-2"} <= held


@pytest.mark.pango
def test_the_files_of_the_demonstration_can_be_made_again(first_run: Run):
    report = first_run.folder / f"{REPORT}.json"
    before = report.read_bytes()

    again = run_demo(first_run.folder.parent)

    assert (again.code, again.said) == (0, first_run.said)
    assert report.read_bytes() == before
    assert sorted(path.name for path in first_run.folder.iterdir()) == FILES


def test_the_demonstration_prints_a_login_of_every_role_once(capsys: pytest.CaptureFixture[str]):
    code = cli.run(["demo"])

    said = capsys.readouterr().out
    roles = ("producer_lead", "producer_member", "assessor", "programme_admin")
    lines = said.splitlines()
    assert code == 0
    assert [role for role in roles if not any(line.startswith(role) for line in lines)] == []
    assert all(".example  " in line for line in lines if line.startswith(roles))
    assert "shown this once" in said


def test_a_database_with_people_in_it_is_left_as_it_is(capsys: pytest.CaptureFixture[str]):
    cli.run(["demo"])
    capsys.readouterr()

    code = cli.run(["demo"])

    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert told.err.startswith("There are organisations or users in this database already")
