"""Assessments that are not wanted in the lists: put into the archive, taken back, removed."""

from dataclasses import dataclass

from ddtool.domain.archived import Archived
from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.store import Database, assessment_archive, assessments


@dataclass(frozen=True, slots=True)
class Shelved:
    """An assessment, when it was put aside (None: it was not), and whether anything is in it."""

    head: Stored[AssessmentHead]
    archived: Archived | None
    used: bool


def find_shelved(database: Database, author: Author, id: str) -> Shelved:
    """Whether an assessment is put aside, and whether it could be removed.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return Shelved(
            assessments.find(db, organisation, id),
            assessment_archive.archived(db, organisation).get(id),
            assessment_archive.is_used(db, organisation, id),
        )


def archive_assessment(database: Database, author: Author, id: str) -> None:
    """Put an assessment aside: it stays as it is, readable, and leaves the lists of work.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        assessment_archive.archive(db, organisation, id)


def take_assessment_back(database: Database, author: Author, id: str) -> None:
    """Put an assessment among the others again.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        assessment_archive.take_back(db, organisation, id)


def remove_assessment(database: Database, author: Author, id: str, *, version: int) -> None:
    """Take an assessment away in which nobody has said anything.

    :raises NotFound, Conflict, AssessmentClosed, AssessmentInUse: nothing was removed.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        assessment_archive.remove(db, organisation, id, version=version)
