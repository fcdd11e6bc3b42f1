"""Searching the history: admins all of it, a producer's lead who got to see their data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ddtool.domain.audit import AuditLine, Search
from ddtool.domain.history import Accessed
from ddtool.domain.people import Author, Right
from ddtool.store import Database, Reading, accesses, audit

PAGE = 50
"""So many events stand on one page."""

MOST_LINES = 100_000
"""So many events are handed out at most; whoever needs more asks for shorter periods."""

_LINES_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some events, the newest first. ``older`` is the number to go on before, if there are more."""

    lines: tuple[AuditLine, ...]
    older: int | None = None


def audit_page(
    database: Database, author: Author, wanted: Search, *, before: int | None = None
) -> AuditPage:
    """A page of what happened in the installation; that an admin reads it is on record.

    :raises NotAllowed: the author is no programme admin.
    """
    author.must_administer()
    with accesses.reading_all(database, author, Accessed.AUDIT_TRAIL) as db:
        return _page(audit.search(db, wanted, before=before, limit=PAGE + 1))


def accesses_page(
    database: Database, author: Author, wanted: Search, *, before: int | None = None
) -> AuditPage:
    """A page of who got to see data of the author's organisation.

    :raises NotAllowed: the author does not lead one.
    """
    organisation = author.tenant(Right.SUBMIT)
    with database.read() as db:
        return _page(audit.accesses_to(db, organisation, wanted, before=before, limit=PAGE + 1))


def lines_of_audit(database: Database, author: Author, wanted: Search) -> Iterator[AuditLine]:
    """All events looked for, the newest first; that an admin takes them away is on record.

    :raises NotAllowed: the author is no programme admin.
    """
    author.must_administer()
    return lines_of_operator(database, author, wanted)


def lines_of_operator(database: Database, author: Author, wanted: Search) -> Iterator[AuditLine]:
    """The same for whoever runs the machine: nobody's rights are asked."""
    accesses.tell_download(database, author, Accessed.AUDIT_TRAIL)

    def some(db: Reading, before: int | None) -> tuple[AuditLine, ...]:
        return audit.search(db, wanted, before=before, limit=_LINES_AT_ONCE)

    return _all(database, some)


def lines_of_accesses(database: Database, author: Author, wanted: Search) -> Iterator[AuditLine]:
    """Everybody who got to see data of the author's organisation, the newest first.

    :raises NotAllowed: the author does not lead one.
    """
    organisation = author.tenant(Right.SUBMIT)

    def some(db: Reading, before: int | None) -> tuple[AuditLine, ...]:
        return audit.accesses_to(db, organisation, wanted, before=before, limit=_LINES_AT_ONCE)

    return _all(database, some)


def _page(found: tuple[AuditLine, ...]) -> AuditPage:
    shown = found[:PAGE]
    return AuditPage(shown, shown[-1].number if len(found) > PAGE else None)


def _all(
    database: Database, some: Callable[[Reading, int | None], tuple[AuditLine, ...]]
) -> Iterator[AuditLine]:
    """In many short looks, so that nobody who saves has to wait."""
    before: int | None = None
    for _ in range(0, MOST_LINES, _LINES_AT_ONCE):
        with database.read() as db:
            found = some(db, before)
        yield from found
        if len(found) < _LINES_AT_ONCE:
            return
        before = found[-1].number
