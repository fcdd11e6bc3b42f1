"""The sheets that are lists of the site's own: certificates, evidence, actions."""

from collections.abc import Iterable, Mapping, Sequence

from ddtool.domain.assessments import Action, Assessment, Evidence
from ddtool.domain.certificates import Certificate
from ddtool.spreadsheets.writing import Value
from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.choices import UNKNOWN, Lists
from ddtool.workbooks.form import Form
from ddtool.workbooks.layout import Column
from ddtool.workbooks.tables import Book, Table

_CERTIFICATES = n_(
    "One row per certificate, assessment result or membership. Lists within a cell: separate with ;"
)
_EVIDENCE = n_("One row per document. Name its id in the column Evidence of the criteria sheets.")
_ACTIONS = n_("One row per action of the improvement plan: who does what by which day.")

PROMPTS = {
    "sites": n_(
        "The site ids that the certificate or its annex names, separated with ; "
        "This site: its id from the sheet Site, letter for letter."
    ),
    "requirements": n_(
        "The numbers of the requirements or criteria that it shows, such as 17.a or 29; separate "
        "several with ;"
    ),
    "location": n_(
        "An address that begins with https://, or where it is kept. A workbook brings no files: "
        "upload them on the page of the document afterwards."
    ),
    "results": n_(
        "What the certificate states, as name=value; name=value, such as chapter 1.5=80. "
        "The names and values of each standard stand on the first sheet."
    ),
    "companions": n_(
        "Documents that the certificate counts only together with, such as an annex or statement, "
        "separated with ; Leave empty if none."
    ),
    "has_report": n_("Yes only if the audit report itself can be shown, not only the certificate."),
    "status": n_(
        "What the certification body says of it. Empty: not stated; then it does not count yet."
    ),
    "open_nonconformity": n_(
        "The gravest nonconformity that is still open on the topic. None open: the audit report "
        "says so. Empty: not stated; then it does not count yet."
    ),
    "result_basis": n_(
        "Audited: by an audit of its own. Recognised: taken over from another scheme's result. "
        "Empty, or unknown: nobody has said yet."
    ),
}
"""What to say beside cells where one has to think; at most 255 characters each."""

_ROOMY = 18
"""The height of an empty row, in points."""

Codes = Mapping[str, Value]
"""What stands in a row by column code; words of drop-downs as their codes."""


def write_certificates(book: Book, form: Form, assessment: Assessment) -> None:
    """Write the register of certificates with spare rows."""
    rows = map(certificate_row, assessment.certificates)
    register = (layout.CERTIFICATES_TITLE, _CERTIFICATES, layout.CERTIFICATE_COLUMNS)
    _write(book, form, register, rows, spare=layout.SPARE_CERTIFICATES)


def write_evidence(book: Book, form: Form, assessment: Assessment) -> None:
    """Write the register of evidence with spare rows."""
    rows = map(evidence_row, assessment.evidence)
    register = (layout.EVIDENCE_TITLE, _EVIDENCE, layout.EVIDENCE_COLUMNS)
    _write(book, form, register, rows, spare=layout.SPARE_EVIDENCE)


def write_actions(book: Book, form: Form, assessment: Assessment) -> None:
    """Write the improvement plan with spare rows."""
    rows = map(action_row, assessment.actions)
    register = (layout.ACTIONS_TITLE, _ACTIONS, layout.ACTION_COLUMNS)
    _write(book, form, register, rows, spare=layout.SPARE_ACTIONS)


def certificate_row(one: Certificate) -> Codes:
    """A certificate as its row."""
    return {
        "id": one.id,
        "standard": one.standard,
        "edition": one.edition,
        "number": one.number,
        "body": one.body,
        "accredited": _yes_no(one.accredited),
        "evidence_type": one.evidence_type.value,
        "status": one.status.value if one.status else None,
        "status_since": one.status_since,
        "issued": one.issued,
        "valid_until": one.valid_until,
        "last_audit": one.last_audit,
        "sites": "; ".join((*one.sites, *one.other_sites)),
        "areas": "; ".join(one.areas),
        "activities": "; ".join(one.activities),
        "results": "; ".join(f"{name}={value}" for name, value in one.results.items()),
        "companions": "; ".join(one.companions),
        "has_report": _yes_no(one.has_report),
        "result_basis": one.result_basis.value if one.result_basis else UNKNOWN,
        "open_nonconformity": one.nonconformity.value if one.nonconformity else None,
        "note": one.note,
    }


def evidence_row(one: Evidence) -> Codes:
    """A piece of evidence as its row."""
    return {
        "id": one.id,
        "title": one.title,
        "document_date": one.document_date,
        "valid_until": one.valid_until,
        "requirements": "; ".join(one.requirements),
        "location": one.location,
        "sha256": one.sha256,
    }


def action_row(one: Action) -> Codes:
    """An action as its row."""
    return {
        "id": one.id,
        "criterion": one.criterion,
        "requirement": one.requirement,
        "title": one.title,
        "owner": one.owner,
        "due": one.due,
        "state": one.state.value,
        "cost": one.cost,
        "closure": one.closure,
        "root_cause": one.root_cause,
        "judgement": one.judgement,
        "judged_by": one.judged_by,
    }


def _write(
    book: Book,
    form: Form,
    register: tuple[str, str, Sequence[Column]],
    rows: Iterable[Codes],
    *,
    spare: int,
) -> None:
    title, lead, columns = register
    table = Table(book, form.translate(title), columns, lead=form.translate(lead))
    styles = [book.looks.input(column.kind) for column in columns]
    for row in rows:
        table.add([worded(column, row[column.code], form.lists) for column in columns], styles)
    empty = [None] * len(columns)
    for _ in range(spare):
        table.add(empty, styles)
    table.sheet.sheet_format.defaultRowHeight = _ROOMY
    table.sheet.sheet_format.customHeight = True
    table.check_columns(PROMPTS)
    table.finish(freeze=f"B{layout.FIRST_ROW}")


def worded(column: Column, value: Value, lists: Lists) -> Value:
    """What stands in a cell for a value: the word of a drop-down for its code, nothing for none."""
    if column.choices and isinstance(value, str):
        return lists[column.choices].word(value)
    return value or None


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else ("yes" if value else "no")
