"""The improvement plan: actions that close gaps."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask import Response, url_for

from ddtool.domain.assessments import Action
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored
from ddtool.domain.people import Right, Role
from ddtool.domain.refusals import NotFound
from ddtool.domain.reviews import Judgement
from ddtool.usecases.action_reviews import (
    judge_action,
    list_reviewed_actions,
    read_reviewed_action,
)
from ddtool.usecases.actions import (
    change_action,
    drop_action,
    list_actions,
    plan_action,
    read_action,
)
from ddtool.usecases.assessments import read_head
from ddtool.usecases.finding_actions import list_findings, plan_for_finding
from ddtool.web import access
from ddtool.web.api.action_shapes import (
    ActionChange,
    ActionTold,
    FindingTold,
    JudgementBody,
    NewAction,
    action_told,
    findings_told,
)
from ddtool.web.api.bodies import Fault
from ddtool.web.api.fields import given
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.routes import Operation, offers
from ddtool.web.api.tags import tag_of, version_read
from ddtool.web.api.telling import as_json, gone, told
from ddtool.web.api.words import no_part, refuse

_NOUN = "actions"


def _one(stored: Stored[Action], status: int = 200) -> Response:
    location = url_for("api.actions_read", action=stored.value.id) if status == 201 else ""
    return told(action_told(stored), status=status, tag=tag_of(stored), location=location)


def _made(id: str) -> Response:
    return _one(read_action(access.database(), access.author(), id).action, 201)


@offers(
    "GET",
    "/assessments/<uuid:assessment>/actions",
    Right.LOOK,
    Operation(
        "List the actions",
        _NOUN,
        detail="Open to the producer and to the assessor it was given to.",
        answer=ActionTold,
        lists=True,
        query=Page,
    ),
)
def index(assessment: str, query: Page) -> Response:
    """A page of the actions of an assessment."""
    if access.author().role is Role.ASSESSOR:
        found = list_reviewed_actions(access.database(), access.author(), assessment)
    else:
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
    said = given(body)
    finding = said.pop("finding", None)
    if finding:
        said = _from_finding(assessment, finding) | said
    fields = _served(said, access.library().criteria_set(head.criteria_set))
    action = Action(id="", **fields)
    if finding:
        made = plan_for_finding(access.database(), access.author(), assessment, action, finding)
    else:
        made = plan_action(access.database(), access.author(), assessment, action)
    return _one(made, 201)


@offers(
    "GET",
    "/assessments/<uuid:assessment>/findings",
    Right.READ,
    Operation(
        "List the findings",
        _NOUN,
        detail="What the assessor has found, each with the action that closes it.",
        answer=FindingTold,
        lists=True,
        query=Page,
    ),
)
def findings(assessment: str, query: Page) -> Response:
    """A page of the findings of an assessment."""
    found = findings_told(list_findings(access.database(), access.author(), assessment))
    return told(page_of(found, query, id_of=lambda one: one.id, tell=as_json))


@offers(
    "GET",
    "/assessments/<uuid:assessment>/actions/<uuid:action>/judgement",
    Right.REVIEW,
    Operation(
        "Read an action to judge it",
        _NOUN,
        detail="For the assessor that the assessment was given to.",
        answer=ActionTold,
    ),
)
def reviewed(assessment: str, action: str) -> Response:
    """One action, as its assessor sees it."""
    return _one(read_reviewed_action(access.database(), access.author(), assessment, action))


@offers(
    "PUT",
    "/assessments/<uuid:assessment>/actions/<uuid:action>/judgement",
    Right.REVIEW,
    Operation(
        "Accept or return an action",
        _NOUN,
        detail="Only what its producer calls done; the producer is reminded of it once.",
        answer=ActionTold,
        body=JudgementBody,
        versioned=True,
        may=frozenset({409}),
    ),
)
def judge(assessment: str, action: str, body: JudgementBody) -> Response:
    """The assessor's word on one action."""
    stands = read_reviewed_action(access.database(), access.author(), assessment, action)
    version = version_read(stands)
    said = Judgement(body.accepted, body.reason)
    judged = judge_action(
        access.database(), access.author(), assessment, action, said, version=version
    )
    return _one(judged)


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


def _from_finding(assessment: str, finding: str) -> dict[str, Any]:
    """The criterion, and the requirement where the finding names one alone."""
    for one in list_findings(access.database(), access.author(), assessment):
        if one.finding.value.id == finding:
            parts = one.finding.value.requirements
            alone = {"requirement": parts[0]} if len(parts) == 1 else {}
            return {"criterion": one.finding.value.criterion, **alone}
    raise NotFound("finding")


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
