"""What an edition that came over an assessment does to its coverage."""

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.errors import UnknownMatrix
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.matrix_effects import Changed, coverage_changes, is_comparable
from ddtool.gap_reports.analysing import grounds_of
from ddtool.packs import Library


def edition_taken(head: AssessmentHead, analysis: GapAnalysis, library: Library) -> str:
    """The edition issued here that an open assessment stands under without having chosen it.

    Empty where it has chosen one, was handed in, or stands under a matrix that lies in a folder.
    """
    name = analysis.matrix.name
    is_taken = head.state is AssessmentState.OPEN and not head.matrix
    return name if is_taken and library.issued_edition(name) is not None else ""


def changed_by_matrix(analysis: GapAnalysis, library: Library, before: str) -> tuple[Changed, ...]:
    """The criteria whose coverage is another one than under the matrix that was taken before.

    None where that matrix is not there any more, or cannot compare the results of a certificate.
    """
    assessment = analysis.assessment
    try:
        old = grounds_of(assessment, library, matrix=before)
    except UnknownMatrix:
        return ()
    if not is_comparable(assessment, old):
        return ()
    now = grounds_of(assessment, library, matrix=analysis.matrix.name)
    return coverage_changes(assessment, old, now, as_of=analysis.as_of)
