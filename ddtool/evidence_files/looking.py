"""Judging a file that somebody brings as evidence: by its ending and its content together."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import filetype

from ddtool.evidence_files.documents import look_into_office, look_into_open_document
from ddtool.evidence_files.kinds import ENDINGS, KINDS, Brought, Family, FileKind, FileRefused
from ddtool.evidence_files.names import clean_name, ending_of
from ddtool.evidence_files.pictures import look_at_picture
from ddtool.evidence_files.texts import look_at_text
from ddtool.sentences import Sentence

_HEAD_BYTES = 8_192
_PDF_TAIL_BYTES = 4_096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"

_ARCHIVES = frozenset({"zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz", "cab", "iso"})
_OTHER_PICTURES = frozenset(
    {"heic", "heif", "tif", "tiff", "gif", "webp", "bmp", "svg", "avif", "psd", "eps"}
)
_WITH_MACROS = {"docm": "docx", "dotm": "docx", "xlsm": "xlsx", "xltm": "xlsx", "pptm": "pptx"}
_OLD_ENDINGS = {"doc": "docx", "xls": "xlsx", "ppt": "pptx", "xlsb": "xlsx", "rtf": "docx"}
_ZIPPED = frozenset({Family.OFFICE, Family.OPEN_DOCUMENT})


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept: its name for people, its media type, and how many bytes it has."""

    name: str
    media_type: str
    size: int


def check_file(name: str, file: BinaryIO) -> CheckedFile:
    """Judge a file before it is kept. The file is read and stands at its beginning afterwards.

    :raises FileRefused: its kind is not taken, or its content is not what its ending says, or it
        would harm whoever opens it; one sentence says which and what to do.
    """
    cleaned = clean_name(name)
    brought = Brought(cleaned, file, file.seek(0, 2))
    kind = KINDS.get(ending_of(cleaned))
    if kind is None:
        raise _refused_by_ending(cleaned)
    if not brought.size:
        raise FileRefused(Sentence("{file} is empty.", file=cleaned))
    _require_content(brought, kind)
    media_type = _LOOKS[kind.family](brought, kind)
    file.seek(0)
    return CheckedFile(cleaned, media_type, brought.size)


def _refused_by_ending(name: str) -> FileRefused:
    ending = ending_of(name)
    if ending in _WITH_MACROS:
        return Brought(name, BytesIO(), 0).with_macros(_WITH_MACROS[ending])
    return FileRefused(_told_of_ending(name, ending))


def _told_of_ending(name: str, ending: str) -> Sentence:
    if ending in _ARCHIVES:
        return Sentence("{file} is an archive; bring the documents in it one by one.", file=name)
    if ending in _OTHER_PICTURES:
        return Sentence(
            "{file} is a picture of a kind that is not taken; save it as .png or .jpg.", file=name
        )
    if ending in _OLD_ENDINGS:
        return Sentence(
            "{file} is of an older kind; save it as .{newer} or print it as PDF.",
            file=name,
            newer=_OLD_ENDINGS[ending],
        )
    return Sentence(
        "{file} cannot be taken as evidence; print or save it as PDF. Taken are files that end "
        "with {accepted}.",
        file=name,
        accepted=", ".join(f".{one}" for one in ENDINGS),
    )


def _require_content(brought: Brought, kind: FileKind) -> None:
    """The first bytes must be those of the kind that the ending names."""
    head = brought.head(_HEAD_BYTES)
    if head.startswith(_OLD_OFFICE):
        raise FileRefused(
            Sentence(
                "{file} is protected with a password or of an older kind; save it without a "
                "password as .docx, .xlsx or .pptx, or print it as PDF.",
                file=brought.name,
            )
        )
    found = _ending_of_content(head)
    if kind.family is Family.TEXT:
        fits = found not in {"pdf", "rtf", "ps"} and not head.startswith(b"PK\x03\x04")
    elif kind.family in _ZIPPED:
        fits = head.startswith(b"PK\x03\x04")
    else:
        fits = KINDS.get(found, kind).media_type == kind.media_type and found in KINDS
    if not fits:
        raise _other_content(brought, kind, found)


def _ending_of_content(head: bytes) -> str:
    """The usual ending of what the content is, or an empty text where nobody can tell."""
    guessed = filetype.guess(head)
    found = str(guessed.extension) if guessed else ""
    return "png" if found == "apng" else found


def _other_content(brought: Brought, kind: FileKind, found: str) -> FileRefused:
    if found not in KINDS:
        return brought.of_other_content(kind.ending)
    return FileRefused(
        Sentence(
            "{file} ends with .{ending}, but its content is that of a .{found} file; "
            "give it that ending.",
            file=brought.name,
            ending=kind.ending,
            found=found,
        )
    )


def _look_into_pdf(brought: Brought, kind: FileKind) -> str:
    """A PDF begins and ends with marks of its own; between them its reader decides."""
    whole = re.search(rb"%%EOF", brought.tail(_PDF_TAIL_BYTES))
    if not brought.head(5).startswith(b"%PDF-") or whole is None:
        raise brought.damaged
    return kind.media_type


_LOOKS: Mapping[Family, Callable[[Brought, FileKind], str]] = {
    Family.PDF: _look_into_pdf,
    Family.PICTURE: look_at_picture,
    Family.OFFICE: look_into_office,
    Family.OPEN_DOCUMENT: look_into_open_document,
    Family.TEXT: look_at_text,
}
"""How to look at each family; each look answers with the media type."""
