"""Who may say what of an action: its producer that it is done, the assessor that it closed the gap.

Source: the design's "action": acceptance is the assessor's, and a producer cannot give it.
"""

from dataclasses import replace
from datetime import date
from typing import NoReturn

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.errors import DdtoolError
from ddtool.domain.reviews import Judgement
from ddtool.sentences import Sentence

_ASSESSORS = (ActionState.ACCEPTED, ActionState.RETURNED)


class NotTheirs(DdtoolError):
    """A state that only the assessor gives."""


class ActionAccepted(DdtoolError):
    """An accepted action stays as it is until its producer takes it up again."""


class NothingToJudge(DdtoolError):
    """The producer has not said that the action is done."""


class WhyReturned(DdtoolError):
    """Whoever returns an action says what is still missing."""


def planned(action: Action) -> Action:
    """An action as its producer may begin it.

    :raises NotTheirs: it is to be accepted or returned from the beginning.
    """
    begun = _by_producer(Action("", "", ""), action)
    return replace(begun, number=action.number, carried_from=action.carried_from)


def changed(before: Action, after: Action) -> Action:
    """An action as its producer may change it; what others have said of it stays.

    Taking an accepted action up again takes the acceptance away.

    :raises NotTheirs: they accept or return it themselves.
    :raises ActionAccepted: it was accepted, and is still to be so.
    """
    kept = _by_producer(before, after)
    if before.state is not ActionState.ACCEPTED:
        return kept
    if after.state is ActionState.ACCEPTED:
        if kept == before:
            return kept
        refuse_accepted()
    return replace(kept, judgement="", judged_by="", judged_on=None)


def refuse_accepted() -> NoReturn:
    """Say that an accepted action stays as it is.

    :raises ActionAccepted: always.
    """
    raise ActionAccepted(
        Sentence(
            "The assessor has accepted this action. To change it, set its state to running first; "
            "the acceptance then falls."
        )
    )


def judged(action: Action, said: Judgement, *, by: str, on: date) -> Action:
    """An action as an assessor has judged it. One that was accepted can still be returned.

    :raises NothingToJudge: its producer has not said that it is done.
    :raises WhyReturned: it is returned without a reason.
    """
    if action.state is not ActionState.DONE and (said.accepted or action.state not in _ASSESSORS):
        raise NothingToJudge(
            Sentence(
                "The producer has not said that this action is done; there is nothing to judge."
            )
        )
    if not said.accepted and not said.reason.strip():
        raise WhyReturned(Sentence("Say what is still missing, so that the producer can do it."))
    state = ActionState.ACCEPTED if said.accepted else ActionState.RETURNED
    return replace(action, state=state, judgement=said.reason, judged_by=by, judged_on=on)


def _by_producer(before: Action, after: Action) -> Action:
    if after.state in _ASSESSORS and after.state is not before.state:
        raise NotTheirs(
            Sentence(
                "Only the assessor accepts or returns an action. Say that it is done; they are "
                "shown it then."
            )
        )
    return replace(
        after,
        number=before.number,
        documents=before.documents,
        judgement=before.judgement,
        judged_by=before.judged_by,
        judged_on=before.judged_on,
        carried_from=before.carried_from,
    )
