"""Criteria sets and matrices that no new assessment begins with, and how many stand on each."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ScalarSelect, func, select

from ddtool.domain.history import Stored, Subject
from ddtool.domain.pack_uses import MATRICES, SETS, Retirement
from ddtool.store import keeping
from ddtool.store.keeping import Kept, stored
from ddtool.store.schema_assessments import assessments, submissions
from ddtool.store.schema_packs import packs_out_of_use
from ddtool.store.transactions import Reading, Writing

USE = "pack-use"

Uses = Mapping[tuple[str, str], int]
"""How many assessments stand on a pack, by its kind and name."""


def listed(db: Reading) -> tuple[Retirement, ...]:
    """All that are out of use or were once, in one query."""
    kept = packs_out_of_use.c
    return tuple(map(_to_value, db.rows(select(packs_out_of_use).order_by(kept.kind, kept.name))))


def find(db: Reading, kind: str, name: str) -> Stored[Retirement] | None:
    """Whether a pack is out of use, with its version; None where it never was."""
    row = db.row(select(packs_out_of_use).where(_kept(kind, name).is_it))
    return stored(row, _to_value(row)) if row else None


def put(db: Writing, said: Retirement, *, version: int) -> Stored[Retirement]:
    """Take a pack out of use or bring it back, as it was read at a version (0: it never was out).

    :raises Conflict: somebody else has changed it since.
    """
    values = {"is_out": said.is_out, "reason": said.reason, "since": said.since}
    return keeping.put(db, _kept(said.kind, said.name), values, version=version)


def version() -> ScalarSelect[int]:
    """A number that grows with every change of what is out of use."""
    return select(func.coalesce(func.sum(packs_out_of_use.c.version), 0)).scalar_subquery()


def uses(db: Reading) -> Uses:
    """How many assessments of all organisations stand on each pack: numbers, nothing else.

    A matrix is stood on by those that name it and those that were handed in under it.
    """
    about, handed = assessments.c, submissions.c
    sets = select(about.criteria_set.label("name"), func.count().label("count"))
    named = select(about.organisation_id, about.id.label("id"), about.matrix.label("name"))
    under = select(handed.organisation_id, handed.assessment_id, handed.matrix)
    either = named.where(about.matrix != "").union(under.where(handed.matrix != "")).subquery()
    matrices = select(either.c.name, func.count().label("count")).group_by(either.c.name)
    found = {SETS: db.rows(sets.group_by(about.criteria_set)), MATRICES: db.rows(matrices)}
    return {(kind, row["name"]): row["count"] for kind, rows in found.items() for row in rows}


def _kept(kind: str, name: str) -> Kept[Retirement]:
    key = {"kind": kind, "name": name}
    return Kept(packs_out_of_use, key, Subject(USE, f"{kind}/{name}"), _to_value)


def _to_value(row: Any) -> Retirement:
    return Retirement(row["kind"], row["name"], row["reason"], row["since"], row["is_out"])
