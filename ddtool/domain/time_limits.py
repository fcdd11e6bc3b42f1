"""The programme's time limits: months from the commitment day, which its admins may change."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from itertools import pairwise

from ddtool.domain.months import months_later

SELF_ASSESSMENT, IMPROVEMENT_PLAN = "self_assessment", "improvement_plan"
ALL_CRITERIA, RE_ASSESSMENT = "all_criteria", "re_assessment"
NAMES = (SELF_ASSESSMENT, IMPROVEMENT_PLAN, ALL_CRITERIA, RE_ASSESSMENT)
"""The limits A to D, in order."""

BINDING = (IMPROVEMENT_PLAN, ALL_CRITERIA)
"""The limits that an action of the plan has to keep."""

FEWEST, MOST = 1, 120
"""How many months a limit may have."""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit of the programme in months from the commitment day.

    ``day`` is None while that day is not known.
    """

    letter: str
    id: str
    months: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class LimitMonths:
    """The programme's limits in months from the commitment day."""

    self_assessment: int = 6
    improvement_plan: int = 12
    all_criteria: int = 24
    re_assessment: int = 36

    @property
    def months(self) -> tuple[int, ...]:
        """The four numbers, in the order of :data:`NAMES`."""
        return astuple(self)

    @property
    def unordered(self) -> Iterator[tuple[str, str]]:
        """Each limit that does not come after the one before it, with that one."""
        for (before, fewer), (name, more) in pairwise(zip(NAMES, self.months, strict=True)):
            if more <= fewer:
                yield name, before


DEFAULT_LIMITS = LimitMonths()
"""What holds while nobody has set anything else, and what held before anybody could."""


def time_limits(limits: LimitMonths, commitment_day: date | None) -> tuple[TimeLimit, ...]:
    """The limits A to D in order, without days while the commitment day is not known."""
    return tuple(
        TimeLimit(
            letter, name, count, months_later(commitment_day, count) if commitment_day else None
        )
        for letter, name, count in zip("ABCD", NAMES, limits.months, strict=True)
    )


def missed_limit(due: date | None, limits: tuple[TimeLimit, ...]) -> TimeLimit | None:
    """The last limit that a due day comes after: the plan has to be complete by B, all by C."""
    missed = [one for one in limits if one.id in BINDING and one.day and due and due > one.day]
    return missed[-1] if missed else None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """The due day of an action that is not done yet, and what its limits count from."""

    assessment: str
    commitment_day: date
    due: date


@dataclass(frozen=True, slots=True)
class LimitsEffect:
    """What other limits would do to open assessments.

    ``late`` open actions would miss a limit that they keep now, in ``assessments`` of them;
    ``in_time`` would keep what they miss now. ``looked_at`` counts all that have a due day and a
    commitment day.
    """

    late: int = 0
    in_time: int = 0
    assessments: int = 0
    looked_at: int = 0


def effect_of(
    before: LimitMonths, after: LimitMonths, planned: Sequence[PlannedDay]
) -> LimitsEffect:
    """What changing the limits would do to open actions."""
    late = [one for one in planned if _misses(one, after) and not _misses(one, before)]
    in_time = [one for one in planned if _misses(one, before) and not _misses(one, after)]
    touched = {one.assessment for one in late}
    return LimitsEffect(len(late), len(in_time), len(touched), len(planned))


def _misses(one: PlannedDay, limits: LimitMonths) -> bool:
    return missed_limit(one.due, time_limits(limits, one.commitment_day)) is not None
