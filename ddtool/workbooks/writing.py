"""Writing a workbook: every sheet in its place, and the hidden ones behind them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from ddtool.domain.assessments import Assessment
from ddtool.spreadsheets.writing import Look, Looks, new_workbook, put, saved
from ddtool.whole_files import write_whole
from ddtool.workbooks import layout
from ddtool.workbooks.choices import Lists
from ddtool.workbooks.form import Form
from ddtool.workbooks.identity import Identity, identity_of
from ddtool.workbooks.instructions import FICTIONAL, Instructions
from ddtool.workbooks.looks import WorkbookLooks
from ddtool.workbooks.registers import write_actions, write_certificates, write_evidence
from ddtool.workbooks.sections import SectionSheets
from ddtool.workbooks.site_sheet import write_site_sheet
from ddtool.workbooks.tables import Book

_HIDDEN = "veryHidden"


def write_workbook(
    path: Path, assessment: Assessment, form: Form, *, keep: bool = False
) -> Path | None:
    """Write the workbook of an assessment, to be filled in and read back.

    The file is whole or not there. With ``keep``, a file that was there before is kept under the
    name that is handed back.

    :raises NotWritten: the path is as it was.
    """
    return write_whole(path, saved(build_workbook(assessment, form)), keep=keep)


def build_workbook(
    assessment: Assessment, form: Form, *, more_hints: Sequence[str] = ()
) -> Workbook:
    """The workbook of an assessment, not yet saved; ``more_hints`` stand on its first sheet."""
    chosen, site = form.criteria_set, assessment.site
    workbook = new_workbook(title=f"{chosen.title}: {site.name}", subject=chosen.name)
    book = Book(
        workbook=workbook,
        looks=WorkbookLooks(workbook),
        lists=form.lists,
        ranges=list_ranges(form.lists),
        translate=form.translate,
        running_head=f"{chosen.short_title} · {site.name}",
        running_foot=form.translate(FICTIONAL) if site.fictional else "ddtool",
    )
    titles = layout.section_titles(chosen, form.translate)
    Instructions(book, form, assessment).write(list(titles.values()), more_hints)
    write_site_sheet(book, form, assessment)
    sections = SectionSheets(book, form, assessment)
    for section in chosen.sections:
        if section.id in titles:
            sections.write(section, titles[section.id])
    write_certificates(book, form, assessment)
    write_evidence(book, form, assessment)
    write_actions(book, form, assessment)
    hide_lists(workbook, form.lists)
    put_identity(workbook, identity_of(form, fictional=site.fictional))
    return workbook


def list_ranges(lists: Lists) -> Mapping[str, str]:
    """Where the words of each list stand on the hidden sheet, for the drop-downs."""
    return {
        name: f"'{layout.LISTS_TITLE}'!${_letter(column)}$2:${_letter(column)}${rows + 1}"
        for column, (name, rows) in enumerate(
            ((name, max(1, len(choices.shown))) for name, choices in lists.items()), start=1
        )
    }


def _letter(column: int) -> str:
    return chr(ord("A") + column - 1)


def put_identity(workbook: Workbook, identity: Identity) -> None:
    """Write the hidden sheet that says what the workbook was made for, in place of any before."""
    if layout.HIDDEN_TITLE in workbook.sheetnames:
        workbook.remove(workbook[layout.HIDDEN_TITLE])
    plain = Looks(workbook).make(Look(wrap=False))
    sheet = workbook.create_sheet(layout.HIDDEN_TITLE)
    for row, values in enumerate(identity.rows(), start=1):
        for column, text in enumerate(values, start=1):
            if text:
                put(sheet, row, column, text, plain)
    sheet.sheet_state = _HIDDEN
    sheet.protection.sheet = True


def hide_lists(workbook: Workbook, lists: Lists) -> None:
    """Write the words of all drop-downs on a hidden sheet, where :func:`list_ranges` says."""
    plain = Looks(workbook).make(Look(wrap=False))
    sheet = workbook.create_sheet(layout.LISTS_TITLE)
    for column, (name, choices) in enumerate(lists.items(), start=1):
        for row, text in enumerate((name, *choices.shown.values()), start=1):
            put(sheet, row, column, text, plain)
    sheet.sheet_state = _HIDDEN
