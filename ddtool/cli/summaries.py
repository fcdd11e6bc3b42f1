"""A report in a few lines on the screen: the outlook, the counts, and where the files are."""

from collections.abc import Iterable, Sequence

import click

from ddtool.cli import access, problems
from ddtool.sentences import n_
from ddtool.usecases.reports import Summary, WrittenReport

_NOT_WRITTEN = n_("The {format} report was not written:")


def show_summary(summary: Summary) -> None:
    """Print the outlook and how many criteria of each section have each gap."""
    for line in (summary.site, summary.basis, "", summary.outlook, *summary.sentences, ""):
        click.echo(line)
    for row in _aligned(summary.counts):
        click.echo(row)
    click.echo()


def show_files(reports: Iterable[WrittenReport]) -> bool:
    """Print each file once it is there; what failed goes to stderr. False if anything did."""
    failures = []
    for report in reports:
        if report.failure is None:
            click.echo(f"{report.format:<5} {report.path}")
        else:
            failures.append(report)
    for report in failures:
        click.echo(access.say(_NOT_WRITTEN, format=report.format), err=True)
        if report.failure is not None:
            problems.tell(report.failure, access.translate)
    return not failures


def _aligned(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """The first column to the left, the numbers below their heads to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for title, *numbers in rows:
        cells = (cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join((title.ljust(widths[0]), *cells)).rstrip()
