"""Measure: the gap report of the demonstration site as a workbook, from analysis to bytes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from ddtool.packs import Library
from ddtool.reports.formats.excel import to_excel
from ddtool.usecases.demonstration import read_demonstration
from ddtool.usecases.reports import Reader, analyse_assessment, content_of

CRITERIA = Path(__file__).parents[1] / "criteria"
ON = date(2026, 12, 1)


def prepare() -> Callable[[], bytes]:
    """The work: say what the report says, and write it as a workbook."""
    library = Library((CRITERIA,))
    assessment = read_demonstration(CRITERIA / "demo", "DEMO-S2", library)
    analysis = analyse_assessment(assessment, library, as_of=ON)

    def work() -> bytes:
        return to_excel(content_of(analysis, library, Reader()))

    return work
