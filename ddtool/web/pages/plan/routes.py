"""Where the views of the plan are collected, and what they share."""

from flask import Blueprint

from ddtool.domain.assessments import Action
from ddtool.domain.history import Stored
from ddtool.domain.refusals import NotFound
from ddtool.usecases.actions import list_actions
from ddtool.web import access

blueprint = Blueprint("plan", __name__, url_prefix="/assessments/<uuid:assessment>/plan")

HERE = "plan.index"


def stored_actions(assessment: str) -> tuple[Stored[Action], ...]:
    """The actions of an assessment, each with its version."""
    return list_actions(access.database(), access.author(), assessment)


def stored_action(assessment: str, id: str) -> Stored[Action]:
    """One action of an assessment.

    :raises NotFound: it has none of that id.
    """
    for one in stored_actions(assessment):
        if one.value.id == id:
            return one
    raise NotFound("action")
