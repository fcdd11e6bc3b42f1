"""The improvement plan: actions that close gaps."""

from dataclasses import dataclass, replace

from ddtool.domain.assessments import Action
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.store import Database, actions, assessments
from ddtool.store.keeping import new_id


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action, and the assessment and criteria set it belongs to."""

    action: Stored[Action]
    assessment: str
    criteria_set: str


def list_actions(database: Database, author: Author, assessment: str) -> tuple[Stored[Action], ...]:
    """The actions of an assessment, by criterion."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return actions.of_assessment(db, organisation, assessment)


def read_action(database: Database, author: Author, id: str) -> PlannedAction:
    """One action.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        assessment = actions.assessment_of(db, organisation, id)
        head = assessments.find(db, organisation, assessment).value
        found = actions.find(db, organisation, id)
        return PlannedAction(found, assessment, head.criteria_set)


def plan_action(
    database: Database, author: Author, assessment: str, action: Action
) -> Stored[Action]:
    """Store a new action; whatever id it has is replaced.

    :raises NotFound: the author's organisation has no such assessment.
    :raises AssessmentClosed: it has been submitted.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        return actions.add(db, organisation, assessment, replace(action, id=new_id()))


def change_action(
    database: Database, author: Author, action: Action, *, version: int
) -> Stored[Action]:
    """Change an action that was read at a version.

    :raises NotFound: the author's organisation has no such action.
    :raises Conflict: somebody else has changed it since.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        return actions.change(db, organisation, action, version=version)


def drop_action(database: Database, author: Author, id: str, *, version: int) -> None:
    """Take an action away that was read at a version.

    :raises NotFound, AssessmentClosed, Conflict: it stays.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        actions.remove(db, organisation, id, version=version)
