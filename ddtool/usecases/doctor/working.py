"""Whether anybody makes the reports that people have asked for."""

from datetime import datetime, timedelta

from ddtool.domain.refusals import SchemaTooNew, StoreBusy, StoreUnreachable
from ddtool.sentences import Sentence
from ddtool.store import Database, report_queue, upgrading
from ddtool.usecases.doctor.checks import Check

_TOO_LONG = timedelta(minutes=5)


def examine_work(database: Database, *, at: datetime) -> tuple[Check, ...]:
    """Look at the queue of reports; nothing where the database is not of the newest schema."""
    try:
        if upgrading.revision_of(database) != upgrading.NEWEST:
            return ()
        with database.read() as db:
            left = report_queue.count_left_lying(db, since=at - _TOO_LONG)
    except (StoreBusy, StoreUnreachable, SchemaTooNew) as fault:
        name, told = Sentence("opening the database"), fault.args[0]
        return (Check(name, ok=False, found=told, remedy="ddtool db check"),)
    found = Sentence("none waits for long")
    if left:
        found = Sentence("{number} wait for more than five minutes: nobody makes them", number=left)
    remedy = "ddtool worker"
    return (Check(Sentence("reports"), ok=not left, found=found, remedy=remedy),)
