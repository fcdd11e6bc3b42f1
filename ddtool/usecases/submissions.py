"""Handing an assessment in: a snapshot that never changes, with its hash; and opening it again."""

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.assessments import Submission
from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import ChainHead, Subject
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import AssessmentClosed, Conflict
from ddtool.sentences import Sentence
from ddtool.store import Database, assessments, events, loading, snapshots, submissions
from ddtool.store.snapshots import SnapshotDamaged, Submitted, take_snapshot

__all__ = [
    "ReasonMissing",
    "SnapshotDamaged",
    "Submitted",
    "history_head",
    "read_submission",
    "reopen",
    "submit",
]


class ReasonMissing(DdtoolError):
    """Something that is done against the usual course needs a reason."""


def submit(
    database: Database, author: Author, id: str, *, matrix: str, revision: int
) -> Submission:
    """Hand an assessment in as it was read at a revision, and close it.

    ``matrix`` is the edition it is handed in under, such as ``working@2026.11``.

    :raises NotAllowed: the author may not submit.
    :raises AssessmentClosed: it was handed in already.
    :raises Conflict: somebody has changed something in it since; look again first.
    """
    organisation = author.tenant(Right.SUBMIT)
    with database.write(author) as db:
        stored = loading.load(db, organisation, id)
        head = stored.head
        if head.value.state is not AssessmentState.OPEN:
            raise AssessmentClosed(Sentence("This assessment has been submitted already."))
        if head.value.revision != revision:
            raise Conflict("assessment", head)
        snapshot = take_snapshot(stored, matrix=matrix)
        submission = submissions.add(db, organisation, id, snapshot, day=author.at.date())
        closed = AssessmentState.SUBMITTED
        assessments.set_state(db, organisation, id, closed, version=head.version)
        return submission


def reopen(database: Database, author: Author, id: str, *, reason: str) -> None:
    """Open a submitted assessment again; what was handed in stays as it is.

    :raises NotAllowed: the author may not.
    :raises ReasonMissing: without a reason it stays closed.
    """
    organisation = author.tenant(Right.SUBMIT)
    if not reason.strip():
        raise ReasonMissing(Sentence("Say why the assessment is opened again."))
    with database.write(author) as db:
        head = assessments.find(db, organisation, id)
        if head.value.state is AssessmentState.OPEN:
            return
        opened = AssessmentState.OPEN
        assessments.set_state(db, organisation, id, opened, version=head.version)
        db.record(Subject("assessment", id, organisation, id), "reopened", {}, {"reason": reason})


def read_submission(database: Database, author: Author, id: str, number: int) -> Submitted:
    """What was handed in as the submission of that number, the first one being 1.

    :raises NotFound: there is no such submission.
    :raises SnapshotDamaged: it is not what was handed in.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return snapshots.submitted(db, organisation, id, number)


def history_head(database: Database) -> ChainHead:
    """The last link of the history, for a report that is to fix everything before it."""
    with database.read() as db:
        return events.head(db)
