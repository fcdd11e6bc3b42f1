"""``ddtool worker``: makes the reports that people ask for, and reminds them of due days."""

import sys

import click

from ddtool.cli import access, problems
from ddtool.cli.library import open_library
from ddtool.cli.portfolio_work import PortfolioWork
from ddtool.cli.reminding import complaining, reminder, reminding
from ddtool.cli.report_worker import Worker
from ddtool.cli.slots import Slots
from ddtool.cli.stopping import Stop
from ddtool.usecases.databases import require_database
from ddtool.usecases.evidence import sweep_files
from ddtool.usecases.libraries import with_issued
from ddtool.usecases.tidying import let_old_go


@click.command()
@click.option("--once", is_flag=True, help="Make what waits, then stop.")
@click.option(
    "--until-eof",
    is_flag=True,
    hidden=True,
    help="Stop at the end of standard input: when whoever started this ends.",
)
def command(*, once: bool, until_eof: bool) -> None:
    """Make the reports that people ask for and remind them of due days, until told to stop.

    "ddtool serve" starts one by itself. Several can run, also on several machines with the same
    database and the same folder of evidence; two reports at most are made at a time on each.
    """
    database, files = access.database(), access.evidence_files()
    require_database(database)
    packs = open_library()

    def tidy() -> None:
        files.sweep_unfinished()
        let_old_go(database, access.operator())
        sweep_files(database, files, access.operator())

    worker = Worker(
        database,
        Slots(access.instance_folder()),
        tidy=tidy,
        complain=_complain,
        besides=PortfolioWork(database, lambda: with_issued(database, packs), access.today).turn,
    )
    remind = reminder(database)
    if once:
        remind()
        with Stop() as stop:
            worker.run(stop, until_done=True)
        return
    with Stop() as stop, reminding(remind, complaining(_complain)):
        if until_eof:
            stop.ask_at_end_of(sys.stdin.fileno())
        worker.run(stop)


def _complain(trouble: Exception) -> None:
    problems.tell(trouble, access.translate)
