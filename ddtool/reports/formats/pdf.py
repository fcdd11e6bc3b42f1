"""The report as a PDF: tagged for screen readers, with its fonts inside."""

from pathlib import Path

from ddtool.reports.content import ReportContent
from ddtool.reports.format import Format
from ddtool.reports.printing import print_report
from ddtool.whole_files import write_whole


def write(content: ReportContent, path: Path) -> None:
    """Print the report and put it at the path in one step.

    :raises ReportNotPrinted: it could not be printed; the path is as it was.
    """
    write_whole(path, print_report(content))


FORMAT = Format(id="pdf", suffix=".pdf", write=write)
