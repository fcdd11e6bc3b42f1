"""The workbook of a stored assessment: it knows what it was made from."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ddtool.domain.assessments import Assessment
from ddtool.spreadsheets.writing import saved
from ddtool.wording import n_
from ddtool.workbooks.form import Form
from ddtool.workbooks.identity import identity_of
from ddtool.workbooks.origin import Origin
from ddtool.workbooks.reading import look_through
from ddtool.workbooks.writing import build_workbook, put_identity

_TAKEN_IN = n_(
    "Bring the workbook back on the page Workbook of its assessment. What you change on any sheet "
    "but this one is taken in, after you have seen a list of it; sheets of your own are not read."
)
_NOT_TAKEN_IN = n_(
    "Not changed by a workbook: the organisation's name, files of evidence, and whether a "
    "certificate is there at all. A document whose row you delete leaves this assessment only."
)
_MEANWHILE = n_(
    "Others may go on in ddtool meanwhile. What only they changed stays as they have it; where you "
    "both changed the same thing, you are asked."
)
HINTS = (_TAKEN_IN, _NOT_TAKEN_IN, _MEANWHILE)


def stored_workbook(
    assessment: Assessment, form: Form, origin: Callable[[Assessment], Origin]
) -> bytes:
    """The file of a workbook with its origin on the hidden sheet.

    ``origin`` is told what the workbook says when it is read as it was written: a few things
    become shorter or are filled in, and only what people change later may count as a change.
    """
    workbook = build_workbook(assessment, form, more_hints=HINTS)
    identity = identity_of(form, fictional=assessment.site.fictional)
    as_read = _read_back(saved(workbook), form)
    put_identity(workbook, replace(identity, origin=origin(as_read)))
    return saved(workbook)


def _read_back(content: bytes, form: Form) -> Assessment:
    with TemporaryDirectory(prefix="ddtool-workbook-") as folder:
        path = Path(folder) / "workbook.xlsx"
        path.write_bytes(content)
        return look_through(path, lambda _identity: form).filled.assessment
