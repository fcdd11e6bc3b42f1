"""People who save one answer each, over and over, until the line to the server is lost."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from soak.stored import StoredAnswer
from soak.visitors import LineLost, Visitor

_LONG = " words that fill more than a page of the database" * 100
_ANSWERS = ("met", "partly_met")
_LONGEST_START = 30


@dataclass
class Writer:
    """Saves one answer over and over.

    ``known`` is what was acknowledged or found last, ``tried`` may be stored or not.
    """

    visitor: Visitor
    requirement: str
    known: StoredAnswer
    count: int = 0
    acknowledged: int = 0
    tried: StoredAnswer | None = None
    under_way: threading.Event = field(default_factory=threading.Event)

    def write(self) -> None:
        """Until the line is lost."""
        try:
            while True:
                self._write_one()
        except LineLost:
            return

    def go_on_from(self, stored: StoredAnswer) -> None:
        """Begin anew with what is stored."""
        self.known, self.tried, self.acknowledged = stored, None, 0
        self.under_way.clear()

    def _write_one(self) -> None:
        self.count += 1
        answer, note = _said(self.requirement, self.count)
        version = self.known.version
        self.tried = StoredAnswer(answer, note, version + 1)
        reply = self.visitor.save(self.requirement, note, version=version, answer=answer)
        if reply.status != 200:
            raise AssertionError(f"{reply.status}: {reply.text[:500]}")
        self.known, self.tried = self.tried, None
        self.acknowledged += 1
        self.under_way.set()


@contextmanager
def writing(writers: Sequence[Writer], seconds: float) -> Iterator[None]:
    """All of them write; what is inside happens so many seconds after the first was stored."""
    threads = [threading.Thread(target=one.write) for one in writers]
    for thread in threads:
        thread.start()
    writers[0].under_way.wait(_LONGEST_START)
    time.sleep(seconds)
    yield
    for thread in threads:
        thread.join()


def _said(requirement: str, count: int) -> tuple[str, str]:
    """An answer and a note that belong together."""
    return _ANSWERS[count % len(_ANSWERS)], f"{requirement} save {count}{_LONG}"
