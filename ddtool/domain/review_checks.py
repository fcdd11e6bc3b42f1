"""What stands in the way of a sign-off, what does not fit together, and what is signed, in numbers.

Nothing here changes a determination: an assessor may sign what is doubted, and it is told with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from ddtool.domain.applicability import Applies
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import CriterionLine, Gap
from ddtool.domain.reviews import Finding, FindingKind, Request, RequestState, ReviewNotes


class Doubt(Enum):
    """Two things an assessor says that do not fit together, or something left without an answer."""

    FULLY_DESPITE_MAJOR = "fully_despite_major"
    FULLY_DESPITE_REQUEST = "fully_despite_request"
    NOT_APPLICABLE_DESPITE_FACTS = "not_applicable_despite_facts"
    FINDING_WITHOUT_ACTION = "finding_without_action"
    NOTES_MISSING = "notes_missing"


@dataclass(frozen=True, slots=True)
class Doubted:
    """One doubt, on one criterion; empty for the review as a whole."""

    doubt: Doubt
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """How many findings of one kind there are, closed ones, and open ones without an action."""

    all: int
    closed: int
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
    """The criteria with a major finding that is not closed."""
    majors = (one for one in findings if one.kind is FindingKind.MAJOR and not one.is_closed)
    return frozenset(one.criterion for one in majors)


def against_rating(
    rating: Rating | None,
    criterion: str,
    *,
    findings: Iterable[Finding],
    requests: Iterable[Request],
) -> tuple[Doubt, ...]:
    """What the assessor's own word on a criterion says against the rating they determine."""
    if rating is not Rating.FULLY_MEETS:
        return ()
    found: list[Doubt] = []
    if criterion in open_majors(findings):
        found.append(Doubt.FULLY_DESPITE_MAJOR)
    if any(one.criterion == criterion and one.state is RequestState.OPEN for one in requests):
        found.append(Doubt.FULLY_DESPITE_REQUEST)
    return tuple(found)


def against_facts(line: CriterionLine) -> tuple[Doubt, ...]:
    """What is known of the site against a determination that a criterion does not apply."""
    rating = line.determination.rating if line.determination else None
    applies = line.applies is Applies.YES and rating is Rating.NOT_APPLICABLE
    return (Doubt.NOT_APPLICABLE_DESPITE_FACTS,) if applies else ()


def doubts(
    lines: Sequence[CriterionLine],
    *,
    findings: Sequence[Finding],
    requests: Sequence[Request],
    notes: ReviewNotes,
) -> tuple[Doubted, ...]:
    """What is worth a look before a sign-off, in the order of the criteria, the whole first."""
    unplanned = {one.criterion for one in findings if one.lacks_action}
    found = [] if notes.method and notes.conclusion else [Doubted(Doubt.NOTES_MISSING)]
    for line in lines:
        number = line.criterion.number
        rating = line.determination.rating if line.determination else None
        on_it = against_rating(rating, number, findings=findings, requests=requests)
        found += [Doubted(doubt, number) for doubt in (*on_it, *against_facts(line))]
        if number in unplanned:
            found.append(Doubted(Doubt.FINDING_WITHOUT_ACTION, number))
    return tuple(found)


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
            sum(one.kind is kind and one.is_closed for one in listed),
            sum(one.kind is kind and one.lacks_action for one in listed),
        )
        for kind in FindingKind
    }
