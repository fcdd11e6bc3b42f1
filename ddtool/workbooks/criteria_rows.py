"""Answers and ratings from the rows of the criteria sheets."""

from collections.abc import Mapping

from ddtool.domain.assessments import Answer, AnswerCode, OwnRating
from ddtool.domain.criteria import Criterion, Rating
from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.cells import plain_text, shown
from ddtool.workbooks.fields import Fields
from ddtool.workbooks.form import Form
from ddtool.workbooks.records import yes_no

_NO_ID = n_("the id of the row is missing")
_NO_SUCH_ID = n_("{found} is no criterion or requirement of {set}")
_ACCEPT_IDS = n_("take ids from a fresh workbook; do not change them")
_TWICE = n_("{found} stands twice")
_KEEP_ONE = n_("keep one row for each id")
_NOT_HERE = n_("{found} stands in the row of a criterion")
_ANSWER_PARTS = n_("answer the rows of its requirements")
_NOT_THERE = n_("{found} stands in the row of a requirement")
_RATE_CRITERION = n_("rate in the row of the criterion")


class CriteriaRows:
    """Collects what the criteria sheets say."""

    def __init__(self, form: Form) -> None:
        self.answers: dict[str, Answer] = {}
        self.ratings: dict[str, OwnRating] = {}
        self.seen: set[str] = set()
        self._form = form
        self._say = form.translate
        self._criteria: Mapping[str, Criterion] = form.criteria_set.by_number
        self._parts: Mapping[str, Criterion] = form.criteria_set.criterion_of

    def read(self, fields: Fields) -> tuple[str, ...]:
        """Take one row; the evidence it names."""
        id = plain_text(fields.raw("id"))
        if not self._is_good(fields, id):
            return ()
        self.seen.add(id)
        criterion = self._criteria.get(id)
        if criterion is None:
            self._shut(fields, ("rating", "open_case"), _NOT_THERE, _RATE_CRITERION)
            return self._take_answer(fields, id)
        if criterion.requirements:
            self._shut(fields, ("answer", "evidence"), _NOT_HERE, _ANSWER_PARTS)
            self._take_rating(fields, id)
            return ()
        self._take_rating(fields, id, alone=True)
        return self._take_answer(fields, id)

    def _is_good(self, fields: Fields, id: str) -> bool:
        if not id:
            fields.note("id", self._say(_NO_ID), self._say(_ACCEPT_IDS))
        elif id not in self._criteria and id not in self._parts:
            chosen = self._form.criteria_set.short_title
            found = self._say(_NO_SUCH_ID).format(found=shown(id), set=chosen)
            fields.note("id", found, self._say(_ACCEPT_IDS))
        elif id in self.seen:
            found = self._say(_TWICE).format(found=shown(id))
            fields.note("id", found, self._say(_KEEP_ONE))
        else:
            return True
        return False

    def _shut(self, fields: Fields, columns: tuple[str, ...], found: str, accepted: str) -> None:
        for column in columns:
            text = plain_text(fields.raw(column))
            if text:
                said = self._say(found).format(found=shown(text))
                fields.note(column, said, self._say(accepted))

    def _take_answer(self, fields: Fields, id: str) -> tuple[str, ...]:
        code = fields.read("answer", lambda value: self._answer_code(fields, value), None)
        note, evidence = fields.text("note"), fields.ids("evidence")
        if id in self._criteria and code is None and not evidence and id in self.ratings:
            return ()
        if code or note or evidence:
            answer = AnswerCode(code) if code else AnswerCode.UNANSWERED
            self.answers[id] = Answer(id, answer, note, evidence)
        return evidence

    def _answer_code(self, fields: Fields, value: object) -> str | None:
        """The code of an answer; what says "not answered" says as much as an empty cell."""
        choices = self._form.lists[layout.ANSWERS]
        unanswered = (AnswerCode.UNANSWERED.value, self._say(_UNANSWERED), _UNANSWERED)
        if plain_text(value).casefold() in {word.casefold() for word in unanswered}:
            return None
        return fields.parse.word(value, choices)

    def _take_rating(self, fields: Fields, id: str, *, alone: bool = False) -> None:
        code = fields.word("rating", layout.RATINGS)
        open_case = yes_no(fields, "open_case") or False
        reason = fields.text("note")
        if code or open_case or (reason and not alone):
            rating = Rating(code) if code else None
            self.ratings[id] = OwnRating(id, rating, reason, open_case)


_UNANSWERED = n_("Unanswered")
