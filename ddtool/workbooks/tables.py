"""One flat table on a sheet: heads, drop-downs, filter, frozen head, paper, protection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ddtool.spreadsheets import pages
from ddtool.spreadsheets.writing import Style, Value, put
from ddtool.wording import Translate, n_
from ddtool.workbooks import layout
from ddtool.workbooks.choices import Lists
from ddtool.workbooks.layout import Column, Kind
from ddtool.workbooks.looks import WorkbookLooks

LAST_CHECKED_ROW = 1_000
"""Drop-downs reach to this row, so that rows added below the prepared ones have them too."""

_PAGE_WIDTH = 220
"""As many characters stand readably side by side on a sheet of A4."""

_FIRST_DAY, _LAST_DAY = "3654", "73415"

_CHOOSE = n_("Choose from the list, or leave the cell empty.")
_NOT_IN_LIST = n_("This word is not in the list. Choose from the list, or leave the cell empty.")
_A_DAY = n_("A date, such as 2026-03-04.")
_NO_DAY = n_("This is not a date. Type one such as 2026-03-04.")
_PAGE, _OF = n_("Page"), n_("of")


@dataclass(frozen=True)
class Book:
    """The workbook being written, with what every sheet of it needs."""

    workbook: Workbook
    looks: WorkbookLooks
    lists: Lists
    ranges: Mapping[str, str]
    translate: Translate
    running_head: str
    running_foot: str

    def running(self, title: str = "") -> pages.Running:
        """What stands on every printed page of a sheet."""
        head = f"{title} · {self.running_head}" if title else self.running_head
        return pages.Running(head, self.running_foot, self.translate(_PAGE), self.translate(_OF))


class Table:
    """One sheet with one table. Rows are added from the top; `finish` does the rest."""

    def __init__(self, book: Book, title: str, columns: Sequence[Column], *, lead: str) -> None:
        self.sheet: Worksheet = book.workbook.create_sheet(title)
        self.columns = columns
        self.next_row = layout.FIRST_ROW
        self._book = book
        self._title = title
        pages.set_widths(self.sheet, [column.width for column in columns])
        self._put_heads(title, lead)

    def add(self, values: Sequence[Value], styles: Sequence[Style]) -> int:
        """Write one row and make it high enough for its texts; the number of the row."""
        row = self.next_row
        texts = []
        for number, (value, style) in enumerate(zip(values, styles, strict=True), start=1):
            put(self.sheet, row, number, value, style)
            if value and isinstance(value, str):
                texts.append((value, self.columns[number - 1].width - 2))
        if texts:
            pages.set_height(self.sheet, row, texts)
        self.next_row = row + 1
        return row

    def letter(self, code: str) -> str:
        """The letter of the column with that code."""
        codes = [column.code for column in self.columns]
        return get_column_letter(codes.index(code) + 1)

    def finish(self, *, freeze: str) -> None:
        """Everything that needs to know how long the table became."""
        sheet, columns = self.sheet, len(self.columns)
        last = self.next_row - 1
        pages.filter_table(sheet, head=layout.HEAD_ROW, last_row=last, columns=columns)
        pages.freeze(sheet, freeze)
        pages.protect(sheet)
        self._print(last)
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.zoomScale = 100

    def check_columns(self, prompts: Mapping[str, str] | None = None) -> None:
        """Give every column with a list its drop-down and every column of days its check.

        ``prompts`` are what to say beside a chosen cell, by column, in place of the usual words.
        """
        told = prompts or {}
        for column in self.columns:
            letter = self.letter(column.code)
            cells = f"{letter}{layout.FIRST_ROW}:{letter}{LAST_CHECKED_ROW}"
            if column.kind is Kind.DAY:
                self.check_cells(cells, self.day_check())
            elif column.choices:
                self.check_cells(cells, self.list_check(column.choices, told.get(column.code)))
            elif column.code in told:
                self.check_cells(cells, self._prompt(told[column.code]))

    def check_cells(self, cells: str, validation: DataValidation) -> None:
        """Let a check hold for these cells."""
        validation.add(cells)
        self.sheet.add_data_validation(validation)

    def list_check(self, choices: str, prompt: str | None = None) -> DataValidation:
        """A drop-down of one of the lists."""
        cells = self._book.ranges[choices]
        return self._validation("list", prompt or _CHOOSE, _NOT_IN_LIST, formula1=cells)

    def day_check(self) -> DataValidation:
        """A check that lets only dates in."""
        return self._validation(
            "date", _A_DAY, _NO_DAY, operator="between", formula1=_FIRST_DAY, formula2=_LAST_DAY
        )

    def _prompt(self, prompt: str) -> DataValidation:
        """No check, only words beside the cell."""
        say = self._book.translate
        return DataValidation(allow_blank=True, showInputMessage=True, prompt=say(prompt)[:255])

    def _validation(
        self, kind: Literal["list", "date"], prompt: str, error: str, **rule: Any
    ) -> DataValidation:
        say = self._book.translate
        return DataValidation(
            type=kind,
            allow_blank=True,
            showInputMessage=True,
            showErrorMessage=True,
            errorStyle="stop",
            prompt=say(prompt)[:255],
            error=say(error)[:255],
            **rule,
        )

    def _put_heads(self, title: str, lead: str) -> None:
        looks, sheet = self._book.looks, self.sheet
        put(sheet, layout.TITLE_ROW, 1, title, looks.title)
        put(sheet, layout.TITLE_ROW + 1, 1, lead, looks.subtitle)
        sheet.row_dimensions[layout.TITLE_ROW].height = 32
        sheet.row_dimensions[layout.TITLE_ROW + 1].height = 20
        heads = [self._book.translate(column.head) for column in self.columns]
        for number, head in enumerate(heads, start=1):
            put(sheet, layout.HEAD_ROW, number, head, looks.head)
        widths = [column.width - 3 for column in self.columns]
        pages.set_height(sheet, layout.HEAD_ROW, list(zip(heads, widths, strict=True)))

    def _print(self, last: int) -> None:
        pages.set_up_printing(
            self.sheet,
            self._book.running(self._title),
            repeat_row=layout.HEAD_ROW,
            pages_wide=ceil(sum(column.width for column in self.columns) / _PAGE_WIDTH),
        )
        end = get_column_letter(len(self.columns))
        self.sheet.print_area = f"A1:{end}{last}"
