"""``ddtool demo``: the whole job on a fictional site, and workbooks of two more."""

import click

from ddtool.cli import access
from ddtool.cli.library import open_library
from ddtool.cli.summaries import show_files, show_summary
from ddtool.sentences import n_
from ddtool.usecases.demonstration import DAY, DemonstrationWorkbook, write_demonstration
from ddtool.usecases.reports import (
    FORMAT_IDS,
    Reader,
    report_on_workbook,
    summary_of,
    write_reports,
)

_WORKBOOKS = n_("Fictional demonstration data. Workbooks:")
_COMPLETE = n_("complete")


@click.command()
@click.pass_context
def command(context: click.Context) -> None:
    """Make the workbooks of three fictional sites and the gap report of one.

    Everything lies in the folder "demo" of the instance afterwards. Running it again writes the
    same files again. Companies, sites, people and certificates in them do not exist.
    """
    folder = access.instance_folder() / "demo"
    library, reader = open_library(), Reader(access.language(), access.translations)
    data = access.settings().criteria / "demo"
    workbooks = write_demonstration(
        data, library, folder, reader.catalogue, language=reader.language
    )
    click.echo(access.say(_WORKBOOKS))
    for workbook in workbooks:
        click.echo(_told(workbook))
    ok = [_report(workbook, reader) for workbook in workbooks if workbook.complete]
    if not all(ok):
        context.exit(1)


def _told(workbook: DemonstrationWorkbook) -> str:
    n = workbook.certificates
    filled = access.say(_COMPLETE)
    if not workbook.complete:
        catalogue = access.translations(access.language())
        filled = catalogue.ngettext("one certificate", "{n} certificates", n).format(n=n)
    return f"xlsx  {workbook.path}  {workbook.organisation}, {workbook.name} ({filled})"


def _report(workbook: DemonstrationWorkbook, reader: Reader) -> bool:
    """The workbook just written is read back, as any other would be."""
    library = open_library()
    content = report_on_workbook(workbook.path, library, reader, as_of=DAY).content
    click.echo()
    show_summary(summary_of(content))
    return show_files(write_reports(content, FORMAT_IDS, workbook.path.parent))
