"""What stands in the way of a sign-off, what does not fit together, and what is signed, in numbers.

Nothing here changes a determination: an assessor may sign what is doubted, and it is told with it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import CriterionLine, Gap
from ddtool.domain.reviews import Finding, FindingKind, Request, RequestState


class Doubt(Enum):
    """Two things an assessor says that do not fit together, or something left without an answer."""

    FULLY_DESPITE_MAJOR = "fully_despite_major"
    FULLY_DESPITE_REQUEST = "fully_despite_request"
    FINDING_WITHOUT_ACTION = "finding_without_action"


@dataclass(frozen=True, slots=True)
class Doubted:
    """One doubt, on one criterion."""

    doubt: Doubt
    criterion: str


@dataclass(frozen=True, slots=True)
class Found:
    """How many findings of one kind there are, and how many of them no action closes."""

    all: int
    without_action: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many criteria are determined of those that an assessor has to determine.

    ``aside`` are those that do not apply and that nobody has determined all the same.
    """

    done: int = 0
    all: int = 0
    aside: int = 0


NOTHING_TO_DETERMINE = Tally()
"""Where nothing was handed in yet."""


def tally_of(lines: Sequence[CriterionLine]) -> Tally:
    """How far the determinations are, counted in one way wherever it is told."""
    done = sum(line.determination is not None for line in lines)
    aside = sum(line.determination is None and line.gap is Gap.NOT_APPLICABLE for line in lines)
    return Tally(done, len(lines) - aside, aside)


def open_majors(findings: Iterable[Finding]) -> frozenset[str]:
    """The criteria with a major finding."""
    return frozenset(one.criterion for one in findings if one.kind is FindingKind.MAJOR)


def doubts(
    lines: Sequence[CriterionLine], *, findings: Sequence[Finding], requests: Sequence[Request]
) -> tuple[Doubted, ...]:
    """What is worth a look before a sign-off, in the order of the criteria."""
    majors = open_majors(findings)
    asked = {one.criterion for one in requests if one.state is RequestState.OPEN}
    unplanned = {one.criterion for one in findings if _lacks_action(one)}
    return tuple(
        Doubted(doubt, line.criterion.number)
        for line in lines
        for doubt in _on(line, majors=majors, asked=asked, unplanned=unplanned)
    )


def results_of(lines: Sequence[CriterionLine]) -> Mapping[Rating, int]:
    """How many criteria were determined with each rating; zeros are given."""
    given = Counter(line.determination.rating for line in lines if line.determination)
    return {rating: given[rating] for rating in Rating}


def found_by_kind(findings: Iterable[Finding]) -> Mapping[FindingKind, Found]:
    """How many findings there are of each kind, the gravest first; zeros are given."""
    listed = list(findings)
    return {
        kind: Found(
            sum(one.kind is kind for one in listed),
            sum(one.kind is kind and _lacks_action(one) for one in listed),
        )
        for kind in FindingKind
    }


def _lacks_action(finding: Finding) -> bool:
    """An opportunity asks for nothing."""
    return finding.kind is not FindingKind.OPPORTUNITY and not finding.action


def _on(
    line: CriterionLine, *, majors: frozenset[str], asked: set[str], unplanned: set[str]
) -> Iterator[Doubt]:
    number = line.criterion.number
    if line.determination and line.determination.rating is Rating.FULLY_MEETS:
        if number in majors:
            yield Doubt.FULLY_DESPITE_MAJOR
        if number in asked:
            yield Doubt.FULLY_DESPITE_REQUEST
    if number in unplanned:
        yield Doubt.FINDING_WITHOUT_ACTION
