"""The kinds of files that are taken as evidence, by their ending, with our own media types."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

from ddtool.domain.errors import DdtoolError
from ddtool.sentences import Sentence


class FileRefused(DdtoolError):
    """A file cannot be taken as evidence; the sentence says why and what to do."""


class Family(Enum):
    """How the content of a kind is looked at."""

    PDF = "pdf"
    PICTURE = "picture"
    OFFICE = "office"
    OPEN_DOCUMENT = "open_document"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file, and the media type that it is handed out with."""

    ending: str
    media_type: str
    family: Family


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it was brought: its cleaned name, its bytes, how many they are."""

    name: str
    file: BinaryIO
    size: int

    def head(self, size: int) -> bytes:
        """The first bytes."""
        self.file.seek(0)
        return self.file.read(size)

    def tail(self, size: int) -> bytes:
        """The last bytes."""
        self.file.seek(max(0, self.size - size))
        return self.file.read(size)

    @property
    def damaged(self) -> FileRefused:
        """The fact that the file does not hold together."""
        return FileRefused(
            Sentence(
                "{file} is damaged or cut off; open it in the program it comes from, "
                "save it again, and bring that file.",
                file=self.name,
            )
        )

    def of_other_content(self, ending: str) -> FileRefused:
        """The fact that the content is of another kind than the ending says."""
        return FileRefused(
            Sentence(
                "{file} ends with .{ending}, but its content is of another kind; open it in the "
                "program it comes from, and save it as .{ending} there.",
                file=self.name,
                ending=ending,
            )
        )

    def with_macros(self, without: str) -> FileRefused:
        """The fact that it holds macros; the ending is that of the same kind without."""
        return FileRefused(
            Sentence(
                "{file} holds macros; save it without macros (.{without}) or print it as PDF.",
                file=self.name,
                without=without,
            )
        )


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

_KINDS = (
    FileKind("pdf", "application/pdf", Family.PDF),
    FileKind("docx", f"{_OFFICE}wordprocessingml.document", Family.OFFICE),
    FileKind("xlsx", f"{_OFFICE}spreadsheetml.sheet", Family.OFFICE),
    FileKind("pptx", f"{_OFFICE}presentationml.presentation", Family.OFFICE),
    FileKind("odt", f"{_OPEN}text", Family.OPEN_DOCUMENT),
    FileKind("ods", f"{_OPEN}spreadsheet", Family.OPEN_DOCUMENT),
    FileKind("png", "image/png", Family.PICTURE),
    FileKind("jpg", "image/jpeg", Family.PICTURE),
    FileKind("jpeg", "image/jpeg", Family.PICTURE),
    FileKind("txt", "text/plain", Family.TEXT),
    FileKind("csv", "text/csv", Family.TEXT),
)

KINDS: Mapping[str, FileKind] = {kind.ending: kind for kind in _KINDS}
"""The kinds by their ending, without the dot and in lower case."""

ENDINGS = tuple(KINDS)
"""The endings that are taken, the most usual first."""

ACCEPT = ",".join(f".{ending}" for ending in ENDINGS)
"""The same for the ``accept`` of a file field, which helps people and proves nothing."""

_UNKNOWN = "application/octet-stream"


def handed_out_as(media_type: str) -> str:
    """The media type that a file is handed out with: one of ours, whatever stands beside it."""
    known = {kind.media_type for kind in KINDS.values()}
    plain = media_type.partition(";")[0].strip()
    return media_type if plain in known and media_type.isprintable() else _UNKNOWN
