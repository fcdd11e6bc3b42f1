"""The history: read, and checked link by link."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import RowMapping, select
from sqlalchemy.sql import ColumnElement

from ddtool.domain.history import ACCESS, ChainHead, Choice, Event, Subject
from ddtool.domain.people import Role
from ddtool.domain.refusals import ChainBroken
from ddtool.sentences import Sentence
from ddtool.store.chain import START, follow
from ddtool.store.database import Database
from ddtool.store.schema_records import event_head, events
from ddtool.store.transactions import Reading

_PAGE = 1000
_ON_A_CRITERION = 20
EVERYTHING = Choice()
_NUMBERED = ("answer", "rating", "determination", "second-opinion", "confirmation")
"""What is known by the number of its requirement or criterion."""
_NOT_TOLD = (ACCESS, "review")
"""Not for the history of a producer: who looked, and an assessor's notes in the writing."""


def of_assessment(
    db: Reading,
    organisation: str,
    assessment: str,
    *,
    before: int | None = None,
    limit: int = 100,
    chosen: Choice = EVERYTHING,
) -> tuple[Event, ...]:
    """What happened to an assessment and everything in it, the newest first.

    Who only looked at it is told elsewhere, and how an assessor writes their notes is told nowhere:
    what they sign stands in the report. ``before`` is the number of the last event on the page
    before.
    """
    query = select(events).where(*_changes_in(organisation, assessment))
    if before is not None:
        query = query.where(events.c.number < before)
    wanted = {"author": chosen.by, "noun": chosen.noun, "subject": chosen.id}
    query = query.where(*(events.c[name] == value for name, value in wanted.items() if value))
    rows = db.rows(query.order_by(events.c.number.desc()).limit(limit))
    return tuple(map(_to_event, rows))


def people_and_nouns(
    db: Reading, organisation: str, assessment: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who has changed something in an assessment, and which kinds of things, in order."""
    mine = _changes_in(organisation, assessment)
    rows = db.rows(select(events.c.author, events.c.noun).where(*mine).distinct())
    people = {row["author"] for row in rows}
    return tuple(sorted(people)), tuple(sorted({row["noun"] for row in rows}))


def of_subject(db: Reading, organisation: str, subject: Subject) -> tuple[Event, ...]:
    """What happened to one thing of an organisation, the newest first."""
    query = select(events).where(
        events.c.organisation_id == organisation,
        events.c.noun == subject.noun,
        events.c.subject == subject.id,
    )
    if subject.assessment is not None:
        query = query.where(events.c.assessment_id == subject.assessment)
    return tuple(map(_to_event, db.rows(query.order_by(events.c.number.desc()))))


def on_criterion(
    db: Reading,
    organisation: str,
    assessment: str,
    *,
    parts: Sequence[str],
    things: Sequence[str],
    handed_in: datetime,
) -> tuple[Event, ...]:
    """What happened on one criterion of an assessment, as its assessor may see it, newest first.

    ``parts`` are its number and the ids of its requirements, ``things`` the ids of findings,
    requests and documents that belong to it. What the producer did after ``handed_in`` is left
    out: it comes with the next submission.
    """
    numbered = events.c.noun.in_(_NUMBERED) & events.c.subject.in_(parts)
    query = select(events).where(
        events.c.organisation_id == organisation,
        events.c.assessment_id == assessment,
        numbered | events.c.subject.in_(things),
        (events.c.role == Role.ASSESSOR.value) | (events.c.at <= handed_in),
    )
    rows = db.rows(query.order_by(events.c.number.desc()).limit(_ON_A_CRITERION))
    return tuple(map(_to_event, rows))


def findings_taken_back(
    db: Reading, organisation: str, assessment: str, criterion: str
) -> tuple[str, ...]:
    """The ids of findings on a criterion that are not there any more."""
    query = select(events.c.subject, events.c.old_fields).where(
        events.c.organisation_id == organisation,
        events.c.assessment_id == assessment,
        events.c.noun == "finding",
        events.c.verb == "removed",
    )
    return tuple(
        row["subject"]
        for row in db.rows(query)
        if json.loads(row["old_fields"]).get("criterion") == criterion
    )


def first_days(
    db: Reading, organisation: str, assessment: str, noun: str
) -> tuple[tuple[str, date], ...]:
    """The ids of all things of a kind ever added to an assessment, in order, with their days."""
    query = select(events.c.subject, events.c.at).where(
        events.c.organisation_id == organisation,
        events.c.assessment_id == assessment,
        events.c.noun == noun,
        events.c.verb == "added",
    )
    rows = db.rows(query.order_by(events.c.number))
    return tuple((row["subject"], row["at"].date()) for row in rows)


def of_installation(db: Reading, subject: Subject) -> tuple[Event, ...]:
    """What happened to one thing that belongs to no organisation, the newest first."""
    query = select(events).where(
        events.c.organisation_id.is_(None),
        events.c.noun == subject.noun,
        events.c.subject == subject.id,
    )
    return tuple(map(_to_event, db.rows(query.order_by(events.c.number.desc()))))


def of_nouns(
    db: Reading, organisation: str, nouns: Sequence[str], *, limit: int
) -> tuple[Event, ...]:
    """What happened last to all things of some kinds in an organisation, the newest first."""
    query = select(events).where(events.c.organisation_id == organisation, events.c.noun.in_(nouns))
    rows = db.rows(query.order_by(events.c.number.desc()).limit(limit))
    return tuple(map(_to_event, rows))


def head(db: Reading) -> ChainHead:
    """The last link of the chain."""
    row = db.row(select(event_head))
    return ChainHead(row["number"], row["sha256"]) if row else ChainHead(0, "")


def verify(db: Reading) -> int:
    """Go through the whole chain; how many events it has.

    :raises ChainBroken: an event was changed, taken out, put in or taken off the end.
    """
    link = START
    while (further := _follow(db, link)) != link:
        link = further
    return link.number


def verify_in_pages(database: Database) -> int:
    """The same, in many short looks, so that nobody who saves has to wait.

    :raises ChainBroken: as :func:`verify`.
    """
    return prove(database).number


def prove(database: Database, *, kept: ChainHead | None = None) -> ChainHead:
    """The same; the last link. ``kept`` is one that somebody wrote down, which must be there still.

    :raises ChainBroken: as :func:`verify`, or the link that was kept is not in the chain.
    """
    link = START
    while True:
        with database.read() as db:
            further = _follow(db, link)
            if further == link and kept is not None:
                _require(db, kept)
        if further == link:
            return link
        link = further


def _require(db: Reading, kept: ChainHead) -> None:
    row = db.row(select(events.c.sha256).where(events.c.number == kept.number))
    if row is None or row["sha256"] != kept.sha256:
        raise ChainBroken(
            Sentence(
                "Event {number} is not the one whose hash was kept: it or one before it was "
                "changed, and everything since written anew. Compare the history with a backup.",
                number=kept.number,
            )
        )


def _changes_in(organisation: str, assessment: str) -> tuple[ColumnElement[bool], ...]:
    c = events.c
    mine = c.organisation_id == organisation, c.assessment_id == assessment
    return (*mine, c.noun.not_in(_NOT_TOLD))


def _follow(db: Reading, link: ChainHead) -> ChainHead:
    """The link a page further on; the same one at the end, which must be the one kept as such."""
    after = select(events).where(events.c.number > link.number)
    rows = db.rows(after.order_by(events.c.number).limit(_PAGE))
    further, holds = follow(rows, link)
    if not holds or (not rows and head(db) != link):
        raise ChainBroken(
            Sentence(
                "The history does not hold from event {broken} on: it was changed by other means "
                "than ddtool. Compare it with a backup.",
                broken=further.number + 1,
            )
        )
    return further


def _to_event(row: RowMapping) -> Event:
    subject = Subject(row["noun"], row["subject"], row["organisation_id"], row["assessment_id"])
    return Event(
        number=row["number"],
        at=row["at"],
        by=row["author"],
        role=row["role"],
        subject=subject,
        verb=row["verb"],
        old=json.loads(row["old_fields"]),
        new=json.loads(row["new_fields"]),
        user=row["user_id"],
        previous=row["previous"],
        sha256=row["sha256"],
    )
