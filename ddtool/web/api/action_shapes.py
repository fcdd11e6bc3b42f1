"""Actions as they are sent and told, and what an assessor says of one."""

from collections.abc import Iterable
from datetime import date

from pydantic import Field, StrictBool

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.history import Stored
from ddtool.usecases.finding_actions import Answered
from ddtool.web.api.fields import Body, Cost, Day, Id, KeptTold, Line, LongText, Name, Told, shown
from ddtool.web.api.tags import kept


class ActionChange(Body):
    """What of an action is to be changed; what is left out stays."""

    model_config = shown(
        {
            "state": "done",
            "closure": "Training records of March",
        }
    )

    criterion: Name = ""
    requirement: Line = Field("", description="Empty where it serves the whole criterion.")
    title: Name = ""
    root_cause: LongText = Field("", description="Why the gap arose.")
    owner: Line = ""
    due: Day = None
    state: ActionState = Field(
        ActionState.PLANNED, description="Only an assessor accepts or returns: see judgement."
    )
    cost: Cost = ""
    closure: LongText = Field("", description="What shows that it is done.")


class NewAction(ActionChange):
    """An action that is planned; the criterion may be left to the requirement or the finding."""

    model_config = shown(
        {
            "criterion": "17",
            "title": "Train the shift leads",
            "owner": "Ana Alvarez",
            "due": "2027-02-28",
        }
    )

    title: Name
    finding: Id | None = Field(None, description="The assessor's finding that it closes.")


class JudgementBody(Body):
    """Whether what was done closes the gap; a reason is needed to return it."""

    model_config = shown({"accepted": False, "reason": "The records stop in March."})

    accepted: StrictBool
    reason: LongText = ""


class DocumentTold(Told):
    """A document that shows an action done."""

    id: str
    title: str


class ActionTold(KeptTold):
    """An action."""

    number: int = Field(description="Given once within the assessment and never changed.")
    label: str = Field(description="What pages and reports call it, such as A3.")
    criterion: str
    requirement: str
    title: str
    root_cause: str
    owner: str
    due: date | None
    state: ActionState
    cost: str
    closure: str
    documents: tuple[DocumentTold, ...]
    judgement: str = Field(description="The reason of whoever accepted or returned it last.")
    judged_by: str
    judged_on: date | None
    carried_from: str | None = Field(description="The action of the last cycle that goes on in it.")


class FindingTold(Told):
    """Something that an assessor has found, and the action that closes it."""

    id: str
    criterion: str
    kind: str = Field(description="major, minor or opportunity")
    text: str
    requirements: tuple[str, ...]
    action: str | None
    closed_on: date | None = Field(description="When an assessor saw it put right.")
    closed_because: str = Field(description="How they know; empty while it is open.")


_PLAIN = frozenset({"label", "documents", "carried_from", *KeptTold.model_fields})


def action_told(stored: Stored[Action]) -> ActionTold:
    """An action as it is told."""
    action = stored.value
    names = (name for name in ActionTold.model_fields if name not in _PLAIN)
    return ActionTold(
        id=action.id,
        label=f"A{action.number}",
        documents=tuple(DocumentTold(id=one.id, title=one.title) for one in action.documents),
        carried_from=action.carried_from or None,
        **{name: getattr(action, name) for name in names},
        **kept(stored),
    )


def findings_told(found: Iterable[Answered]) -> tuple[FindingTold, ...]:
    """Findings as they are told."""
    return tuple(
        FindingTold(
            id=one.finding.value.id,
            criterion=one.finding.value.criterion,
            kind=one.finding.value.kind.value,
            text=one.finding.value.text,
            requirements=one.finding.value.requirements,
            action=one.finding.value.action or None,
            closed_on=one.finding.value.closed_on,
            closed_because=one.finding.value.closed_because,
        )
        for one in found
    )
