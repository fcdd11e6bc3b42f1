"""The report as a PDF: tagged for screen readers, with its fonts inside."""

from ddtool.reports.format import Format
from ddtool.reports.printing import print_report

FORMAT = Format(id="pdf", suffix=".pdf", make=print_report)
