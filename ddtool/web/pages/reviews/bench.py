"""What the workbench shows of one criterion, and in which order the criteria come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ddtool.domain.assessment_heads import KeptEvidence
from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import SOMETHING_SHOWN
from ddtool.domain.gaps import CriterionLine, Gap
from ddtool.domain.history import Stored
from ddtool.domain.reviews import Finding, Message, Request, RequestState
from ddtool.sentences import n_
from ddtool.usecases.reviews import Review

ORDERS: Mapping[str, str] = {
    "attention": n_("Needs attention first"),
    "disagreement": n_("Disagreement first"),
    "number": n_("Number"),
}
"""The orders of the criteria in the queue of the workbench."""


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion in the list on the left."""

    line: CriterionLine
    determined: Rating | None
    asked: bool

    @property
    def needs_attention(self) -> int:
        """The higher the sooner: disagreement, open requests, what an assessor must judge."""
        if self.line.gap is Gap.NOT_APPLICABLE and self.determined is None:
            return 0
        undecided = self.determined is None
        judged = needs_word(self.line) and undecided
        return 8 * self.asked + 4 * (disagree(self.line) and undecided) + 2 * judged + undecided


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the thread: a request with what was said to it, or a comment alone."""

    request: Stored[Request] | None
    messages: tuple[Message, ...]


def disagree(line: CriterionLine) -> bool:
    """Whether the verdicts that were given say different things."""
    return line.verdicts_disagree


def needs_word(line: CriterionLine) -> bool:
    """Whether a coverage was shown that only an assessor can judge."""
    return line.decision.needs_assessor and line.decision.coverage in SOMETHING_SHOWN


def rows_of(review: Review, order: str) -> tuple[Row, ...]:
    """The criteria in an order; within it by their place in the set."""
    asked = {
        one.value.criterion
        for one in review.requests
        if one.value.state is not RequestState.CLEARED
    }
    rows = [
        Row(line, _determined(line), line.criterion.number in asked)
        for line in review.analysis.lines
    ]
    if order == "attention":
        rows.sort(key=lambda row: -row.needs_attention)
    elif order == "disagreement":
        rows.sort(key=lambda row: not disagree(row.line))
    return tuple(rows)


def next_after(rows: Sequence[Row], number: str) -> str:
    """The criterion to go to after one: the next that is undecided, else the one that follows."""
    numbers = [row.line.criterion.number for row in rows]
    place = numbers.index(number)
    following = (*rows[place + 1 :], *rows[:place])
    undecided = [row for row in following if row.needs_attention]
    chosen = (undecided or list(following) or [rows[place]])[0]
    return chosen.line.criterion.number


def thread_of(review: Review, number: str) -> tuple[Said, ...]:
    """What was asked and said on a criterion, in order."""
    mine = [one for one in review.messages if one.criterion == number]
    asked = [
        Said(one, tuple(said for said in mine if said.request == one.value.id))
        for one in review.requests
        if one.value.criterion == number
    ]
    alone = [Said(None, (one,)) for one in mine if not one.request]
    return (*asked, *alone)


def findings_on(review: Review, number: str) -> tuple[Stored[Finding], ...]:
    """The findings on a criterion."""
    return tuple(one for one in review.findings if one.value.criterion == number)


def shown_by(
    documents: Sequence[Stored[KeptEvidence]], line: CriterionLine
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents that show a criterion or a requirement of it."""
    return tuple(one for one in documents if one.value.evidence.id in line.evidence)


def _determined(line: CriterionLine) -> Rating | None:
    return line.determination.rating if line.determination else None
