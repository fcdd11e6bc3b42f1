"""Somebody else has answered meanwhile: their version and mine, and both together to begin with."""

from dataclasses import dataclass
from typing import Any

from ddtool.domain.assessments import Answer, OwnRating
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored
from ddtool.domain.refusals import Conflict
from ddtool.sentences import n_
from ddtool.web import language
from ddtool.web.conflicts import Both
from ddtool.web.pages.criterion.forms import (
    NOT_RATED,
    RATING,
    AnswerForm,
    RatingForm,
    answer_words,
    rating_choices,
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two versions of one thing. ``key`` is its requirement, or "rating".

    ``choice`` is the answer or rating of the other, ``text`` their note or reason, as codes and
    words; ``merged`` is a text with every sentence of both.
    """

    key: str
    current: Stored[Any]
    fields: tuple[Both, ...]
    choice: str
    text: str
    merged: str
    ticked: bool = False


def answer_clash(conflict: Conflict[Answer], mine: Answer) -> Clash:
    """Their answer beside mine."""
    theirs = conflict.current.value
    choices = tuple(answer_words().items())
    answer = Both("answer", n_("Answer"), theirs.answer.value, mine.answer.value, choices=choices)
    note = Both("note", n_("Note"), theirs.note, mine.note, long=True)
    return Clash(
        key=mine.requirement,
        current=conflict.current,
        fields=(answer, note),
        choice=theirs.answer.value,
        text=theirs.note,
        merged=note.merged,
    )


def rating_clash(
    conflict: Conflict[OwnRating], mine: OwnRating, criteria_set: CriteriaSet | None = None
) -> Clash:
    """Their rating beside mine."""
    theirs = conflict.current.value
    choices = rating_choices(criteria_set)
    rating = Both("rating", n_("Your rating"), _code(theirs), _code(mine), choices=choices)
    reason = Both("reason", n_("Why"), theirs.reason, mine.reason, long=True)
    fields: tuple[Both, ...] = (rating, reason)
    if theirs.open_case is not mine.open_case:
        fields = (*fields, _open_case(theirs, mine))
    return Clash(
        key=RATING,
        current=conflict.current,
        fields=fields,
        choice=_code(theirs),
        text=theirs.reason,
        merged=reason.merged,
        ticked=theirs.open_case,
    )


def take_newest(form: AnswerForm | RatingForm, clash: Clash) -> None:
    """Let the form hold both texts together, to be saved over the newest version."""
    form.version.data = str(clash.current.version)
    text = form.note if isinstance(form, AnswerForm) else form.reason
    text.data = clash.merged


def _open_case(theirs: OwnRating, mine: OwnRating) -> Both:
    voice = language.voice()
    choices = (("yes", voice.gettext("Yes")), ("no", voice.gettext("No")))
    said = ["yes" if one.open_case else "no" for one in (theirs, mine)]
    return Both("open_case", n_("An open case"), said[0], said[1], choices=choices)


def _code(rating: OwnRating) -> str:
    return rating.rating.value if rating.rating else NOT_RATED
