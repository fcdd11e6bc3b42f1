"""What is said of one requirement or criterion, for whoever asks for nothing else."""

from ddtool.domain.assessment_heads import Carried
from ddtool.domain.assessments import Answer, OwnRating
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import NotFound
from ddtool.packs import Library
from ddtool.store import Database, Reading, assessments, single_statements


def read_answer(
    database: Database, author: Author, library: Library, assessment: str, requirement: str
) -> tuple[Stored[Answer], Carried | None]:
    """The answer to a requirement, of version 0 while there is none, and how it was carried over.

    :raises NotFound: the organisation has no such assessment, or its criteria no such requirement.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        if requirement not in _criteria(db, library, organisation, assessment).criterion_of:
            raise NotFound("requirement")
        return single_statements.find_answer(db, organisation, assessment, requirement)


def read_rating(
    database: Database, author: Author, library: Library, assessment: str, criterion: str
) -> Stored[OwnRating]:
    """The own rating of a criterion, of version 0 while there is none.

    :raises NotFound: the organisation has no such assessment, or its criteria no such criterion.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        if criterion not in _criteria(db, library, organisation, assessment).by_number:
            raise NotFound("criterion")
        return single_statements.find_rating(db, organisation, assessment, criterion)


def _criteria(db: Reading, library: Library, organisation: str, assessment: str) -> CriteriaSet:
    return library.criteria_set(assessments.find(db, organisation, assessment).value.criteria_set)
