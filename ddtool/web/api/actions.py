"""The improvement plan: actions that close gaps."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Response, url_for
from pydantic import Field

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.usecases.actions import (
    change_action,
    drop_action,
    list_actions,
    plan_action,
    read_action,
)
from ddtool.usecases.assessments import read_head
from ddtool.web import access
from ddtool.web.api.bodies import Fault
from ddtool.web.api.fields import Body, Cost, Day, KeptTold, Line, LongText, Name, given, shown
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.tags import kept, tag_of, version_read
from ddtool.web.api.telling import as_json, gone, told
from ddtool.web.api.words import no_part, refuse

_NOUN = "actions"


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
    owner: Line = ""
    due: Day = None
    state: ActionState = ActionState.PLANNED
    cost: Cost = ""
    closure: LongText = Field("", description="What shows that it is done.")


class NewAction(ActionChange):
    """An action that is planned; the criterion may be left to the requirement."""

    model_config = shown(
        {
            "criterion": "17",
            "title": "Train the shift leads",
            "owner": "Ana Alvarez",
            "due": "2027-02-28",
        }
    )

    title: Name


class ActionTold(KeptTold):
    """An action."""

    criterion: str
    requirement: str
    title: str
    owner: str
    due: date | None
    state: ActionState
    cost: str
    closure: str


_NAMES = tuple(name for name in ActionTold.model_fields if name not in KeptTold.model_fields)


def action_told(stored: Stored[Action]) -> ActionTold:
    """An action as it is told."""
    fields = {name: getattr(stored.value, name) for name in _NAMES}
    return ActionTold(id=stored.value.id, **fields, **kept(stored))


def _one(stored: Stored[Action], status: int = 200) -> Response:
    location = url_for("api.actions_read", action=stored.value.id) if status == 201 else ""
    return told(action_told(stored), status=status, tag=tag_of(stored), location=location)


def _made(id: str) -> Response:
    return _one(read_action(access.database(), access.author(), id).action, 201)


@offers(
    "GET",
    "/assessments/<uuid:assessment>/actions",
    Right.READ,
    Operation("List the actions", _NOUN, answer=ActionTold, lists=True, query=Page),
)
def index(assessment: str, query: Page) -> Response:
    """A page of the actions of an assessment."""
    read_head(access.database(), access.author(), assessment)
    found = list_actions(access.database(), access.author(), assessment)
    page = page_of(
        found, query, id_of=lambda one: one.value.id, tell=lambda one: as_json(action_told(one))
    )
    return told(page)


@offers(
    "POST",
    "/assessments/<uuid:assessment>/actions",
    Right.RECORD,
    Operation(
        "Plan an action",
        _NOUN,
        status=201,
        answer=ActionTold,
        body=NewAction,
        tell=_made,
        may=frozenset({404, 409}),
    ),
)
def plan(assessment: str, body: NewAction) -> Response:
    """A new action."""
    head = read_head(access.database(), access.author(), assessment).value
    fields = _served(given(body), access.library().criteria_set(head.criteria_set))
    made = plan_action(access.database(), access.author(), assessment, Action(id="", **fields))
    return _one(made, 201)


@offers(
    "GET",
    "/actions/<uuid:action>",
    Right.READ,
    Operation("Read an action", _NOUN, answer=ActionTold),
)
def read(action: str) -> Response:
    """One action."""
    return _one(read_action(access.database(), access.author(), action).action)


@offers(
    "PATCH",
    "/actions/<uuid:action>",
    Right.RECORD,
    Operation("Change an action", _NOUN, answer=ActionTold, body=ActionChange, versioned=True),
)
def change(action: str, body: ActionChange) -> Response:
    """Change what the body names."""
    stands = read_action(access.database(), access.author(), action)
    version, fields = version_read(stands.action), given(body)
    if fields.keys() & {"criterion", "requirement"}:
        criteria_set = access.library().criteria_set(stands.criteria_set)
        named = {"criterion": stands.action.value.criterion} if "criterion" not in fields else {}
        fields = _served(named | fields, criteria_set)
    changed = replace(stands.action.value, **fields)
    return _one(change_action(access.database(), access.author(), changed, version=version))


@offers(
    "DELETE",
    "/actions/<uuid:action>",
    Right.RECORD,
    Operation("Drop an action", _NOUN, status=204, versioned=True, may=frozenset({409})),
)
def drop(action: str) -> Response:
    """Take it out of the plan; the history keeps what it said."""
    version = version_read(read_action(access.database(), access.author(), action).action)
    drop_action(access.database(), access.author(), action, version=version)
    return gone()


def _served(fields: Mapping[str, Any], criteria_set: CriteriaSet) -> dict[str, Any]:
    """The fields with the criterion that the action serves.

    :raises Unusable: the set has no such criterion or requirement, or they do not belong together.
    """
    owner = criteria_set.criterion_of.get(fields.get("requirement", ""))
    criterion = fields.get("criterion") or (owner.number if owner else "")
    refuse(_faults({**fields, "criterion": criterion}, criteria_set))
    return {**fields, "criterion": criterion}


def _faults(fields: Mapping[str, Any], criteria_set: CriteriaSet) -> Iterator[Fault]:
    criterion, requirement = fields["criterion"], fields.get("requirement", "")
    if criterion not in criteria_set.by_number:
        yield Fault("criterion", no_part(criteria_set, criterion))
    owner = criteria_set.criterion_of.get(requirement)
    if requirement and (owner is None or owner.number != criterion):
        yield Fault("requirement", no_part(criteria_set, requirement))
