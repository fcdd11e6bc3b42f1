"""Answers that ddtool filled in because of facts which the site has changed since."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import Answer, AnswerCode, Assessment, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.workbooks import layout
from ddtool.workbooks.applicability import Marks
from ddtool.workbooks.form import Form


@dataclass(frozen=True)
class Reopened:
    """An assessment without stale answers, and the ids of what is open again."""

    assessment: Assessment
    ids: tuple[str, ...]


def reopen(assessment: Assessment, form: Form, own_reasons: Collection[str] = ()) -> Reopened:
    """Take back each "not applicable" that ddtool filled in where the facts no longer say so.

    It is known by the reason that ddtool gave it, here or in the workbook's own language; what a
    person has worded stays as it is.
    """
    site_sheet = form.translate(layout.SITE_TITLE)
    marks = Marks(assessment.site, form.vocabulary, site_sheet, form.translate)
    stale = _Stale(form, marks, own_reasons)
    answers = tuple(one for one in assessment.answers if not stale.is_answer(one))
    ratings = tuple(one for one in assessment.ratings if not stale.is_rating(one))
    ids = [one.requirement for one in assessment.answers if stale.is_answer(one)]
    ids += [one.criterion for one in assessment.ratings if stale.is_rating(one)]
    return Reopened(replace(assessment, answers=answers, ratings=ratings), tuple(ids))


class _Stale:
    def __init__(self, form: Form, marks: Marks, own_reasons: Collection[str]) -> None:
        self._own_reasons = frozenset(own_reasons)
        self._set = form.criteria_set
        self._marks = marks

    def is_answer(self, answer: Answer) -> bool:
        if answer.answer is not AnswerCode.NOT_APPLICABLE or not answer.note or answer.evidence:
            return False
        criterion = self._set.criterion_of[answer.requirement]
        part = next(one for one in criterion.assessed if one.id == answer.requirement)
        given = {self._marks.reason_against(one.applies_when) for one in (criterion, part)}
        applies = self._marks.of_requirement(criterion, part).applies
        return answer.note in given | self._own_reasons and applies is not Applies.NO

    def is_rating(self, rating: OwnRating) -> bool:
        if rating.rating is not Rating.NOT_APPLICABLE or not rating.reason or rating.open_case:
            return False
        criterion = self._set.by_number[rating.criterion]
        given = self._marks.reason_against(criterion.applies_when)
        applies = self._marks.of_criterion(criterion).applies
        return rating.reason in {given, *self._own_reasons} and applies is not Applies.NO
