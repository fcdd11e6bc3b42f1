"""Who has looked at data of another organisation: said in the history, with the looking.

Whoever reads the same thing again within the hour is not told twice, so that reading stays cheap;
what leaves the installation as a file is told each time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import select

from ddtool.domain.history import ACCESS, Accessed, Subject
from ddtool.domain.people import Author, Right, Role
from ddtool.domain.reviews import Assignment
from ddtool.store import assignments
from ddtool.store.database import Database
from ddtool.store.schema_records import events
from ddtool.store.transactions import Reading, Writing

TOLD_ONCE_IN = timedelta(hours=1)
"""How long somebody reads on without being told again."""

LOOKED_AT, DOWNLOADED, SHOWN = "looked at", "downloaded", "shown"


@contextmanager
def looking_at(database: Database, author: Author, assessment: str) -> Iterator[Reading]:
    """Read an assessment; where it is another organisation's, that somebody reads it is on record.

    Whether they may is asked besides: an assessor to whom it was not given leaves no trace here.

    :raises NotFound: an assessor asks, and it was not given to them, or is so no longer.
    """
    if author.role is not Role.ASSESSOR:
        with database.read() as db:
            yield db
        return
    with database.read() as db:
        if was_told(db, author, _assessment(_given(db, author, assessment))):
            yield db
            return
    with database.write(author) as writing:
        given = _given(writing, author, assessment)
        tell(writing, _assessment(given), LOOKED_AT, Accessed.ASSESSMENT, firm=given.firm_name)
        yield writing


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


@contextmanager
def taking_away(
    database: Database, author: Author, assessment: str, what: Accessed, id: str
) -> Iterator[Reading]:
    """Read a file of an assessment that was given to the author; each time it is on record.

    :raises NotFound: the assessment was not given to them; whatever is raised within, such as
        that there is no such file, leaves no record either.
    """
    with database.write(author) as db:
        given = _given(db, author, assessment)
        tell(db, _file(given, id), DOWNLOADED, what, firm=given.firm_name)
        yield db


@contextmanager
def showing(
    database: Database, author: Author, assessment: str, what: Accessed, id: str
) -> Iterator[Reading]:
    """Read a file of an assessment to show it on a page; on record, once within the hour.

    :raises NotFound: as :func:`taking_away`.
    """
    with database.read() as db:
        if was_told(db, author, _file(_given(db, author, assessment), id), SHOWN):
            yield db
            return
    with database.write(author) as writing:
        given = _given(writing, author, assessment)
        tell(writing, _file(given, id), SHOWN, what, firm=given.firm_name)
        yield writing


def note_look(database: Database, author: Author, what: Accessed) -> None:
    """The same, before reading: for whoever works out so much that nobody should wait meanwhile."""
    with reading_all(database, author, what):
        pass


def of_all(what: Accessed) -> Subject:
    """What is told of an access to something of all organisations."""
    return Subject(ACCESS, what.value)


def was_told(db: Reading, author: Author, subject: Subject, verb: str = LOOKED_AT) -> bool:
    """Whether somebody is on record as reading this already."""
    c = events.c
    query = select(c.number).where(
        c.organisation_id == subject.organisation,
        c.noun == subject.noun,
        c.subject == subject.id,
        c.verb == verb,
        c.user_id == author.user,
        c.at > author.at - TOLD_ONCE_IN,
    )
    return bool(db.rows(query.limit(1)))


def tell(db: Writing, subject: Subject, verb: str, what: Accessed, **more: str | int) -> None:
    """Say in the history that whoever works here now has got to something."""
    db.record(subject, verb, {}, {"what": what.value, **more})


def tell_download(database: Database, author: Author, what: Accessed) -> None:
    """Say that somebody takes something of all organisations away, before they get it."""
    with database.write(author) as db:
        tell(db, of_all(what), DOWNLOADED, what)


def _given(db: Reading, author: Author, assessment: str) -> Assignment:
    firm, day = author.tenant(Right.REVIEW), author.at.date()
    return assignments.given(db, firm, author.user or "", assessment, on=day)


def _assessment(given: Assignment) -> Subject:
    return Subject(ACCESS, given.assessment, given.producer, given.assessment)


def _file(given: Assignment, id: str) -> Subject:
    return Subject(ACCESS, id, given.producer, given.assessment)
