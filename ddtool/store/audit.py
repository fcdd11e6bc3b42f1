"""The history of the installation, searched. What events hold stays here: names alone go out."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import RowMapping, Select, func, or_, select
from sqlalchemy.sql import ColumnElement

from ddtool.domain.audit import AuditLine, Kind, Search, deed_of
from ddtool.domain.history import ACCESS, Accessed
from ddtool.store.audit_names import is_about, with_names
from ddtool.store.containing import contains
from ddtool.store.schema_people import organisations
from ddtool.store.schema_records import events
from ddtool.store.transactions import Reading

_OF_ALL = tuple(
    one.value
    for one in (Accessed.PORTFOLIO, Accessed.MATRIX_EFFECTS, Accessed.PEOPLE, Accessed.BACKUP)
)
"""What holds data of every producer, whoever's it is about."""


def search(
    db: Reading, wanted: Search, *, before: int | None = None, limit: int
) -> tuple[AuditLine, ...]:
    """What happened in the whole installation, the newest first, before an event's number."""
    return _found(db, _query(wanted), before, limit)


def accesses_to(
    db: Reading, organisation: str, wanted: Search, *, before: int | None = None, limit: int
) -> tuple[AuditLine, ...]:
    """Who got to see data of an organisation, alone or with everybody's, the newest first."""
    c = events.c
    everybodys = c.organisation_id.is_(None) & c.subject.in_(_OF_ALL)
    mine = or_(c.organisation_id == organisation, everybodys)
    query = _query(wanted, to_owner=True).where(c.noun == ACCESS, mine)
    return _found(db, query, before, limit, to_owner=True)


def _query(wanted: Search, *, to_owner: bool = False) -> Select[Any]:
    c, owner = events.c, organisations.c
    joined = select(events, owner.name.label("owner")).outerjoin(
        organisations, owner.id == c.organisation_id
    )
    return joined.where(*_conditions(wanted, to_owner=to_owner))


def _conditions(wanted: Search, *, to_owner: bool) -> list[ColumnElement[bool]]:
    c = events.c
    found: list[ColumnElement[bool]] = []
    if wanted.who:
        found.append(contains(func.lower(c.author), wanted.who.lower()))
    if wanted.noun:
        found.append(c.noun == wanted.noun)
    if wanted.thing.strip():
        found.append(is_about(wanted.thing, to_owner=to_owner))
    if wanted.organisation:
        called = contains(func.lower(organisations.c.name), wanted.organisation.lower())
        found.append(c.organisation_id.in_(select(organisations.c.id).where(called)))
    if wanted.kind is not None:
        is_access = c.noun == ACCESS
        found.append(is_access if wanted.kind is Kind.ACCESSES else ~is_access)
    if wanted.first is not None:
        found.append(c.at >= _midnight(wanted.first))
    if wanted.last is not None and wanted.last < date.max:
        found.append(c.at < _midnight(wanted.last + timedelta(days=1)))
    return found


def _found(
    db: Reading, query: Select[Any], before: int | None, limit: int, *, to_owner: bool = False
) -> tuple[AuditLine, ...]:
    if before is not None:
        query = query.where(events.c.number < before)
    rows = db.rows(query.order_by(events.c.number.desc()).limit(limit))
    return with_names(db, map(_to_line, rows), to_owner=to_owner)


def _to_line(row: RowMapping) -> AuditLine:
    old, new = json.loads(row["old_fields"]), json.loads(row["new_fields"])
    is_access = row["noun"] == ACCESS
    return AuditLine(
        number=row["number"],
        at=row["at"],
        by=row["author"],
        role=row["role"],
        organisation=row["owner"] or "",
        noun=row["noun"],
        subject=row["subject"],
        verb=row["verb"],
        deed=deed_of(row["noun"], row["verb"], new),
        fields=() if is_access else _names(old, new),
        seen=str(new.get("what", "")) if is_access else "",
        firm=str(new.get("firm", "")) if is_access else "",
        assessment=row["assessment_id"] or "",
        previous=row["previous"],
        sha256=row["sha256"],
    )


def _names(*said: Mapping[str, object]) -> tuple[str, ...]:
    names: Sequence[str] = [name for fields in said for name in fields]
    return tuple(sorted(set(names)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
