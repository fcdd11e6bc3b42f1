"""A site's assessment.

Answers, ratings, evidence, actions, and what is missing or contradicts itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property

from ddtool.domain.applicability import Profile
from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import Rating
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths


class AnswerCode(Enum):
    """What a site says to one requirement."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


class ActionState(Enum):
    """How far an action has come. An assessor accepts what is done, or returns it to be done."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self not in (ActionState.DONE, ActionState.ACCEPTED)


@dataclass(frozen=True)
class Site:
    """A place of production. ``facts`` without an answer are absent or None."""

    id: str
    name: str
    organisation: str = ""
    country: str = ""
    place: str = ""
    activities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    metals: tuple[str, ...] = ()
    facts: Mapping[str, bool | None] = field(default_factory=dict)
    fictional: bool = False

    @cached_property
    def profile(self) -> Profile:
        """What decides applicability."""
        return Profile(activities=self.activities, metals=self.metals, facts=self.facts)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one requirement. ``note`` also carries the reason of a "not applicable"."""

    requirement: str
    answer: AnswerCode = AnswerCode.UNANSWERED
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnRating:
    """The producer's rating of one criterion with its reason.

    ``open_case`` tells of a grievance, incident or allegation on the topic that is still open.
    """

    criterion: str
    rating: Rating | None = None
    reason: str = ""
    open_case: bool = False


@dataclass(frozen=True, slots=True)
class Determination:
    """The assessor's rating of one criterion with its reason."""

    criterion: str
    rating: Rating
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document or link that shows something. ``requirements`` may also name whole criteria."""

    id: str
    title: str
    document_date: date | None = None
    valid_until: date | None = None
    requirements: tuple[str, ...] = ()
    location: str = ""
    sha256: str = ""

    @property
    def leads_somewhere(self) -> bool:
        """Whether there is a file, known by its hash, or an address that can be followed."""
        return bool(self.sha256) or self.location.startswith("https://")


@dataclass(frozen=True, slots=True)
class ClosingDocument:
    """A document that shows an action done."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Action:
    """What closes a gap.

    ``requirement`` is empty where the action serves the whole criterion; ``cost`` is free text.
    ``number`` is given once by the store and never again within the assessment; 0 before that.
    ``judgement`` is the reason of the assessor who accepted or returned it last, ``carried_from``
    the id of the action of the cycle before that goes on in this one.
    """

    id: str
    criterion: str
    title: str
    requirement: str = ""
    owner: str = ""
    due: date | None = None
    state: ActionState = ActionState.PLANNED
    cost: str = ""
    closure: str = ""
    number: int = 0
    root_cause: str = ""
    documents: tuple[ClosingDocument, ...] = ()
    judgement: str = ""
    judged_by: str = ""
    judged_on: date | None = None
    carried_from: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """When and by whom an assessment was handed in, and the hash of what was handed in.

    ``matrix`` names the edition it was handed in under; empty where that was not kept. ``limits``
    are the programme's of that day.
    """

    day: date
    by: str
    sha256: str
    matrix: str = ""
    limits: LimitMonths = DEFAULT_LIMITS


@dataclass(frozen=True)
class Assessment:
    """One site against one criteria set edition, for one period.

    ``assessment_day`` is the planned day of the independent assessment, ``commitment_day`` the day
    from which the programme's time limits run. ``certificates`` are those the organisation holds,
    whatever site they name.
    """

    site: Site
    criteria_set: str
    period: str = ""
    assessment_day: date | None = None
    commitment_day: date | None = None
    answers: tuple[Answer, ...] = ()
    ratings: tuple[OwnRating, ...] = ()
    determinations: tuple[Determination, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    actions: tuple[Action, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    prepared_by: str = ""
    submission: Submission | None = None

    @cached_property
    def answer_to(self) -> Mapping[str, Answer]:
        """The answers by requirement id."""
        return {answer.requirement: answer for answer in self.answers}

    @cached_property
    def rating_of(self) -> Mapping[str, OwnRating]:
        """The own ratings by criterion number."""
        return {rating.criterion: rating for rating in self.ratings}

    @cached_property
    def determination_of(self) -> Mapping[str, Determination]:
        """The determinations by criterion number."""
        return {one.criterion: one for one in self.determinations}

    @cached_property
    def evidence_for(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the documents by what they show: a requirement id or a criterion number.

        A document is found from both sides: named with an answer, or naming the requirement itself.
        """
        found: dict[str, dict[str, None]] = {}
        for answer in self.answers:
            for evidence in answer.evidence:
                found.setdefault(answer.requirement, {})[evidence] = None
        for document in self.evidence:
            for shown in document.requirements:
                found.setdefault(shown, {})[document.id] = None
        return {shown: tuple(ids) for shown, ids in found.items()}
