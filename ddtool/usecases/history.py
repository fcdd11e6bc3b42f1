"""The history: who changed what, and whether it holds."""

from ddtool.domain.history import Event, Subject
from ddtool.domain.people import Author, Right
from ddtool.store import Database, events


def assessment_history(
    database: Database, author: Author, assessment: str, *, before: int | None = None
) -> tuple[Event, ...]:
    """A page of what happened in an assessment, the newest first, up to an event's number."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return events.of_assessment(db, organisation, assessment, before=before)


def history_of(
    database: Database, author: Author, noun: str, id: str, *, assessment: str | None = None
) -> tuple[Event, ...]:
    """What happened to one thing, such as the answer to one requirement, the newest first."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return events.of_subject(db, organisation, Subject(noun, id, organisation, assessment))


def verify_history(database: Database) -> int:
    """Go through all events; how many there are.

    :raises ChainBroken: one was changed by other means than ddtool.
    """
    return events.verify_in_pages(database)
