"""The improvement plan against the programme's time limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.gaps import ActionLine, TimeLimit
from ddtool.domain.months import months_later

SELF_ASSESSMENT, IMPROVEMENT_PLAN = "self_assessment", "improvement_plan"
ALL_CRITERIA, RE_ASSESSMENT = "all_criteria", "re_assessment"
BINDING = (IMPROVEMENT_PLAN, ALL_CRITERIA)
"""The limits that an action of the plan has to keep."""


@dataclass(frozen=True, slots=True)
class LimitMonths:
    """The programme's limits in months from the commitment day."""

    self_assessment: int = 6
    improvement_plan: int = 12
    all_criteria: int = 24
    re_assessment: int = 36


DEFAULT_LIMITS = LimitMonths()


def time_limits(months: LimitMonths, commitment_day: date | None) -> tuple[TimeLimit, ...]:
    """The limits A to D in order, without days while the commitment day is not known."""
    named = (
        (SELF_ASSESSMENT, months.self_assessment),
        (IMPROVEMENT_PLAN, months.improvement_plan),
        (ALL_CRITERIA, months.all_criteria),
        (RE_ASSESSMENT, months.re_assessment),
    )
    return tuple(
        TimeLimit(
            letter, name, count, months_later(commitment_day, count) if commitment_day else None
        )
        for letter, (name, count) in zip("ABCD", named, strict=True)
    )


def action_lines(
    actions: Sequence[Action],
    limits: Sequence[TimeLimit],
    *,
    as_of: date,
) -> tuple[ActionLine, ...]:
    """The actions by due day, those without one last; each with the limit it misses."""
    ordered = sorted(actions, key=lambda one: (one.due or date.max, one.criterion, one.id))
    return tuple(
        ActionLine(
            action,
            _missed(action, limits),
            overdue=action.state.is_open and action.due is not None and action.due < as_of,
        )
        for action in ordered
    )


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How far a plan has come: open actions, those of them overdue, done ones, accepted ones."""

    open: int = 0
    overdue: int = 0
    done: int = 0
    accepted: int = 0

    @property
    def all(self) -> int:
        """All actions."""
        return self.open + self.done + self.accepted


NOTHING_PLANNED = PlanCounts()


def count_plan(lines: Sequence[ActionLine]) -> PlanCounts:
    """How far a plan has come on the day that its lines were made for."""
    states = [line.action.state for line in lines]
    return PlanCounts(
        open=sum(state.is_open for state in states),
        overdue=sum(line.overdue for line in lines),
        done=states.count(ActionState.DONE),
        accepted=states.count(ActionState.ACCEPTED),
    )


def _missed(action: Action, limits: Sequence[TimeLimit]) -> TimeLimit | None:
    """The last limit that the action comes after: the plan has to be complete by B, all by C."""
    missed = [
        limit
        for limit in limits
        if limit.id in BINDING and limit.day and action.due and action.due > limit.day
    ]
    return missed[-1] if missed else None
