"""Documents that are archives inside: Office Open XML and OpenDocument.

Only the list of parts and the small part that says what the document is are ever read.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat  # nosec B406 -- a document type declaration is refused below

from ddtool.evidence_files.kinds import Brought, FileKind, FileRefused
from ddtool.sentences import Sentence
from ddtool.spreadsheets.archives import END_BYTES, ArchiveLimits, hostile_end, hostile_parts

LIMITS = ArchiveLimits(parts=5_000, part_bytes=200 * 1024**2, unpacked_bytes=500 * 1024**2)
"""What people's documents stay far below; nothing of it is unpacked here."""

_TYPES = "[Content_Types].xml"
_MAX_TYPES_BYTES = 1024 * 1024
_MAIN = ".main+xml"
_MACRO_WORDS = ("macroenabled", "vbaproject", "macrosheet", "activex")
_EMPTY_LIBRARIES = ("script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml")


def look_into_office(brought: Brought, kind: FileKind) -> str:
    """The media type of a Word, Excel or PowerPoint document without macros.

    :raises FileRefused: it is another document, holds macros, or is packed to do harm.
    """
    with _opened(brought) as archive:
        names = {part.filename.lower() for part in archive.infolist()}
        if _TYPES.lower() not in names:
            raise brought.of_other_content(kind.ending)
        types = _content_types(brought, archive)
        programs = any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names)
        if programs or any(word in one for word in _MACRO_WORDS for one in types):
            raise brought.with_macros(kind.ending)
        if f"{kind.media_type}{_MAIN}" not in types:
            raise brought.of_other_content(kind.ending)
    return kind.media_type


def look_into_open_document(brought: Brought, kind: FileKind) -> str:
    """The media type of an OpenDocument text or sheet without macros.

    :raises FileRefused: as :func:`look_into_office`.
    """
    with _opened(brought) as archive:
        parts = archive.infolist()
        first = parts[0] if parts else None
        if first is None or first.filename != "mimetype" or first.file_size > 200:
            raise brought.of_other_content(kind.ending)
        if any(_is_program(part.filename.lower()) for part in parts):
            raise brought.with_macros(kind.ending)
        if archive.read(first).decode("ascii", "replace").strip() != kind.media_type:
            raise brought.of_other_content(kind.ending)
    return kind.media_type


def _is_program(name: str) -> bool:
    if name.endswith("/"):
        return False
    own = name.startswith("basic/") and not name.endswith(_EMPTY_LIBRARIES)
    return own or name.startswith("scripts/")


@contextmanager
def _opened(brought: Brought) -> Iterator[zipfile.ZipFile]:
    """The archive, once all rules about its names and sizes are kept."""
    why = hostile_end(brought.tail(END_BYTES), LIMITS)
    if why is None:
        raise brought.damaged
    if why:
        raise _hostile(brought, why)
    try:
        brought.file.seek(0)
        with zipfile.ZipFile(brought.file) as archive:
            why = hostile_parts(archive.infolist(), LIMITS)
            if why:
                raise _hostile(brought, why)
            yield archive
    except FileRefused:
        raise
    except Exception as error:  # zipfile and expat answer damage with a dozen kinds of exceptions
        raise brought.damaged from error


def _content_types(brought: Brought, archive: zipfile.ZipFile) -> frozenset[str]:
    """Every content type that the document declares, in lower case."""
    info = next(one for one in archive.infolist() if one.filename.lower() == _TYPES.lower())
    if info.file_size > _MAX_TYPES_BYTES:
        raise _hostile(brought, Sentence("a part that is too long"))
    found: set[str] = set()

    def element(_tag: str, attributes: dict[str, str]) -> None:
        found.add(attributes.get("ContentType", "").strip().lower())

    def document_type(*_parts: object) -> None:
        raise _hostile(brought, Sentence("a document type declaration"))

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = document_type
    parser.Parse(archive.read(info), True)
    return frozenset(found)


def _hostile(brought: Brought, why: str) -> FileRefused:
    return FileRefused(
        Sentence(
            "{file} is packed as no office program would ({why}); save it again in the program "
            "it comes from, or print it as PDF.",
            file=brought.name,
            why=why,
        )
    )
