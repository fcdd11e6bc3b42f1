"""R6: another process holds the database; pages are read, saves wait or are told to come again."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from soak.served import DATABASE, Served
from soak.visitors import LUCIA, Visitor

_REQUIREMENT = "17.e"
_READS_SECONDS = 2.0


@dataclass
class Held:
    """What came of it. ``waited`` is how long a save took that had to wait for the lock."""

    waited: float = 0
    stored_after_waiting: bool = False
    read_meanwhile: bool = False
    told_to_come_again: bool = False
    stored_afterwards: bool = False

    @property
    def ok(self) -> bool:
        """Whether all of it was as it should be."""
        came = self.told_to_come_again and self.stored_afterwards
        return self.stored_after_waiting and self.read_meanwhile and came

    def __str__(self) -> str:
        return (
            f"waited {self.waited:.1f} s and stored: {self.stored_after_waiting}; read meanwhile: "
            f"{self.read_meanwhile}; 503 with Retry-After: {self.told_to_come_again}; "
            f"stored afterwards: {self.stored_afterwards}"
        )


class _Holder:
    """A program of its own that holds the lock, as a backup or a command would."""

    def __init__(self, file: Path) -> None:
        program = (
            "import sqlite3, sys\n"
            "one = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)\n"
            "one.execute('BEGIN IMMEDIATE')\n"
            "print('held', flush=True)\n"
            "sys.stdin.read()\n"
        )
        command = [sys.executable, "-c", program, str(file)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout is not None  # noqa: S101 -- we have just asked for it
        self._process.stdout.readline()

    def let_go(self) -> None:
        """End it, which rolls its transaction back."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def _held(instance: Path) -> Iterator[_Holder]:
    holder = _Holder(instance / DATABASE)
    try:
        yield holder
    finally:
        holder.let_go()


def hold_the_lock(served: Served, password: str, *, seconds: float) -> Held:
    """Hold it for some seconds, then for as long as it takes until a save is refused."""
    with Visitor(served) as visitor:
        visitor.sign_in(LUCIA, password)
        return _hold(visitor, seconds)


def _hold(visitor: Visitor, seconds: float) -> Held:
    found, instance = Held(), visitor.served.instance
    version = visitor.version(_REQUIREMENT)
    reader = visitor.again()
    with _held(instance) as holder:
        since = time.monotonic()
        found.read_meanwhile = reader.get(reader.page("17")).status == 200
        found.read_meanwhile &= time.monotonic() - since < _READS_SECONDS
        threading.Timer(seconds, holder.let_go).start()
        reply = visitor.save(_REQUIREMENT, "Waited.", version=version)
        found.waited = time.monotonic() - since
        found.stored_after_waiting = reply.status == 200
        version = reply.said["version"]
    with _held(instance):
        refused = visitor.save(_REQUIREMENT, "Comes again.", version=version)
        found.told_to_come_again = refused.status == 503 and bool(refused.retry_after)
    again = visitor.save(_REQUIREMENT, "Comes again.", version=version)
    found.stored_afterwards = again.status == 200
    return found
