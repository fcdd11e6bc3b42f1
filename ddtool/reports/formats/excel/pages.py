"""How a sheet is looked at and printed: sizes of rows and columns, frozen panes, page set-up."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from ddtool.spreadsheets.pages import LINE_POINTS, MAX_ROW_POINTS, count_lines, for_header

_ROOM_POINTS = 4
_A4 = "9"
_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on top and bottom of every printed page."""

    head: str
    foot: str
    page: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes on paper: from A1 to ``last``, on any number of ``sheets`` where that is 0."""

    last: str
    head_row: int = 0
    sheets: int = 0


def sheet_title(text: str, taken: Collection[str]) -> str:
    """The text as the name of a sheet, other than those taken."""
    plain = " ".join(_NOT_IN_TITLES.sub(" ", text).split()).strip("'") or "–"
    title = plain[:_LONGEST_TITLE]
    others = {one.casefold() for one in taken}
    count = 2
    while title.casefold() in others:
        ending = f" {count}"
        title = plain[: _LONGEST_TITLE - len(ending)] + ending
        count += 1
    return title


def height_for(values: Sequence[object], widths: Sequence[float]) -> float:
    """The height in points that the longest of these texts needs in its column."""
    lines = 1
    for value, width in zip(values, widths, strict=False):
        if isinstance(value, str) and (len(value) > width or "\n" in value):
            lines = max(lines, count_lines(value, width))
    return min(MAX_ROW_POINTS, lines * LINE_POINTS + _ROOM_POINTS)


def set_up_page(sheet: Worksheet, running: Running, paper: Paper) -> None:
    """Landscape, as wide as the paper."""
    sheet.sheet_view.showGridLines = False
    sheet.print_area = f"A1:{paper.last}"
    if paper.head_row:
        sheet.print_title_rows = f"{paper.head_row}:{paper.head_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = paper.sheets
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _set_margins(sheet)
    _set_running(sheet, running)


def _set_margins(sheet: Worksheet) -> None:
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.75, 0.7
    margins.header = margins.footer = 0.35


def _set_running(sheet: Worksheet, running: Running) -> None:
    head: Any = sheet.oddHeader
    foot: Any = sheet.oddFooter
    head.left.text = for_header(running.head)
    head.right.text = "&A"
    foot.left.text = for_header(running.foot)
    foot.right.text = running.page
