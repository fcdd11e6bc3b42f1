"""Telling producers, once, that another matrix edition decides about an open assessment."""

from dataclasses import dataclass
from datetime import date

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.matrix_effects import Changed
from ddtool.domain.people import Author, Right
from ddtool.gap_reports import changed_by_matrix, edition_taken
from ddtool.packs import Library
from ddtool.store import Database, assessments, matrix_news


@dataclass(frozen=True, slots=True)
class MatrixNews:
    """An edition that came over an assessment: its name, since when, and what changed by it."""

    matrix: str
    since: date
    changed: tuple[Changed, ...]


def read_matrix_news(
    database: Database,
    author: Author,
    library: Library,
    head: AssessmentHead,
    analysis: GapAnalysis,
) -> MatrixNews | None:
    """What nobody of the author's organisation has seen yet of the matrix of an open assessment.

    None where the coverage of no criterion changed, and where the matrix was chosen by name. The
    database is only asked where an edition of its own decides.
    """
    organisation, name = author.tenant(Right.READ), edition_taken(head, analysis, library)
    if not name:
        return None
    with database.read() as db:
        came = matrix_news.unseen(db, organisation, {head.id: name}).get(head.id)
    if came is None:
        return None
    changed = changed_by_matrix(analysis, library, came.copied_from)
    return MatrixNews(name, came.taken_at.date(), changed) if changed else None


def see_matrix(database: Database, author: Author, assessment: str, matrix: str) -> None:
    """The author's organisation has seen which matrix decides about its assessment.

    :raises NotFound: it has no such assessment.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        assessments.find(db, organisation, assessment)
        matrix_news.see(db, organisation, assessment, matrix)
