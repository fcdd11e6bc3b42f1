import gettext
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ddtool import cli
from ddtool.packs import Library
from ddtool.reports import FORMATS, Listed
from ddtool.usecases.demonstration import write_demonstration

CRITERIA = Path(__file__).parents[2] / "criteria"
STEM = "gap-report-DEMO-S2-rra-3.0-2026-12-01"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled workbook of the demonstration."""
    folder = tmp_path_factory.mktemp("demo")
    library = Library((CRITERIA,))
    write_demonstration(CRITERIA / "demo", library, folder, gettext.NullTranslations())
    return folder / "DEMO-S2.xlsx"


def report(*arguments: object) -> int:
    return cli.run(["report", *(str(one) for one in arguments)])


def test_a_filled_workbook_becomes_a_report_in_each_format(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    code = report(filled, "--as-of", "2026-12-01", "--format", "xlsx,json", "-o", tmp_path / "out")

    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    names = [f"{STEM}.json", f"{STEM}.xlsx"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert str(tmp_path / "out" / f"{STEM}.xlsx") in said.out
    workbook = load_workbook(tmp_path / "out" / f"{STEM}.xlsx")
    assert workbook["Outlook"]["A4"].value == "☒ Blocked"


@pytest.mark.pango
def test_all_formats_say_the_same_without_being_asked_for(filled: Path, tmp_path: Path):
    assert report(filled, "--as-of", "2026-12-01", "-o", tmp_path) == 0

    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".pdf", ".xlsx"]
    assert (tmp_path / f"{STEM}.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_the_summary_has_the_outlook_and_the_counts(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    report(filled, "--as-of", "2026-12-01", "--format", "json", "-o", tmp_path)

    lines = capsys.readouterr().out.splitlines()
    assert "Blocked" in lines
    assert "One criterion blocks the outlook: 32 Biodiversity and Productive Land." in lines
    total = next(line for line in lines if line.startswith("All"))
    assert total.split() == ["All", "1", "14", "0", "0", "13", "5"]
    assert any("Fictional demonstration data" in line for line in lines)


def test_a_fictional_site_is_measured_against_the_fictional_matrix(filled: Path, tmp_path: Path):
    report(filled, "--as-of", "2026-12-01", "--format", "json", "-o", tmp_path)

    whole = json.loads((tmp_path / f"{STEM}.json").read_text("utf-8"))
    assert (whole["matrix"]["name"], whole["fictional"]) == ("demo@2026.11", True)


def test_another_matrix_can_be_named(filled: Path, tmp_path: Path):
    report(
        filled, "--as-of", "2026-12-01", "--matrix", "working@2026.11",
        "--format", "json", "-o", tmp_path,
    )  # fmt: skip

    whole = json.loads((tmp_path / f"{STEM}.json").read_text("utf-8"))
    assert whole["matrix"]["name"] == "working@2026.11"
    assert not any(one["counts_for"] for one in whole["certificates"])


def test_the_matrix_used_is_told(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    report(filled, "--matrix", "working@2026.11", "--format", "json", "-o", tmp_path)

    assert "Matrix used: working@2026.11. Others that fit, with --matrix: demo@2026.11.\n" in (
        capsys.readouterr().out
    )


def test_the_day_decides_what_still_counts(filled: Path, tmp_path: Path):
    report(filled, "--as-of", "2027-07-01", "--format", "json", "-o", tmp_path)

    whole = json.loads((tmp_path / "gap-report-DEMO-S2-rra-3.0-2027-07-01.json").read_text("utf-8"))
    by_id = {one["id"]: one["counts_for"] for one in whole["certificates"]}
    assert (by_id["B2"], by_id["B4"]) == ([], ["10"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--as-of", "1 May"], "'1 May' is no day; give one such as 2026-12-01."),
        (["--as-of", "2026-02-30"], "'2026-02-30' is no day; give one such as 2026-12-01."),
        (["--as-of", "20261201"], "'20261201' is no day; give one such as 2026-12-01."),
        (["--format", "pdf,docx"], "'docx' is not one of pdf, xlsx, json."),
        (["--format", ""], "'' is not one of pdf, xlsx, json."),
        (["--language", "xx"], "'xx' is not"),
        (["--matrix", ""], "give the name of a matrix; ddtool packs list shows them"),
    ],
)
def test_what_cannot_be_understood_is_wrong_usage(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    arguments: list[str], sentence: str,
):  # fmt: skip
    assert report(filled, *arguments, "-o", tmp_path / "out") == 2

    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""
    assert not (tmp_path / "out").exists()


def test_a_missing_file_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert report(tmp_path / "none.xlsx", "-o", tmp_path / "out") == 2

    assert "none.xlsx' does not exist." in capsys.readouterr().err


def test_an_unknown_matrix_is_named_with_those_there_are(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert report(filled, "--matrix", "other@1", "-o", tmp_path / "out") == 1

    said = capsys.readouterr().err
    assert 'There is no matrix "other@1"' in said
    assert "working@2026.11" in said
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_no_workbook_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "letter.xlsx").write_text("Dear colleagues", encoding="utf-8")

    assert report(tmp_path / "letter.xlsx", "-o", tmp_path / "out") == 1

    said = capsys.readouterr().err
    assert said == "letter.xlsx is not an Excel workbook (.xlsx).\n"


def test_every_problem_of_a_workbook_is_told_and_nothing_is_written(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    spoilt = load_workbook(filled)
    for sheet in spoilt:
        if sheet.title == "Certificates":
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value == "active":
                        cell.value = "sleeping"
    spoilt.save(tmp_path / "spoilt.xlsx")

    assert report(tmp_path / "spoilt.xlsx", "-o", tmp_path / "out") == 1

    said = capsys.readouterr().err.splitlines()
    assert len(said) == 6
    assert all(line.startswith("Certificates, ") for line in said)
    assert not (tmp_path / "out").exists()


def test_a_format_that_fails_leaves_the_others_whole(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    broken = (Listed("pdf", "ddtool.no_such_module"), *FORMATS[1:])
    monkeypatch.setattr("ddtool.usecases.reports.FORMATS", broken)

    code = report(filled, "--as-of", "2026-12-01", "-o", tmp_path)

    said = capsys.readouterr()
    assert code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{STEM}.json", f"{STEM}.xlsx"]
    assert f"{STEM}.xlsx" in said.out
    assert said.err.startswith("The pdf report was not written:")


def test_a_folder_that_cannot_be_made_is_told(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "out").write_text("in the way", encoding="utf-8")

    assert report(filled, "--format", "json", "-o", tmp_path / "out" / "deeper") == 1

    assert str(tmp_path / "out") in capsys.readouterr().err
