"""Which mark and which tone stand for a domain value; the marks lie in ``static/icons.svg``.

The shape says who speaks: a square for certificates, a disc for the producer, a diamond for the
assessor. The filling says what. Source: the design of the pages, "States and marks".
"""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ddtool.domain.assessments import ActionState, AnswerCode
from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import Coverage
from ddtool.domain.gaps import Gap, Outlook
from ddtool.domain.portfolio import Stage
from ddtool.domain.progress import WorkState
from ddtool.domain.verdicts import Outcome

PRODUCER, ASSESSOR = "r", "d"


class Mark(NamedTuple):
    """The name of a drawing and the tone it is drawn in: ok, half, bad, wait or off."""

    symbol: str
    tone: str


_SAID: Mapping[Enum, tuple[str, str]] = {
    AnswerCode.MET: ("full", "ok"),
    AnswerCode.PARTLY_MET: ("part", "half"),
    AnswerCode.NOT_MET: ("not", "bad"),
    AnswerCode.UNANSWERED: ("open", "off"),
    Rating.FULLY_MEETS: ("full", "ok"),
    Rating.PARTIALLY_MEETS: ("part", "half"),
    Rating.DOES_NOT_MEET: ("not", "bad"),
}
"""What people say; the disc or the diamond is put before."""

_NOT_APPLICABLE = Mark("na", "off")
_UNDECIDED = ("open", "off")

_MARKS: Mapping[Enum, Mark] = {
    Coverage.FULL: Mark("c-full", "ok"),
    Coverage.COMBINED: Mark("c-comb", "wait"),
    Coverage.PARTIAL: Mark("c-part", "half"),
    Coverage.PENDING: Mark("c-pend", "wait"),
    Coverage.SUGGESTED: Mark("c-hint", "off"),
    Coverage.NONE: Mark("c-none", "off"),
    Coverage.NOT_APPLICABLE: _NOT_APPLICABLE,
    Outcome.COUNTS: Mark("c-full", "ok"),
    Outcome.PENDING: Mark("c-pend", "wait"),
    Outcome.SUGGESTED: Mark("c-hint", "off"),
    Outcome.REJECTED: Mark("c-rej", "bad"),
    Gap.BLOCKING: Mark("octagon-x", "bad"),
    Gap.MINOR: Mark("triangle-alert", "half"),
    Gap.TO_CONFIRM: Mark("shield-check", "wait"),
    Gap.OPEN: Mark("circle-dashed", "wait"),
    Gap.CLOSED: Mark("check", "ok"),
    Gap.NOT_APPLICABLE: Mark("minus", "off"),
    Outlook.BLOCKED: Mark("octagon-x", "bad"),
    Outlook.INCOMPLETE: Mark("circle-dashed", "wait"),
    Outlook.CONDITIONAL: Mark("triangle-alert", "half"),
    Outlook.READY: Mark("check", "ok"),
    Stage.IN_PROGRESS: Mark("pencil-line", "wait"),
    Stage.HANDED_IN: Mark("lock", "bare"),
    Stage.RETURNED: Mark("corner-up-left", "half"),
    Stage.SIGNED_OFF: Mark("check-check", "ok"),
    Stage.SIGN_OFF_BROKEN: Mark("octagon-x", "bad"),
    WorkState.NOT_STARTED: Mark("circle-dashed", "off"),
    WorkState.IN_PROGRESS: Mark("pencil-line", "wait"),
    WorkState.ANSWERED: Mark("check", "bare"),
    WorkState.RETURNED: Mark("corner-up-left", "bad"),
    WorkState.REVIEWED: Mark("check-check", "bare"),
    WorkState.SUBMITTED: Mark("lock", "bare"),
    WorkState.SIGNED_OFF: Mark("check-check", "ok"),
    WorkState.SIGN_OFF_BROKEN: Mark("octagon-x", "bad"),
    WorkState.NOT_APPLICABLE: Mark("minus", "bare"),
    ActionState.PLANNED: Mark("circle-dashed", "off"),
    ActionState.RUNNING: Mark("pencil-line", "wait"),
    ActionState.DONE: Mark("check", "ok"),
    ActionState.RETURNED: Mark("corner-up-left", "bad"),
    ActionState.ACCEPTED: Mark("check-check", "ok"),
}


def mark_of(value: Enum | None, who: str = PRODUCER) -> Mark:
    """The mark of a domain value; None is somebody who has not decided yet.

    ``who`` says whose disc or diamond it is where the value is something that people say.

    :raises KeyError: nobody has given this value a mark.
    """
    if value in (AnswerCode.NOT_APPLICABLE, Rating.NOT_APPLICABLE):
        return _NOT_APPLICABLE
    if value is None or value in _SAID:
        filling, tone = _UNDECIDED if value is None else _SAID[value]
        return Mark(f"{who}-{filling}", tone)
    return _MARKS[value]
