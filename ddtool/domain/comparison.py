"""This cycle against the last: what became of each criterion, and of what was promised.

Criteria of one set are compared by their numbers, those of two sets by the crosswalk between them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.criteria import Criterion, Rating
from ddtool.domain.crosswalks import Crosswalk, criteria_before
from ddtool.domain.gaps import CriterionLine, Gap, GapAnalysis


class Movement(Enum):
    """Which way a criterion went between two cycles.

    ``APPLIES_NOW`` are those that the facts about the site switch on; ``RATED_NOW`` those that
    people set aside then and rate now.
    """

    WORSE = "worse"
    BETTER = "better"
    SAME = "same"
    NOW_ASSESSED = "now_assessed"
    NOT_RATED_YET = "not_rated_yet"
    RATED_NOW = "rated_now"
    APPLIES_NOW = "applies_now"
    APPLIES_NO_LONGER = "applies_no_longer"
    NEW = "new"


_GRAVITY: Mapping[Gap, int] = {Gap.CLOSED: 0, Gap.TO_CONFIRM: 1, Gap.MINOR: 2, Gap.BLOCKING: 3}
"""How grave a gap is; one that nobody has assessed is neither better nor worse than another."""

_GRAVEST_FIRST = tuple(Gap)


@dataclass(frozen=True, slots=True)
class ComparedCriterion:
    """One criterion in both cycles: its gap and the verdict that counts then and now.

    ``came_from`` are the criteria of another set that it was then; of several the gravest is told.
    ``before`` is None where the set of then has nothing like it; ``decided_then`` where the verdict
    of then is the assessor's.
    """

    criterion: Criterion
    before: Gap | None
    now: Gap
    rating_before: Rating | None
    rating_now: Rating | None
    movement: Movement
    came_from: tuple[str, ...] = ()
    decided_then: bool = False


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


def compare(
    earlier: GapAnalysis, now: GapAnalysis, crosswalk: Crosswalk | None = None
) -> Comparison:
    """What became of everything since the earlier cycle; of another set only by a crosswalk."""
    criteria = tuple(_compared(line, earlier, now, crosswalk) for line in now.lines)
    return Comparison(earlier, now, criteria, tuple(_promised(earlier)))


def _compared(
    line: CriterionLine, earlier: GapAnalysis, now: GapAnalysis, crosswalk: Crosswalk | None
) -> ComparedCriterion:
    same_set = earlier.criteria_set.name == now.criteria_set.name
    came_from: tuple[str, ...] = (line.criterion.number,)
    if not same_set:
        came_from = criteria_before(crosswalk, earlier.criteria_set, line.criterion)
    lines = [earlier.by_number[one] for one in came_from if one in earlier.by_number]
    then = min(lines, key=lambda one: _GRAVEST_FIRST.index(one.gap), default=None)
    return ComparedCriterion(
        criterion=line.criterion,
        before=then.gap if then else None,
        now=line.gap,
        rating_before=then.people_say if then else None,
        rating_now=line.people_say,
        movement=movement(then.gap, line.gap, switched_on=_switched_on(then, line))
        if then
        else Movement.NEW,
        came_from=() if same_set else came_from,
        decided_then=then is not None and then.determination is not None,
    )


def _switched_on(then: CriterionLine, now: CriterionLine) -> bool:
    return then.applies is Applies.NO and now.applies is not Applies.NO


def movement(before: Gap, now: Gap, *, switched_on: bool = False) -> Movement:
    """Which way a criterion went; ``switched_on`` where only the facts of now make it apply.

    One that nobody has rated yet is no worse for it, whatever it was then.
    """
    if before is Gap.NOT_APPLICABLE and now is not before and switched_on:
        return Movement.APPLIES_NOW
    if now is Gap.OPEN:
        return Movement.NOT_RATED_YET
    if before is now:
        return Movement.SAME
    if now is Gap.NOT_APPLICABLE:
        return Movement.APPLIES_NO_LONGER
    if before is Gap.NOT_APPLICABLE:
        return Movement.RATED_NOW
    if before is Gap.OPEN:
        return Movement.NOW_ASSESSED
    return Movement.BETTER if _GRAVITY[now] < _GRAVITY[before] else Movement.WORSE


def _promised(earlier: GapAnalysis) -> Iterator[Promised]:
    for line in earlier.actions:
        state = line.action.state
        yield Promised(line.action, state in (ActionState.DONE, ActionState.ACCEPTED))
