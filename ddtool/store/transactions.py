"""What a query may do: read, or write together with the history of what it wrote."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Executable, RowMapping, Select, insert, select, update

from ddtool.domain.history import Subject
from ddtool.domain.people import Author
from ddtool.store.chain import as_text, link_hash
from ddtool.store.schema_records import event_head, events


class Reading:
    """A view of the database at one moment, the same for every query."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, query: Select[Any]) -> Sequence[RowMapping]:
        """All rows, in the order of the query."""
        return self._connection.execute(query).mappings().all()

    def row(self, query: Select[Any]) -> RowMapping | None:
        """The only row, or None."""
        return self._connection.execute(query).mappings().one_or_none()


class Writing(Reading):
    """Changes that are stored all together or not at all, each with its event.

    There is one writer at a time, on every database.
    """

    def __init__(self, connection: Connection, author: Author) -> None:
        super().__init__(connection)
        self.author = author
        head = self.row(select(event_head).with_for_update())
        self._number: int = head["number"] if head else 0
        self._sha256: str = head["sha256"] if head else ""
        self._events: list[dict[str, Any]] = []

    @property
    def last_event(self) -> int:
        """The number of the last event, those of this transaction included."""
        return self._number

    def execute(self, statement: Executable, rows: Sequence[Mapping[str, Any]] = ()) -> int:
        """Carry out an insert, update or delete; how many rows it touched."""
        done = self._connection.execute(statement, list(rows) or None)
        return int(getattr(done, "rowcount", 0))

    def record(
        self, subject: Subject, verb: str, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> None:
        """Say in the history what was done; it is stored with the transaction."""
        self._number += 1
        said = {
            "number": self._number,
            "at": self.author.at,
            "user_id": self.author.user,
            "author": self.author.name,
            "role": self.author.role.value if self.author.role else "",
            "organisation_id": subject.organisation,
            "assessment_id": subject.assessment,
            "noun": subject.noun,
            "subject": subject.id,
            "verb": verb,
            "old_fields": as_text(old),
            "new_fields": as_text(new),
            "previous": self._sha256,
        }
        self._sha256 = link_hash(said)
        self._events.append(said | {"sha256": self._sha256})

    @contextmanager
    def in_the_name_of(self, author: Author) -> Iterator[None]:
        """What is done within is somebody else's work, brought in for them."""
        before, self.author = self.author, author
        try:
            yield
        finally:
            self.author = before

    @property
    def recorded(self) -> tuple[str, ...]:
        """The ids of what something was said about so far, in that order."""
        return tuple(event["subject"] for event in self._events)

    def close_chain(self) -> None:
        """Store the events of this transaction and the new head; the last thing before commit."""
        if not self._events:
            return
        self.execute(insert(events), self._events)
        self.execute(update(event_head).values(number=self._number, sha256=self._sha256))
        self._events = []
