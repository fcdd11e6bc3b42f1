"""The outside of a workbook file: a zip archive, judged before anything is unpacked."""

import posixpath
import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from ddtool.sentences import Sentence, n_
from ddtool.spreadsheets.errors import NotAWorkbook

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How many parts an archive may have, and how many bytes one and all of them unpacked."""

    parts: int
    part_bytes: int
    unpacked_bytes: int


WORKBOOK = ArchiveLimits(300, 15 * 1024 * 1024, 30 * 1024 * 1024)
"""The limits of a workbook that is read."""

END_BYTES = 22 + 20
"""As many bytes at the end of an archive decide about its directory."""

_DIRECTORY_BYTES_A_PART = 1024
_CHUNK_BYTES = 64 * 1024
_END = struct.Struct("<4s4H2LH")
_LOCAL_HEADER_BYTES = 30
_OTHER_DOCUMENTS = ("word/", "ppt/", "visio/")

_EMPTY = n_("{file} is empty.")
_NO_FILE = n_("{file} is not a file.")
_TOO_LARGE = n_("{file} is larger than {limit} MB; a workbook of ddtool is much smaller.")
_OLD_OR_LOCKED = n_(
    "{file} is an old .xls file or protected with a password; "
    "save it as an Excel workbook (.xlsx) without a password."
)
_OTHER_KIND = n_("{file} is not an Excel workbook (.xlsx).")
_OPEN_DOCUMENT = n_("{file} is an OpenDocument file; save it as an Excel workbook (.xlsx).")
_BINARY = n_("{file} is a binary workbook (.xlsb); save it as an Excel workbook (.xlsx).")
_MACROS = n_("{file} holds macros; save it as an Excel workbook without macros (.xlsx).")
_BROKEN = n_("{file} is damaged or cut off and cannot be opened as a workbook.")
_HOSTILE = n_("{file} is packed as no spreadsheet program would ({why}), so it was not opened.")


def read_file(path: Path) -> bytes:
    """The bytes of a file that may be a workbook.

    :raises NotAWorkbook: not a file, empty, too large, or plainly of another kind.
    """
    if not path.is_file():
        raise NotAWorkbook(_NO_FILE, file=path.name)
    with path.open("rb") as file:
        content = file.read(MAX_FILE_BYTES + 1)
    if not content:
        raise NotAWorkbook(_EMPTY, file=path.name)
    if len(content) > MAX_FILE_BYTES:
        raise NotAWorkbook(_TOO_LARGE, file=path.name, limit=MAX_FILE_BYTES // 1024**2)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotAWorkbook(_OLD_OR_LOCKED, file=path.name)
    if not content.startswith(b"PK\x03\x04"):
        raise NotAWorkbook(_OTHER_KIND, file=path.name)
    return content


def open_archive(file: str, content: bytes) -> zipfile.ZipFile:
    """The archive, with every rule about names and sizes kept.

    :raises NotAWorkbook: a rule of the archive is broken, or it is another kind of document.
    """
    _check_end(file, content[-END_BYTES:])
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, struct.error) as error:
        raise NotAWorkbook(_BROKEN, file=file) from error
    parts = archive.infolist()
    _check_kind(file, [part.filename for part in parts])
    why = hostile_parts(parts)
    if why:
        raise NotAWorkbook(_HOSTILE, file=file, why=why)
    return archive


def unpacked(file: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, piece by piece; never more than its declared size."""
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                yield chunk
    except NotAWorkbook:
        raise
    except Exception as error:  # zipfile and zlib answer damage with a dozen kinds of exceptions
        raise NotAWorkbook(_BROKEN, file=file) from error


def hostile_end(tail: bytes, limits: ArchiveLimits = WORKBOOK) -> str | None:
    """What is wrong with the last bytes of an archive: a reason, "" for nothing, None: cut off.

    They are looked at before zipfile does, which would build an object for every entry.
    """
    end = tail[-_END.size :]
    if len(end) < _END.size or not end.startswith(b"PK\x05\x06"):
        return None
    _, _, _, _, parts, directory_bytes, _, comment = _END.unpack(end)
    if comment or tail[-END_BYTES:].startswith(b"PK\x06\x07"):
        return Sentence("unusual end record")
    if parts > limits.parts or directory_bytes > limits.parts * _DIRECTORY_BYTES_A_PART:
        return Sentence("more than {limit} parts", limit=limits.parts)
    return ""


def hostile_parts(parts: Sequence[zipfile.ZipInfo], limits: ArchiveLimits = WORKBOOK) -> str:
    """Why the parts of an archive are refused before one is unpacked, or an empty text."""
    if len(parts) > limits.parts:
        return Sentence("more than {limit} parts", limit=limits.parts)
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        return Sentence("more than {limit} MB unpacked", limit=limits.unpacked_bytes // 1024**2)
    if len({part.filename.lower() for part in parts}) < len(parts):
        return Sentence("two parts of one name")
    if _overlap(parts):
        return Sentence("parts that overlap")
    return next(filter(None, (_reason_of(part, limits.part_bytes) for part in parts)), "")


def _check_end(file: str, end: bytes) -> None:
    why = hostile_end(end)
    if why is None:
        raise NotAWorkbook(_BROKEN, file=file)
    if why:
        raise NotAWorkbook(_HOSTILE, file=file, why=why)


def _check_kind(file: str, names: Sequence[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") for name in lower):
        raise NotAWorkbook(_MACROS, file=file)
    if "mimetype" in lower:
        raise NotAWorkbook(_OPEN_DOCUMENT, file=file)
    if "xl/workbook.bin" in lower:
        raise NotAWorkbook(_BINARY, file=file)
    other = any(name.startswith(_OTHER_DOCUMENTS) for name in lower)
    if other or "[content_types].xml" not in lower:
        raise NotAWorkbook(_OTHER_KIND, file=file)


def _reason_of(part: zipfile.ZipInfo, most_bytes: int) -> str:
    if not _is_safe(part.orig_filename):
        return Sentence("a part with an unsafe name")
    if part.flag_bits & 0x1:
        return Sentence("an encrypted part")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return Sentence("another compression than deflate")
    if part.file_size > most_bytes:
        return Sentence("a part of more than {limit} MB", limit=most_bytes // 1024**2)
    if part.file_size > RATIO_FROM_BYTES and part.file_size > MAX_RATIO * part.compress_size:
        return Sentence("a part packed to less than 1/{limit}", limit=MAX_RATIO)
    return ""


def _is_safe(name: str) -> bool:
    if not 0 < len(name) <= 255 or "\\" in name or ":" in name or not name.isprintable():
        return False
    pieces = name.rstrip("/").split("/")
    return not posixpath.isabs(name) and not {"", ".", ".."} & set(pieces)


def _overlap(parts: Sequence[zipfile.ZipInfo]) -> bool:
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            return True
        name_bytes = len(part.orig_filename.encode("utf-8", "surrogateescape"))
        end = part.header_offset + _LOCAL_HEADER_BYTES + name_bytes + part.compress_size
    return False
