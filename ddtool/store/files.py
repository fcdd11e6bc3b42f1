"""Files of evidence and reports: whole or not there, under names that nobody can guess.

The order is: write beside, sync, rename, and only then the row. So no row is ever without its
file; a file without a row is what a crash left behind, and is swept up.
"""

import hashlib
import os
import re
import secrets
import sys
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Protocol

from ddtool.domain.errors import DdtoolError
from ddtool.domain.refusals import NotFound
from ddtool.sentences import Sentence
from ddtool.store import scanning

if sys.platform != "win32":  # There are no such locks there: what was left stays until it is old.
    import fcntl

_MEGABYTE = 1 << 20
_CHUNK = 1 << 20
_UNFINISHED = ".part"
_NAME_BYTES = 16
_STORED_NAME = re.compile(r"[0-9a-f]{32}")
_OURS = re.compile(r"[0-9a-f]{32}(\.part)?")


class FileTooLarge(DdtoolError):
    """A file is larger than this installation takes in."""


class Source(Protocol):
    """Where a file is read from."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in its place: its random name there, its size in bytes, its hash."""

    stored_name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileStore:
    """A folder of files; made when the first one comes.

    ``scanner`` is the command of the installation's virus scanner, empty where there is none.
    """

    folder: Path
    scanner: tuple[str, ...] = ()

    def require_clean(self, stored_name: str) -> None:
        """Let the scanner look at a kept file.

        :raises NotClean: it is harmful, or the scanner could not look at it.
        """
        scanning.require_clean(self.scanner, self.folder / stored_name)

    def keep(self, source: Source, *, largest: int) -> KeptFile:
        """Bring a file in, of at most so many bytes; when this returns it outlives a crash.

        :raises FileTooLarge: it has more; then nothing is kept.
        """
        return self._keep(secrets.token_hex(_NAME_BYTES), source, largest)

    def bring_back(self, stored_name: str, source: Source) -> KeptFile:
        """Put a file of a backup back under the name it had.

        :raises NotFound: it cannot have had that name.
        """
        if not _STORED_NAME.fullmatch(stored_name):
            raise NotFound("file")
        return self._keep(stored_name, source, sys.maxsize)

    def open(self, stored_name: str) -> BufferedReader:
        """A file to read from.

        :raises NotFound: there is none of that name.
        """
        if not self.has(stored_name):
            raise NotFound("file")
        return (self.folder / stored_name).open("rb")

    def has(self, stored_name: str) -> bool:
        """Whether there is a file of that name."""
        return bool(_STORED_NAME.fullmatch(stored_name)) and (self.folder / stored_name).is_file()

    def discard(self, stored_name: str) -> None:
        """Take a file away that was kept for a row which did not come about."""
        if _STORED_NAME.fullmatch(stored_name):
            (self.folder / stored_name).unlink(missing_ok=True)

    def holds(self, stored_name: str, digest: str) -> bool:
        """Whether a file is in its place and has that hash."""
        try:
            with self.open(stored_name) as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except NotFound:
            return False

    def sweep(self, known: Collection[str], *, older_than: float) -> int:
        """Take away what belongs to no row and was left before a moment (seconds since 1970).

        Younger files may be waiting for their row, and files that are not named like ours are
        somebody else's. Says how many were taken away.
        """
        left = [one for one in self._ours() if one.name not in known]
        old = [one for one in left if one.stat().st_mtime < older_than]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def sweep_unfinished(self) -> int:
        """Take away what nobody writes any more, because its writer died; how many there were."""
        parts = [one for one in self._ours() if one.suffix == _UNFINISHED]
        return sum(map(_take_away_if_left, parts))

    def _ours(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [one for one in self.folder.iterdir() if _OURS.fullmatch(one.name)]

    def _keep(self, name: str, source: Source, largest: int) -> KeptFile:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = self.folder / name
        unfinished = target.with_suffix(_UNFINISHED)
        try:
            with _begin(unfinished) as file:
                size, digest = _copy(source, file, largest)
                unfinished.rename(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _sync_folder(self.folder)
        return KeptFile(name, size, digest)


def _begin(unfinished: Path) -> BinaryIO:
    """A new file that others can see is being written, for as long as it is open."""
    while True:
        unfinished.unlink(missing_ok=True)
        opened = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        file = os.fdopen(opened, "wb")
        # Somebody who sweeps may have come between the two: then the name is gone again.
        if _lock(file, without=True) and _is_still(unfinished, file):
            return file
        file.close()


def _take_away_if_left(unfinished: Path) -> bool:
    try:
        with unfinished.open("rb") as file:
            if not _lock(file, without=False):
                return False
            unfinished.unlink()
            return True
    except FileNotFoundError:
        return False


def _lock(file: BinaryIO, *, without: bool) -> bool:
    """Whether nobody else has the file locked; ``without`` where the system has no such locks."""
    if sys.platform == "win32":
        return without
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return without
    return True


def _is_still(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def read_whole(source: Source, largest: int) -> bytes:
    """All bytes of something that is not kept as a file.

    :raises FileTooLarge: there are more.
    """
    content = source.read(largest + 1)
    if len(content) > largest:
        raise FileTooLarge(_too_large(largest))
    return content


def _too_large(largest: int) -> Sentence:
    megabytes = largest // _MEGABYTE
    if megabytes:
        return Sentence("The file is larger than {n} MB; bring a smaller one.", n=megabytes)
    return Sentence("The file has more than {n:,} bytes; bring a smaller one.", n=largest)


def _copy(source: Source, target: BinaryIO, largest: int) -> tuple[int, str]:
    digest, size = sha256(), 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        if size > largest:
            raise FileTooLarge(_too_large(largest))
        digest.update(chunk)
        target.write(chunk)
    target.flush()
    os.fsync(target.fileno())
    return size, digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    """A new name outlives a crash only once its folder is on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
