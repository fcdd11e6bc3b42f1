"""What a review comes to as one hash, of one assessment or of many at once."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, Table, select

from ddtool.domain.assessments import Determination
from ddtool.domain.reviews import Confirmation, Finding, ReviewNotes
from ddtool.domain.second_opinions import SecondOpinion
from ddtool.store.answers import to_determination
from ddtool.store.findings import to_confirmation, to_finding
from ddtool.store.schema_assessments import determinations
from ddtool.store.schema_reviews import confirmations, findings, review_notes, second_opinions
from ddtool.store.second_opinions import to_opinion
from ddtool.store.sign_offs import to_notes
from ddtool.store.transactions import Reading

T = TypeVar("T")

_SAID = TypeAdapter(
    tuple[tuple[Determination, ...], tuple[Finding, ...], tuple[Confirmation, ...], ReviewNotes]
)
_SECOND = TypeAdapter(tuple[SecondOpinion, ...])


def review_sha256(db: Reading, organisation: str, assessment: str) -> str:
    """The SHA-256 of everything that was said in a review, in a fixed order."""
    return review_hashes(db, organisation, [assessment])[assessment]


def review_hashes(db: Reading, organisation: str, ids: Collection[str]) -> Mapping[str, str]:
    """The same of some assessments, by id, in as many queries however many they are."""
    place = organisation, ids
    determined = _said(db, determinations, place, to_determination)
    found = _said(db, findings, place, to_finding)
    confirmed = _said(db, confirmations, place, to_confirmation)
    noted = _said(db, review_notes, place, to_notes)
    second = _said(db, second_opinions, place, to_opinion)
    return {
        id: _hash(
            determined.get(id, ()),
            found.get(id, ()),
            confirmed.get(id, ()),
            noted.get(id, (ReviewNotes(),))[0],
            second.get(id, ()),
        )
        for id in ids
    }


def _said(
    db: Reading, table: Table, place: tuple[str, Collection[str]], read: Callable[[RowMapping], T]
) -> Mapping[str, tuple[T, ...]]:
    """What the rows of some assessments stand for, by assessment: by criterion, then by key."""
    organisation, ids = place
    mine = table.c.organisation_id == organisation, table.c.assessment_id.in_(ids)
    by_criterion = [table.c.criterion] if "criterion" in table.c else []
    rows = db.rows(select(table).where(*mine).order_by(*by_criterion, *table.primary_key))
    said: dict[str, list[T]] = {}
    for row in rows:
        said.setdefault(row["assessment_id"], []).append(read(row))
    return {id: tuple(values) for id, values in said.items()}


def _hash(
    determined: tuple[Determination, ...],
    found: tuple[Finding, ...],
    confirmed: tuple[Confirmation, ...],
    notes: ReviewNotes,
    second: tuple[SecondOpinion, ...],
) -> str:
    # Which action closes a finding is the producer's word, not a part of the review.
    bare = tuple(replace(one, action="") for one in found)
    plain: list[Any] = list(_SAID.dump_python((determined, bare, confirmed, notes), mode="json"))
    # That a finding was closed is told after the signature too, and is no part of what it binds.
    plain[1] = [
        {name: value for name, value in one.items() if not name.startswith("closed_")}
        for one in plain[1]
    ]
    # Where nobody gave a second opinion the hash is what it was before there were any.
    if second:
        plain.append(_SECOND.dump_python(second, mode="json"))
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sha256(text.encode()).hexdigest()
