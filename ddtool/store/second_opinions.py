"""What second assessors say of determinations."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from ddtool.domain.criteria import Rating
from ddtool.domain.history import Stored, Subject
from ddtool.domain.second_opinions import Determined, SecondOpinion
from ddtool.store import keeping
from ddtool.store.keeping import Kept, stored
from ddtool.store.schema_assessments import determinations
from ddtool.store.schema_reviews import second_opinions
from ddtool.store.transactions import Reading, Writing


def give(
    db: Writing, organisation: str, assessment: str, opinion: SecondOpinion, *, version: int
) -> Stored[SecondOpinion]:
    """Store a second opinion by the author, read at a version (0: none yet).

    :raises Conflict: somebody else has given one since.
    """
    values = {
        "agrees": opinion.agrees,
        "rating": opinion.rating.value if opinion.rating else None,
        "reason": opinion.reason,
        "determination_version": opinion.looked_at,
        "given_by": db.author.user,
    }
    return keeping.put(
        db, _kept(organisation, assessment, opinion.criterion), values, version=version
    )


def of_assessment(
    db: Reading, organisation: str, assessment: str
) -> tuple[Stored[SecondOpinion], ...]:
    """The second opinions of an assessment, by criterion."""
    table = second_opinions.c
    mine = table.organisation_id == organisation, table.assessment_id == assessment
    rows = db.rows(select(second_opinions).where(*mine).order_by(table.criterion))
    return tuple(stored(row, to_opinion(row)) for row in rows)


def determined_in(db: Reading, organisation: str, assessment: str) -> Mapping[str, Determined]:
    """Who has determined what in an assessment, by criterion."""
    table = determinations.c
    query = select(table.criterion, table.determined_by, table.version)
    rows = db.rows(
        query.where(table.organisation_id == organisation, table.assessment_id == assessment)
    )
    return {
        row["criterion"]: Determined(row["determined_by"] or "", row["version"]) for row in rows
    }


def _kept(organisation: str, assessment: str, criterion: str) -> Kept[SecondOpinion]:
    key = {"organisation_id": organisation, "assessment_id": assessment, "criterion": criterion}
    subject = Subject("second-opinion", criterion, organisation, assessment)
    return Kept(second_opinions, key, subject, to_opinion)


def to_opinion(row: Mapping[Any, Any]) -> SecondOpinion:
    """The second opinion that a row stands for."""
    return SecondOpinion(
        criterion=row["criterion"],
        agrees=row["agrees"],
        reason=row["reason"],
        rating=Rating(row["rating"]) if row["rating"] else None,
        looked_at=row["determination_version"],
        given_by=row["given_by"] or "",
    )
