"""The work on reports: taken up, kept alive, stored, given back. For workers, of all organisations.

Nothing here loads what makes a report: a worker stays small and has each made apart.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ddtool.domain.people import Author
from ddtool.store import Database, report_queue, reports
from ddtool.store.files import KeptFile
from ddtool.store.reports import Made, Report, ReportState

__all__ = [
    "KeptFile",
    "Made",
    "Report",
    "give_back",
    "still_mine",
    "store_failed",
    "store_made",
    "take_up",
    "tell_step",
]

SILENT = timedelta(seconds=30)
"""How long a maker may say nothing before a report is taken up by another one."""

_WORKER = Author("ddtool worker", None, datetime.min.replace(tzinfo=UTC))


def take_up(database: Database, *, at: datetime) -> Report | None:
    """The next report to make, of whatever organisation; None where there is none."""
    since = at - SILENT
    with database.read() as db:
        if not report_queue.has_work(db, silent_since=since):
            return None
    with database.write(_worker(at)) as db:
        return report_queue.take_next(db, silent_since=since)


def still_mine(database: Database, organisation: str, id: str, *, tries: int) -> Report | None:
    """A report that was taken up, unless somebody has stopped it or taken it up since."""
    with database.read() as db:
        report = reports.find(db, organisation, id)
    is_it = report.state is ReportState.RUNNING and report.tries == tries
    return report if is_it else None


def tell_step(
    database: Database, report: Report, *, done: int, total: int, message: str, at: datetime
) -> bool:
    """Say how far a report has come and that its maker is alive; False where it is not theirs."""
    with database.write(_worker(at)) as db:
        return report_queue.progress(db, report, done, total, message)


def store_made(database: Database, report: Report, made: Made, *, at: datetime) -> bool:
    """Store that a report was made, from what, and its file; False where it is not theirs."""
    made_from = replace(report.order, basis=made.basis, revision=made.revision)
    with database.write(_worker(at)) as db:
        return report_queue.finish(db, report, made.file, made.name, made_from=made_from)


def store_failed(database: Database, report: Report, reason: str, *, at: datetime) -> bool:
    """Store why a report could not be made; False where it is not theirs."""
    with database.write(_worker(at)) as db:
        return report_queue.fail(db, report, reason)


def give_back(database: Database, report: Report, *, counted: bool, at: datetime) -> bool:
    """Put a report back into the queue whose maker is gone; False where it is not theirs.

    ``counted`` where the maker broke down, and not where it was only told to stop.
    """
    with database.write(_worker(at)) as db:
        return report_queue.give_back(db, report, counted=counted)


def _worker(at: datetime) -> Author:
    return replace(_WORKER, at=at)
