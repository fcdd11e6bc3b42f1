"""Which matrix editions have come over assessments, and whether their producers have seen it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from json import loads

from sqlalchemy import select

from ddtool.domain.history import Subject
from ddtool.store.schema_matrices import issued_matrices, matrix_editions
from ddtool.store.schema_records import events
from ddtool.store.transactions import Reading, Writing

_ASSESSMENT, _SEEN = "assessment", "saw the matrix"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """An edition that is taken by default, since when, and what it was copied from."""

    matrix: str
    copied_from: str
    taken_at: datetime


def unseen(db: Reading, organisation: str, standing: Mapping[str, str]) -> Mapping[str, TakenOver]:
    """The editions that came over assessments of an organisation, by the assessment's id.

    ``standing`` says which matrix each stands under now, as nobody has chosen one for it. What
    began after the edition was taken by default has known no other; what was seen is told no more.
    """
    taken = _taken(db, set(standing.values()))
    asked = {id: taken[name] for id, name in standing.items() if name in taken}
    begun, seen = _begun_and_seen(db, organisation, list(asked))
    return {
        id: one
        for id, one in asked.items()
        if id in begun and begun[id] < one.taken_at and (id, one.matrix) not in seen
    }


def see(db: Writing, organisation: str, assessment: str, matrix: str) -> None:
    """Say that an organisation has seen which matrix came over an assessment of theirs."""
    subject = Subject(_ASSESSMENT, assessment, organisation, assessment)
    db.record(subject, _SEEN, {}, {"matrix": matrix})


def _taken(db: Reading, names: Collection[str]) -> Mapping[str, TakenOver]:
    # Of an edition that is issued, nothing but whether it is taken by default changes any more.
    edition = matrix_editions.c
    query = (
        select(issued_matrices.c.name, edition.changed_at, edition.copied_from)
        .join_from(issued_matrices, matrix_editions)
        .where(issued_matrices.c.name.in_(names), edition.by_default.is_(True))
    )
    return {
        row["name"]: TakenOver(row["name"], row["copied_from"], row["changed_at"])
        for row in db.rows(query)
    }


def _begun_and_seen(
    db: Reading, organisation: str, ids: Collection[str]
) -> tuple[Mapping[str, datetime], Collection[tuple[str, str]]]:
    """When each assessment began, and which matrices were seen in which."""
    if not ids:
        return {}, ()
    c = events.c
    mine = c.organisation_id == organisation, c.noun == _ASSESSMENT, c.subject.in_(ids)
    query = select(c.subject, c.at, c.verb, c.new_fields).where(*mine, c.verb.in_(("added", _SEEN)))
    rows = db.rows(query)
    begun = {row["subject"]: row["at"] for row in rows if row["verb"] == "added"}
    seen = {
        (row["subject"], loads(row["new_fields"])["matrix"]) for row in rows if row["verb"] == _SEEN
    }
    return begun, seen
