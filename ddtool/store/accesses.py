"""Who has looked at data of another organisation: said in the history, with the looking.

Whoever reads the same thing again within the hour is not told twice, so that reading stays cheap;
what leaves the installation as a file is told each time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import select

from ddtool.domain.history import ACCESS, Accessed, Subject
from ddtool.domain.people import Author
from ddtool.domain.reviews import Assignment
from ddtool.store import assignments
from ddtool.store.database import Database
from ddtool.store.schema_records import events
from ddtool.store.transactions import Reading, Writing

TOLD_ONCE_IN = timedelta(hours=1)
"""How long somebody reads on without being told again."""

LOOKED_AT, DOWNLOADED = "looked at", "downloaded"


@contextmanager
def reading_given(
    database: Database, author: Author, firm: str, assessment: str
) -> Iterator[tuple[Reading, Assignment]]:
    """Read an assessment that was given to somebody of a firm; that they read it is on record.

    :raises NotFound: it was not given to them, not accepted, or their access has ended.
    """
    with database.read() as db:
        given = _given(db, author, firm, assessment)
        subject = _assessment(given)
        if was_told(db, author, subject):
            yield db, given
            return
    with database.write(author) as writing:
        given = _given(writing, author, firm, assessment)
        tell(writing, _assessment(given), LOOKED_AT, Accessed.ASSESSMENT)
        yield writing, given


@contextmanager
def reading_all(database: Database, author: Author, what: Accessed) -> Iterator[Reading]:
    """Read something of all organisations; that somebody reads it is on record."""
    subject = of_all(what)
    with database.read() as db:
        if was_told(db, author, subject):
            yield db
            return
    with database.write(author) as writing:
        tell(writing, subject, LOOKED_AT, what)
        yield writing


def of_all(what: Accessed) -> Subject:
    """What is told of an access to something of all organisations."""
    return Subject(ACCESS, what.value)


def was_told(db: Reading, author: Author, subject: Subject) -> bool:
    """Whether somebody is on record as reading this already."""
    c = events.c
    query = select(c.number).where(
        c.organisation_id == subject.organisation,
        c.noun == subject.noun,
        c.subject == subject.id,
        c.verb == LOOKED_AT,
        c.user_id == author.user,
        c.at > author.at - TOLD_ONCE_IN,
    )
    return bool(db.rows(query.limit(1)))


def tell(db: Writing, subject: Subject, verb: str, what: Accessed, **more: str | int) -> None:
    """Say in the history that whoever works here now has got to something."""
    db.record(subject, verb, {}, {"what": what.value, **more})


def tell_download(
    database: Database, author: Author, subject: Subject, what: Accessed, **more: str | int
) -> None:
    """Say that somebody takes a file away, before they get it."""
    with database.write(author) as db:
        tell(db, subject, DOWNLOADED, what, **more)


def _given(db: Reading, author: Author, firm: str, assessment: str) -> Assignment:
    day = author.at.date()
    return assignments.given(db, firm, author.user or "", assessment, on=day)


def _assessment(given: Assignment) -> Subject:
    return Subject(ACCESS, given.assessment, given.producer, given.assessment)
