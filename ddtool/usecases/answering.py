"""Answering: one requirement or rating at a time as it is typed, or a whole criterion at once."""

from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ddtool.domain.assessments import Answer, OwnRating
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import Conflict, Conflicts, NotFound
from ddtool.packs import Library
from ddtool.store import Database, answers, assessments


@dataclass(frozen=True, slots=True)
class SaidOfCriterion:
    """What is said of one criterion, each with the version that was read (0: none yet)."""

    answers: tuple[tuple[Answer, int], ...]
    rating: tuple[OwnRating, int] | None = None


def answer_requirement(
    database: Database,
    author: Author,
    library: Library,
    assessment: str,
    answer: Answer,
    *,
    version: int,
) -> Stored[Answer]:
    """Store one answer that was read at a version (0: there was none).

    Saying again what stands there is no change and no conflict.

    :raises NotFound: the organisation has no such assessment, or its criteria no such requirement.
    :raises AssessmentClosed: it has been submitted.
    :raises Conflict: somebody else has answered since; it carries their answer.
    """
    organisation = author.tenant(Right.RECORD)
    criteria = _criteria(database, library, organisation, assessment)
    _require(criteria.criterion_of, answer.requirement)
    with database.write(author) as db:
        return answers.save_answer(db, organisation, assessment, answer, version=version)


def rate_criterion(
    database: Database,
    author: Author,
    library: Library,
    assessment: str,
    rating: OwnRating,
    *,
    version: int,
) -> Stored[OwnRating]:
    """Store the producer's own rating of one criterion that was read at a version (0: none).

    :raises NotFound, AssessmentClosed, Conflict: as :func:`answer_requirement`.
    """
    organisation = author.tenant(Right.RECORD)
    criteria = _criteria(database, library, organisation, assessment)
    _require(criteria.by_number, rating.criterion)
    with database.write(author) as db:
        return answers.save_rating(db, organisation, assessment, rating, version=version)


def save_criterion(
    database: Database, author: Author, library: Library, assessment: str, said: SaidOfCriterion
) -> None:
    """Store everything said of a criterion in one step: all of it, or nothing.

    :raises NotFound, AssessmentClosed: as :func:`answer_requirement`.
    :raises Conflicts: others have changed some of it since; all that they changed.
    """
    organisation = author.tenant(Right.RECORD)
    found: list[Conflict[Any]] = []
    criteria = _criteria(database, library, organisation, assessment)
    with database.write(author) as db:
        for answer, version in said.answers:
            _require(criteria.criterion_of, answer.requirement)
            with _kept_in(found):
                answers.save_answer(db, organisation, assessment, answer, version=version)
        if said.rating is not None:
            rating, version = said.rating
            _require(criteria.by_number, rating.criterion)
            with _kept_in(found):
                answers.save_rating(db, organisation, assessment, rating, version=version)
        if found:
            raise Conflicts(tuple(found))


@contextmanager
def _kept_in(found: list[Conflict[Any]]) -> Iterator[None]:
    """Go on after a conflict, which has stored nothing, to find them all."""
    try:
        yield
    except Conflict as conflict:
        found.append(conflict)


def _criteria(
    database: Database, library: Library, organisation: str, assessment: str
) -> CriteriaSet:
    """The set of an assessment, which never changes; a pack is read before anybody writes."""
    with database.read() as db:
        head = assessments.find(db, organisation, assessment).value
    return library.criteria_set(head.criteria_set)


def _require(known: Container[str], id: str) -> None:
    if id not in known:
        raise NotFound("requirement")
