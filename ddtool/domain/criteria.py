"""Criteria sets, and how the facts about a site decide what applies."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property


class Rating(Enum):
    """A verdict on one criterion, by the producer or by the assessor."""

    FULLY_MEETS = "fully_meets"
    PARTIALLY_MEETS = "partially_meets"
    DOES_NOT_MEET = "does_not_meet"
    NOT_APPLICABLE = "not_applicable"


class ConditionKind(Enum):
    """What a condition of applicability looks at."""

    ACTIVITY = "activity"
    METAL = "metal"
    FACT = "fact"


class Applies(Enum):
    """Whether something applies to a site. ``MAY`` means that a fact has not been answered."""

    YES = "yes"
    MAY = "may"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Condition:
    """One way in which a criterion or requirement comes to apply, such as the activity mining."""

    kind: ConditionKind
    value: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a site as far as applicability goes.

    A fact that is absent or ``None`` has not been answered. Empty activities or metals count as
    not answered too.
    """

    activities: tuple[str, ...] = ()
    metals: tuple[str, ...] = ()
    facts: Mapping[str, bool | None] | None = None

    def answer(self, condition: Condition) -> bool | None:
        """True or false where the site has answered, None where it has not."""
        if condition.kind is ConditionKind.FACT:
            return (self.facts or {}).get(condition.value)
        named = self.activities if condition.kind is ConditionKind.ACTIVITY else self.metals
        return condition.value in named if named else None


@dataclass(frozen=True, slots=True)
class AppliesWhen:
    """Any one of the conditions is enough; without conditions, always."""

    any_of: tuple[Condition, ...] = ()

    def decide(self, profile: Profile) -> Applies:
        """Yes, no, or "may" where nothing says yes and an answer is still missing."""
        if not self.any_of:
            return Applies.YES
        answers = [profile.answer(condition) for condition in self.any_of]
        if any(answers):
            return Applies.YES
        return Applies.MAY if None in answers else Applies.NO


@dataclass(frozen=True, slots=True)
class Requirement:
    """An assessable part of a criterion.

    ``official_number`` is for whoever holds a licence to the official text.
    """

    id: str
    text: str
    question: str = ""
    guidance: str = ""
    evidence: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    applies_when: AppliesWhen = AppliesWhen()
    official_number: str = ""


@dataclass(frozen=True)
class Criterion:
    """One numbered criterion. ``requirements`` is empty where nobody has broken it into parts."""

    number: str
    title: str
    section: str
    summary: str
    requirements: tuple[Requirement, ...] = ()
    applies_when: AppliesWhen = AppliesWhen()
    not_applicable_note: str = ""
    evidence: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    confidence: str = ""
    confidence_note: str = ""
    sources: tuple[str, ...] = ()
    official_number: str = ""

    @cached_property
    def assessed(self) -> tuple[Requirement, ...]:
        """What a site answers: the requirements, or the criterion itself where it has no parts."""
        if self.requirements:
            return self.requirements
        whole = Requirement(
            id=self.number,
            text=self.summary,
            evidence=self.evidence,
            references=self.references,
            official_number=self.official_number,
        )
        return (whole,)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a criteria set, such as "Governance"."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class RatingWord:
    """How this criteria set words a rating."""

    rating: Rating
    title: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class OutlookRule:
    """Which ratings block the outlook and which ask for an improvement plan."""

    blocking: tuple[Rating, ...] = (Rating.DOES_NOT_MEET,)
    plan: tuple[Rating, ...] = (Rating.PARTIALLY_MEETS,)


@dataclass(frozen=True, slots=True)
class DueDiligenceEntry:
    """A red flag or an Annex II risk of a due diligence standard, as data for later use.

    ``group`` sorts them; ``response`` is the kind of response that a risk asks for, empty for red
    flags.
    """

    id: str
    group: str
    title: str
    summary: str = ""
    response: str = ""
    confidence: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueDiligence:
    """Red flags, Annex II risks, and what each kind of response means."""

    red_flags: tuple[DueDiligenceEntry, ...] = ()
    risks: tuple[DueDiligenceEntry, ...] = ()
    responses: Mapping[str, str] | None = None


@dataclass(frozen=True)
class CriteriaSet:
    """One published edition of criteria.

    Texts are working texts unless ``label`` says otherwise.
    """

    id: str
    edition: str
    title: str
    short_title: str
    publisher: str
    label: str
    rights: str
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]
    ratings: tuple[RatingWord, ...]
    outlook: OutlookRule = OutlookRule()
    published: date | None = None
    in_force_from: date | None = None
    superseded_by: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()
    due_diligence: DueDiligence = DueDiligence()
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    sha256: str = ""

    @property
    def name(self) -> str:
        """The reference used everywhere, such as ``rra@3.0``."""
        return f"{self.id}@{self.edition}"

    @cached_property
    def by_number(self) -> Mapping[str, Criterion]:
        """The criteria by their number."""
        return {criterion.number: criterion for criterion in self.criteria}

    @cached_property
    def criterion_of(self) -> Mapping[str, Criterion]:
        """The criterion that each assessed requirement belongs to, by requirement id."""
        return {part.id: criterion for criterion in self.criteria for part in criterion.assessed}

    def in_section(self, section: Section) -> tuple[Criterion, ...]:
        """The criteria of a section, in the order of the set."""
        return tuple(criterion for criterion in self.criteria if criterion.section == section.id)

    def word(self, rating: Rating) -> str:
        """The set's own word for a rating, such as "Fully meets"."""
        return next((word.title for word in self.ratings if word.rating is rating), rating.value)


@dataclass(frozen=True, slots=True)
class SiteFact:
    """A question about a site whose answer decides what applies, and why it is asked."""

    id: str
    question: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the shared vocabulary with its title, such as the activity ``sx_ew``."""

    id: str
    title: str


@dataclass(frozen=True)
class Vocabulary:
    """The activities, metals and facts that criteria, cells and sites may name."""

    activities: tuple[Term, ...]
    metals: tuple[Term, ...]
    facts: tuple[SiteFact, ...]

    @cached_property
    def activity_ids(self) -> Set[str]:
        """The known activities."""
        return {term.id for term in self.activities}

    @cached_property
    def metal_ids(self) -> Set[str]:
        """The known metals."""
        return {term.id for term in self.metals}

    @cached_property
    def fact_ids(self) -> Set[str]:
        """The known facts."""
        return {fact.id for fact in self.facts}


@dataclass(frozen=True, slots=True)
class CrosswalkEntry:
    """Two requirements or criteria of different editions: an answer may be carried over.

    A pointer for people: it never creates coverage and never takes a rating over.
    """

    source: str
    target: str
    relation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Where answers given under one criteria set can be looked at again under another."""

    source_set: str
    target_set: str
    entries: tuple[CrosswalkEntry, ...]


def conditions_met(applies_when: AppliesWhen, profile: Profile) -> tuple[Condition, ...]:
    """The conditions that make something apply, for an explanation."""
    return tuple(condition for condition in applies_when.any_of if profile.answer(condition))


def unanswered(conditions: Iterable[AppliesWhen], profile: Profile) -> tuple[Condition, ...]:
    """The conditions whose answer is missing, each once, in the order met."""
    missing = {
        condition: None
        for applies_when in conditions
        for condition in applies_when.any_of
        if profile.answer(condition) is None
    }
    return tuple(missing)
