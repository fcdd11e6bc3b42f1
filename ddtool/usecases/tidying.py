"""What nobody needs any more is let go, once in a while, for all organisations."""

from datetime import timedelta

from ddtool.domain.people import Author
from ddtool.store import Database, report_queue, tries
from ddtool.store.report_queue import KEPT_DAYS


def let_old_go(database: Database, author: Author) -> None:
    """Forget failed tries of days ago, and the files of reports that are older than they are kept.

    Evidence, submissions and the history stay.
    """
    with database.write(author) as db:
        tries.sweep(db)
        report_queue.let_old_go(db, before=author.at - timedelta(days=KEPT_DAYS))
