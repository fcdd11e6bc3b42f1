"""The history: who changed what, and whether it holds."""

from dataclasses import dataclass

from ddtool.domain.history import Choice, Event, Subject
from ddtool.domain.people import Author, Right
from ddtool.store import Database, assessments, events

EVERYTHING = Choice()
PAGE = 50
"""How many events stand on one page."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some events of an assessment, the newest first.

    ``older`` is the number to go on before, None on the last page. ``people`` and ``nouns`` are
    those of all its events.
    """

    events: tuple[Event, ...]
    older: int | None
    people: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


def assessment_history(
    database: Database,
    author: Author,
    assessment: str,
    *,
    before: int | None = None,
    chosen: Choice = EVERYTHING,
) -> HistoryPage:
    """A page of what happened in an assessment, up to an event's number.

    :raises NotFound: the author's organisation has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        assessments.find(db, organisation, assessment)
        found = events.of_assessment(
            db, organisation, assessment, before=before, limit=PAGE + 1, chosen=chosen
        )
        people, nouns = events.people_and_nouns(db, organisation, assessment)
    shown = found[:PAGE]
    return HistoryPage(shown, shown[-1].number if len(found) > PAGE else None, people, nouns)


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
