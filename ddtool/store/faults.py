"""From what a driver raises to a fact that people can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    InterfaceError,
    OperationalError,
    StatementError,
)
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from ddtool.domain.errors import DdtoolError
from ddtool.domain.refusals import StoreBusy, StoreFull, StoreUnreachable
from ddtool.sentences import Sentence, n_

BUSY = Sentence("The database is busy. Nothing was stored; try again in a moment.")
_FULL = n_("There is no room left for the database. Nothing was stored; make room and try again.")
_UNREACHABLE = n_("The database cannot be opened: {reason}.")

_SQLITE_FACTS: dict[int, tuple[type[DdtoolError], str]] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, BUSY),
    sqlite3.SQLITE_LOCKED: (StoreBusy, BUSY),
    sqlite3.SQLITE_FULL: (StoreFull, _FULL),
    sqlite3.SQLITE_CANTOPEN: (StoreUnreachable, _UNREACHABLE),
    sqlite3.SQLITE_READONLY: (StoreUnreachable, _UNREACHABLE),
    sqlite3.SQLITE_NOTADB: (StoreUnreachable, _UNREACHABLE),
    sqlite3.SQLITE_CORRUPT: (StoreUnreachable, _UNREACHABLE),
    sqlite3.SQLITE_IOERR: (StoreUnreachable, _UNREACHABLE),
}
_PRIMARY_CODE = 0xFF

# Classes of PostgreSQL's error codes, appendix A of its documentation: the longest that fits.
_POSTGRESQL_FACTS: dict[str, tuple[type[DdtoolError], str]] = {
    "40": (StoreBusy, BUSY),
    "55P03": (StoreBusy, BUSY),
    "57014": (StoreBusy, BUSY),
    "53300": (StoreBusy, BUSY),
    "53100": (StoreFull, _FULL),
    "08": (StoreUnreachable, _UNREACHABLE),
    "28": (StoreUnreachable, _UNREACHABLE),
    "3D": (StoreUnreachable, _UNREACHABLE),
    "57": (StoreUnreachable, _UNREACHABLE),
}


@contextmanager
def told_as_facts() -> Iterator[None]:
    """Raise what a person can act on in place of what the driver says.

    :raises StoreBusy: somebody else holds the database.
    :raises StoreFull: its disk is full.
    :raises StoreUnreachable: it cannot be opened.
    """
    try:
        yield
    except NoConnectionFree as error:
        raise StoreBusy(BUSY) from error
    except StatementError as error:
        fact = _fact(error)
        if fact is None:
            raise
        raise fact from error


def _fact(error: StatementError) -> DdtoolError | None:
    if isinstance(error.orig, DdtoolError):
        return error.orig
    if not isinstance(error, OperationalError | InterfaceError | DBAPIError | DisconnectionError):
        return None
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig)
    return _of_postgresql(error)


def _of_sqlite(error: sqlite3.Error) -> DdtoolError | None:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code not in _SQLITE_FACTS:
        return None
    kind, sentence = _SQLITE_FACTS[code]
    return kind(Sentence(sentence, reason=error))


def _of_postgresql(error: StatementError) -> DdtoolError | None:
    state = str(getattr(error.orig, "sqlstate", None) or "")
    for length in (5, 2):
        if state[:length] in _POSTGRESQL_FACTS:
            kind, sentence = _POSTGRESQL_FACTS[state[:length]]
            return kind(Sentence(sentence, reason=_first_line(error)))
    if not state and isinstance(error, OperationalError):
        return StoreUnreachable(Sentence(_UNREACHABLE, reason=_first_line(error)))
    return None


def _first_line(error: StatementError) -> str:
    return (str(error.orig).strip().splitlines() or ["no reason given"])[0].rstrip(".")
