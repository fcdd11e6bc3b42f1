"""What follows from a stored assessment on a day: coverage, gaps, outlook, look ahead."""

from dataclasses import dataclass
from datetime import date

from ddtool.domain.assessment_heads import StoredAssessment
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.people import Author, Right
from ddtool.gap_reports import analyse_assessment
from ddtool.packs import Library
from ddtool.store import Database, loading


@dataclass(frozen=True, slots=True)
class Analysed:
    """An assessment as it is stored, with versions, and what follows from it."""

    stored: StoredAssessment
    analysis: GapAnalysis


def analyse_stored(
    database: Database,
    author: Author,
    library: Library,
    id: str,
    *,
    as_of: date,
    language: str = "",
) -> Analysed:
    """Everything said in one assessment and what follows from it on one day.

    Texts of the criteria come in ``language`` where the pack has them.

    :raises NotFound: the author's organisation has no such assessment.
    :raises ResultsNotComparable: a certificate states a result on a foreign scale.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        stored = loading.load(db, organisation, id)
    analysis = analyse_assessment(
        stored.assessment,
        library,
        as_of=as_of,
        matrix=stored.matrix,
        language=language,
    )
    return Analysed(stored, analysis)
