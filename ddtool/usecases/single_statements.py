"""What is said of one requirement or criterion, for whoever asks for nothing else."""

from dataclasses import replace

from ddtool.domain.assessment_heads import Carried, StoredAssessment
from ddtool.domain.assessments import Answer, OwnRating
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Role
from ddtool.domain.refusals import NotFound
from ddtool.packs import Library
from ddtool.store import Database, Reading, accesses, assessments, looking, single_statements


def read_answer(
    database: Database, author: Author, library: Library, assessment: str, requirement: str
) -> tuple[Stored[Answer], Carried | None]:
    """The answer to a requirement, of version 0 while there is none, and how it was carried over.

    :raises NotFound: the organisation has no such assessment, or its criteria no such requirement.
    """
    with accesses.looking_at(database, author, assessment) as db:
        organisation = looking.producer_of(db, author, assessment)
        if requirement not in _criteria(db, library, organisation, assessment).criterion_of:
            raise NotFound("requirement")
        if author.role is Role.ASSESSOR:
            return _handed_in(looking.look_at(db, author, assessment), requirement)
        return single_statements.find_answer(db, organisation, assessment, requirement)


def read_rating(
    database: Database, author: Author, library: Library, assessment: str, criterion: str
) -> Stored[OwnRating]:
    """The own rating of a criterion, of version 0 while there is none.

    :raises NotFound: the organisation has no such assessment, or its criteria no such criterion.
    """
    with accesses.looking_at(database, author, assessment) as db:
        organisation = looking.producer_of(db, author, assessment)
        if criterion not in _criteria(db, library, organisation, assessment).by_number:
            raise NotFound("criterion")
        if author.role is Role.ASSESSOR:
            kept = looking.look_at(db, author, assessment).kept_ratings
            return kept.get(criterion) or Stored(OwnRating(criterion), 0)
        return single_statements.find_rating(db, organisation, assessment, criterion)


def _handed_in(stored: StoredAssessment, requirement: str) -> tuple[Stored[Answer], Carried | None]:
    """What was handed in, with its evidence."""
    kept = stored.kept_answers.get(requirement) or Stored(Answer(requirement), 0)
    evidence = stored.assessment.evidence_for.get(requirement, ())
    answer = replace(kept.value, evidence=evidence)
    told = Stored(answer, kept.version, kept.changed_at, kept.changed_by)
    return told, stored.carried.get(requirement)


def _criteria(db: Reading, library: Library, organisation: str, assessment: str) -> CriteriaSet:
    return library.criteria_set(assessments.find(db, organisation, assessment).value.criteria_set)
