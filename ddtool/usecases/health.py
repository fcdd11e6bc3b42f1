"""Whether an installation can do its work."""

from ddtool.domain.refusals import StoreBusy, StoreUnreachable
from ddtool.store import Database, events


def database_answers(database: Database) -> bool:
    """Whether the database can be read now."""
    try:
        with database.read() as db:
            events.head(db)
    except (StoreBusy, StoreUnreachable):
        return False
    return True
