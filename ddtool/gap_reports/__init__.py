"""The gap report of an assessment: analysed on the packs there are, told in a reader's words.

What every use case shares that shows an analysis or makes a report of one.
"""

from ddtool.gap_reports.analysing import (
    NO_MATRIX,
    Reader,
    Translations,
    analyse_assessment,
    analyse_what_compares,
    content_of,
    decides_anything,
    default_matrix,
    file_stem,
    fitting_matrices,
    grounds_of,
    usable_matrices,
)
from ddtool.gap_reports.empty_kinds import NothingToTell, empty_kinds, refuse_empty
from ddtool.gap_reports.matrix_news import changed_by_matrix, edition_taken
from ddtool.gap_reports.reporting import (
    Reported,
    basis_of,
    what_to_report,
    with_earlier,
)
from ddtool.gap_reports.since_determined import changed_since_determined

__all__ = [
    "NO_MATRIX",
    "NothingToTell",
    "Reader",
    "Reported",
    "Translations",
    "analyse_assessment",
    "analyse_what_compares",
    "basis_of",
    "changed_by_matrix",
    "changed_since_determined",
    "content_of",
    "decides_anything",
    "default_matrix",
    "edition_taken",
    "empty_kinds",
    "file_stem",
    "fitting_matrices",
    "grounds_of",
    "refuse_empty",
    "usable_matrices",
    "what_to_report",
    "with_earlier",
]
