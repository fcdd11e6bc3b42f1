"""Submissions: what was handed in, frozen with its hash."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, RowMapping, func, insert, select, tuple_

from ddtool.domain.assessments import Submission
from ddtool.domain.history import Subject
from ddtool.domain.refusals import NotFound
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths
from ddtool.store.keeping import new_id
from ddtool.store.schema_assessments import submissions
from ddtool.store.transactions import Reading, Writing

_SHOWN = (
    submissions.c.day,
    submissions.c.submitted_by,
    submissions.c.sha256,
    submissions.c.matrix,
    submissions.c.limits,
)
_BETWEEN = ","


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is handed in: its text, the hash of that text, and what it is handed in under."""

    text: str
    sha256: str
    matrix: str = ""
    limits: LimitMonths = DEFAULT_LIMITS


def add(
    db: Writing, organisation: str, assessment: str, snapshot: Snapshot, *, day: date
) -> Submission:
    """Store what is handed in as the next submission of an assessment, once for all."""
    values = {
        "number": _count(db, organisation, assessment) + 1,
        "day": day,
        "submitted_by": db.author.name,
        "submitted_at": db.author.at,
        "sha256": snapshot.sha256,
        "matrix": snapshot.matrix,
        "limits": _BETWEEN.join(map(str, snapshot.limits.months)),
    }
    key = {"organisation_id": organisation, "id": new_id(), "assessment_id": assessment}
    db.execute(insert(submissions).values(**key, **values, snapshot=snapshot.text))
    subject = Subject("submission", key["id"], organisation, assessment)
    db.record(subject, "added", {}, values)
    return Submission(day, db.author.name, snapshot.sha256, snapshot.matrix, snapshot.limits)


def listed(db: Reading, organisation: str, assessment: str) -> tuple[Submission, ...]:
    """The submissions of an assessment, the first one first."""
    query = select(*_SHOWN).where(*_of(organisation, assessment)).order_by(submissions.c.number)
    return tuple(map(_to_submission, db.rows(query)))


def moments_of(db: Reading, organisation: str, assessment: str) -> tuple[datetime, ...]:
    """When each submission of an assessment was handed in, the first one first."""
    query = select(submissions.c.submitted_at).where(*_of(organisation, assessment))
    rows = db.rows(query.order_by(submissions.c.number))
    return tuple(row["submitted_at"] for row in rows)


def last_moment(db: Reading, organisation: str, assessment: str) -> datetime:
    """When an assessment was handed in last.

    :raises NotFound: it never was.
    """
    query = select(func.max(submissions.c.submitted_at).label("at"))
    row = db.row(query.where(*_of(organisation, assessment)))
    if row is None or row["at"] is None:
        raise NotFound("submission")
    moment: datetime = row["at"]
    return moment


def last_of_all(db: Reading, organisation: str) -> Mapping[str, Submission]:
    """The last submission of each assessment of an organisation that was handed in."""
    kept = submissions.c
    query = select(kept.assessment_id, *_SHOWN)
    mine = query.where(kept.organisation_id == organisation).order_by(kept.number)
    return {row["assessment_id"]: _to_submission(row) for row in db.rows(mine)}


def snapshot(db: Reading, organisation: str, assessment: str, number: int) -> Snapshot:
    """What was handed in as the submission of that number.

    :raises NotFound: there is no such submission.
    """
    named = (*_of(organisation, assessment), submissions.c.number == number)
    row = db.row(select(submissions.c.snapshot, submissions.c.sha256).where(*named))
    if row is None:
        raise NotFound("submission")
    return Snapshot(row["snapshot"], row["sha256"])


def snapshots_of(
    db: Reading, organisation: str, assessment: str, numbers: Collection[int]
) -> Mapping[int, Snapshot]:
    """What was handed in as the submissions of those numbers, as far as there are such."""
    kept = submissions.c
    named = (*_of(organisation, assessment), kept.number.in_(numbers))
    rows = db.rows(select(kept.number, kept.snapshot, kept.sha256).where(*named))
    return {row["number"]: Snapshot(row["snapshot"], row["sha256"]) for row in rows}


def snapshots_in(
    db: Reading, organisation: str, numbers: Mapping[str, int]
) -> Mapping[str, Snapshot]:
    """What was handed in as one submission of each of some assessments, named by its number."""
    kept = submissions.c
    named = tuple_(kept.assessment_id, kept.number).in_(list(numbers.items()))
    query = select(kept.assessment_id, kept.snapshot, kept.sha256)
    rows = db.rows(query.where(kept.organisation_id == organisation, named))
    return {row["assessment_id"]: Snapshot(row["snapshot"], row["sha256"]) for row in rows}


def _count(db: Reading, organisation: str, assessment: str) -> int:
    counted = select(func.count().label("count")).select_from(submissions)
    row = db.row(counted.where(*_of(organisation, assessment)))
    return int(row["count"]) if row else 0


def _of(organisation: str, assessment: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        submissions.c.organisation_id == organisation,
        submissions.c.assessment_id == assessment,
    )


def _to_submission(row: RowMapping) -> Submission:
    months = [int(one) for one in row["limits"].split(_BETWEEN) if one]
    limits = LimitMonths(*months)
    return Submission(row["day"], row["submitted_by"], row["sha256"], row["matrix"], limits)
