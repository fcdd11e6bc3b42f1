"""Actions of an assessment."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, select

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.history import Stored, Subject
from ddtool.store import keeping
from ddtool.store.assessments import touch
from ddtool.store.keeping import Kept, stored, tenant_key
from ddtool.store.schema_assessments import actions
from ddtool.store.transactions import Reading, Writing

_AS_THEY_ARE = ("criterion", "requirement", "title", "owner", "due", "cost", "closure")


def add(db: Writing, organisation: str, assessment: str, action: Action) -> Stored[Action]:
    """Store a new action under the id it has.

    :raises NotFound: the organisation has no such assessment.
    :raises AssessmentClosed: it has been submitted.
    """
    touch(db, organisation, assessment)
    values = _to_row(action) | {"assessment_id": assessment}
    keeping.add(db, _kept(organisation, action.id, assessment), values)
    return find(db, organisation, action.id)


def find(db: Reading, organisation: str, id: str) -> Stored[Action]:
    """One action of an organisation.

    :raises NotFound: it has none of that id.
    """
    return keeping.find(db, _kept(organisation, id))


def of_assessment(db: Reading, organisation: str, assessment: str) -> tuple[Stored[Action], ...]:
    """The actions of an assessment, by criterion and id."""
    mine = actions.c.organisation_id == organisation, actions.c.assessment_id == assessment
    rows = db.rows(select(actions).where(*mine).order_by(actions.c.criterion, actions.c.id))
    return tuple(stored(row, _to_action(row)) for row in rows)


def of_all(db: Reading, organisation: str) -> Mapping[str, tuple[Action, ...]]:
    """The actions of all assessments of an organisation, by assessment."""
    found: dict[str, list[Action]] = {}
    query = select(actions).where(actions.c.organisation_id == organisation)
    for row in db.rows(query.order_by(actions.c.assessment_id, actions.c.criterion, actions.c.id)):
        found.setdefault(row["assessment_id"], []).append(_to_action(row))
    return {assessment: tuple(planned) for assessment, planned in found.items()}


def change(db: Writing, organisation: str, action: Action, *, version: int) -> Stored[Action]:
    """Change an action that was read at a version.

    Actions go on after an assessment was submitted: closing gaps is what happens then.

    :raises NotFound: the organisation has no such action.
    :raises Conflict: somebody else has changed it since.
    """
    assessment = assessment_of(db, organisation, action.id)
    kept = _kept(organisation, action.id, assessment)
    keeping.change(db, kept, _to_row(action), version=version)
    return find(db, organisation, action.id)


def remove(db: Writing, organisation: str, id: str, *, version: int) -> None:
    """Take an action away that was read at a version.

    :raises NotFound: the organisation has no such action.
    :raises AssessmentClosed: its assessment has been submitted.
    :raises Conflict: somebody else has changed it since.
    """
    assessment = assessment_of(db, organisation, id)
    touch(db, organisation, assessment)
    keeping.remove(db, _kept(organisation, id, assessment), version=version)


def assessment_of(db: Reading, organisation: str, id: str) -> str:
    """The id of the assessment that an action belongs to.

    :raises NotFound: the organisation has no such action.
    """
    row = keeping.find_row(db, _kept(organisation, id))
    return str(row["assessment_id"])


def _kept(organisation: str, id: str, assessment: str | None = None) -> Kept[Action]:
    subject = Subject("action", id, organisation, assessment)
    return Kept(actions, tenant_key(organisation, id), subject, _to_action)


def _to_row(action: Action) -> dict[str, Any]:
    values = {name: getattr(action, name) for name in _AS_THEY_ARE}
    return values | {"state": action.state.value}


def _to_action(row: RowMapping) -> Action:
    values = {name: row[name] for name in _AS_THEY_ARE}
    return Action(id=row["id"], state=ActionState(row["state"]), **values)
