"""Determinations read one by one, by the producer whose assessment it is or its assessor."""

from ddtool.domain.assessments import Determination
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored
from ddtool.domain.people import Author
from ddtool.domain.refusals import NotFound
from ddtool.packs import Library
from ddtool.store import Database, Reading, accesses, answers, assessments, looking


def read_determination(
    database: Database, author: Author, library: Library, assessment: str, criterion: str
) -> Stored[Determination] | None:
    """The determination of a criterion; None while there is none.

    :raises NotFound: the assessment is not the author's and was not given to them, or its criteria
        have none of that number.
    """
    with accesses.looking_at(database, author, assessment) as db:
        tenant = looking.producer_of(db, author, assessment)
        if criterion not in _criteria(db, library, tenant, assessment).by_number:
            raise NotFound("criterion")
        found = answers.determinations_of(db, tenant, assessment)
        return next((one for one in found if one.value.criterion == criterion), None)


def _criteria(db: Reading, library: Library, tenant: str, assessment: str) -> CriteriaSet:
    return library.criteria_set(assessments.find(db, tenant, assessment).value.criteria_set)
