"""The database of an installation: a SQLite file, or PostgreSQL."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

from sqlalchemy import Connection, Engine

from ddtool.domain.keyed_requests import KeyedRequest
from ddtool.domain.people import Author
from ddtool.domain.refusals import StoreBusy
from ddtool.store import keyed_requests
from ddtool.store.engines import BEGIN, WAITS_SECONDS, open_engine
from ddtool.store.faults import BUSY, told_as_facts
from ddtool.store.transactions import Reading, Writing

_WAITS_OF_A_TURN = 3


class Database:
    """Where everything is kept.

    ``url`` is ``sqlite:///`` with a path, or ``postgresql://`` with a server. Leaving ``write()``
    normally stores everything, and an exception leaves nothing behind. ``waits_seconds`` is how
    long a statement waits for somebody else's lock.
    """

    def __init__(self, url: str, *, waits_seconds: float = WAITS_SECONDS) -> None:
        self.engine: Engine = open_engine(url, waits_seconds)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._turns = threading.Lock()
        self._turn_seconds = _WAITS_OF_A_TURN * waits_seconds
        self._request: KeyedRequest | None = None
        if self.is_sqlite:
            self._reader: Engine = self.engine
            self._writer: Engine = self.engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
        else:
            self._writer = self.engine
            self._reader = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    def asked_by(self, request: KeyedRequest) -> "Database":
        """The same database; whatever is written through it is stored together with the request.

        Then it is written only once, however often the request comes.
        """
        asked = copy(self)
        asked._request = request
        return asked

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Read one state of the database, whatever others write meanwhile.

        :raises StoreBusy: no turn was to be had in time.
        :raises StoreUnreachable: the database cannot be opened.
        """
        with told_as_facts(), self._reader.connect() as connection:
            yield Reading(connection)

    @contextmanager
    def write(self, author: Author) -> Iterator[Writing]:
        """Change things in the name of an author, all of it or nothing.

        Keep it short: parse, hash and render before. A thread must not ask for two at once.

        :raises StoreBusy: no turn was to be had in time; nothing was stored.
        :raises StoreFull: the disk is full; nothing was stored.
        :raises StoreUnreachable: the database cannot be opened.
        :raises AskedAlready: the request it is written for has been carried out before.
        """
        with self.changing() as connection:
            db = Writing(connection, author)
            yield db
            if self._request is not None:
                keyed_requests.remember(db, self._request)
            db.close_chain()

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """A bare connection in a transaction that may change everything, for this package alone."""
        with self._turn(), told_as_facts(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A bare connection that reads one state, for this package alone."""
        with told_as_facts(), self._reader.connect() as connection:
            yield connection

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The writers of one process queue here: in SQLite's own queue some would starve."""
        if not self.is_sqlite:
            yield
            return
        if not self._turns.acquire(timeout=self._turn_seconds):
            raise StoreBusy(BUSY)
        try:
            yield
        finally:
            self._turns.release()
