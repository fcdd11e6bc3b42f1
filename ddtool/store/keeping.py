"""How everything that has a version is added, changed and removed, each with its event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import uuid4

from sqlalchemy import RowMapping, Table, and_, delete, insert, select, update
from sqlalchemy.sql import ColumnElement

from ddtool.domain.history import Stored, Subject
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.store.transactions import Reading, Writing

T = TypeVar("T")

Row = Mapping[Any, Any]
"""A row by its columns, as it was read or as it was just written."""

Key = Mapping[str, str]
"""The columns that name one row, with their values."""

_NOT_SAID = frozenset({"organisation_id", "id", "version", "changed_at", "changed_by"})


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """Where one thing is kept, what the history calls it, and the value its row stands for."""

    table: Table
    key: Key
    subject: Subject
    read: Callable[[Any], T]

    @property
    def is_it(self) -> ColumnElement[bool]:
        """The condition that a row is this thing's."""
        return matches(self.table, self.key)


def new_id() -> str:
    """An id that nobody can guess."""
    return str(uuid4())


def tenant_key(organisation: str, id: str) -> Key:
    """What names one thing of an organisation."""
    return {"organisation_id": organisation, "id": id}


def matches(table: Table, key: Key) -> ColumnElement[bool]:
    """The condition that a row is the one named."""
    return and_(*(table.c[name] == value for name, value in key.items()))


def stored(row: Row, value: T) -> Stored[T]:
    """A value with its version."""
    return Stored(value, row["version"], row["changed_at"], row["changed_by"])


def find_row(db: Reading, kept: Kept[Any]) -> RowMapping:
    """The row of a thing.

    :raises NotFound: there is none, or it belongs to another organisation.
    """
    row = db.row(select(kept.table).where(kept.is_it))
    if row is None:
        raise NotFound(kept.subject.noun)
    return row


def find(db: Reading, kept: Kept[T]) -> Stored[T]:
    """A thing with its version.

    :raises NotFound: there is none, or it belongs to another organisation.
    """
    row = find_row(db, kept)
    return stored(row, kept.read(row))


def add(db: Writing, kept: Kept[Any], values: Mapping[str, Any]) -> None:
    """Store something new."""
    db.execute(insert(kept.table).values(**kept.key, **values, **_counted(db, 0)))
    db.record(kept.subject, "added", {}, values)


def change(db: Writing, kept: Kept[T], values: Mapping[str, Any], *, version: int) -> Stored[T]:
    """Change what somebody read at a version; what stands there then.

    Saying again what stands there already changes nothing, so that a save which was repeated
    because its acknowledgement got lost is stored once.

    :raises NotFound: there is no such thing.
    :raises Conflict: it has another version by now.
    """
    return _change(db, kept, find_row(db, kept), values, version)


def put(
    db: Writing,
    kept: Kept[T],
    values: Mapping[str, Any],
    *,
    version: int,
    older_than: datetime | None = None,
) -> Stored[T]:
    """Store what is said about something, for the first time (version 0) or anew.

    What is ``older_than`` a moment is stored anew even where it says the same again.

    :raises NotFound: a version was read, and there is nothing now.
    :raises Conflict: something else stands there than was read.
    """
    row = db.row(select(kept.table).where(kept.is_it))
    if row is not None:
        return _change(db, kept, row, values, version, older_than)
    if version:
        raise NotFound(kept.subject.noun)
    add(db, kept, values)
    return _written(kept, {**kept.key, **values}, _counted(db, 0))


def remove(db: Writing, kept: Kept[T], *, version: int) -> None:
    """Take something away that was read at a version; the history keeps what it said.

    :raises NotFound: there is no such thing.
    :raises Conflict: it has another version by now.
    """
    row = find_row(db, kept)
    if row["version"] != version:
        raise Conflict(kept.subject.noun, stored(row, kept.read(row)))
    db.execute(delete(kept.table).where(kept.is_it))
    said = {name: value for name, value in row.items() if name not in _NOT_SAID}
    db.record(kept.subject, "removed", said, {})


def _change(
    db: Writing,
    kept: Kept[T],
    row: Row,
    values: Mapping[str, Any],
    version: int,
    older_than: datetime | None = None,
) -> Stored[T]:
    changed = {name: value for name, value in values.items() if row[name] != value}
    if not changed and (older_than is None or row["changed_at"] >= older_than):
        return stored(row, kept.read(row))
    counted = _counted(db, version)
    as_read = and_(kept.is_it, kept.table.c.version == version)
    if db.execute(update(kept.table).where(as_read).values(**changed, **counted)) != 1:
        raise Conflict(kept.subject.noun, stored(row, kept.read(row)))
    db.record(kept.subject, "changed", {name: row[name] for name in changed}, changed)
    return _written(kept, {**row, **changed}, counted)


def _counted(db: Writing, version: int) -> dict[str, Any]:
    """What a row says of its newest version, the one after ``version``."""
    return {"version": version + 1, "changed_at": db.author.at, "changed_by": db.author.name}


def _written(kept: Kept[T], row: Row, counted: Row) -> Stored[T]:
    """What was just written, without asking for it again."""
    return stored({**row, **counted}, kept.read(row))
