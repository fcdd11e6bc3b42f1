"""What follows from a stored assessment on a day: coverage, gaps, outlook, look ahead."""

from dataclasses import dataclass, replace
from datetime import date

from ddtool.domain.assessment_heads import AssessmentState, StoredAssessment
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.outstanding import NOTHING_OUTSTANDING, Outstanding
from ddtool.domain.people import Author, Deciding, Right
from ddtool.domain.refusals import NotFound
from ddtool.domain.since_signed import AS_HANDED_IN, UNCHANGED, SinceHandedIn, SinceSigned
from ddtool.gap_reports import analyse_what_compares, decides_anything, grounds_of
from ddtool.packs import Library
from ddtool.sentences import Sentence
from ddtool.store import Database, assessments, loading, review_queues, snapshots
from ddtool.store.deciding import whom_to_ask
from ddtool.store.outstanding import outstanding_in
from ddtool.store.signatures import since_all_signed
from ddtool.store.since_handed_in import since_all_handed_in
from ddtool.store.transactions import Reading


@dataclass(frozen=True, slots=True)
class Analysed:
    """An assessment as it is stored, with versions, and what follows from it.

    ``not_compared`` tells of results that the matrix cannot compare, which were left out;
    ``undecided`` whom to ask where the matrix decides nothing for these criteria, else None;
    ``decided_since`` the title of the matrix that decides now, where what was handed in stays with
    one that did not. ``outstanding`` is what a review leaves to the producer, ``since_signed`` what
    was changed since what was handed in last was signed, ``since_handed_in`` since it was handed
    in: until it is opened again it asks what it asked then.
    """

    stored: StoredAssessment
    analysis: GapAnalysis
    not_compared: tuple[Sentence, ...] = ()
    undecided: Deciding | None = None
    decided_since: str = ""
    outstanding: Outstanding = NOTHING_OUTSTANDING
    since_signed: SinceSigned = UNCHANGED
    since_handed_in: SinceSigned = UNCHANGED

    @property
    def is_provisional(self) -> bool:
        """Whether determinations count that nobody has signed yet."""
        return bool(self.stored.assessment.determinations) and self.outstanding.signed is None


def analyse_stored(
    database: Database,
    author: Author,
    library: Library,
    id: str,
    *,
    as_of: date,
    language: str = "",
) -> Analysed:
    """Everything said in one assessment and what follows from it on one day.

    Texts of the criteria come in ``language`` where the pack has them.

    :raises NotFound: the author's organisation has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        stored = loading.load(db, organisation, id)
        decides = decides_anything(
            stored.assessment, library, matrix=stored.matrix, language=language
        )
        undecided = None if decides else whom_to_ask(db, organisation)
        left = outstanding_in(db, organisation, stored.head.value, stored.assessment.submission)
        changes, handed_in = _since(db, organisation, stored, left)
    stored = replace(stored, assessment=handed_in.asked_of(stored.assessment))
    analysis, not_compared = analyse_what_compares(
        stored.assessment,
        library,
        as_of=as_of,
        matrix=stored.matrix,
        language=language,
        limits=stored.limits,
    )
    since = _decided_since(stored, library) if undecided else ""
    return Analysed(
        stored, analysis, not_compared, undecided, since, left, changes, handed_in.since
    )


def analyse_handed_in(
    database: Database, author: Author, library: Library, id: str, *, language: str = ""
) -> Analysed:
    """What was handed in last of an assessment, and what followed from it on the day it was.

    Whatever was changed since, also in certificates and in the review, changes nothing of it.

    :raises NotFound: the author's organisation has no such assessment, or nothing was handed in.
    :raises SnapshotDamaged: it is not what was handed in.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        head = assessments.find(db, organisation, id)
        last = snapshots.last_submitted(db, organisation, id)
    if last is None or last.assessment.submission is None:
        raise NotFound("submission")
    analysis, not_compared = analyse_what_compares(
        last.assessment,
        library,
        as_of=last.assessment.submission.day,
        matrix=last.matrix,
        language=language,
        limits=last.limits,
    )
    stored = StoredAssessment(head, last.assessment, {}, {}, {}, {}, last.limits)
    return Analysed(stored, analysis, not_compared)


def _since(
    db: Reading, organisation: str, stored: StoredAssessment, left: Outstanding
) -> tuple[SinceSigned, SinceHandedIn]:
    """What was changed since an assessment was signed, and since it was handed in."""
    head = stored.head.value
    if head.state is AssessmentState.OPEN:
        return UNCHANGED, AS_HANDED_IN
    now = {head.id: stored.assessment}
    happened = review_queues.happened(db, [(organisation, head.id)])
    signed = {head.id: left.signed} if left.signed else {}
    changed = since_all_signed(db, organisation, signed, now, happened)
    handed_in = since_all_handed_in(db, organisation, now, happened)
    return changed.get(head.id, UNCHANGED), handed_in[head.id]


def _decided_since(stored: StoredAssessment, library: Library) -> str:
    """The title of the matrix that would decide, were what was handed in opened again."""
    head, assessment = stored.head.value, stored.assessment
    if head.state is AssessmentState.OPEN or not decides_anything(
        assessment, library, matrix=head.matrix
    ):
        return ""
    return grounds_of(assessment, library, matrix=head.matrix).matrix.title
