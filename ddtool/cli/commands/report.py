"""``ddtool report``: a filled workbook in, the gap report out."""

from datetime import date
from pathlib import Path

import click

from ddtool.cli import access
from ddtool.cli.library import open_library
from ddtool.cli.parameters import Day, ListOf, language_option
from ddtool.cli.summaries import show_files, show_summary
from ddtool.sentences import n_
from ddtool.usecases.reports import (
    FORMAT_IDS,
    Reader,
    report_on_workbook,
    summary_of,
    write_reports,
)

_FILLED = click.Path(path_type=Path, exists=True, dir_okay=False)
_NO_NAME = n_("give the name of a matrix; ddtool packs list shows them")


def _named(_context: click.Context, _option: click.Parameter, name: str | None) -> str:
    if name is not None and not name.strip():
        raise click.BadParameter(access.say(_NO_NAME))
    return name or ""


@click.command()
@click.argument("workbook", metavar="FILE", type=_FILLED)
@click.option("--as-of", "as_of", type=Day(), help="Day the report is for (default: today).")
@click.option(
    "--format",
    "formats",
    type=ListOf(FORMAT_IDS),
    default=",".join(FORMAT_IDS),
    show_default=True,
    help="Formats to write, separated by commas.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder for the files, made if needed (default: the current one).",
)
@click.option(
    "--matrix",
    callback=_named,
    metavar="NAME",
    help="Matrix to use, such as working@2026.11 "
    "(default: a private one that fits, else the newest shipped).",
)
@language_option
def command(
    *,
    workbook: Path,
    as_of: date | None,
    formats: tuple[str, ...],
    folder: Path,
    matrix: str,
    language: str,
) -> None:
    """Turn the filled workbook FILE into the gap report.

    Everything that is wrong with the workbook is named by sheet and cell; then nothing is written.
    Certificates count as on the day of the report. The matrix named in it is said on every copy.
    The limits are 6, 12, 24 and 36 months after the commitment day, whatever a programme has set.
    """
    reader = Reader(language, access.translations)
    report = report_on_workbook(
        workbook, open_library(), reader, as_of=as_of or access.today(), matrix=matrix
    )
    for note in report.notes:
        click.echo(note, err=True)
    show_summary(summary_of(report.content))
    click.echo(report.about_matrix)
    if not show_files(write_reports(report.content, formats, folder)):
        click.get_current_context().exit(1)
