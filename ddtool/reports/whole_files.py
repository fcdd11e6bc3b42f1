"""Files that are whole or not there: written beside their place, then moved into it."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put the bytes at the path in one step; what was there before stays until then.

    :raises OSError: the folder cannot be written; the path is as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
