"""What follows from a stored assessment on a day: coverage, gaps, outlook, look ahead."""

from dataclasses import dataclass
from datetime import date

from ddtool.domain.assessment_heads import AssessmentState, StoredAssessment
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.people import Author, Deciding, Right
from ddtool.gap_reports import analyse_what_compares, decides_anything, grounds_of
from ddtool.packs import Library
from ddtool.sentences import Sentence
from ddtool.store import Database, loading
from ddtool.store.deciding import whom_to_ask


@dataclass(frozen=True, slots=True)
class Analysed:
    """An assessment as it is stored, with versions, and what follows from it.

    ``not_compared`` tells of results that the matrix cannot compare, which were left out;
    ``undecided`` whom to ask where the matrix decides nothing for these criteria, else None;
    ``decided_since`` the title of the matrix that decides now, where what was handed in stays with
    one that did not.
    """

    stored: StoredAssessment
    analysis: GapAnalysis
    not_compared: tuple[Sentence, ...] = ()
    undecided: Deciding | None = None
    decided_since: str = ""


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
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        stored = loading.load(db, organisation, id)
        decides = decides_anything(
            stored.assessment, library, matrix=stored.matrix, language=language
        )
        undecided = None if decides else whom_to_ask(db, organisation)
    analysis, not_compared = analyse_what_compares(
        stored.assessment,
        library,
        as_of=as_of,
        matrix=stored.matrix,
        language=language,
        limits=stored.limits,
    )
    since = _decided_since(stored, library) if undecided else ""
    return Analysed(stored, analysis, not_compared, undecided, since)


def _decided_since(stored: StoredAssessment, library: Library) -> str:
    """The title of the matrix that would decide, were what was handed in opened again."""
    head, assessment = stored.head.value, stored.assessment
    if head.state is AssessmentState.OPEN or not decides_anything(
        assessment, library, matrix=head.matrix
    ):
        return ""
    return grounds_of(assessment, library, matrix=head.matrix).matrix.title
