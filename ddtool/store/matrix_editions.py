"""Matrix editions that are worked on: their heads and lines, until they are issued.

They belong to the installation, not to an organisation. Whatever is done to an edition or one of
its lines is told in the history of the edition.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, and_, case, delete, func, insert, select, update

from ddtool.domain.history import Event, Stored, Subject
from ddtool.domain.matrix_editions import (
    DraftCell,
    EditionHead,
    EditionIssued,
    EditionState,
    Signature,
)
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.store import events, keeping
from ddtool.store.keeping import Kept, stored
from ddtool.store.schema_matrices import matrix_cells, matrix_editions
from ddtool.store.transactions import Reading, Writing

EDITION = "matrix-edition"
CELL = "matrix-line"

_LIVE = (EditionState.DRAFT.value, EditionState.ISSUED.value)


def add(db: Writing, head: EditionHead, cells: Sequence[DraftCell]) -> None:
    """Store a new edition with its lines, under the ids they have."""
    keeping.add(db, _kept(head.id), _to_row(head) | {"begun_by": head.begun_by})
    counted = {"version": 1, "changed_at": db.author.at, "changed_by": db.author.name}
    rows = [{"edition_id": head.id, **_cell_row(one), **counted} for one in cells]
    if rows:
        db.execute(insert(matrix_cells), rows)
        db.record(_subject(head.id), "lines added", {}, {"lines": len(rows)})


def find(db: Reading, id: str) -> Stored[EditionHead]:
    """The head of an edition.

    :raises NotFound: there is none of that id.
    """
    return keeping.find(db, _kept(id))


def listed(db: Reading) -> tuple[Stored[EditionHead], ...]:
    """The heads of all editions that were not discarded, the last changed first."""
    gone = EditionState.DISCARDED.value
    query = select(matrix_editions).where(matrix_editions.c.state != gone)
    rows = db.rows(query.order_by(matrix_editions.c.changed_at.desc(), matrix_editions.c.id))
    return tuple(stored(row, _to_head(row)) for row in rows)


def named(db: Reading, name: str) -> Stored[EditionHead] | None:
    """The draft or issued edition of a name, if there is one."""
    matrix, _, edition = name.partition("@")
    kept = matrix_editions.c
    is_it = (kept.matrix == matrix, kept.edition == edition, kept.state.in_(_LIVE))
    row = db.row(select(matrix_editions).where(*is_it))
    return stored(row, _to_head(row)) if row else None


def waiting(db: Reading) -> Mapping[str, tuple[int, int]]:
    """How many lines each draft has, and how many of them wait for a second person."""
    kept = matrix_cells.c
    waits = func.sum(case((kept.becomes != "", 1), else_=0))
    query = select(kept.edition_id, func.count().label("all"), waits.label("waiting"))
    rows = db.rows(query.group_by(kept.edition_id))
    return {row["edition_id"]: (row["all"], int(row["waiting"] or 0)) for row in rows}


def change(db: Writing, head: EditionHead, *, version: int) -> Stored[EditionHead]:
    """Change what an edition says of itself, and how far it has come.

    :raises NotFound: there is none of that id.
    :raises Conflict: somebody else has changed it since.
    """
    return keeping.change(db, _kept(head.id), _to_row(head), version=version)


def require_draft(db: Reading, id: str) -> Stored[EditionHead]:
    """The head of an edition that can still be changed.

    :raises EditionIssued: it was issued, or discarded.
    """
    head = find(db, id)
    if not head.value.is_open:
        raise EditionIssued("This edition was issued or discarded; nothing in it changes any more.")
    return head


def cells(db: Reading, edition: str) -> tuple[Stored[DraftCell], ...]:
    """The lines of an edition, in their order."""
    query = select(matrix_cells).where(matrix_cells.c.edition_id == edition)
    rows = db.rows(query.order_by(matrix_cells.c.position, matrix_cells.c.id))
    return tuple(stored(row, _to_cell(row)) for row in rows)


def cell(db: Reading, edition: str, id: str) -> Stored[DraftCell]:
    """One line of an edition.

    :raises NotFound: the edition has none of that id.
    """
    row = db.row(select(matrix_cells).where(_is_cell(edition, id)))
    if row is None:
        raise NotFound(CELL)
    return stored(row, _to_cell(row))


def add_cell(db: Writing, edition: str, added: DraftCell) -> None:
    """Store a new line, the last one of its edition."""
    last = db.row(
        select(func.max(matrix_cells.c.position).label("last")).where(
            matrix_cells.c.edition_id == edition
        )
    )
    position = int(last["last"] or 0) + 1 if last else 1
    values = {**_cell_row(added), "position": position}
    counted = {"version": 1, "changed_at": db.author.at, "changed_by": db.author.name}
    db.execute(insert(matrix_cells).values(edition_id=edition, **values, **counted))
    db.record(_subject(edition), "line added", {}, {"line": added.called, **added.said})


def change_cell(
    db: Writing, edition: str, before: Stored[DraftCell], after: DraftCell, *, verb: str
) -> Stored[DraftCell]:
    """Change a line that was read at a version, and say in the history what was done.

    :raises Conflict: somebody else has changed it since.
    """
    was, becomes = _cell_row(before.value), _cell_row(after)
    changed = {name: value for name, value in becomes.items() if value != was[name]}
    if not changed:
        return before
    counted = {
        "version": before.version + 1,
        "changed_at": db.author.at,
        "changed_by": db.author.name,
    }
    as_read = and_(_is_cell(edition, after.id), matrix_cells.c.version == before.version)
    if db.execute(update(matrix_cells).where(as_read).values(**changed, **counted)) != 1:
        raise Conflict(CELL, cell(db, edition, after.id))
    told = {"line": after.called}
    old = told | {name: was[name] for name in changed}
    db.record(_subject(edition), verb, old, told | changed)
    return Stored(after, before.version + 1, db.author.at, db.author.name)


def remove_cell(db: Writing, edition: str, removed: Stored[DraftCell]) -> None:
    """Take a line out of a draft; the history keeps what it said.

    :raises Conflict: somebody else has changed it since.
    """
    as_read = and_(_is_cell(edition, removed.value.id), matrix_cells.c.version == removed.version)
    if db.execute(delete(matrix_cells).where(as_read)) != 1:
        raise Conflict(CELL, cell(db, edition, removed.value.id))
    said = {"line": removed.value.called, **_cell_row(removed.value)}
    db.record(_subject(edition), "line removed", said, {})


def history(db: Reading, edition: str) -> tuple[Event, ...]:
    """What happened to an edition and its lines, the newest first."""
    return events.of_installation(db, _subject(edition))


def _subject(edition: str) -> Subject:
    return Subject(EDITION, edition)


def _kept(id: str) -> Kept[EditionHead]:
    return Kept(matrix_editions, {"id": id}, _subject(id), _to_head)


def _is_cell(edition: str, id: str) -> Any:
    return and_(matrix_cells.c.edition_id == edition, matrix_cells.c.id == id)


def _to_row(head: EditionHead) -> dict[str, Any]:
    texts = (
        "matrix", "edition", "title", "publisher", "label", "rights", "note", "fictional",
        "by_default", "copied_from", "file_name",
    )  # fmt: skip
    return {name: getattr(head, name) for name in texts} | {"state": head.state.value}


def _to_head(row: RowMapping) -> EditionHead:
    return EditionHead(
        id=row["id"],
        matrix=row["matrix"],
        edition=row["edition"],
        title=row["title"],
        publisher=row["publisher"],
        label=row["label"],
        rights=row["rights"],
        note=row["note"],
        fictional=row["fictional"],
        state=EditionState(row["state"]),
        by_default=row["by_default"],
        copied_from=row["copied_from"],
        file_name=row["file_name"],
        begun_by=row["begun_by"],
    )


def _cell_row(one: DraftCell) -> dict[str, Any]:
    return {
        "id": one.id,
        "position": one.position,
        "said": dict(one.said),
        "status": one.status,
        "becomes": one.becomes,
        "adopted_by": one.adopted.name,
        "adopted_by_user": one.adopted.user,
        "adopted_on": one.adopted.day,
        "confirmed_by": one.confirmed.name,
        "confirmed_by_user": one.confirmed.user,
        "confirmed_on": one.confirmed.day,
        "withdrawn_by": one.withdrawn.name,
        "withdrawn_on": one.withdrawn.day,
    }


def _to_cell(row: RowMapping) -> DraftCell:
    return DraftCell(
        id=row["id"],
        position=row["position"],
        said=row["said"],
        status=row["status"],
        becomes=row["becomes"],
        adopted=Signature(row["adopted_by"], row["adopted_by_user"], row["adopted_on"]),
        confirmed=Signature(row["confirmed_by"], row["confirmed_by_user"], row["confirmed_on"]),
        withdrawn=Signature(row["withdrawn_by"], None, row["withdrawn_on"]),
    )
