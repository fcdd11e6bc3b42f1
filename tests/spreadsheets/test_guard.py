import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.spreadsheets.guard import checked, open_safely
from tests.spreadsheets import hostile

_PROBE = """
import sys, time
from pathlib import Path
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.spreadsheets.guard import open_safely
try:
    with open_safely(Path(sys.argv[1])) as workbook:
        for sheet in workbook.sheets:
            sheet.rows()
    print("opened")
except NotAWorkbook as error:
    print(error)
status = Path("/proc/self/status").read_text()
print(status.split("VmHWM:")[1].split()[0])
print(time.process_time())
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


def _probe(path: Path) -> tuple[str, int, float]:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, str(path)], capture_output=True, text=True, check=True
    )
    says, kilobytes, seconds = done.stdout.strip().split("\n")
    return says, int(kilobytes), float(seconds)


@pytest.mark.parametrize("kind", hostile.HOSTILE)
def test_a_wrong_file_ends_with_one_sentence_in_little_time_and_memory(kind: str, folder: Path):
    path = hostile.write(folder, kind)

    says, kilobytes, seconds = _probe(path)

    assert says.startswith(f"{kind}.xlsx ")
    assert says.endswith(".")
    assert seconds < 3
    assert kilobytes < 150 * 1024


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("csv", "csv.xlsx is not an Excel workbook (.xlsx)."),
        ("pdf", "pdf.xlsx is not an Excel workbook (.xlsx)."),
        ("empty", "empty.xlsx is empty."),
        ("text_document", "text_document.xlsx is not an Excel workbook (.xlsx)."),
        (
            "old_format",
            "old_format.xlsx is an old .xls file or protected with a password; "
            "save it as an Excel workbook (.xlsx) without a password.",
        ),
        (
            "macros",
            "macros.xlsx holds macros; save it as an Excel workbook without macros (.xlsx).",
        ),
        (
            "entities",
            "entities.xlsx holds XML that Excel would not write "
            "(xl/worksheets/sheet1.xml: a document type declaration), so it was not opened.",
        ),
        (
            "bomb",
            "bomb.xlsx is packed as no spreadsheet program would "
            "(a part packed to less than 1/200), so it was not opened.",
        ),
        (
            "cut_off",
            "cut_off.xlsx is damaged or cut off and cannot be opened as a workbook.",
        ),
    ],
)
def test_the_sentence_says_what_the_file_is(kind: str, says: str, folder: Path):
    path = hostile.write(folder, kind)

    with pytest.raises(NotAWorkbook) as refused:
        checked(path)

    assert str(refused.value) == says


def test_a_folder_and_a_missing_file_are_no_workbooks(tmp_path: Path):
    for path in (tmp_path, tmp_path / "missing.xlsx"):
        with pytest.raises(NotAWorkbook, match="is not a file"):
            checked(path)


def test_the_sentence_can_be_told_in_another_language(tmp_path: Path):
    path = tmp_path / "leer.xlsx"
    path.write_bytes(b"")

    with pytest.raises(NotAWorkbook) as refused:
        checked(path)

    assert refused.value.told(lambda _: "{file} ist leer.") == "leer.xlsx ist leer."


def test_rows_come_with_their_numbers_and_formulas_are_seen(tmp_path: Path):
    path = _saved(tmp_path, [["id", "answer"], [], ["1.a", "=1+1"]])

    with open_safely(path) as workbook:
        rows = workbook.sheets[0].rows()

    assert [row.number for row in rows] == [1, 3]
    assert rows[1].cells[1].value == "=1+1"
    assert rows[1].cells[1].data_type == "f"
    assert rows[1].cells[2].value is None


def test_what_stands_far_below_is_found_too(tmp_path: Path):
    path = _saved(tmp_path, [["first"], *[[]] * 5_000, ["far below"]])

    with open_safely(path) as workbook:
        rows = workbook.sheets[0].rows()

    assert [row.number for row in rows] == [1, 5_002]


def test_merged_ranges_and_hidden_sheets_are_told(tmp_path: Path):
    book = Workbook()
    book.worksheets[0].merge_cells("A1:C1")
    book.create_sheet("kept").sheet_state = "veryHidden"
    path = tmp_path / "merged.xlsx"
    book.save(path)

    with open_safely(path) as workbook:
        told = [(sheet.title, sheet.hidden, sheet.merged) for sheet in workbook.sheets]

    assert told == [("Sheet", False, ("A1:C1",)), ("kept", True, ())]


def test_a_sheet_is_found_whatever_its_case(tmp_path: Path):
    path = _saved(tmp_path, [["x"]])

    with open_safely(path) as workbook:
        assert workbook.sheet("SHEET") is workbook.sheets[0]
        assert workbook.sheet("Other") is None


def test_an_unreasonable_dimension_costs_nothing(tmp_path: Path):
    path = tmp_path / "wide.xlsx"
    path.write_bytes(
        hostile.sheet_of(
            b'<row r="1"><c r="A1"><v>7</v></c></row>', before=b'<dimension ref="A1:XFD1048576"/>'
        )
    )

    with open_safely(path) as workbook:
        rows = workbook.sheets[0].rows()

    assert [row.cells[0].value for row in rows] == [7]


def _saved(folder: Path, rows: list[list[str]]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return path
