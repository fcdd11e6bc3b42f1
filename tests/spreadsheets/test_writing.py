import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ddtool.spreadsheets import pages
from ddtool.spreadsheets.writing import DAY_FORMAT, Look, Looks, new_workbook, put, text_for_cell


def _written(path: Path, value: object) -> Path:
    book = new_workbook(title="Test")
    looks = Looks(book)
    put(book.worksheets[0], 1, 1, value, looks.make(Look(number_format=DAY_FORMAT)))  # type: ignore[arg-type]
    book.save(path)
    return path


@pytest.mark.parametrize("text", ["=1+1", "+41", "-5", "@x", "\tx", "=HYPERLINK(1)", "#REF!"])
def test_no_text_becomes_a_formula_or_an_error(text: str, tmp_path: Path):
    path = _written(tmp_path / "out.xlsx", text)

    cell = load_workbook(path).worksheets[0]["A1"]

    assert (cell.value, cell.data_type) == (text, "s")
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_text_that_looks_like_a_formula_is_marked_as_quoted(tmp_path: Path):
    quoted = load_workbook(_written(tmp_path / "a.xlsx", "=1")).worksheets[0]["A1"]
    plain = load_workbook(_written(tmp_path / "b.xlsx", "1 = 1")).worksheets[0]["A1"]

    assert (quoted.quotePrefix, plain.quotePrefix) == (True, False)


@pytest.mark.parametrize(
    ("text", "in_cell"),
    [
        ("bell\x07 and null\x00", "bell and null"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("half a pair \ud83d", "half a pair "),
        ("_x000D_", "_x005F_x000D_"),
        ("冶炼厂 😀", "冶炼厂 😀"),
    ],
)
def test_text_is_made_fit_for_a_cell(text: str, in_cell: str):
    assert text_for_cell(text) == in_cell


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark():
    cut = text_for_cell("a" * 40_000)

    assert len(cut) == 32_767
    assert cut.endswith("a […]")


@given(st.text(alphabet="a😀", min_size=15, max_size=40))
def test_no_cell_ever_holds_more_than_it_may(text: str):
    assert len(text_for_cell(text * 1_000).encode("utf-16-le")) // 2 <= 32_767


def test_dates_numbers_and_yes_or_no_keep_their_kind(tmp_path: Path):
    kinds = [
        load_workbook(_written(tmp_path / "x.xlsx", value)).worksheets[0]["A1"].data_type
        for value in (date(2026, 3, 4), 7, True, float("nan"))
    ]

    assert kinds == ["d", "d", "b", "s"]


def test_a_workbook_names_its_maker(tmp_path: Path):
    assert load_workbook(_written(tmp_path / "x.xlsx", "x")).properties.creator == "ddtool"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 20, 1), ("short", 20, 1), ("a" * 60, 20, 3), ("冶" * 30, 20, 3), ("a\nb\nc", 20, 3)],
)
def test_lines_are_counted_as_a_spreadsheet_would_wrap_them(text: str, width: float, lines: int):
    assert pages.count_lines(text, width) == lines


def test_a_running_head_takes_no_sign_for_a_code():
    assert pages.for_header("Rock &\nRoll") == "Rock && Roll"
    assert len(pages.for_header("&" * 200)) <= 180
