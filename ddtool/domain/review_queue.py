"""The assessments given to an assessor, in the order in which they wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.history import Stored
from ddtool.domain.overview import NextDate
from ddtool.domain.review_checks import NOTHING_TO_DETERMINE, Tally
from ddtool.domain.reviews import Assignment, Part, SignOff

ORDERS = ("disagreement", "age", "date")
"""What the queue can be sorted by, the usual one first."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One assessment in the queue of a firm. Until it is accepted, only names and days are told.

    ``since`` is the day it was handed in last. ``disagreements`` are those that nobody has
    determined yet, ``tally`` counts criteria, ``answered`` and ``unread`` what was said to the
    assessor. ``changed`` are the parts that are not as they were ``signed``. ``to_judge`` are
    actions that wait for acceptance, ``overdue`` those that should be done by now.
    """

    assignment: Stored[Assignment]
    head: AssessmentHead
    site: str
    producer: str
    title: str = ""
    since: date | None = None
    submissions: int = 0
    disagreements: int = 0
    tally: Tally = NOTHING_TO_DETERMINE
    answered: int = 0
    open: int = 0
    unread: int = 0
    dates: tuple[NextDate, ...] = ()
    to_judge: int = 0
    overdue: int = 0
    signed: SignOff | None = None
    changed: tuple[Part, ...] = ()

    @property
    def is_offered(self) -> bool:
        """Whether it waits for acceptance."""
        return self.assignment.value.accepted_at is None

    @property
    def is_handed_in(self) -> bool:
        """Whether there is something to look at."""
        return self.submissions > 0

    @property
    def is_yours(self) -> bool:
        """Whether the assessor has to do something: it is handed in and not signed as it stands."""
        return (
            not self.is_offered
            and self.head.state is AssessmentState.SUBMITTED
            and (self.signed is None or bool(self.changed))
        )

    def age_days(self, today: date) -> int | None:
        """For how many days it has waited since it was handed in."""
        return (today - self.since).days if self.since else None


@dataclass(frozen=True, slots=True)
class Ended:
    """An assessment that somebody could see until a day, by its criteria set and period alone."""

    day: date
    title: str
    period: str


def over(given: Sequence[Stored[Assignment]], day: date) -> tuple[Assignment, ...]:
    """What was accepted and is over, the last one first; not what was given anew since."""
    seen = {one.value.assessment for one in given if one.value.gives_access(day)}
    ended: dict[str, Assignment] = {}
    for one in given:
        is_over = one.value.accepted_at is not None and one.value.is_over(day)
        if is_over and one.value.assessment not in seen:
            ended.setdefault(one.value.assessment, one.value)
    return tuple(ended.values())


def disagreements(lines: Sequence[CriterionLine]) -> int:
    """How many criteria have verdicts that say different things, and nobody has determined them."""
    return sum(line.verdicts_disagree and line.determination is None for line in lines)


def in_order(queue: Sequence[Queued], order: str) -> tuple[Queued, ...]:
    """What is offered first, then what waits for the assessor, then the rest; each by the order."""
    return tuple(sorted(queue, key=lambda one: (_turn(one), _rank(one, order), _invited(one))))


def _turn(one: Queued) -> int:
    return 0 if one.is_offered else 1 if one.is_yours else 2


def _rank(one: Queued, order: str) -> tuple[object, ...]:
    since = one.since or date.max
    first = one.dates[0].day if one.dates else date.max
    if order == "age":
        return (since, -one.disagreements)
    if order == "date":
        return (first, since)
    return (-one.disagreements, since)


def _invited(one: Queued) -> str:
    at = one.assignment.value.invited_at
    return at.isoformat() if at else ""
