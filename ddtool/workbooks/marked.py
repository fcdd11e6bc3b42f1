"""A filled workbook given back with the cells marked that cannot be used."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from ddtool.domain.statements import Key
from ddtool.spreadsheets.writing import OXIDE, Look, Looks, Style, put, saved
from ddtool.workbooks.findings import Refusal
from ddtool.workbooks.form import Form
from ddtool.workbooks.identity import identity_of
from ddtool.workbooks.places import Places
from ddtool.workbooks.reading import SeenWorkbook, look_through
from ddtool.workbooks.stored import HINTS
from ddtool.workbooks.writing import build_workbook, put_identity

_WRONG = Look(fill="F3D9D5", colour=OXIDE, bold=True, rule=OXIDE, box=True, locked=False, indent=1)
_BOX = {"width": 320, "height": 120}
"""The size of what is said beside a cell, in points."""


def marked_workbook(seen: SeenWorkbook, form: Form) -> bytes:
    """A new workbook that says what the filled one says; each cell that cannot be used is marked.

    It still stands there as it was typed, with the reason beside it. What was on sheets of people's
    own is not in it: nothing of a file that was brought in is handed on as it is.
    """
    assessment = seen.filled.assessment
    workbook = build_workbook(assessment, form, more_hints=HINTS)
    places = _places(saved(workbook), form)
    style = Looks(workbook).make(_WRONG)
    _mark(workbook, places, seen.refused, style)
    identity = identity_of(form, fictional=assessment.site.fictional)
    put_identity(workbook, replace(identity, origin=seen.identity.origin))
    return saved(workbook)


def _mark(workbook: Workbook, places: Places, refused: Mapping[Key, Refusal], style: Style) -> None:
    for key, refusal in refused.items():
        sheet, address = places.sheet(key), places.cell(key)
        if not (sheet and address):
            continue
        cell = workbook[sheet][address]
        raw = cell.value if refusal.raw is None else refusal.raw
        put(workbook[sheet], cell.row, cell.column, raw, style)
        said = Comment(f"{refusal.found}; {refusal.accepted}", "ddtool", **_BOX)
        workbook[sheet][address].comment = said


def _places(content: bytes, form: Form) -> Places:
    """Where each statement stands in a workbook that was just written."""
    with TemporaryDirectory(prefix="ddtool-workbook-") as folder:
        path = Path(folder) / "workbook.xlsx"
        path.write_bytes(content)
        return look_through(path, lambda _identity: form).places
