"""Sheets written to a workbook file, and read from one that somebody else may have made."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, time
from pathlib import Path

from ddtool.packs.columns import ColumnMap
from ddtool.packs.problems import Findings
from ddtool.packs.sheets import SheetRow, Sheets
from ddtool.sentences import Sentence
from ddtool.spreadsheets.guard import FoundCell, OpenedWorkbook, Row, Sheet, open_safely
from ddtool.spreadsheets.pages import filter_table, freeze, set_widths
from ddtool.spreadsheets.writing import TINT, Look, Looks, new_workbook, put, saved
from ddtool.whole_files import write_whole

MAX_CELLS = 100_000

Opener = Callable[[Path], AbstractContextManager[OpenedWorkbook]]
"""How a workbook is opened: here, or in a process of its own."""

_WIDE = ("text", "summary", "value", "question", "guidance", "gap_note", "rationale", "note")


def write_workbook(
    path: Path, sheets: Sheets, columns: Mapping[str, Sequence[str]], *, title: str
) -> None:
    """Write the sheets, each with its columns as the header, every cell as text.

    :raises NotWritten: the path is as it was.
    """
    workbook = new_workbook(title=title)
    looks = Looks(workbook)
    first = workbook.worksheets[0]
    for name, header in columns.items():
        sheet = workbook.create_sheet(name)
        for number, column in enumerate(header, start=1):
            put(sheet, 1, number, column, looks.make(Look(bold=True, fill=TINT)))
        for row in sheets[name]:
            for number, column in enumerate(header, start=1):
                if row.get(column):
                    put(sheet, row.number, number, row.get(column), looks.make(Look()))
        set_widths(sheet, [60 if column in _WIDE else 18 for column in header])
        freeze(sheet, "A2")
        filter_table(sheet, head=1, last_row=len(sheets[name]) + 1, columns=len(header))
    workbook.remove(first)
    write_whole(path, saved(workbook))


def count_cells(sheets: Sheets) -> int:
    """How many cells the sheets fill."""
    return sum(len(row.values) for rows in sheets.values() for row in rows)


def read_workbook(
    path: Path,
    columns: Mapping[str, Sequence[str]],
    column_map: ColumnMap,
    findings: Findings,
    *,
    opener: Opener = open_safely,
) -> Sheets:
    """The rows of the sheets that are there, with the columns called by our names.

    :raises NotAWorkbook: the file is no workbook, or one that must not be opened.
    """
    sheets = {}
    with opener(path) as workbook:
        for name, known in columns.items():
            sheet = workbook.sheet(column_map.sheet(name))
            if sheet is not None:
                sheets[name] = _read_sheet(sheet, name, known, column_map, findings)
    return sheets


def sheet_names(path: Path, opener: Opener = open_safely) -> tuple[str, ...]:
    """The names of all sheets of a workbook, small letters."""
    with opener(path) as workbook:
        return tuple(sheet.title.casefold() for sheet in workbook.sheets)


def _read_sheet(
    sheet: Sheet,
    name: str,
    known: Sequence[str],
    column_map: ColumnMap,
    findings: Findings,
) -> list[SheetRow]:
    rows = [row for row in sheet.rows() if not row.empty]
    if not rows:
        return []
    header = _header(rows[0], sheet.title, findings)
    places = column_map.places(name, sheet.title, header, known, findings)
    read = (_read_row(row, sheet.title, places, findings) for row in rows[1:])
    return [row for row in read if row.values]


def _header(row: Row, title: str, findings: Findings) -> list[str]:
    place = Sentence('sheet "{title}", row {number}', title=title, number=row.number)
    return [_text(cell, place, findings) for cell in row.cells]


def _read_row(row: Row, title: str, places: Mapping[str, int], findings: Findings) -> SheetRow:
    values = {}
    for column, position in places.items():
        place = Sentence(
            'sheet "{title}", row {number}, {column}', title=title, number=row.number, column=column
        )
        text = _text(row.cells[position], place, findings)
        if text:
            values[column] = text
    return SheetRow(row.number, values)


def _text(cell: FoundCell, place: str, findings: Findings) -> str:
    """What a cell says; formulas, errors and numbers that could mean two things are noted."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        findings.add(
            place, Sentence("the cell holds a formula"), Sentence("paste its value instead")
        )
        return ""
    if cell.data_type == "e":
        findings.add(
            place, Sentence("the cell holds the error {value}", value=value), Sentence("correct it")
        )
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, float) and not value.is_integer():
        remedy = Sentence(
            "format the column as text, so that 1.1 and 1.10 differ, and type it again"
        )
        findings.add(place, Sentence("the cell holds the number {value}", value=value), remedy)
        return ""
    text = str(int(value)) if isinstance(value, float) else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
