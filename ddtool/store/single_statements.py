"""What is said of one requirement or criterion, without the rest of its assessment."""

from sqlalchemy import Table, select
from sqlalchemy.sql import ColumnElement

from ddtool.domain.assessment_heads import Carried
from ddtool.domain.assessments import Answer, AnswerCode, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.history import Stored
from ddtool.store.keeping import stored
from ddtool.store.schema_assessments import answers, assessment_evidence, ratings
from ddtool.store.transactions import Reading


def find_answer(
    db: Reading, organisation: str, assessment: str, requirement: str
) -> tuple[Stored[Answer], Carried | None]:
    """The answer to a requirement with its evidence, and how it was carried over, if so.

    "Unanswered" with version 0 where nobody has spoken.
    """
    bound = assessment_evidence.c
    shown = select(bound.evidence_id).where(
        _within(assessment_evidence, organisation, assessment), bound.shown == requirement
    )
    evidence = tuple(row["evidence_id"] for row in db.rows(shown.order_by(bound.evidence_id)))
    mine = _within(answers, organisation, assessment)
    row = db.row(select(answers).where(mine, answers.c.requirement == requirement))
    if row is None:
        return Stored(Answer(requirement, evidence=evidence), 0), None
    answer = Answer(requirement, AnswerCode(row["answer"]), row["note"], evidence)
    return stored(row, answer), Carried(row["carried"]) if row["carried"] else None


def find_rating(
    db: Reading, organisation: str, assessment: str, criterion: str
) -> Stored[OwnRating]:
    """The own rating of a criterion; none with version 0 where nobody has spoken."""
    mine = _within(ratings, organisation, assessment)
    row = db.row(select(ratings).where(mine, ratings.c.criterion == criterion))
    if row is None:
        return Stored(OwnRating(criterion), 0)
    rating = Rating(row["rating"]) if row["rating"] else None
    return stored(row, OwnRating(criterion, rating, row["reason"], row["open_case"]))


def _within(table: Table, organisation: str, assessment: str) -> ColumnElement[bool]:
    return (table.c.organisation_id == organisation) & (table.c.assessment_id == assessment)
