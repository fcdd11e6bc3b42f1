"""Statements about one criterion that cannot both stand."""

from collections.abc import Collection, Iterator

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import AnswerCode, Determination, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import Coverage, Decision
from ddtool.domain.gaps import Contradiction, Lack, RequirementLine


def contradicted(
    whether: Applies, own: OwnRating | None, requirements: tuple[RequirementLine, ...]
) -> Iterator[Contradiction]:
    """What the own rating of a criterion and the answers to its requirements say against another.

    ``whether`` says if the criterion applies by the facts about the site.
    """
    rating = own.rating if own else None
    asked = [line for line in requirements if line.applies is not Applies.NO]
    answers = {line.answer.answer for line in asked}
    if rating is None:
        if asked and AnswerCode.UNANSWERED not in answers:
            yield Contradiction.ANSWERED_NOT_RATED
    elif rating is Rating.NOT_APPLICABLE:
        yield from _set_aside_wrongly(whether, has_reason=bool(own and own.reason))
    elif whether is Applies.NO:
        yield Contradiction.RATED_THOUGH_SWITCHED_OFF
    else:
        yield from _rated_against_answers(rating, answers)
    if any(line.lack is Lack.NO_REASON for line in asked):
        yield Contradiction.REQUIREMENT_SET_ASIDE_WITHOUT_REASON


def rests_on_own_word_alone(
    determination: Determination | None,
    decision: Decision,
    contradictions: Collection[Contradiction],
) -> bool:
    """Whether "fully meets" stands on nothing but a rating that the answers contradict."""
    alone = determination is None and decision.coverage is not Coverage.FULL
    return alone and Contradiction.FULLY_WITH_OPEN_REQUIREMENTS in contradictions


def _set_aside_wrongly(whether: Applies, *, has_reason: bool) -> Iterator[Contradiction]:
    if not has_reason:
        yield Contradiction.NOT_APPLICABLE_WITHOUT_REASON
    if whether is Applies.YES:
        yield Contradiction.NOT_APPLICABLE_AGAINST_FACTS


def _rated_against_answers(rating: Rating, answers: set[AnswerCode]) -> Iterator[Contradiction]:
    if rating is Rating.FULLY_MEETS and answers & {AnswerCode.NOT_MET, AnswerCode.PARTLY_MET}:
        yield Contradiction.FULLY_WITH_OPEN_REQUIREMENTS
    if rating is not Rating.FULLY_MEETS and answers == {AnswerCode.MET}:
        yield Contradiction.PARTIALLY_WITH_ALL_MET
