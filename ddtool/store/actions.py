"""Actions of an assessment."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, insert, select, update

from ddtool.domain.assessments import Action, ActionState, ClosingDocument
from ddtool.domain.history import Stored, Subject
from ddtool.domain.refusals import NotFound
from ddtool.store import findings, keeping
from ddtool.store.assessments import count_change, touch
from ddtool.store.keeping import Kept, stored, tenant_key
from ddtool.store.schema_assessments import action_evidence, action_numbers, actions
from ddtool.store.schema_sites import evidence
from ddtool.store.transactions import Reading, Writing

_AS_THEY_ARE = (
    "criterion", "requirement", "title", "owner", "due", "cost", "closure", "root_cause",
    "judgement", "judged_by", "judged_on",
)  # fmt: skip

_DOCUMENT, _DOCUMENT_TITLE = "document_id", "document_title"

_LARGEST = 1_000_000
"""A number above it was not given by us."""


def add(db: Writing, organisation: str, assessment: str, action: Action) -> Stored[Action]:
    """Store a new action under the id it has, and under a number where it has none yet.

    Plans grow after an assessment was submitted too: findings ask for actions only then.

    :raises NotFound: the organisation has no such assessment.
    """
    count_change(db, organisation, assessment)
    begun = {
        "assessment_id": assessment,
        "number": _number(db, organisation, assessment, action.number),
        "carried_from": action.carried_from or None,
    }
    keeping.add(db, _kept(organisation, action.id, assessment), _to_row(action) | begun)
    return find(db, organisation, action.id)


def find(db: Reading, organisation: str, id: str) -> Stored[Action]:
    """One action of an organisation.

    :raises NotFound: it has none of that id.
    """
    query = _with_documents(organisation, actions.c.id == id)
    rows = db.rows(query.order_by(evidence.c.title, evidence.c.id))
    if not rows:
        raise NotFound("action")
    return _documented(rows)[0]


def of(db: Reading, organisation: str, assessment: str, id: str) -> Stored[Action]:
    """One action of an assessment.

    :raises NotFound: the assessment has none of that id.
    """
    if assessment_of(db, organisation, id) != assessment:
        raise NotFound("action")
    return find(db, organisation, id)


def of_assessment(db: Reading, organisation: str, assessment: str) -> tuple[Stored[Action], ...]:
    """The actions of an assessment with their documents, by criterion and id, in one query."""
    rows = db.rows(
        _with_documents(organisation, actions.c.assessment_id == assessment).order_by(
            actions.c.criterion, actions.c.id, evidence.c.title, evidence.c.id
        )
    )
    return _documented(rows)


def of_all(db: Reading, organisation: str) -> Mapping[str, tuple[Action, ...]]:
    """The actions of all assessments of an organisation, by assessment, without documents."""
    found: dict[str, list[Action]] = {}
    query = select(actions).where(actions.c.organisation_id == organisation)
    for row in db.rows(query.order_by(actions.c.assessment_id, actions.c.criterion, actions.c.id)):
        found.setdefault(row["assessment_id"], []).append(to_action(row))
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
    take_out(db, organisation, id, version=version)


def take_out(db: Writing, organisation: str, id: str, *, version: int) -> None:
    """Take an action away, also out of the plan of a submitted assessment.

    :raises NotFound: the organisation has no such action.
    :raises Conflict: somebody else has changed it since.
    """
    assessment = assessment_of(db, organisation, id)
    findings.free_action(db, organisation, assessment, find(db, organisation, id).value)
    keeping.remove(db, _kept(organisation, id, assessment), version=version)


def assessment_of(db: Reading, organisation: str, id: str) -> str:
    """The id of the assessment that an action belongs to.

    :raises NotFound: the organisation has no such action.
    """
    row = keeping.find_row(db, _kept(organisation, id))
    return str(row["assessment_id"])


def _number(db: Writing, organisation: str, assessment: str, wanted: int) -> int:
    """The number an action had before where nobody else has it, else one that nobody ever had.

    :func:`count_change` keeps others out until it is stored.
    """
    numbers = action_numbers.c
    mine = (numbers.organisation_id == organisation) & (numbers.assessment_id == assessment)
    row = db.row(select(numbers.last).where(mine))
    last = int(row["last"]) if row else 0
    known = 0 < wanted <= _LARGEST and _is_free(db, organisation, assessment, wanted)
    number = wanted if known else last + 1
    if row is None:
        first = {"organisation_id": organisation, "assessment_id": assessment, "last": number}
        db.execute(insert(action_numbers).values(first))
    elif number > last:
        db.execute(update(action_numbers).where(mine).values(last=number))
    return number


def _is_free(db: Reading, organisation: str, assessment: str, number: int) -> bool:
    having = (
        (actions.c.organisation_id == organisation)
        & (actions.c.assessment_id == assessment)
        & (actions.c.number == number)
    )
    return db.row(select(actions.c.id).where(having)) is None


def _with_documents(organisation: str, which: ColumnElement[bool]) -> Select[Any]:
    """Some actions, each on a row for every document of it, or on one."""
    bound, document = action_evidence.c, evidence.c
    is_bound = (bound.organisation_id == actions.c.organisation_id) & (
        bound.action_id == actions.c.id
    )
    is_it = (document.organisation_id == bound.organisation_id) & (document.id == bound.evidence_id)
    columns = document.id.label(_DOCUMENT), document.title.label(_DOCUMENT_TITLE)
    return (
        select(actions, *columns)
        .outerjoin(action_evidence, is_bound)
        .outerjoin(evidence, is_it)
        .where(actions.c.organisation_id == organisation, which)
    )


def _documented(rows: Sequence[RowMapping]) -> tuple[Stored[Action], ...]:
    documents: dict[str, list[ClosingDocument]] = {}
    for row in rows:
        shown = documents.setdefault(row["id"], [])
        if row[_DOCUMENT] is not None:
            shown.append(ClosingDocument(row[_DOCUMENT], row[_DOCUMENT_TITLE]))
    return tuple(
        stored(row, replace(to_action(row), documents=tuple(documents[row["id"]])))
        for row in {row["id"]: row for row in rows}.values()
    )


def _kept(organisation: str, id: str, assessment: str | None = None) -> Kept[Action]:
    subject = Subject("action", id, organisation, assessment)
    return Kept(actions, tenant_key(organisation, id), subject, to_action)


def _to_row(action: Action) -> dict[str, Any]:
    values = {name: getattr(action, name) for name in _AS_THEY_ARE}
    return values | {"state": action.state.value}


def to_action(row: RowMapping) -> Action:
    """An action from its columns, without its documents."""
    values = {name: row[name] for name in _AS_THEY_ARE}
    return Action(
        id=row["id"],
        state=ActionState(row["state"]),
        number=row["number"],
        carried_from=row["carried_from"] or "",
        **values,
    )
