"""What was found, asked, said and shown on one criterion."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ddtool.domain.assessment_heads import KeptEvidence
from ddtool.domain.gaps import CriterionLine
from ddtool.domain.history import Stored
from ddtool.domain.review_checks import Doubt, against_facts, against_rating
from ddtool.domain.reviews import Finding, FindingKind, Message, Request
from ddtool.domain.second_opinions import SecondOpinion
from ddtool.usecases.reviews import Review


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the thread: a request with what was said to it, or a comment alone."""

    request: Stored[Request] | None
    messages: tuple[Message, ...]


def opinion_on(review: Review, number: str) -> Stored[SecondOpinion] | None:
    """The second opinion on a criterion, whether it still counts or not."""
    return next((one for one in review.opinions if one.value.criterion == number), None)


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


def own_word(review: Review) -> dict[str, Any]:
    """What the assessors say besides their determinations: findings and requests."""
    return {
        "findings": [one.value for one in review.findings],
        "requests": [one.value for one in review.requests],
    }


def doubts_on(review: Review, line: CriterionLine) -> tuple[Doubt, ...]:
    """What the assessors say on a criterion, and the site's facts, against the determination."""
    rating = line.determination.rating if line.determination else None
    own = against_rating(rating, line.criterion.number, **own_word(review))
    return (*own, *against_facts(line))


def findings_on(review: Review, number: str) -> tuple[Stored[Finding], ...]:
    """The findings on a criterion, the gravest first, those that are closed last."""
    mine = (one for one in review.findings if one.value.criterion == number)
    return tuple(sorted(mine, key=_by_gravity))


def _by_gravity(one: Stored[Finding]) -> tuple[bool, int]:
    return one.value.is_closed, list(FindingKind).index(one.value.kind)


def shown_by(
    documents: Sequence[Stored[KeptEvidence]], line: CriterionLine
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents that show a criterion or a requirement of it."""
    return tuple(one for one in documents if one.value.evidence.id in line.evidence)
