"""Workbooks that were brought in: shown, applied, undone.

One that is let go leaves no row; its file is swept up later.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import ColumnElement, RowMapping, delete, insert, select, update

from ddtool.domain.history import Subject
from ddtool.domain.refusals import NotFound
from ddtool.store.assessments import find as find_assessment
from ddtool.store.files import KeptFile
from ddtool.store.keeping import matches, new_id, tenant_key
from ddtool.store.schema_records import workbook_imports
from ddtool.store.transactions import Reading, Writing

_NOUN = "workbook"
_SHOWN_AT_MOST = timedelta(days=7)


class ImportState(Enum):
    """What has become of a workbook that was brought in."""

    SHOWN = "shown"
    APPLIED = "applied"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class WorkbookImport:
    """A workbook that was brought in. ``undo`` is what taking it in changed, as a text of JSON."""

    id: str
    assessment: str
    file_name: str
    stored_name: str
    sha256: str
    state: ImportState
    brought_at: datetime
    brought_by: str
    applied_at: datetime | None
    last_event: int
    undo: str


def add(
    db: Writing, organisation: str, assessment: str, file: KeptFile, *, name: str
) -> WorkbookImport:
    """Remember a workbook that was brought in and is shown; its file is in its place.

    :raises NotFound: the organisation has no such assessment.
    """
    find_assessment(db, organisation, assessment)
    id = new_id()
    said = {
        "assessment_id": assessment,
        "file_name": name,
        "stored_name": file.stored_name,
        "sha256": file.sha256,
        "state": ImportState.SHOWN.value,
        "brought_at": db.author.at,
        "brought_by": db.author.name,
        "last_event": 0,
        "undo": "",
    }
    db.execute(insert(workbook_imports).values(**tenant_key(organisation, id), **said))
    return find(db, organisation, id)


def find(db: Reading, organisation: str, id: str) -> WorkbookImport:
    """One workbook of an organisation.

    :raises NotFound: it has brought in none of that id.
    """
    row = db.row(select(workbook_imports).where(_is_it(organisation, id)))
    if row is None:
        raise NotFound(_NOUN)
    return _to_import(row)


def of_assessment(
    db: Reading, organisation: str, assessment: str, *, limit: int = 50
) -> tuple[WorkbookImport, ...]:
    """The last workbooks brought in for an assessment, the newest first."""
    table = workbook_imports.c
    mine = table.organisation_id == organisation, table.assessment_id == assessment
    query = select(workbook_imports).where(*mine)
    rows = db.rows(query.order_by(table.brought_at.desc(), table.id).limit(limit))
    return tuple(map(_to_import, rows))


def mark_applied(
    db: Writing, organisation: str, one: WorkbookImport, *, undo: str, count: int, before: int
) -> None:
    """Say that a workbook was taken in, what it changed, and the last event ``before`` that."""
    said = {"applied_at": db.author.at, "last_event": before, "undo": undo}
    applied = {"state": ImportState.APPLIED.value}
    db.execute(update(workbook_imports).where(_is_it(organisation, one.id)).values(said | applied))
    new = {"file_name": one.file_name, "sha256": one.sha256, "changes": count}
    db.record(_subject(organisation, one), "applied", {}, new)


def mark_undone(db: Writing, organisation: str, one: WorkbookImport) -> None:
    """Say that what a workbook changed was put back."""
    _set_state(db, organisation, one, ImportState.UNDONE)
    db.record(_subject(organisation, one), "undone", {}, {"file_name": one.file_name})


def let_go(db: Writing, organisation: str, one: WorkbookImport) -> None:
    """Forget a workbook that was only shown."""
    db.execute(delete(workbook_imports).where(_is_it(organisation, one.id)))


def let_go_beyond(db: Writing, organisation: str, assessment: str, *, most: int) -> None:
    """Forget the oldest of the workbooks of an assessment that are only shown."""
    shown = [
        one
        for one in of_assessment(db, organisation, assessment, limit=1000)
        if one.state is ImportState.SHOWN
    ]
    for one in shown[most:]:
        let_go(db, organisation, one)


def let_old_go(db: Writing) -> int:
    """Forget all workbooks that were shown some days ago and never taken in; how many."""
    table, before = workbook_imports.c, db.author.at - _SHOWN_AT_MOST
    old = (table.state == ImportState.SHOWN.value) & (table.brought_at < before)
    return db.execute(delete(workbook_imports).where(old))


def _set_state(db: Writing, organisation: str, one: WorkbookImport, state: ImportState) -> None:
    named = update(workbook_imports).where(_is_it(organisation, one.id))
    db.execute(named.values(state=state.value))


def _is_it(organisation: str, id: str) -> ColumnElement[bool]:
    return matches(workbook_imports, tenant_key(organisation, id))


def _subject(organisation: str, one: WorkbookImport) -> Subject:
    return Subject(_NOUN, one.id, organisation, one.assessment)


def _to_import(row: RowMapping) -> WorkbookImport:
    values = {
        name: row[name]
        for name in (
            "id", "file_name", "stored_name", "sha256", "brought_at", "brought_by", "applied_at",
            "last_event", "undo",
        )
    }  # fmt: skip
    return WorkbookImport(
        assessment=row["assessment_id"], state=ImportState(row["state"]), **values
    )
