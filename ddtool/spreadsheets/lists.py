"""A list as a workbook of one sheet: heads that stay, a filter, paper that fits."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from ddtool.spreadsheets.pages import (
    Running,
    filter_table,
    freeze,
    set_height,
    set_up_printing,
    set_widths,
)
from ddtool.spreadsheets.writing import (
    COPPER,
    DAY_FORMAT,
    MUTED,
    RULE,
    TINT,
    Look,
    Looks,
    Value,
    new_workbook,
    put,
    saved,
)

_LONGEST_TITLE = 31
_NOT_IN_TITLES = str.maketrans("[]:*?/\\", "       ")
_HEAD_ROW = 4


class Head(NamedTuple):
    """The head of a column, and its width in characters."""

    words: str
    width: float


def write_list(
    title: str, heads: Sequence[Head], rows: Sequence[Sequence[Value]], running: Running
) -> bytes:
    """The bytes of the workbook. Texts stay texts, whatever they begin with; days are days.

    ``running`` stands on every printed page, and its head below the title too.
    """
    workbook = new_workbook(title=title, subject=running.head)
    sheet = workbook.worksheets[0]
    sheet.title = title.translate(_NOT_IN_TITLES)[:_LONGEST_TITLE].strip("' ") or "ddtool"
    looks = Looks(workbook)
    put(sheet, 1, 1, title, looks.make(Look(size=16, bold=True, colour=COPPER, wrap=False)))
    put(sheet, 2, 1, running.head, looks.make(Look(colour=MUTED, wrap=False)))
    _write_table(sheet, heads, rows, looks)
    set_widths(sheet, [one.width for one in heads])
    freeze(sheet, f"A{_HEAD_ROW + 1}")
    filter_table(sheet, head=_HEAD_ROW, last_row=_HEAD_ROW + len(rows), columns=len(heads))
    set_up_printing(sheet, running, repeat_row=_HEAD_ROW)
    return saved(workbook)


def _write_table(
    sheet: Worksheet, heads: Sequence[Head], rows: Sequence[Sequence[Value]], looks: Looks
) -> None:
    head = looks.make(Look(bold=True, fill=TINT, rule=COPPER, vertical="bottom"))
    for column, one in enumerate(heads, start=1):
        put(sheet, _HEAD_ROW, column, one.words, head)
    text = looks.make(Look(rule=RULE, rule_weight="hair"))
    day = looks.make(Look(rule=RULE, rule_weight="hair", number_format=DAY_FORMAT))
    for number, row in enumerate(rows, start=_HEAD_ROW + 1):
        for column, value in enumerate(row, start=1):
            put(sheet, number, column, value, day if isinstance(value, date) else text)
        written = ["" if value is None else str(value) for value in row]
        widths = [one.width for one in heads]
        set_height(sheet, number, list(zip(written, widths, strict=True)))
