"""Which criterion comes before and after, and where the next question without an answer is."""

from typing import NamedTuple

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import AnswerCode
from ddtool.domain.criteria import Criterion
from ddtool.domain.gaps import CriterionLine, GapAnalysis


class Neighbours(NamedTuple):
    """The criteria before and after one, in the order of the pack."""

    before: Criterion | None
    after: Criterion | None


class Open(NamedTuple):
    """A requirement without an answer."""

    criterion: str
    requirement: str


def neighbours_of(analysis: GapAnalysis, number: str) -> Neighbours:
    """What comes before and after; None at the ends."""
    criteria = analysis.criteria_set.criteria
    at = next(place for place, one in enumerate(criteria) if one.number == number)
    return Neighbours(
        criteria[at - 1] if at else None, criteria[at + 1] if at + 1 < len(criteria) else None
    )


def next_unanswered(analysis: GapAnalysis, number: str) -> Open | None:
    """The first one in this criterion, else in those after it, else from the beginning on."""
    numbers = [line.criterion.number for line in analysis.lines]
    at = numbers.index(number)
    for line in (*analysis.lines[at:], *analysis.lines[:at]):
        for requirement in _unanswered(line):
            return Open(line.criterion.number, requirement)
    return None


def _unanswered(line: CriterionLine) -> list[str]:
    if line.applies is Applies.NO:
        return []
    return [
        part.requirement.id
        for part in line.requirements
        if part.applies is not Applies.NO and part.answer.answer is AnswerCode.UNANSWERED
    ]
