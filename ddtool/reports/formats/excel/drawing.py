"""Drawing a sheet: title, lead, legend, tables with heads, links and filters, colours of states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from ddtool.reports.formats.excel.looks import (
    BACK,
    HEADING,
    LEAD,
    TITLE,
    TONES,
    ReportLooks,
)
from ddtool.reports.formats.excel.pages import Paper, Running, height_for, set_up_page
from ddtool.reports.formats.excel.tables import Block, Page, Row, Target
from ddtool.spreadsheets.pages import set_widths
from ddtool.spreadsheets.writing import Value, put

_FILTER_BUTTON = 3.0
_BACK_COLUMN = 3
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheet programs agree on the numbers of days from here on only."""

_TALLEST_BESIDE = 100.0
_BACK_ROOM = 12


@dataclass(frozen=True)
class Atlas:
    """Where everything is: sheet titles and the row of each anchor, by the sheet's key."""

    titles: Mapping[str, str]
    rows: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, pages: tuple[Page, ...]) -> "Atlas":
        """The places of all rows, known before a cell is written."""
        return cls(
            titles={page.key: page.title for page in pages},
            rows={page.key: page.places() for page in pages},
        )

    def location(self, target: Target) -> str | None:
        """The address of a row's first cell; None where there is no such row."""
        row = self.rows.get(target.sheet, {}).get(target.anchor)
        if row is None:
            return None
        return f"{quote_sheetname(self.titles[target.sheet])}!A{row}"


@dataclass(frozen=True)
class Studio:
    """What all sheets share while they are drawn.

    ``palettes`` name, for each kind of state, the tone of every word.
    """

    looks: ReportLooks
    atlas: Atlas
    running: Running
    palettes: Mapping[str, Mapping[str, str]]
    home_title: str
    home_words: str


def draw(sheet: Worksheet, page: Page, studio: Studio) -> None:
    """Fill an empty worksheet."""
    set_widths(sheet, page.widths)
    draw_top(sheet, page, studio)
    heads = page.head_rows()
    for head_row, block in zip(heads, page.blocks, strict=True):
        _draw_block(sheet, page, block, head_row, studio)
    if page.frozen:
        sheet.freeze_panes = f"{get_column_letter(page.frozen + 1)}{heads[0] + 1}"
    set_up_page(sheet, studio.running, _paper(page))


def _paper(page: Page) -> Paper:
    """What goes on paper: the printed columns, the heads again on each sheet of a long table."""
    heads = page.head_rows()
    last = get_column_letter(page.printed or len(page.widths))
    return Paper(
        last=f"{last}{page.last_row()}",
        head_row=heads[0] if len(heads) == 1 else 0,
        sheets=1 if page.one_sheet_of_paper else 0,
    )


def draw_top(sheet: Worksheet, page: Page, studio: Studio) -> None:
    """The title of a sheet, what it shows, and the way back to the first sheet."""
    put(sheet, 1, 1, page.title, studio.looks.of(TITLE))
    sheet.row_dimensions[1].height = 27
    for row, text in ((2, page.lead), (3, page.legend)):
        put_line(sheet, row, text, page.widths[: page.printed or None], studio)
    column = max(_BACK_COLUMN, page.printed or len(page.widths))
    put(sheet, 1, column, studio.home_words, studio.looks.of(BACK))
    link(sheet, 1, column, f"{quote_sheetname(studio.home_title)}!A1")


def put_line(
    sheet: Worksheet,
    row: int,
    text: str,
    widths: Sequence[float],
    studio: Studio,
) -> None:
    """A sentence over the whole width; only a long one needs cells joined to be wrapped."""
    room = sum(widths)
    if not text:
        return
    if len(text) < room - _BACK_ROOM and "\n" not in text:
        put(sheet, row, 1, text, studio.looks.of(LEAD))
        return
    put(sheet, row, 1, text, studio.looks.of(replace(LEAD, wrap=True)))
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))
    sheet.row_dimensions[row].height = height_for([text], [room])


def link(sheet: Worksheet, row: int, column: int, location: str) -> None:
    """Make a cell that was written lead to a place in this workbook."""
    cell: Any = sheet.cell(row, column)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)


def _draw_block(sheet: Worksheet, page: Page, block: Block, head_row: int, studio: Studio) -> None:
    looks, widths = studio.looks, page.widths
    printed = page.printed or len(widths)
    if block.heading:
        put(sheet, head_row - 1, 1, block.heading, looks.of(HEADING))
    if not block.rows:
        put(sheet, head_row, 1, block.empty, looks.of(LEAD))
        return
    _draw_heads(sheet, block, head_row, widths, looks)
    for number, row in enumerate(block.rows, start=head_row + 1):
        _draw_row(sheet, number, row, block, studio)
        sheet.row_dimensions[number].height = _row_height(row, widths, printed)
    if block.total is not None:
        _draw_total(sheet, head_row + block.height, block.total, block, looks)
    _make_table(sheet, block, head_row)
    _colour_states(sheet, block, head_row, studio.palettes)


def _row_height(row: Row, widths: Sequence[float], printed: int) -> float:
    """As high as the printed columns need; a long text beside them gets a few lines."""
    height = height_for(row.values[:printed], widths)
    beside = height_for(row.values[printed:], widths[printed:])
    return max(height, min(beside, _TALLEST_BESIDE))


def _draw_heads(
    sheet: Worksheet, block: Block, head_row: int, widths: Sequence[float], looks: ReportLooks
) -> None:
    for position, (title, column) in enumerate(zip(block.heads, block.columns, strict=True), 1):
        put(sheet, head_row, position, title, looks.heads[column.kind])
    button = _FILTER_BUTTON if block.filtered else 0
    room = [width - button for width in widths]
    sheet.row_dimensions[head_row].height = height_for(block.heads, room)


def _draw_row(sheet: Worksheet, number: int, row: Row, block: Block, studio: Studio) -> None:
    looks = studio.looks
    for at, (column, value) in enumerate(zip(block.columns, row.values, strict=True)):
        style = looks.body[column.kind]
        target = row.links.get(at)
        location = studio.atlas.location(target) if target else None
        if location:
            style = looks.linked[column.kind]
        put(sheet, number, at + 1, _held(value), style)
        if location:
            link(sheet, number, at + 1, location)


def _held(value: Value) -> Value:
    """The value as a cell can hold it: nothing for an empty text, a text for a day before 1900."""
    if isinstance(value, date) and value < _FIRST_DAY:
        return value.isoformat()
    return None if value == "" else value


def _draw_total(sheet: Worksheet, number: int, row: Row, block: Block, looks: ReportLooks) -> None:
    for position, (column, value) in enumerate(zip(block.columns, row.values, strict=True), 1):
        put(sheet, number, position, value, looks.strong[column.kind])


def _make_table(sheet: Worksheet, block: Block, head_row: int) -> None:
    last = f"{get_column_letter(len(block.columns))}{head_row + len(block.rows)}"
    area = f"A{head_row}:{last}"
    table = Table(displayName=f"table_{block.key}", ref=area)
    table.tableColumns = [TableColumn(id=at, name=title) for at, title in enumerate(block.heads, 1)]
    if block.filtered:
        table.autoFilter = AutoFilter(ref=area)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def _colour_states(
    sheet: Worksheet, block: Block, head_row: int, palettes: Mapping[str, Mapping[str, str]]
) -> None:
    """Colour by word, so that a word that somebody changes takes its colour along."""
    for position, column in enumerate(block.columns, start=1):
        letter = get_column_letter(position)
        area = f"{letter}{head_row + 1}:{letter}{head_row + len(block.rows)}"
        for word, tone in palettes.get(column.palette, {}).items():
            sheet.conditional_formatting.add(area, _rule(word, tone))


def _rule(word: str, tone_name: str) -> Rule:
    tone = TONES[tone_name]
    quoted = word.replace('"', '""')
    style = DifferentialStyle(font=Font(color=tone.text), fill=PatternFill(bgColor=tone.fill))
    return Rule(type="cellIs", operator="equal", formula=[f'"{quoted}"'], dxf=style)
