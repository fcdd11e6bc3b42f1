"""Assessments that are put aside, and the removal of those in which nobody has said anything."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Table, and_, delete, insert, or_, select
from sqlalchemy.sql import ColumnElement

from ddtool.domain.archived import Archived
from ddtool.domain.history import Subject
from ddtool.domain.refusals import AssessmentInUse
from ddtool.sentences import Sentence
from ddtool.store import assessments as heads
from ddtool.store import keeping
from ddtool.store.schema_assessments import (
    action_numbers,
    answers,
    archived_assessments,
    assessments,
    ratings,
)
from ddtool.store.schema_portfolio import portfolio_results
from ddtool.store.tables import metadata
from ddtool.store.transactions import Reading, Writing

_GO_ALONG = (answers, ratings, action_numbers, portfolio_results, archived_assessments)
"""What an assessment has though nobody has said anything: empty answers, counters, results."""


def archived(db: Reading, organisation: str) -> Mapping[str, Archived]:
    """Which assessments of an organisation are put aside, by their ids."""
    kept = archived_assessments.c
    rows = db.rows(select(archived_assessments).where(kept.organisation_id == organisation))
    return {row["assessment_id"]: Archived(row["archived_at"], row["archived_by"]) for row in rows}


def archive(db: Writing, organisation: str, id: str) -> None:
    """Put an assessment aside; one that is put aside already stays so.

    :raises NotFound: the organisation has no such assessment.
    """
    heads.find(db, organisation, id)
    if id in archived(db, organisation):
        return
    by = {"archived_at": db.author.at, "archived_by": db.author.name}
    key = {"organisation_id": organisation, "assessment_id": id}
    db.execute(insert(archived_assessments).values(**key, **by))
    db.record(_subject(organisation, id), "archived", {}, {})


def take_back(db: Writing, organisation: str, id: str) -> None:
    """Put an assessment among the others again; one that stands there already stays so.

    :raises NotFound: the organisation has no such assessment.
    """
    heads.find(db, organisation, id)
    if db.execute(delete(archived_assessments).where(_of(archived_assessments, organisation, id))):
        db.record(_subject(organisation, id), "taken back", {}, {})


def is_used(db: Reading, organisation: str, id: str) -> bool:
    """Whether anything was said in an assessment, made of it or begun with it.

    :raises NotFound: the organisation has no such assessment.
    """
    heads.find(db, organisation, id)
    return any(
        db.row(select(*table.primary_key.columns).where(rows).limit(1)) is not None
        for table, rows in _uses(organisation, id)
    )


def remove(db: Writing, organisation: str, id: str, *, version: int) -> None:
    """Take an assessment away in which nobody has said anything; the history keeps that it was.

    :raises NotFound: the organisation has no such assessment.
    :raises Conflict: somebody else has changed its head since.
    :raises AssessmentInUse: something was said in it, made of it or begun with it.
    """
    db.execute(delete(archived_assessments).where(_of(archived_assessments, organisation, id)))
    heads.touch(db, organisation, id)
    if is_used(db, organisation, id):
        raise AssessmentInUse(
            Sentence(
                "Something was said in this assessment, or made of it, so it cannot be removed; "
                "put it into the archive instead."
            )
        )
    for table in _GO_ALONG:
        db.execute(delete(table).where(_of(table, organisation, id)))
    heads.remove(db, organisation, id, version=version)


def _uses(organisation: str, id: str) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Where something of an assessment may stand, and which rows those are."""
    for table, said in (
        (answers, or_(answers.c.answer != "unanswered", answers.c.note != "")),
        (ratings, or_(ratings.c.rating.is_not(None), ratings.c.reason != "")),
    ):
        yield table, and_(_of(table, organisation, id), said)
    after = assessments.c
    yield assessments, and_(after.organisation_id == organisation, after.carried_from == id)
    for table in metadata.sorted_tables:
        if table not in _GO_ALONG and _points_to_assessments(table):
            yield table, _of(table, organisation, id)


def _points_to_assessments(table: Table) -> bool:
    """The history names assessments too, but holds on to none of them."""
    column = table.c.get("assessment_id")
    return column is not None and bool(column.foreign_keys)


def _of(table: Table, organisation: str, id: str) -> ColumnElement[bool]:
    return keeping.matches(table, {"organisation_id": organisation, "assessment_id": id})


def _subject(organisation: str, id: str) -> Subject:
    return Subject("assessment", id, organisation, id)
