"""The improvement plan against the programme's time limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.gaps import ActionLine
from ddtool.domain.time_limits import TimeLimit, missed_limit


def action_lines(
    actions: Sequence[Action],
    limits: tuple[TimeLimit, ...],
    *,
    as_of: date,
) -> tuple[ActionLine, ...]:
    """The actions by due day, those without one last; each with the limit it misses."""
    ordered = sorted(actions, key=lambda one: (one.due or date.max, one.criterion, one.id))
    return tuple(
        ActionLine(
            action,
            missed_limit(action.due, limits),
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
