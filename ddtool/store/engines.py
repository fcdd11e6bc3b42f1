"""How a database is opened, so that what was acknowledged stays stored.

Source: SQLite's documentation of WAL, and its release notes: from 3.51.3 on the write-ahead log
cannot lose a checkpoint that two connections run at once.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from ddtool.domain.refusals import StoreUnreachable
from ddtool.sentences import Sentence

WAITS_SECONDS = 10
"""How long a statement waits for somebody else's lock."""

BEGIN = "ddtool_begin"
"""The execution option that says how a transaction on SQLite begins."""

_WAL_SINCE = (3, 51, 3)
_POOL = {"pool_size": 8, "max_overflow": 56, "pool_timeout": 30}
_POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg")


def open_engine(url: str, waits_seconds: float = WAITS_SECONDS) -> Engine:
    """An engine for a SQLite file or a PostgreSQL server; nothing is connected yet.

    :raises StoreUnreachable: the address is of neither kind, or its driver is not installed.
    """
    parsed = _parsed(url)
    if parsed.drivername == "sqlite" and parsed.database:
        return _open_sqlite(parsed, Path(parsed.database), waits_seconds)
    if parsed.drivername in _POSTGRESQL:
        return _open_postgresql(parsed.set(drivername="postgresql+psycopg"), waits_seconds)
    raise StoreUnreachable(
        Sentence(
            'A database of the kind "{drivername}" cannot be used; give the address'
            " of a SQLite file (sqlite:///...) or of a PostgreSQL server "
            "(postgresql://...).",
            drivername=parsed.drivername,
        )
    )


def journal_mode(version: tuple[int, ...]) -> str:
    """The journal that is safe with this version of SQLite."""
    return "WAL" if version >= _WAL_SINCE else "DELETE"


def journal_sentence() -> Sentence:
    """What journal this machine's SQLite gets, and why."""
    version, mode = sqlite3.sqlite_version, journal_mode(sqlite3.sqlite_version_info)
    if mode == "WAL":
        return Sentence("SQLite {version}, write-ahead log", version=version)
    return Sentence(
        "SQLite {version}, rollback journal: safe; the quicker write-ahead log needs 3.51.3 "
        "or newer",
        version=version,
    )


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise StoreUnreachable(
            Sentence("DDTOOL_DATABASE_URL is not the address of a database.")
        ) from None


def _open_sqlite(url: URL, file: Path, waits_seconds: float) -> Engine:
    _make_private(file)
    engine = create_engine(url, connect_args={"timeout": waits_seconds}, **_POOL)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(file: Path) -> None:
    """Make the file before SQLite does: it hands its mode on to the files beside it."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as refused:
        raise StoreUnreachable(
            Sentence("{file}: {strerror}.", file=file, strerror=refused.strerror)
        ) from refused


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say so, see _begin_sqlite
    for setting in (
        f"journal_mode = {journal_mode(sqlite3.sqlite_version_info)}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once.

    One that first reads and then writes would be refused when another came in between.
    """
    how = connection.get_execution_options().get(BEGIN, "BEGIN DEFERRED")
    connection.exec_driver_sql(how)


def _open_postgresql(url: URL, waits_seconds: float) -> Engine:
    options = f"-c lock_timeout={round(waits_seconds * 1000)}ms -c timezone=UTC"
    try:
        return create_engine(
            url,
            pool_pre_ping=True,
            connect_args={"options": options, "connect_timeout": WAITS_SECONDS},
            **_POOL,
        )
    except ImportError:
        raise StoreUnreachable(
            Sentence("PostgreSQL needs its driver: pip install 'ddtool[scale]', then start again.")
        ) from None
