"""R5: fifty people save at once; all of it is stored, and nobody is refused."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from soak.served import Served
from soak.stored import stored_answers
from soak.visitors import LUCIA, Visitor

_LETTERS = "abc"
_CRITERIA = range(1, 34)


@dataclass
class Crowded:
    """What came of it; seconds are of single saves."""

    saves: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    missing: int = 0

    @property
    def ok(self) -> bool:
        """Whether all were stored."""
        return self.statuses == {200: self.saves} and not self.missing

    @property
    def slowest(self) -> float:
        """The time that 99 of 100 saves kept to."""
        return sorted(self.seconds)[len(self.seconds) * 99 // 100 - 1]

    def __str__(self) -> str:
        told = ", ".join(f"{count} x {status}" for status, count in self.statuses.items())
        return f"{self.saves} saves: {told}, {self.missing} missing, p99 {self.slowest:.2f} s"


def save_all_at_once(served: Served, password: str, *, writers: int, saves: int) -> Crowded:
    """Each writer saves an answer of their own so many times."""
    with Visitor(served) as visitor:
        visitor.sign_in(LUCIA, password)
        return _crowd(visitor, writers, saves)


def _crowd(visitor: Visitor, writers: int, saves: int) -> Crowded:
    found, instance = Crowded(writers * saves), visitor.served.instance
    requirements = [f"{number}.{letter}" for letter in _LETTERS for number in _CRITERIA][:writers]
    stored = stored_answers(instance, visitor.assessment)
    begin = threading.Barrier(writers)

    def write(requirement: str) -> None:
        mine, version = visitor.again(), stored[requirement].version
        begin.wait()
        for count in range(saves):
            since = time.monotonic()
            reply = mine.save(requirement, f"{requirement} {count}", version=version)
            found.seconds.append(time.monotonic() - since)
            found.statuses[reply.status] += 1
            version += 1

    threads = [threading.Thread(target=write, args=(one,)) for one in requirements]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = stored_answers(instance, visitor.assessment)
    wanted = {one: f"{one} {saves - 1}" for one in requirements}
    found.missing = sum(after[one].note != note for one, note in wanted.items())
    return found
