"""Whom to ask for a decision on what certificates count for."""

from ddtool.domain.people import Author, Deciding, Right
from ddtool.store import Database
from ddtool.store.deciding import whom_to_ask


def who_decides(database: Database, author: Author) -> Deciding:
    """Whom a reader may ask. Everybody of an installation may know who its programme admins are."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return whom_to_ask(db, organisation)
