"""What a queue of given assessments shows, in a handful of queries however long it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, Table, func, select, tuple_
from sqlalchemy.sql import ColumnElement

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import Action, Assessment, Determination
from ddtool.domain.reviews import Message, Request, SignOff
from ddtool.store import actions, answers, assessments, sign_offs, snapshots, threads
from ddtool.store.schema_assessments import actions as plans
from ddtool.store.schema_assessments import assessments as heads
from ddtool.store.schema_assessments import determinations, submissions
from ddtool.store.schema_people import organisations
from ddtool.store.schema_records import events
from ddtool.store.schema_reviews import messages, requests, thread_readings
from ddtool.store.schema_reviews import sign_offs as signatures
from ddtool.store.schema_sites import sites
from ddtool.store.transactions import Reading

Place = tuple[str, str]
"""A producer and an assessment of theirs, by their ids."""

_OF_THE_SITE = ("certificate", "site", "evidence")
_SIGNED = (
    "assessment", "answer", "rating", "submission",
    "determination", "second-opinion", "finding", "confirmation", "review",
)  # fmt: skip
"""What an event has to be about to change something that was signed."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is known of one assessment; ``handed_in`` is what was handed in last.

    ``touched``: something happened since it was signed that may have changed what was signed.
    """

    head: AssessmentHead
    site: str
    producer: str
    since: date | None = None
    submissions: int = 0
    handed_in: Assessment | None = None
    matrix: str = ""
    determinations: tuple[Determination, ...] = ()
    requests: tuple[Request, ...] = ()
    messages: tuple[Message, ...] = ()
    read: Mapping[str, datetime] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    signed: SignOff | None = None
    touched: bool = False


def waiting(db: Reading, places: Sequence[Place], user: str) -> Mapping[Place, Waiting]:
    """What is known of assessments that were given to somebody, by their places.

    ``places`` are trusted: whoever asks has looked up that they were given.
    """
    if not places:
        return {}
    last = last_submissions(db, places)
    signed = _signed(db, places)
    since_signed = happened(db, signed).since_signed(signed)
    read: dict[Place, dict[str, datetime]] = {}
    for row in db.rows(_of(thread_readings, places).where(thread_readings.c.user_id == user)):
        read.setdefault(_place(row), {})[row["criterion"]] = row["read_at"]
    determined = _grouped(db, _of(determinations, places), answers.to_determination)
    asked = _grouped(db, _of(requests, places), threads.to_request)
    spoken = _grouped(db, _of(messages, places), threads.to_message)
    planned = _grouped(db, _of(plans, places), actions.to_action)
    return {
        place: Waiting(
            **named,
            **last.get(place, {}),
            determinations=determined.get(place, ()),
            requests=asked.get(place, ()),
            messages=spoken.get(place, ()),
            actions=planned.get(place, ()),
            read=read.get(place, {}),
            signed=signed.get(place),
            touched=place in since_signed,
        )
        for place, named in _named(db, places).items()
    }


@dataclass(frozen=True, slots=True)
class Happened:
    """The last event of each kind in some assessments, and around them at their producers.

    A place is told with the SHA-256 of the last one that counts: the chain of events being what it
    is, that stands for everything that happened until then. Whoever looks, asks, answers or
    carries an action on changes nothing.
    """

    rows: Sequence[RowMapping] = ()

    def since_signed(self, places: Collection[Place]) -> Mapping[Place, str]:
        """Those in which something of what was signed may have changed since."""
        return self._since("sign-off", places, _SIGNED)

    def since_handed_in(self, places: Collection[Place]) -> Mapping[Place, str]:
        """Those around which something was recorded since they were handed in."""
        return self._since("submission", places, ())

    def _since(
        self, mark: str, places: Collection[Place], nouns: Sequence[str]
    ) -> Mapping[Place, str]:
        marked = {_place(row): row["number"] for row in self.rows if row["noun"] == mark}
        return {
            place: row["sha256"]
            for place in places
            for row in self.rows
            if row["organisation_id"] == place[0]
            and (
                row["noun"] in _OF_THE_SITE
                or (row["noun"] in nouns and row["assessment_id"] == place[1])
            )
            and row["number"] > marked.get(place, 0)
        }


def happened(db: Reading, places: Collection[Place]) -> Happened:
    """What happened last in these assessments that may change what was handed in or signed."""
    if not places:
        return Happened()
    producers = {producer for producer, _ in places}
    inside = events.c.noun.in_((*_SIGNED, "sign-off")) & events.c.assessment_id.in_(
        [id for _, id in places]
    )
    last = (
        select(func.max(events.c.number))
        .where(events.c.organisation_id.in_(producers), events.c.noun.in_(_OF_THE_SITE) | inside)
        .group_by(events.c.organisation_id, events.c.assessment_id, events.c.noun)
    )
    query = select(events).where(events.c.number.in_(last)).order_by(events.c.number)
    return Happened(db.rows(query))


def _named(db: Reading, places: Sequence[Place]) -> dict[Place, dict[str, Any]]:
    """The heads, with the names of site and producer."""
    site, owner = sites.c.name.label("site_name"), organisations.c.name.label("producer_name")
    same_site = (sites.c.organisation_id == heads.c.organisation_id) & (
        sites.c.id == heads.c.site_id
    )
    query = (
        select(heads, site, owner)
        .join(sites, same_site)
        .join(organisations, organisations.c.id == heads.c.organisation_id)
        .where(tuple_(heads.c.organisation_id, heads.c.id).in_(places))
    )
    return {
        (row["organisation_id"], row["id"]): {
            "head": assessments.to_head(row),
            "site": row["site_name"],
            "producer": row["producer_name"],
        }
        for row in db.rows(query)
    }


def last_submissions(db: Reading, places: Sequence[Place]) -> dict[Place, dict[str, Any]]:
    """What was handed in last, and how often, as :class:`Waiting` names it."""
    if not places:
        return {}
    kept = submissions.c
    counted = (
        select(kept.organisation_id, kept.assessment_id, func.max(kept.number).label("number"))
        .where(_in(submissions, places))
        .group_by(kept.organisation_id, kept.assessment_id)
    )
    last = [(*_place(row), row["number"]) for row in db.rows(counted)]
    if not last:
        return {}
    named = tuple_(kept.organisation_id, kept.assessment_id, kept.number).in_(last)
    found = {}
    for row in db.rows(select(submissions).where(named)):
        read = snapshots.read_text(row["snapshot"])
        found[_place(row)] = {
            "since": row["day"],
            "submissions": row["number"],
            "handed_in": read.assessment,
            "matrix": read.matrix,
        }
    return found


def _signed(db: Reading, places: Sequence[Place]) -> dict[Place, SignOff]:
    """The last signature under each."""
    rows = db.rows(_of(signatures, places).order_by(signatures.c.submission))
    return {_place(row): sign_offs.to_sign_off(row) for row in rows}


def _of(table: Table, places: Sequence[Place]) -> Select[Any]:
    return select(table).where(_in(table, places))


def _in(table: Table, places: Sequence[Place]) -> ColumnElement[bool]:
    return tuple_(table.c.organisation_id, table.c.assessment_id).in_(places)


def _grouped(db: Reading, query: Select[Any], read: Any) -> dict[Place, tuple[Any, ...]]:
    found: dict[Place, list[Any]] = {}
    for row in db.rows(query):
        found.setdefault(_place(row), []).append(read(row))
    return {place: tuple(values) for place, values in found.items()}


def _place(row: Any) -> Place:
    return row["organisation_id"], row["assessment_id"]
