"""What a person says of a requirement and of a criterion."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from ddtool.domain.assessments import Answer, AnswerCode, OwnRating
from ddtool.domain.criteria import CriteriaSet, Rating
from ddtool.domain.history import Stored
from ddtool.domain.typed import clean
from ddtool.sentences import n_
from ddtool.web import language
from ddtool.web.forms import AsRead, Form, LongWords, Radio, Ticked, Version

RATING = "rating"
"""Stands before the names of the rating's fields, as requirements do before those of theirs."""

NOT_RATED = ""

_UNANSWERED = AnswerCode.UNANSWERED.value


class AnswerForm(Form):
    """One answer. ``as_read`` tells whether anything was changed since the page was made."""

    answer = Radio(n_("Answer"), default=_UNANSWERED)
    note = LongWords(n_("Note"))
    version = Version()
    as_read = AsRead()

    def __init__(self, requirement: str, kept: Stored[Answer] | None = None, *, prefix: str = ""):
        self.requirement = requirement
        said = kept.value if kept else Answer(requirement)
        super().__init__(
            prefix=prefix,
            data={
                "answer": said.answer.value,
                "note": said.note,
                "version": kept.version if kept else 0,
                "as_read": fingerprint(said.answer.value, clean(said.note)),
            },
        )
        self.answer.choices = [(code.value, language.voice().words(code)) for code in AnswerCode]

    @property
    def said(self) -> Answer:
        """What was typed."""
        code = AnswerCode(self.answer.data or _UNANSWERED)
        return Answer(self.requirement, code, str(self.note.data))

    @property
    def is_changed(self) -> bool:
        """Whether something else was typed than the page showed."""
        now = fingerprint(self.answer.data or _UNANSWERED, str(self.note.data))
        return bool(now != self.as_read.data)


class RatingForm(Form):
    """The producer's own rating of a criterion."""

    rating = Radio(n_("Your rating"), default=NOT_RATED)
    reason = LongWords(n_("Why"))
    open_case = Ticked(n_("A grievance, incident or allegation on this topic is still open"))
    version = Version()
    as_read = AsRead()

    def __init__(
        self,
        criterion: str,
        criteria_set: CriteriaSet | None = None,
        kept: Stored[OwnRating] | None = None,
        *,
        prefix: str = "",
    ):
        self.criterion = criterion
        said = kept.value if kept else OwnRating(criterion)
        code = said.rating.value if said.rating else NOT_RATED
        super().__init__(
            prefix=prefix,
            data={
                "rating": code,
                "reason": said.reason,
                "open_case": said.open_case,
                "version": kept.version if kept else 0,
                "as_read": fingerprint(code, clean(said.reason), said.open_case),
            },
        )
        self.rating.choices = rating_choices(criteria_set)

    @property
    def said(self) -> OwnRating:
        """What was typed."""
        rating = Rating(self.rating.data) if self.rating.data else None
        return OwnRating(self.criterion, rating, str(self.reason.data), bool(self.open_case.data))

    @property
    def is_changed(self) -> bool:
        """Whether something else was typed than the page showed."""
        typed = (self.rating.data or NOT_RATED, str(self.reason.data), bool(self.open_case.data))
        return bool(fingerprint(*typed) != self.as_read.data)


def rating_choices(criteria_set: CriteriaSet | None = None) -> list[tuple[str, str]]:
    """The ratings in the words of the set or else in the usual ones, and the way back to none."""
    voice = language.voice()
    rated = [
        (one.value, voice.of_pack(criteria_set.word(one)) if criteria_set else voice.words(one))
        for one in Rating
    ]
    return [*rated, (NOT_RATED, voice.gettext("Not rated yet"))]


def answer_words() -> Mapping[str, str]:
    """The words of the answers by their codes."""
    return {code.value: language.voice().words(code) for code in AnswerCode}


def fingerprint(*said: Any) -> str:
    """Short, and different for whatever else is said; it protects nothing."""
    return sha256(repr(said).encode(errors="replace")).hexdigest()[:16]
