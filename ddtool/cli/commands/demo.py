"""``ddtool demo``: an empty database filled with a fictional demonstration, or files of it."""

import click

from ddtool.cli import access
from ddtool.cli.demonstration import fill_database, login_table
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

_FILLED = n_("The database holds the fictional demonstration now. Sign in with:")
_ONCE = n_("The passwords are shown this once; nothing keeps them. Start with: ddtool serve")
_WORKBOOKS = n_("Fictional demonstration data. Workbooks:")
_COMPLETE = n_("complete")


@click.command()
@click.option("--files", is_flag=True, help="Without a database: workbooks and one gap report.")
@click.pass_context
def command(context: click.Context, files: bool) -> None:
    """Fill an empty database with a fictional demonstration and print its logins once.

    It brings producers, an assessment firm, people of every role, sites, certificates, a finished
    and a half-filled assessment. A database that holds anything is left as it is.

    With --files, workbooks of the fictional sites and the gap report of one lie in the folder
    "demo" of the instance afterwards; running it again writes the same files again.
    """
    if files:
        context.exit(0 if _write_files() else 1)
    logins = fill_database()
    for part in (access.say(_FILLED), login_table(logins), access.say(_ONCE)):
        click.echo(part + "\n")


def _write_files() -> bool:
    folder = access.instance_folder() / "demo"
    library, reader = open_library(), Reader(access.language(), access.translations)
    data = access.settings().criteria / "demo"
    workbooks = write_demonstration(
        data, library, folder, reader.catalogue, language=reader.language
    )
    click.echo(access.say(_WORKBOOKS))
    for workbook in workbooks:
        click.echo(_told(workbook))
    reported = [_report(workbook, reader) for workbook in workbooks if workbook.complete]
    return all(reported)


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
