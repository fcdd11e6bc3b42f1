"""What an assessment is about, and how the answers of an earlier one are carried over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from ddtool.domain.assessments import (
    Answer,
    AnswerCode,
    Assessment,
    Evidence,
    OwnRating,
    Site,
    Submission,
)
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.crosswalks import Crosswalk
from ddtool.domain.history import Stored
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths

EQUAL = "equal"
"""The relation of a crosswalk between requirements that ask for the same."""


class AssessmentState(Enum):
    """Whether an assessment can be filled in."""

    OPEN = "open"
    SUBMITTED = "submitted"


class Carried(Enum):
    """What carrying over did for a requirement: the same is asked, something like it, or new."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class AssessmentHead:
    """One site against one criteria set, for one period.

    ``pack_sha256`` pins the criteria set's pack as it was when the assessment began. ``matrix`` is
    empty while the newest one that fits is meant. ``revision`` grows with every change inside.
    """

    id: str
    site: str
    criteria_set: str
    pack_sha256: str = ""
    matrix: str = ""
    period: str = ""
    assessment_day: date | None = None
    commitment_day: date | None = None
    prepared_by: str = ""
    state: AssessmentState = AssessmentState.OPEN
    carried_from: str | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file of evidence: the name it was brought under, and how it is kept.

    ``stored_name`` is its random name in the evidence folder.
    """

    name: str
    media_type: str
    size: int
    stored_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """Evidence with its file, if it is not only a link, and who brought it when."""

    evidence: Evidence
    file: EvidenceFile | None = None
    added_at: datetime | None = None
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceVersion:
    """A file that a document had before, who brought it when; the first one is number 1."""

    number: int
    file: EvidenceFile
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class EvidenceUse:
    """Where a document is used: an assessment with what it shows there, a certificate, an action.

    ``shown`` are ids of requirements and numbers of criteria; empty for the assessment as a whole.
    ``plan`` is the assessment that an action belongs to, ``label`` what the action is called there.
    """

    assessment: str = ""
    shown: tuple[str, ...] = ()
    certificate: str = ""
    action: str = ""
    plan: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class CarriedAnswer:
    """An answer to begin with, how it came about, and the requirement or criterion it came from."""

    answer: Answer
    carried: Carried
    source: str = ""


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """Everything said in an assessment, with versions, and by whom and when.

    ``kept_answers`` are by requirement, without their evidence; ``kept_ratings`` by criterion.
    ``carried`` says how answers came from an earlier assessment, and ``earlier`` what was said
    there, as far as anything was, with the requirement that it answered. ``limits`` are those of
    the programme that it stands under; ``put_aside``: it is in the archive.
    """

    head: Stored[AssessmentHead]
    assessment: Assessment
    kept_answers: Mapping[str, Stored[Answer]]
    kept_ratings: Mapping[str, Stored[OwnRating]]
    carried: Mapping[str, Carried]
    earlier: Mapping[str, Answer]
    limits: LimitMonths = DEFAULT_LIMITS
    put_aside: bool = False

    @property
    def is_open(self) -> bool:
        """Whether its producer may change anything: it is neither handed in nor put aside."""
        return self.head.value.state is AssessmentState.OPEN and not self.put_aside

    @property
    def matrix(self) -> str:
        """The matrix it stands under; empty while the one that fits best is meant."""
        return matrix_of(self.head.value, self.assessment)

    @property
    def answer_versions(self) -> Mapping[str, int]:
        """The version of each answer that was given, by requirement."""
        return {id: kept.version for id, kept in self.kept_answers.items()}

    @property
    def rating_versions(self) -> Mapping[str, int]:
        """The version of each rating that was given, by criterion."""
        return {number: kept.version for number, kept in self.kept_ratings.items()}


def matrix_of(head: AssessmentHead, assessment: Assessment) -> str:
    """The matrix an assessment stands under; empty while the one that fits best is meant.

    What was handed in keeps the edition it was handed in under, whatever is issued since.
    """
    handed_in = assessment.submission
    if head.state is AssessmentState.SUBMITTED and handed_in is not None and handed_in.matrix:
        return handed_in.matrix
    return head.matrix


def limits_of(head: AssessmentHead, submission: Submission | None, now: LimitMonths) -> LimitMonths:
    """The limits an assessment stands under: those of now, or those it was handed in under.

    What is opened again stands under those of now until it is handed in again.
    """
    if head.state is AssessmentState.SUBMITTED and submission is not None:
        return submission.limits
    return now


def carry_answers(
    earlier: Assessment, source: CriteriaSet, target: CriteriaSet, crosswalk: Crosswalk | None
) -> tuple[CarriedAnswer, ...]:
    """What answers to begin a new assessment with, one for each requirement of the target.

    The same requirement of the same text, or one that the crosswalk calls equal, keeps its answer.
    Where the crosswalk knows something like it, only the note is carried over, for people to look
    at. Ratings are never carried over.
    """
    sources = _sources(source, target, crosswalk)
    same_texts = _same_texts(source, target)
    carried = []
    for criterion in target.criteria:
        for part in criterion.assessed:
            came_from = sources.get(part.id) or sources.get(criterion.number) or ("", "")
            if part.id in same_texts:
                came_from = (part.id, EQUAL)
            carried.append(_carried(part.id, *came_from, earlier))
    return tuple(carried)


def count_carried(
    source: CriteriaSet, target: CriteriaSet, crosswalk: Crosswalk | None
) -> Mapping[Carried, int]:
    """How many requirements would be the same, changed and new, before anything is carried over."""
    nothing_said = Assessment(Site("", ""), source.name)
    carried = carry_answers(nothing_said, source, target, crosswalk)
    return {kind: sum(one.carried is kind for one in carried) for kind in Carried}


def _sources(
    source: CriteriaSet, target: CriteriaSet, crosswalk: Crosswalk | None
) -> dict[str, tuple[str, str]]:
    if source.name == target.name or crosswalk is None:
        return {}
    return {entry.target: (entry.source, entry.relation) for entry in crosswalk.entries}


def _same_texts(source: CriteriaSet, target: CriteriaSet) -> frozenset[str]:
    """The requirements that stand in both editions of one set in the same words."""
    if source.id != target.id:
        return frozenset()
    texts = {part.id: part.text for one in source.criteria for part in one.assessed}
    parts = (part for one in target.criteria for part in one.assessed)
    return frozenset(part.id for part in parts if texts.get(part.id) == part.text)


def _carried(requirement: str, source: str, relation: str, earlier: Assessment) -> CarriedAnswer:
    if not source:
        return CarriedAnswer(Answer(requirement), Carried.NEW)
    given = earlier.answer_to.get(source)
    if given is None:
        kind = Carried.SAME if relation == EQUAL else Carried.CHANGED
        return CarriedAnswer(Answer(requirement), kind, source)
    if relation == EQUAL:
        answer = Answer(requirement, given.answer, given.note, given.evidence)
        return CarriedAnswer(answer, Carried.SAME, source)
    answer = Answer(requirement, AnswerCode.UNANSWERED, given.note, given.evidence)
    return CarriedAnswer(answer, Carried.CHANGED, source)
