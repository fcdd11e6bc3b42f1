"""Assessments that were given to assessment firms: the only way in for an assessor."""

from datetime import date
from typing import Any

from sqlalchemy import RowMapping, Select, select

from ddtool.domain.history import Stored, Subject
from ddtool.domain.refusals import NotFound
from ddtool.domain.reviews import Assignment
from ddtool.store import keeping
from ddtool.store.keeping import Kept, stored, tenant_key
from ddtool.store.schema_people import organisations, users
from ddtool.store.schema_reviews import assignments
from ddtool.store.transactions import Reading, Writing

_NOUN = "assignment"


def add(db: Writing, assignment: Assignment) -> Stored[Assignment]:
    """Store that an assessment is given to a firm, under the id the assignment has."""
    values = _to_row(assignment) | {
        "assessment_id": assignment.assessment,
        "firm_id": assignment.firm,
        "invited_at": db.author.at,
        "invited_by": db.author.name,
    }
    keeping.add(db, _kept(assignment.producer, assignment.id, assignment.assessment), values)
    return find(db, assignment.producer, assignment.id)


def find(db: Reading, organisation: str, id: str) -> Stored[Assignment]:
    """One assignment of a producer's.

    :raises NotFound: they have given none of that id.
    """
    row = db.row(
        _query().where(assignments.c.organisation_id == organisation, assignments.c.id == id)
    )
    if row is None:
        raise NotFound(_NOUN)
    return stored(row, _to_assignment(row))


def of_assessment(
    db: Reading, organisation: str, assessment: str
) -> tuple[Stored[Assignment], ...]:
    """Everybody an assessment was given to, the last one first."""
    mine = assignments.c.organisation_id == organisation, assignments.c.assessment_id == assessment
    return _listed(db, _query().where(*mine))


def of_all(db: Reading, organisation: str) -> tuple[Stored[Assignment], ...]:
    """Everybody that assessments of a producer were given to, the last one first."""
    return _listed(db, _query().where(assignments.c.organisation_id == organisation))


def of_firm(db: Reading, firm: str, user: str) -> tuple[Stored[Assignment], ...]:
    """What was given to a firm as a whole or to this person of it, the last one first."""
    return _listed(db, _query().where(*_for(firm, user)))


def given(db: Reading, firm: str, user: str, assessment: str, *, on: date) -> Assignment:
    """The assignment by which somebody of a firm may see an assessment on a day.

    :raises NotFound: it was not given to them, not accepted yet, or their access has ended.
    """
    query = _query().where(*_for(firm, user), assignments.c.assessment_id == assessment)
    for one in _listed(db, query):
        if one.value.gives_access(on):
            return one.value
    raise NotFound("assessment")


def offered(db: Reading, firm: str, user: str, id: str) -> Stored[Assignment]:
    """An assignment offered to a firm or a person of it, accepted or not.

    :raises NotFound: nothing of that id was offered to them.
    """
    row = db.row(_query().where(*_for(firm, user), assignments.c.id == id))
    if row is None:
        raise NotFound(_NOUN)
    return stored(row, _to_assignment(row))


def change(db: Writing, assignment: Assignment, *, version: int) -> Stored[Assignment]:
    """Change acceptance and end of an assignment that was read at a version.

    :raises Conflict: somebody else has changed it since.
    """
    kept = _kept(assignment.producer, assignment.id, assignment.assessment)
    keeping.change(db, kept, _to_row(assignment), version=version)
    return find(db, assignment.producer, assignment.id)


def _kept(organisation: str, id: str, assessment: str) -> Kept[Assignment]:
    subject = Subject(_NOUN, id, organisation, assessment)

    def read(row: RowMapping) -> Assignment:
        return _to_assignment({**row, "firm_name": "", "assessor_name": ""})

    return Kept(assignments, tenant_key(organisation, id), subject, read)


def _for(firm: str, user: str) -> tuple[Any, ...]:
    meant = assignments.c.assessor_id.is_(None) | (assignments.c.assessor_id == user)
    return assignments.c.firm_id == firm, meant


def _query() -> Select[Any]:
    firm, person = organisations.c.name.label("firm_name"), users.c.name.label("assessor_name")
    return (
        select(assignments, firm, person)
        .join(organisations, organisations.c.id == assignments.c.firm_id)
        .outerjoin(users, users.c.id == assignments.c.assessor_id)
    )


def _listed(db: Reading, query: Select[Any]) -> tuple[Stored[Assignment], ...]:
    rows = db.rows(query.order_by(assignments.c.invited_at.desc(), assignments.c.id))
    return tuple(stored(row, _to_assignment(row)) for row in rows)


def _to_row(assignment: Assignment) -> dict[str, Any]:
    return {
        "assessor_id": assignment.assessor or None,
        "accepted_at": assignment.accepted_at,
        "accepted_by": assignment.accepted_by,
        "ends_on": assignment.ends_on,
        "ended_at": assignment.ended_at,
    }


def _to_assignment(row: Any) -> Assignment:
    return Assignment(
        id=row["id"],
        assessment=row["assessment_id"],
        producer=row["organisation_id"],
        firm=row["firm_id"],
        firm_name=row["firm_name"],
        assessor=row["assessor_id"] or "",
        assessor_name=row["assessor_name"] or "",
        invited_at=row["invited_at"],
        invited_by=row["invited_by"],
        accepted_at=row["accepted_at"],
        accepted_by=row["accepted_by"],
        ends_on=row["ends_on"],
        ended_at=row["ended_at"],
    )
