"""What is said in an assessment: answers, ratings and determinations, each with its version."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import RowMapping, Table, insert, select

from ddtool.domain.assessment_heads import AssessmentHead, Carried, CarriedAnswer
from ddtool.domain.assessments import Answer, AnswerCode, Determination, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.history import Stored, Subject
from ddtool.store import keeping, submissions
from ddtool.store.assessments import touch
from ddtool.store.keeping import Kept, Row, stored
from ddtool.store.schema_assessments import answers, determinations, ratings
from ddtool.store.transactions import Reading, Writing

T = TypeVar("T")


def save_answer(
    db: Writing, organisation: str, assessment: str, answer: Answer, *, version: int
) -> Stored[Answer]:
    """Store an answer and its note, read at a version (0: none yet); evidence is bound elsewhere.

    :raises NotFound: the organisation has no such assessment.
    :raises AssessmentClosed: it has been submitted.
    :raises Conflict: somebody else has answered since.
    """
    values = {"answer": answer.answer.value, "note": answer.note}
    key = _key(organisation, assessment, "requirement", answer.requirement)
    subject = Subject("answer", answer.requirement, organisation, assessment)
    return _save(db, Kept(answers, key, subject, _to_answer), values, version=version)


def save_rating(
    db: Writing, organisation: str, assessment: str, rating: OwnRating, *, version: int
) -> Stored[OwnRating]:
    """Store the producer's own rating of a criterion, read at a version (0: none yet).

    :raises NotFound, AssessmentClosed, Conflict: as :func:`save_answer`.
    """
    values = {
        "rating": rating.rating.value if rating.rating else None,
        "reason": rating.reason,
        "open_case": rating.open_case,
    }
    key = _key(organisation, assessment, "criterion", rating.criterion)
    subject = Subject("rating", rating.criterion, organisation, assessment)
    return _save(db, Kept(ratings, key, subject, _to_rating), values, version=version)


def save_determination(
    db: Writing, organisation: str, assessment: str, given: Determination, *, version: int
) -> Stored[Determination]:
    """Store an assessor's determination of a criterion, read at a version (0: none yet).

    One that is older than the last submission is stored anew even where it says the same: then it
    is about what was handed in last.

    :raises Conflict: another assessor has determined since.
    """
    values = {
        "rating": given.rating.value,
        "reason": given.reason,
        "determined_by": db.author.user,
    }
    key = _key(organisation, assessment, "criterion", given.criterion)
    subject = Subject("determination", given.criterion, organisation, assessment)
    kept = Kept(determinations, key, subject, to_determination)
    last = max(submissions.moments_of(db, organisation, assessment), default=None)
    keeping.put(db, kept, values, version=version, older_than=last)
    return keeping.find(db, kept)


def carry(
    db: Writing, organisation: str, assessment: str, carried: Sequence[CarriedAnswer]
) -> None:
    """Begin an assessment with answers of an earlier one, as one event."""
    kept = {"version": 1, "changed_at": db.author.at, "changed_by": db.author.name}
    rows = [
        {
            **_key(organisation, assessment, "requirement", one.answer.requirement),
            "answer": one.answer.answer.value,
            "note": one.answer.note,
            "carried": one.carried.value,
            "carried_from": one.source,
            **kept,
        }
        for one in carried
    ]
    if rows:
        db.execute(insert(answers), rows)
    said: dict[str, Any] = {
        one.answer.requirement: [one.answer.answer, one.carried] for one in carried
    }
    subject = Subject("assessment", assessment, organisation, assessment)
    db.record(subject, "carried over", {}, said)


def answers_of(db: Reading, organisation: str, assessment: str) -> tuple[Stored[Answer], ...]:
    """All answers of an assessment, without their evidence, in the order of their ids."""
    return with_carried(db, organisation, assessment)[0]


def with_carried(
    db: Reading, organisation: str, assessment: str
) -> tuple[tuple[Stored[Answer], ...], Mapping[str, Carried]]:
    """All answers, and how those that were carried over came about, by requirement."""
    rows = _rows(db, answers, organisation, assessment)
    carried = {row["requirement"]: Carried(row["carried"]) for row in rows if row["carried"]}
    return tuple(stored(row, _to_answer(row)) for row in rows), carried


def earlier_of(db: Reading, organisation: str, head: AssessmentHead) -> Mapping[str, Answer]:
    """What was said in the earlier assessment to what each requirement was carried over from."""
    if head.carried_from is None:
        return {}
    earlier = answers.alias("earlier")
    same_tenant = earlier.c.organisation_id == answers.c.organisation_id
    came_from = same_tenant & (earlier.c.requirement == answers.c.carried_from)
    query = (
        select(answers.c.requirement.label("now"), earlier)
        .join(earlier, came_from)
        .where(
            answers.c.organisation_id == organisation,
            answers.c.assessment_id == head.id,
            earlier.c.assessment_id == head.carried_from,
        )
    )
    return {row["now"]: _to_answer(row) for row in db.rows(query)}


def ratings_of(db: Reading, organisation: str, assessment: str) -> tuple[Stored[OwnRating], ...]:
    """All own ratings of an assessment."""
    rows = _rows(db, ratings, organisation, assessment)
    return tuple(stored(row, _to_rating(row)) for row in rows)


def determinations_of(
    db: Reading, organisation: str, assessment: str
) -> tuple[Stored[Determination], ...]:
    """All determinations of an assessment."""
    rows = _rows(db, determinations, organisation, assessment)
    return tuple(stored(row, to_determination(row)) for row in rows)


@dataclass(frozen=True, slots=True)
class SaidInAll:
    """What is said in all assessments of an organisation, by assessment."""

    answers: Mapping[str, tuple[Stored[Answer], ...]]
    ratings: Mapping[str, tuple[Stored[OwnRating], ...]]
    determinations: Mapping[str, tuple[Stored[Determination], ...]]


def said_in_all(db: Reading, organisation: str) -> SaidInAll:
    """What is said in all assessments of an organisation, in a query for each kind."""
    return SaidInAll(
        answers=_by_assessment(db, answers, organisation, _to_answer),
        ratings=_by_assessment(db, ratings, organisation, _to_rating),
        determinations=_by_assessment(db, determinations, organisation, to_determination),
    )


def _by_assessment(
    db: Reading, table: Table, organisation: str, read: Callable[[Row], T]
) -> Mapping[str, tuple[Stored[T], ...]]:
    found: dict[str, list[Stored[T]]] = {}
    query = select(table).where(table.c.organisation_id == organisation)
    for row in db.rows(query.order_by(*table.primary_key)):
        found.setdefault(row["assessment_id"], []).append(stored(row, read(row)))
    return {assessment: tuple(said) for assessment, said in found.items()}


def _save(db: Writing, kept: Kept[T], values: Mapping[str, Any], *, version: int) -> Stored[T]:
    touch(db, kept.key["organisation_id"], kept.key["assessment_id"])
    return keeping.put(db, kept, values, version=version)


def _key(organisation: str, assessment: str, about: str, id: str) -> dict[str, str]:
    return {"organisation_id": organisation, "assessment_id": assessment, about: id}


def _rows(db: Reading, table: Table, organisation: str, assessment: str) -> Sequence[RowMapping]:
    mine = (table.c.organisation_id == organisation) & (table.c.assessment_id == assessment)
    return db.rows(select(table).where(mine).order_by(*table.primary_key))


def _to_answer(row: Row) -> Answer:
    return Answer(row["requirement"], AnswerCode(row["answer"]), row["note"])


def _to_rating(row: Row) -> OwnRating:
    rating = Rating(row["rating"]) if row["rating"] else None
    return OwnRating(row["criterion"], rating, row["reason"], row["open_case"])


def to_determination(row: Row) -> Determination:
    """The determination that a row stands for."""
    return Determination(row["criterion"], Rating(row["rating"]), row["reason"])
