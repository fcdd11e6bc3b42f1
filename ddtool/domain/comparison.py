"""This cycle against the last: what became of each criterion, and of what was promised.

Both analyses are of the same criteria set, so criteria are compared by their numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.criteria import Criterion, Rating
from ddtool.domain.gaps import Gap, GapAnalysis


class Movement(Enum):
    """Which way a criterion went between two cycles."""

    WORSE = "worse"
    BETTER = "better"
    SAME = "same"
    NOW_ASSESSED = "now_assessed"
    NO_LONGER_ASSESSED = "no_longer_assessed"
    APPLIES_NOW = "applies_now"
    APPLIES_NO_LONGER = "applies_no_longer"


_GRAVITY: Mapping[Gap, int] = {Gap.CLOSED: 0, Gap.TO_CONFIRM: 1, Gap.MINOR: 2, Gap.BLOCKING: 3}
"""How grave a gap is; one that nobody has assessed is neither better nor worse than another."""


@dataclass(frozen=True, slots=True)
class ComparedCriterion:
    """One criterion in both cycles: its gap and the verdict that counts then and now."""

    criterion: Criterion
    before: Gap
    now: Gap
    rating_before: Rating | None
    rating_now: Rating | None
    movement: Movement


@dataclass(frozen=True, slots=True)
class Promised:
    """An action of the last cycle, and whether it was done."""

    action: Action
    kept: bool


@dataclass(frozen=True)
class Comparison:
    """Two cycles of one site, criterion by criterion in the order of the set."""

    earlier: GapAnalysis
    now: GapAnalysis
    criteria: tuple[ComparedCriterion, ...]
    promised: tuple[Promised, ...]

    def moved(self, movement: Movement) -> tuple[ComparedCriterion, ...]:
        """The criteria that went that way."""
        return tuple(one for one in self.criteria if one.movement is movement)


def compare(earlier: GapAnalysis, now: GapAnalysis) -> Comparison:
    """What became of everything since the earlier cycle."""
    return Comparison(earlier, now, tuple(_criteria(earlier, now)), tuple(_promised(earlier)))


def _criteria(earlier: GapAnalysis, now: GapAnalysis) -> Iterator[ComparedCriterion]:
    before = {line.criterion.number: line for line in earlier.lines}
    for line in now.lines:
        then = before.get(line.criterion.number)
        if then is not None:
            yield ComparedCriterion(
                criterion=line.criterion,
                before=then.gap,
                now=line.gap,
                rating_before=then.people_say,
                rating_now=line.people_say,
                movement=movement(then.gap, line.gap),
            )


def movement(before: Gap, now: Gap) -> Movement:
    """Which way a criterion went."""
    if before is now:
        return Movement.SAME
    if before is Gap.NOT_APPLICABLE:
        return Movement.APPLIES_NOW
    if now is Gap.NOT_APPLICABLE:
        return Movement.APPLIES_NO_LONGER
    if before is Gap.OPEN:
        return Movement.NOW_ASSESSED
    if now is Gap.OPEN:
        return Movement.NO_LONGER_ASSESSED
    return Movement.BETTER if _GRAVITY[now] < _GRAVITY[before] else Movement.WORSE


def _promised(earlier: GapAnalysis) -> Iterator[Promised]:
    for line in earlier.actions:
        state = line.action.state
        yield Promised(line.action, state in (ActionState.DONE, ActionState.ACCEPTED))
