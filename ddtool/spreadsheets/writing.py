"""Writing cells: one shared style per look, and no text that could become a formula."""

import re
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

INK = "211D1A"
MUTED = "5C544D"
COPPER = "934519"
OXIDE = "7C1D18"
TINT = "F8F6F3"
RULE = "D9D2CA"
WHITE = "FFFFFF"
"""The colours of the report, so that both look like one thing."""

FONT = "Calibri"
DAY_FORMAT = "yyyy\\-mm\\-dd"
TEXT_FORMAT = "@"
MAX_TEXT = 32_767

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")

Value = str | int | float | Decimal | bool | date | None


@dataclass(frozen=True)
class Look:
    """How a cell looks and whether it can be typed into; see `Looks.make`."""

    size: float = 10
    bold: bool = False
    colour: str = INK
    fill: str = ""
    wrap: bool = True
    horizontal: str = "left"
    vertical: str = "top"
    indent: int = 0
    rule: str = ""
    rule_weight: Literal["hair", "thin", "medium"] = "thin"
    box: bool = False
    number_format: str = "General"
    locked: bool = True


@dataclass(frozen=True)
class Style:
    """A look as one workbook knows it; ``quoted`` is for text that could be taken for a formula."""

    plain: StyleArray
    quoted: StyleArray


class Looks:
    """The looks of one workbook; each is registered once and shared by all its cells."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[Look, Style] = {}

    def make(self, look: Look) -> Style:
        """The style of a look; asking again gives the same one."""
        style = self._made.get(look)
        if style is None:
            style = self._made[look] = self._register(look)
        return style

    def _register(self, look: Look) -> Style:
        # The stubs do not know the style array, which openpyxl shares between cells.
        cell: Any = Cell(self._workbook.worksheets[0], row=1, column=1)
        cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.colour)
        if look.fill:
            cell.fill = PatternFill("solid", start_color=look.fill)
        cell.border = _border(look)
        cell.alignment = Alignment(
            horizontal=look.horizontal,
            vertical=look.vertical,
            wrap_text=look.wrap,
            indent=look.indent,
        )
        cell.number_format = look.number_format
        cell.protection = Protection(locked=look.locked)
        plain = copy(cell._style)
        cell.quotePrefix = True
        return Style(plain=plain, quoted=copy(cell._style))


def put(sheet: Worksheet, row: int, column: int, value: Value, style: Style) -> None:
    """Write one value in one style. A text stays a text, whatever it begins with.

    Dates need a style with a date format. Illegal characters are removed, line ends become one
    character, and what is longer than a cell can hold is cut (see `text_for_cell`).
    """
    cell: Any = Cell(sheet, row=row, column=column)
    if isinstance(value, float) and not isfinite(value):
        value = str(value)
    if isinstance(value, str):
        cell._value = text = text_for_cell(value)
        cell.data_type = "s"
        cell._style = style.quoted if text.startswith(_LIVE) else style.plain
    else:
        cell._value = value
        cell.data_type = _kind(value)
        cell._style = style.plain
    sheet._cells[row, column] = cell


def text_for_cell(text: str, cut_mark: str = " […]") -> str:
    """The text as a cell can hold it: ``cut_mark`` stands at the end of what had to be cut.

    A literal ``_x000D_`` is escaped, because spreadsheet programs would read it as a character.
    """
    text = _ILLEGAL.sub("", _LINE_END.sub("\n", text))
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    if len(text) <= MAX_TEXT // 2 or _units(text) <= MAX_TEXT:
        return text
    while _units(text) > MAX_TEXT - len(cut_mark):
        text = text[: len(text) - max(1, (_units(text) - MAX_TEXT + len(cut_mark)) // 2)]
    return text + cut_mark


def new_workbook(*, title: str, subject: str = "") -> Workbook:
    """An empty workbook with one sheet, made by ddtool."""
    workbook = Workbook()
    workbook.properties.creator = "ddtool"
    workbook.properties.title = _ILLEGAL.sub("", title) or None
    workbook.properties.subject = _ILLEGAL.sub("", subject) or None
    return workbook


def saved(workbook: Workbook) -> bytes:
    """The bytes of the file that the workbook becomes."""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _units(text: str) -> int:
    """Length as spreadsheet programs count it: characters beyond the basic plane are two."""
    return len(text.encode("utf-16-le")) // 2


def _kind(value: Value) -> str:
    if isinstance(value, bool):
        return "b"
    return "d" if isinstance(value, date) else "n"


def _border(look: Look) -> Border:
    if not look.rule:
        return Border()
    side = Side(style=look.rule_weight, color=look.rule)
    return Border(left=side, right=side, top=side, bottom=side) if look.box else Border(bottom=side)
