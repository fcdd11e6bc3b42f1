"""Places at the press: so many processes of one instance make reports at a time."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ddtool.whole_files import telling_why

if sys.platform != "win32":
    import fcntl

AT_ONCE = 2
"""How many reports are made at a time: one needs a processor of its own, and much memory."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Locks in a folder, one file each. A lock goes with whoever holds the open file."""

    folder: Path
    count: int = AT_ONCE

    def take(self) -> BinaryIO | None:
        """A free place, taken until the file is closed everywhere; None where all are taken.

        :raises NotWritten: the folder cannot be written to.
        """
        for number in range(1, self.count + 1):
            path = self.folder / f"report-{number}.lock"
            with telling_why(path):
                file = path.open("ab")
            if _lock(file):
                return file
            file.close()
        return None


def _lock(file: BinaryIO) -> bool:
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
