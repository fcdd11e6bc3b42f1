"""A list of certificates as a file: an empty template, or the register as it stands."""

import csv
from collections.abc import Sequence
from io import StringIO

from ddtool.domain.certificates import Certificate
from ddtool.spreadsheets.writing import Value, new_workbook, saved
from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.certificate_lists import COLUMNS
from ddtool.workbooks.form import Form
from ddtool.workbooks.looks import WorkbookLooks
from ddtool.workbooks.registers import PROMPTS, certificate_row, worded
from ddtool.workbooks.tables import Book, Table
from ddtool.workbooks.writing import hide_lists, list_ranges

SPARE_ROWS = 40

_LEAD = n_(
    "One row per certificate. Leave empty what the document does not say. "
    "Sites by their names; lists within a cell: separate with ;"
)
_SITES = n_("The names of the sites that the certificate or its annex names, separated with ;")
_LIVE = ("=", "+", "-", "@", "\t", "\r")


def certificates_as_workbook(certificates: Sequence[Certificate], form: Form) -> bytes:
    """The list as an Excel workbook with drop-downs and spare rows; it can be read back.

    The certificates name their sites by name.
    """
    title = form.translate(layout.CERTIFICATES_TITLE)
    workbook = new_workbook(title=title, subject=title)
    book = Book(
        workbook=workbook,
        looks=WorkbookLooks(workbook),
        lists=form.lists,
        ranges=list_ranges(form.lists),
        translate=form.translate,
        running_head=title,
        running_foot="ddtool",
    )
    _write_table(book, form, certificates)
    hide_lists(workbook, form.lists)
    return saved(workbook)


def certificates_as_csv(certificates: Sequence[Certificate], form: Form) -> bytes:
    """The list as a CSV file in UTF-8 with commas, which spreadsheet programs open as it is.

    A text that such a program would take for a formula gets a ``'`` before it.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(form.translate(column.head) for column in COLUMNS)
    for certificate in certificates:
        row = certificate_row(certificate)
        cells = (worded(column, row[column.code], form.lists) for column in COLUMNS)
        writer.writerow(map(_csv_text, cells))
    return text.getvalue().encode("utf-8-sig")


def _write_table(book: Book, form: Form, certificates: Sequence[Certificate]) -> None:
    title = form.translate(layout.CERTIFICATES_TITLE)
    table = Table(book, title, COLUMNS, lead=form.translate(_LEAD))
    styles = [book.looks.input(column.kind) for column in COLUMNS]
    for certificate in certificates:
        row = certificate_row(certificate)
        table.add([worded(column, row[column.code], form.lists) for column in COLUMNS], styles)
    for _ in range(SPARE_ROWS):
        table.add([None] * len(COLUMNS), styles)
    table.check_columns({**PROMPTS, "sites": _SITES})
    table.finish(freeze=f"B{layout.FIRST_ROW}")


def _csv_text(value: Value) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_LIVE) else text
