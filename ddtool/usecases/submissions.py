"""Handing an assessment in: a snapshot that never changes, with its hash; and opening it again."""

from dataclasses import dataclass, replace
from hashlib import sha256

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.assessments import Assessment, Submission
from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import ChainHead, Subject
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import AssessmentClosed, Conflict
from ddtool.sentences import Sentence
from ddtool.store import Database, assessments, events, loading, submissions
from ddtool.store.snapshots import read_snapshot, take_snapshot


class ReasonMissing(DdtoolError):
    """Something that is done against the usual course needs a reason."""


class SnapshotDamaged(DdtoolError):
    """A snapshot is not the one that was handed in."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was handed in, as it was then, and the packs it was handed in under."""

    assessment: Assessment
    criteria_set: str
    pack_sha256: str
    matrix: str
    sha256: str


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
        kept = submissions.snapshot(db, organisation, id, number)
        listed = submissions.listed(db, organisation, id)
    if sha256(kept.text.encode()).hexdigest() != kept.sha256:
        raise SnapshotDamaged(Sentence("This snapshot was changed after it was handed in."))
    assessment, said = read_snapshot(kept.text)
    return Submitted(
        assessment=replace(assessment, submission=listed[number - 1]),
        criteria_set=said["criteria_set"],
        pack_sha256=said["pack_sha256"],
        matrix=said["matrix"],
        sha256=kept.sha256,
    )


def history_head(database: Database) -> ChainHead:
    """The last link of the history, for a report that is to fix everything before it."""
    with database.read() as db:
        return events.head(db)
