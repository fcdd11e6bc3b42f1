"""Handing an assessment in: a snapshot that never changes, with its hash; and opening it again."""

from dataclasses import dataclass

from ddtool.domain.assessment_heads import AssessmentState, StoredAssessment
from ddtool.domain.assessments import Submission
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import ChainHead, Subject
from ddtool.domain.people import RIGHTS, Author, Right
from ddtool.domain.readiness import Missing, must_be_said
from ddtool.domain.refusals import AssessmentClosed, Conflict
from ddtool.sentences import Sentence
from ddtool.store import (
    Database,
    Writing,
    assessments,
    events,
    loading,
    snapshots,
    submissions,
    users,
)
from ddtool.store.snapshots import SnapshotDamaged, Submitted, take_snapshot

__all__ = [
    "Declaration",
    "DeclarationMissing",
    "HandedIn",
    "NotComplete",
    "ReasonMissing",
    "Seen",
    "SnapshotDamaged",
    "Submitted",
    "hand_in",
    "history_head",
    "list_submissions",
    "read_submission",
    "reopen",
    "submit",
]


class ReasonMissing(DdtoolError):
    """Something that is done against the usual course needs a reason."""


class DeclarationMissing(DdtoolError):
    """Nobody has declared that the answers are complete and true."""


class NotComplete(DdtoolError):
    """An assessment does not say everything that has to be said; ``missing`` names it."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        self.missing = missing
        super().__init__(
            Sentence(
                "The assessment is not complete: {count} things have to be given first.",
                count=len(missing),
            )
        )


@dataclass(frozen=True, slots=True)
class Declaration:
    """Who declares that the answers are complete and true, and in which function."""

    name: str
    function: str = ""
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody has looked at before handing in: criteria, matrix edition, revision."""

    criteria_set: CriteriaSet
    matrix: str
    revision: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was handed in of an assessment, the first one first, and who may do it."""

    submissions: tuple[Submission, ...]
    leads: tuple[str, ...]


def hand_in(
    database: Database,
    author: Author,
    id: str,
    declaration: Declaration,
    *,
    seen: Seen,
) -> Submission:
    """Hand a complete assessment in, as somebody has seen it, and close it.

    :raises NotAllowed: the author may not submit.
    :raises DeclarationMissing: nothing was declared, or nobody's name given.
    :raises NotComplete: something has to be said first; nothing was stored.
    :raises AssessmentClosed, Conflict: as :func:`submit`.
    """
    organisation = author.tenant(Right.SUBMIT)
    if not (declaration.declared and declaration.name.strip()):
        raise DeclarationMissing(
            Sentence("Declare that the answers are complete and true, and give your name.")
        )
    with database.write(author) as db:
        stored = loading.load(db, organisation, id)
        is_open = stored.head.value.state is AssessmentState.OPEN
        missing = must_be_said(stored.assessment, seen.criteria_set) if is_open else ()
        if missing:
            raise NotComplete(missing)
        matrix, revision = seen.matrix, seen.revision
        submission = _submit(db, organisation, stored, matrix=matrix, revision=revision)
        said = {"name": declaration.name, "function": declaration.function}
        db.record(Subject("assessment", id, organisation, id), "declared", {}, said)
        return submission


def list_submissions(database: Database, author: Author, id: str) -> HandedIn:
    """What was handed in of an assessment, and who of the organisation may hand in.

    :raises NotFound: the author's organisation has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        assessments.find(db, organisation, id)
        members = users.members(db, organisation)
        leads = tuple(user.name for user, role in members if Right.SUBMIT in RIGHTS[role])
        return HandedIn(submissions.listed(db, organisation, id), leads)


def submit(
    database: Database, author: Author, id: str, *, matrix: str, revision: int
) -> Submission:
    """Hand an assessment in as it was read at a revision, and close it, complete or not.

    Whoever lets people do this asks :func:`hand_in`. ``matrix`` is the edition it is handed in
    under, such as ``working@2026.11``.

    :raises NotAllowed: the author may not submit.
    :raises AssessmentClosed: it was handed in already.
    :raises Conflict: somebody has changed something in it since; look again first.
    """
    organisation = author.tenant(Right.SUBMIT)
    with database.write(author) as db:
        stored = loading.load(db, organisation, id)
        return _submit(db, organisation, stored, matrix=matrix, revision=revision)


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


def _submit(
    db: Writing, organisation: str, stored: StoredAssessment, *, matrix: str, revision: int
) -> Submission:
    head = stored.head
    id = head.value.id
    if head.value.state is not AssessmentState.OPEN:
        raise AssessmentClosed(Sentence("This assessment has been submitted already."))
    if head.value.revision != revision:
        raise Conflict("assessment", head)
    snapshot = take_snapshot(stored, matrix=matrix)
    submission = submissions.add(db, organisation, id, snapshot, day=db.author.at.date())
    closed = AssessmentState.SUBMITTED
    assessments.set_state(db, organisation, id, closed, version=head.version)
    return submission
