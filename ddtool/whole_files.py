"""Files that are whole or not there: written beside their place, then moved into it.

And the names that every system can write.
"""

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM)
_NO_FOLDER = (errno.ENOENT, errno.ENOTDIR)
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_WITHOUT_PARTS = str.maketrans(
    {"ß": "ss", "Æ": "AE", "æ": "ae", "Ø": "O", "ø": "o", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d"}
)


class NotWritten(DdtoolError):
    """A file or folder cannot be written; ``str()`` names it as people do, and says what to do."""


def write_whole(path: Path, content: bytes, *, keep: bool = False) -> Path | None:
    """Put the bytes at the path in one step; what was there before stays until then.

    With ``keep`` it also stays afterwards, under the name that is handed back: the path with
    ``.bak``, ``.bak.2`` and so on. No earlier one is ever written over.

    :raises NotWritten: the path is as it was.
    """
    with telling_why(path):
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return None
        return _move_in(path, content, keep=keep)


def plain_name(text: str, longest: int = 60) -> str:
    """A part of a file's name in plain letters: without the marks on them, hyphens for all else.

    Empty where nothing of the text can be written so.
    """
    parted = unicodedata.normalize("NFKD", text.translate(_WITHOUT_PARTS))
    plain = "".join(one for one in parted if not unicodedata.combining(one))
    return _NOT_IN_NAMES.sub("-", plain).strip("-.")[:longest].strip("-.")


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder and those it lies in, where they are not there yet.

    :raises NotWritten: it cannot be made.
    """
    with telling_why(folder):
        folder.mkdir(mode=mode, parents=True, exist_ok=True)


@contextmanager
def telling_why(path: Path) -> Iterator[None]:
    """Tell faults of the system by the path that people know, whatever file met them.

    :raises NotWritten: in place of any OSError.
    """
    try:
        yield
    except OSError as error:
        raise NotWritten(_why(path, error)) from error


def _move_in(path: Path, content: bytes, *, keep: bool) -> Path | None:
    beside = path.with_name(f".ddtool-{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        kept = _kept(path) if keep and path.exists() else None
        try:
            beside.replace(path)
        except OSError:
            if kept:
                kept.rename(path)
            raise
        return kept
    finally:
        beside.unlink(missing_ok=True)


def _kept(path: Path) -> Path:
    names = (f"{path.name}.bak" + (f".{number}" if number > 1 else "") for number in count(1))
    free = (path.with_name(name) for name in names)
    return path.rename(next(one for one in free if not os.path.lexists(one)))


def _why(path: Path, error: OSError) -> Sentence:
    file, folder = str(path), str(path.parent)
    if error.errno in _FULL:
        return Sentence(
            "{file} cannot be written: the disk is full. Free some space, or choose another place.",
            file=file,
        )
    if error.errno in _FORBIDDEN:
        return Sentence(
            "{file} cannot be written: you may not write there. "
            "Choose another place, or ask for permission to write.",
            file=file,
        )
    if error.errno == errno.EROFS:
        return Sentence(
            "{file} cannot be written: the disk is read-only. Choose another place.", file=file
        )
    if error.errno == errno.EISDIR:
        return Sentence("{file} is a folder. Give the name of a file.", file=file)
    if error.errno == errno.EEXIST:
        return Sentence("{file} is not a folder. Move it away, or choose another place.", file=file)
    return _rarer(file, folder, error)


def _rarer(file: str, folder: str, error: OSError) -> Sentence:
    if error.errno in _NO_FOLDER:
        return Sentence(
            "{file} cannot be written: {folder} is not a folder. Make it, or choose another place.",
            file=file,
            folder=folder,
        )
    if error.errno == errno.ENAMETOOLONG:
        return Sentence("{file} cannot be written: its name is too long. Shorten it.", file=file)
    return Sentence(
        "{file} cannot be written ({reason}). Choose another place, or look after the disk.",
        file=file,
        reason=error.strerror or error,
    )
