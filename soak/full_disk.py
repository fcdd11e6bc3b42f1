"""R7: the disk fills up; saves are refused in words, pages are read, and then it goes on by itself.

It needs a small disk of its own, and so the right to mount one.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from soak.served import Served, make_instance, open_assessment, serving
from soak.stored import is_sound, stored_answers
from soak.visitors import LUCIA, Reply, Visitor

_DISK = "24m"
_REQUIREMENT = "17.e"
_BLOCK = 64 * 1024


@dataclass
class Filled:
    """What came of it."""

    told: bool = False
    read_meanwhile: bool = False
    stored_afterwards: bool = False
    sound: bool = False

    @property
    def ok(self) -> bool:
        """Whether all of it was as it should be."""
        return self.told and self.read_meanwhile and self.stored_afterwards and self.sound

    def __str__(self) -> str:
        return (
            f"507: {self.told}; read meanwhile: {self.read_meanwhile}; stored after making room, "
            f"without a new start: {self.stored_afterwards}; sound: {self.sound}"
        )


def can_mount() -> bool:
    """Whether this machine lets us have a small disk."""
    return os.geteuid() == 0 and shutil.which("mount") is not None


def fill_the_disk(at: Path) -> Filled:
    """Serve from a small disk, fill it, make room again."""
    found = Filled()
    with _small_disk(at) as disk:
        passwords = make_instance(disk / "instance")
        with serving(disk / "instance") as served, Visitor(served) as visitor:
            visitor.sign_in(LUCIA, passwords[LUCIA])
            version = visitor.version(_REQUIREMENT)
            filler = disk / "filler"
            refused = _until_refused(visitor, version, filler)
            found.told = refused.status == 507
            found.read_meanwhile = visitor.get(visitor.page("17")).status == 200
            filler.unlink()
            again = visitor.save(_REQUIREMENT, "Now there is room.", version=_newest(served))
            found.stored_afterwards = again.status == 200
        found.sound = is_sound(disk / "instance")
    return found


def _until_refused(visitor: Visitor, version: int, filler: Path) -> Reply:
    """Fill the disk to the last byte, then save long texts until one does not fit."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"\0" * _BLOCK):
            continue
    reply = visitor.save(_REQUIREMENT, "x", version=version)
    count = 0
    while reply.status == 200 and count < 100:
        count += 1
        long = f"{count} " + "x" * 9000
        reply = visitor.save(_REQUIREMENT, long, version=reply.said["version"])
    return reply


def _newest(served: Served) -> int:
    return stored_answers(served.instance, open_assessment(served.instance))[_REQUIREMENT].version


@contextmanager
def _small_disk(at: Path) -> Iterator[Path]:
    at.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={_DISK},mode=0700", "tmpfs", str(at)]
    subprocess.run(["mount", *options], check=True)  # noqa: S607 -- found on the path
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)  # noqa: S607
