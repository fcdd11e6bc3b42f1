"""Gaps and outlook: what follows, criterion by criterion, from the three verdicts.

The values here are what pages and reports show; :mod:`ddtool.domain.analysis` works them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Protocol

from ddtool.domain.applicability import Applies, Condition
from ddtool.domain.assessments import Action, Answer, Assessment, Determination, OwnRating
from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import CriteriaSet, Criterion, Rating, Requirement, Section
from ddtool.domain.decisions import Coverage, Decision
from ddtool.domain.equivalency import Level, MatrixName
from ddtool.domain.look_ahead import ForecastDay, WhatIf
from ddtool.domain.time_limits import TimeLimit
from ddtool.domain.verdicts import Outcome


class Gap(Enum):
    """What follows from the three verdicts for one criterion, gravest first."""

    BLOCKING = "blocking"
    MINOR = "minor"
    TO_CONFIRM = "to_confirm"
    OPEN = "open"
    CLOSED = "closed"
    NOT_APPLICABLE = "not_applicable"


TO_BE_CLOSED = (Gap.BLOCKING, Gap.MINOR, Gap.TO_CONFIRM, Gap.OPEN)
"""The gaps that ask somebody to do something."""


class Outlook(Enum):
    """What follows from all gaps. It is never an award."""

    BLOCKED = "blocked"
    INCOMPLETE = "incomplete"
    CONDITIONAL = "conditional"
    READY = "ready"


class Lack(Enum):
    """What is missing on one requirement."""

    NOT_MET = "not_met"
    PARTLY_MET = "partly_met"
    UNANSWERED = "unanswered"
    NO_EVIDENCE = "no_evidence"
    NO_REASON = "no_reason"


class Contradiction(Enum):
    """Two statements about one criterion that cannot both stand."""

    FULLY_WITH_OPEN_REQUIREMENTS = "fully_with_open_requirements"
    PARTIALLY_WITH_ALL_MET = "partially_with_all_met"
    ANSWERED_NOT_RATED = "answered_not_rated"
    NOT_APPLICABLE_AGAINST_FACTS = "not_applicable_against_facts"
    NOT_APPLICABLE_WITHOUT_REASON = "not_applicable_without_reason"
    REQUIREMENT_SET_ASIDE_WITHOUT_REASON = "requirement_set_aside_without_reason"
    RATED_THOUGH_SWITCHED_OFF = "rated_though_switched_off"


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One requirement of a criterion at this site. ``lack`` is None where nothing is left to do."""

    requirement: Requirement
    applies: Applies
    answer: Answer
    lack: Lack | None
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class CriterionLine:
    """One criterion at this site, with everything known about it.

    ``basis`` are the conditions that decided whether it applies: those met, or all of them where
    none was; ``evidence`` the ids of the documents that show the criterion or a requirement of it.
    """

    criterion: Criterion
    applies: Applies
    basis: tuple[Condition, ...]
    decision: Decision
    own: OwnRating | None
    determination: Determination | None
    gap: Gap
    requirements: tuple[RequirementLine, ...]
    contradictions: tuple[Contradiction, ...] = ()
    evidence: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()

    @cached_property
    def lacking(self) -> tuple[RequirementLine, ...]:
        """The requirements on which something is missing.

        None where the gap is closed or not applicable.
        """
        if self.gap not in TO_BE_CLOSED:
            return ()
        return tuple(line for line in self.requirements if line.lack is not None)

    @property
    def coverage(self) -> Coverage:
        """Its coverage as it is told: a criterion that was set aside with reason needs none."""
        return Coverage.NOT_APPLICABLE if self.gap is Gap.NOT_APPLICABLE else self.decision.coverage

    @property
    def people_say(self) -> Rating | None:
        """What people say of it: the assessor where they have decided, else the producer."""
        said = self.determination or self.own
        return said.rating if said else None

    @property
    def verdicts_disagree(self) -> bool:
        """Whether the verdicts that were given say different things."""
        own = self.own.rating if self.own else None
        determined = self.determination.rating if self.determination else None
        given = {self.decision.proposal, own, determined} - {None}
        return len(given) > 1


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """What one certificate does for this site on this day.

    ``shows`` holds, per criterion number, the best outcome with its level; criteria without a cell
    are absent.
    """

    certificate: Certificate
    shows: Mapping[str, tuple[Outcome, Level]] = field(default_factory=dict)
    counts_for: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it counts for any criterion."""
        return bool(self.counts_for)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action beside the limits.

    ``after_limit`` is the limit it must keep and misses; ``overdue`` on the day asked.
    """

    action: Action
    after_limit: TimeLimit | None = None
    overdue: bool = False


Counts = Mapping[Gap, int]


class Ahead(Protocol):
    """What lies ahead, worked out when somebody asks: most pages do not."""

    @property
    def forecast(self) -> tuple[ForecastDay, ...]:
        """The days on which coverage will change."""

    @property
    def what_if(self) -> tuple[WhatIf, ...]:
        """What certificates that do not count today would do, the most helpful first."""


@dataclass(frozen=True)
class GapAnalysis:
    """Everything a gap report says, for one assessment on one day."""

    assessment: Assessment
    criteria_set: CriteriaSet
    matrix: MatrixName
    as_of: date
    lines: tuple[CriterionLine, ...]
    certificates: tuple[CertificateLine, ...]
    outlook: Outlook
    limits: tuple[TimeLimit, ...]
    actions: tuple[ActionLine, ...]
    ahead: Ahead = field(compare=False, repr=False)

    @property
    def forecast(self) -> tuple[ForecastDay, ...]:
        """The days on which coverage will change."""
        return self.ahead.forecast

    @property
    def what_if(self) -> tuple[WhatIf, ...]:
        """What certificates that do not count today would do, the most helpful first."""
        return self.ahead.what_if

    @cached_property
    def at_site(self) -> tuple[CertificateLine, ...]:
        """The certificates that name the site, and those whose list of sites nobody knows."""
        site = self.assessment.site.id
        return tuple(one for one in self.certificates if one.certificate.may_cover(site))

    @cached_property
    def elsewhere(self) -> tuple[CertificateLine, ...]:
        """The certificates that name other sites of the organisation only."""
        site = self.assessment.site.id
        return tuple(one for one in self.certificates if not one.certificate.may_cover(site))

    @cached_property
    def by_number(self) -> Mapping[str, CriterionLine]:
        """The lines by criterion number."""
        return {line.criterion.number: line for line in self.lines}

    @cached_property
    def counts(self) -> Counts:
        """How many criteria have each gap; zeros are given."""
        return self._counted(self.lines)

    def counts_in(self, section: Section) -> Counts:
        """The same for one section."""
        return self._counted(self.in_section(section))

    def in_section(self, section: Section) -> tuple[CriterionLine, ...]:
        """The lines of one section, in the order of the set."""
        return tuple(line for line in self.lines if line.criterion.section == section.id)

    def with_gap(self, *gaps: Gap) -> tuple[CriterionLine, ...]:
        """The lines with one of these gaps, in the order of the set."""
        return tuple(line for line in self.lines if line.gap in gaps)

    @property
    def applicable(self) -> int:
        """How many criteria are not set aside."""
        return len(self.lines) - self.counts[Gap.NOT_APPLICABLE]

    @staticmethod
    def _counted(lines: tuple[CriterionLine, ...]) -> Counts:
        return {gap: sum(line.gap is gap for line in lines) for gap in Gap}
