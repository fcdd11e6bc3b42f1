"""From an assessment, a criteria set and a matrix to everything a gap report says.

Source: the matching rules, sections 7 and 8 (``criteria/RULES.md``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ddtool.domain.assessments import Assessment
from ddtool.domain.certificates import Certificate, Standards
from ddtool.domain.coverage import combine
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.decisions import Aspect, Decision
from ddtool.domain.equivalency import Level, Matrix, MatrixName
from ddtool.domain.forecast import forecast
from ddtool.domain.gaps import CertificateLine, CriterionLine, Gap, GapAnalysis, Outlook
from ddtool.domain.lines import aspect_of, criterion_line, with_residual_evidence
from ddtool.domain.look_ahead import ForecastDay, WhatIf
from ddtool.domain.matching import Matcher
from ddtool.domain.places import Place
from ddtool.domain.plan import action_lines
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths, time_limits
from ddtool.domain.verdicts import Outcome
from ddtool.domain.what_if import Situation, what_if


@dataclass(frozen=True)
class Grounds:
    """What an analysis rests on besides the assessment: the data of the installation."""

    criteria_set: CriteriaSet
    matrix: Matrix
    standards: Standards

    @cached_property
    def matcher(self) -> Matcher:
        """The matrix in order, worked out once for all sites."""
        return Matcher(self.matrix, self.standards.scales)


def analyse(
    assessment: Assessment,
    grounds: Grounds,
    *,
    as_of: date,
    limits: LimitMonths = DEFAULT_LIMITS,
) -> GapAnalysis:
    """The gap analysis of one assessment on one day; the same for the same values.

    ``limits`` are the programme's, in months from the commitment day.
    """
    assessment = replace(assessment, certificates=grounds.standards.dated(assessment.certificates))
    matcher = grounds.matcher
    place = place_of(assessment)
    aspects, lines = criterion_lines(assessment, grounds.criteria_set, matcher, as_of=as_of)
    held = certificate_lines(assessment.certificates, [line.decision for line in lines])
    within = time_limits(limits, assessment.commitment_day)
    return GapAnalysis(
        assessment=assessment,
        criteria_set=grounds.criteria_set,
        matrix=name_of(grounds.matrix, grounds.criteria_set.name),
        as_of=as_of,
        lines=lines,
        certificates=held,
        outlook=outlook_of(lines),
        limits=within,
        actions=action_lines(assessment.actions, within, as_of=as_of),
        ahead=_WorkedOutWhenAsked(
            Situation(matcher, grounds.standards, place, as_of, aspects, lines),
            assessment.certificates,
            held,
        ),
    )


@dataclass(frozen=True, eq=False)
class _WorkedOutWhenAsked:
    """What lies ahead of a situation, each part worked out once."""

    situation: Situation
    certificates: tuple[Certificate, ...]
    held: tuple[CertificateLine, ...]

    @cached_property
    def forecast(self) -> tuple[ForecastDay, ...]:
        now = self.situation
        return forecast(now.matcher, now.aspects, now.place, self.certificates, as_of=now.as_of)

    @cached_property
    def what_if(self) -> tuple[WhatIf, ...]:
        return what_if(self.situation, self.held)


def situation_of(analysis: GapAnalysis, grounds: Grounds) -> Situation:
    """How the site of an analysis stands, to ask on from there on the same ``grounds``."""
    asked = tuple(
        aspect_of(analysis.assessment, grounds.criteria_set.name, line.criterion)
        for line in analysis.lines
    )
    place = place_of(analysis.assessment)
    return Situation(
        grounds.matcher, grounds.standards, place, analysis.as_of, asked, analysis.lines
    )


def place_of(assessment: Assessment) -> Place:
    """The site as matching sees it."""
    site = assessment.site
    return Place(site.id, site.activities, site.areas, assessment.assessment_day)


def criterion_lines(
    assessment: Assessment, criteria_set: CriteriaSet, matcher: Matcher, *, as_of: date
) -> tuple[tuple[Aspect, ...], tuple[CriterionLine, ...]]:
    """What was asked of matching, and the coverage and gap of every criterion of the set."""
    place = place_of(assessment)
    asked = [aspect_of(assessment, criteria_set.name, one) for one in criteria_set.criteria]
    decisions = matcher.decide_all(asked, place, assessment.certificates, as_of)
    aspects: list[Aspect] = []
    lines: list[CriterionLine] = []
    for criterion, aspect, decision in zip(criteria_set.criteria, asked, decisions, strict=True):
        told = with_residual_evidence(assessment, criterion, aspect, decision)
        if told is not aspect:
            decision = combine(told, place, decision.findings)
        aspects.append(told)
        lines.append(criterion_line(assessment, criteria_set, criterion, decision))
    return tuple(aspects), tuple(lines)


def outlook_of(lines: Sequence[CriterionLine]) -> Outlook:
    """What follows from all gaps.

    One that blocks is enough, then one that is open, then one that waits.
    """
    gaps = {line.gap for line in lines}
    if Gap.BLOCKING in gaps:
        return Outlook.BLOCKED
    if Gap.OPEN in gaps:
        return Outlook.INCOMPLETE
    return Outlook.CONDITIONAL if gaps & {Gap.MINOR, Gap.TO_CONFIRM} else Outlook.READY


def name_of(matrix: Matrix, criteria_set: str) -> MatrixName:
    """The matrix by name, with how many cells of each status speak about the criteria set."""
    statuses = [cell.status for cell in matrix.cells if cell.criteria_set == criteria_set]
    published, adopted = statuses.count("published"), statuses.count("adopted")
    return MatrixName(
        matrix.name,
        matrix.title,
        matrix.fictional,
        matrix.label,
        published,
        adopted,
        len(statuses) - published - adopted,
        matrix.sha256,
    )


_BEST_FIRST = (Outcome.COUNTS, Outcome.PENDING, Outcome.SUGGESTED, Outcome.REJECTED)


def certificate_lines(
    certificates: Sequence[Certificate], decisions: Sequence[Decision]
) -> tuple[CertificateLine, ...]:
    """What each certificate does for the site, in the order given."""
    shows: dict[str, dict[str, tuple[Outcome, Level]]] = {one.id: {} for one in certificates}
    for decision in decisions:
        for verdict in decision.verdicts:
            if verdict.cell is not None:
                ruling = verdict.ruling
                found = (ruling.outcome, ruling.level or Level.NONE)
                _keep_best(shows[verdict.certificate], decision.criterion, found)
    return tuple(
        CertificateLine(one, shows[one.id], _counting(shows[one.id])) for one in certificates
    )


def _keep_best(
    shows: dict[str, tuple[Outcome, Level]], criterion: str, found: tuple[Outcome, Level]
) -> None:
    known = shows.get(criterion)
    if known is None or _standing(found) < _standing(known):
        shows[criterion] = found


def _standing(found: tuple[Outcome, Level]) -> tuple[int, int]:
    return _BEST_FIRST.index(found[0]), -found[1]


def _counting(shows: Mapping[str, tuple[Outcome, Level]]) -> tuple[str, ...]:
    return tuple(number for number, (outcome, _) in shows.items() if outcome is Outcome.COUNTS)
