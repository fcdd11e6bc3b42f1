"""What the workbench shows of one criterion, and in which order the criteria come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from ddtool.domain.conversations import NOTHING, Waiting, waiting_in
from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import SOMETHING_SHOWN
from ddtool.domain.gaps import CriterionLine, Gap
from ddtool.domain.resubmission import changed_criteria
from ddtool.domain.review_checks import open_majors
from ddtool.domain.second_opinions import still_counts
from ddtool.sentences import n_
from ddtool.usecases.resubmissions import Resubmitted
from ddtool.usecases.reviews import Review
from ddtool.web.pages.reviews.spoken import findings_on, opinion_on

ORDERS: Mapping[str, str] = {
    "attention": n_("Needs attention first"),
    "disagreement": n_("Disagreement first"),
    "number": n_("Number"),
}
"""The orders of the criteria in the queue of the workbench."""

SHOWN: Mapping[str, str] = {
    "all": n_("All criteria"),
    "attention": n_("Those that need attention"),
    "disagreement": n_("Verdicts disagree"),
    "undecided": n_("Not determined yet"),
    "thread": n_("Unread or to be answered"),
    "changed": n_("Changed since the last submission"),
    "findings": n_("With findings"),
}
"""Which criteria the queue of the workbench shows."""


class Second(Enum):
    """What a second assessor has said, seen by the one who looks now."""

    NOT_ASKED = "not_asked"
    YOURS_TO_GIVE = "yours_to_give"
    OTHERS_TO_GIVE = "others_to_give"
    AGREES = "agrees"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion in the list on the left.

    ``is_outdated``: it was determined before the producer changed something on it, in whichever
    submission since. ``is_doubted``: an own major finding is open on it.
    """

    line: CriterionLine
    determined: Rating | None
    thread: Waiting
    second: Second = Second.NOT_ASKED
    is_changed: bool = False
    is_outdated: bool = False
    to_confirm: bool = False
    found: int = 0
    is_doubted: bool = False

    @property
    def number(self) -> str:
        """The number of the criterion."""
        return self.line.criterion.number

    @property
    def is_to_determine(self) -> bool:
        """Whether it applies, or was determined all the same."""
        return self.line.gap is not Gap.NOT_APPLICABLE or self.determined is not None

    @property
    def needs_attention(self) -> int:
        """The higher the sooner: what is said to you, disagreement, what an assessor must judge.

        What is determined stays among it while a request or an own major finding is open on it.
        """
        undecided = self.determined is None and self.is_to_determine
        yours = self.second in (Second.YOURS_TO_GIVE, Second.DIFFERS)
        return (
            16 * bool(self.thread.answered or self.thread.unread)
            + 8 * (self.disagrees and undecided)
            + 8 * yours
            + 4 * (self.is_outdated or (self.is_changed and undecided))
            + 2 * self.to_confirm
            + (undecided or bool(self.thread.open) or self.is_doubted)
        )

    @property
    def disagrees(self) -> bool:
        """Whether the verdicts that were given say different things."""
        return self.line.verdicts_disagree

    def is_shown(self, shown: str) -> bool:
        """Whether a filter of :data:`SHOWN` lets it through."""
        return {
            "attention": bool(self.needs_attention),
            "disagreement": self.disagrees,
            "undecided": self.determined is None and self.is_to_determine,
            "thread": bool(self.thread.answered or self.thread.open or self.thread.unread),
            "changed": self.is_changed or self.is_outdated,
            "findings": bool(self.found),
        }.get(shown, True)


@dataclass(frozen=True, slots=True)
class Ways:
    """The criteria that need attention before and after one, in the order of the list."""

    before: str = ""
    after: str = ""


def needs_word(line: CriterionLine) -> bool:
    """Whether a coverage was shown that only an assessor can judge."""
    return line.decision.needs_assessor and line.decision.coverage in SOMETHING_SHOWN


def rows_of(
    review: Review, user: str, changed: Resubmitted | None = None, *, order: str = "attention"
) -> tuple[Row, ...]:
    """The criteria in an order; within it by their place in the set."""
    waiting = waiting_in(
        [one.value for one in review.requests],
        review.messages,
        read=review.read,
        for_assessor=True,
    )
    confirmed = {one.value.criterion for one in review.confirmations}
    anew = changed_criteria(changed.changes) if changed else frozenset()
    with_major = open_majors(one.value for one in review.findings)
    rows = [
        Row(
            line,
            _determined(line),
            waiting.get(line.criterion.number, NOTHING),
            second_on(review, line.criterion.number, user),
            line.criterion.number in anew,
            line.criterion.number in review.outdated,
            needs_word(line) and line.criterion.number not in confirmed,
            len(findings_on(review, line.criterion.number)),
            line.criterion.number in with_major,
        )
        for line in review.analysis.lines
    ]
    if order == "attention":
        rows.sort(key=lambda row: -row.needs_attention)
    elif order == "disagreement":
        rows.sort(key=lambda row: not row.disagrees)
    return tuple(rows)


def with_current(rows: Sequence[Row], listed: Sequence[Row], number: str) -> tuple[Row, ...]:
    """The rows of a list and the open criterion in its place, which a filter may leave out."""
    return tuple(row for row in rows if row in listed or row.number == number)


def next_after(rows: Sequence[Row], number: str) -> str:
    """The criterion to go to after one: the next that needs attention, else the one that follows.

    ``rows`` in the order of the list, the criterion itself among them or not.
    """
    numbers = [row.number for row in rows]
    place = numbers.index(number) if number in numbers else -1
    following = (*rows[place + 1 :], *rows[: max(place, 0)])
    waiting = tuple(row for row in following if row.needs_attention)
    chosen = waiting or following
    return chosen[0].number if chosen else number


def ways_from(rows: Sequence[Row], number: str) -> Ways:
    """Back and on among those that need attention; round the end of the list, but not to itself."""
    numbers = [row.number for row in rows]
    place = numbers.index(number) if number in numbers else 0
    others = [row.number for row in rows if row.needs_attention and row.number != number]
    if not others:
        return Ways()
    later = [one for one in others if numbers.index(one) > place]
    sooner = [one for one in others if numbers.index(one) < place]
    return Ways((sooner or others)[-1], (later or others)[0])


def second_on(review: Review, number: str, user: str) -> Second:
    """What a second assessor has said of a determination, as somebody of the firm sees it."""
    determined = review.determined.get(number)
    if determined is None:
        return Second.NOT_ASKED
    given = opinion_on(review, number)
    if given is not None and still_counts(given.value, determined):
        return Second.AGREES if given.value.agrees else Second.DIFFERS
    if not review.two_assessors:
        return Second.NOT_ASKED
    return Second.OTHERS_TO_GIVE if determined.by == user else Second.YOURS_TO_GIVE


def _determined(line: CriterionLine) -> Rating | None:
    return line.determination.rating if line.determination else None
