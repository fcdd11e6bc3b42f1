"""How a sheet is looked at and printed: widths, heights, frozen heads, filters, paper."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

LINE_POINTS = 13
MAX_ROW_POINTS = 409
MAX_HEADER = 180

_A4 = 9
_WIDE = ("W", "F")


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the first columns, in characters of the normal font."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def set_height(
    sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]], *, line: float = LINE_POINTS
) -> None:
    """Make a row as high as its wrapped texts need; each text comes with its column's width.

    Spreadsheet programs do this only for rows that a person has touched.
    """
    lines = max((count_lines(text, width) for text, width in texts), default=1)
    sheet.row_dimensions[row].height = min(MAX_ROW_POINTS, lines * line + 4)


def count_lines(text: str, width: float) -> int:
    """How many lines a wrapped text takes in a column that many characters wide.

    At 10 points a line holds a few letters more than the width counts digits; what words lose at
    the ends of lines takes these away again.
    """
    if not text:
        return 1
    return sum(max(1, ceil(_length(line) / width)) for line in text.split("\n"))


def freeze(sheet: Worksheet, cell: str) -> None:
    """Keep everything above and left of a cell in sight."""
    sheet.freeze_panes = cell


def filter_table(sheet: Worksheet, *, head: int, last_row: int, columns: int) -> None:
    """Put filter arrows on the head of a table that begins in the first column."""
    end = get_column_letter(columns)
    sheet.auto_filter.ref = f"A{head}:{end}{max(last_row, head)}"


def protect(sheet: Worksheet) -> None:
    """Lock the locked cells, without a password: it guards against slips, not against people."""
    protection = sheet.protection
    protection.sheet = True
    # In this element "false" means "allowed".
    protection.autoFilter = False
    protection.sort = False
    protection.formatColumns = False
    protection.formatRows = False
    protection.formatCells = True


class Running(NamedTuple):
    """What stands on every printed page: head and foot, and the words for "Page" and "of"."""

    head: str
    foot: str
    page: str
    of: str


def set_up_printing(
    sheet: Worksheet,
    running: Running,
    *,
    repeat_row: int | None = None,
    landscape: bool = True,
    pages_wide: int = 1,
) -> None:
    """A4, as wide as the paper or as several, the head on every page, "Page x of y" in the foot."""
    setup = sheet.page_setup
    setup.orientation = "landscape" if landscape else "portrait"
    setup.paperSize = _A4
    setup.fitToWidth, setup.fitToHeight = pages_wide, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.75, 0.65
    margins.header = margins.footer = 0.3
    head, foot, page, of = map(for_header, running)
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(left=_HeaderFooterPart(head))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(foot), right=_HeaderFooterPart(f"{page} &P {of} &N")
    )
    if repeat_row is not None:
        sheet.print_title_rows = f"{repeat_row}:{repeat_row}"
    if pages_wide > 1:
        sheet.print_title_cols = "A:A"


def for_header(text: str) -> str:
    """A text for a running head or foot: one line, cut, and no sign taken for a code."""
    line = " ".join(text.split())
    cut = line if len(line) <= MAX_HEADER // 2 else line[: MAX_HEADER // 2 - 1] + "…"
    return cut.replace("&", "&&")


def _length(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(2 if east_asian_width(sign) in _WIDE else 1 for sign in line)
