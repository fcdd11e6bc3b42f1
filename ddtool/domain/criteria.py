"""Criteria sets, and how the facts about a site decide what applies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from ddtool.domain.applicability import ALWAYS, AppliesWhen
from ddtool.domain.due_diligence import NO_DUE_DILIGENCE, DueDiligence


class Rating(Enum):
    """A verdict on one criterion, by the producer or by the assessor."""

    FULLY_MEETS = "fully_meets"
    PARTIALLY_MEETS = "partially_meets"
    DOES_NOT_MEET = "does_not_meet"
    NOT_APPLICABLE = "not_applicable"


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
    applies_when: AppliesWhen = ALWAYS
    official_number: str = ""


@dataclass(frozen=True)
class Criterion:
    """One numbered criterion. ``requirements`` is empty where nobody has broken it into parts."""

    number: str
    title: str
    section: str
    summary: str
    requirements: tuple[Requirement, ...] = ()
    applies_when: AppliesWhen = ALWAYS
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
    due_diligence: DueDiligence = NO_DUE_DILIGENCE
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
