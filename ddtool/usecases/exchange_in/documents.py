"""The documents of an assessment file, put in their places."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO

from ddtool.domain.assessment_heads import EvidenceFile
from ddtool.evidence_files import FileRefused, check_file
from ddtool.exchange import (
    Archive,
    AssessmentFileUnusable,
    DocumentFile,
)
from ddtool.sentences import Sentence
from ddtool.store.bringing import Upload, brought
from ddtool.store.files import FileStore, FileTooLarge

_IN_MEMORY = 1 << 20
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file on its way in: for the site of that id, or for a new one where it is empty.

    ``largest`` is how many bytes one document may have, ``quota`` how many all documents of the
    organisation may have together.
    """

    source: BinaryIO
    site: str = ""
    largest: int = sys.maxsize
    quota: int | None = None


def keep_documents(
    archive: Archive, files: FileStore, arrival: Arrival, undone: ExitStack
) -> dict[str, EvidenceFile | None]:
    """The documents of the file in their places, each looked at as one that somebody brings."""
    kept: dict[str, EvidenceFile | None] = {}
    for file in archive.content.files:
        with archive.open(file) as part, SpooledTemporaryFile(max_size=_IN_MEMORY) as held:
            _copy(part, held, file, arrival)
            upload = _looked_at(file, held, arrival)
            came = undone.enter_context(brought(files, upload))
        if came is None or came.sha256 != file.sha256:
            raise AssessmentFileUnusable(
                Sentence(
                    "The document {name} was changed after the file was written. "
                    "Have the file written again.",
                    name=file.name,
                )
            )
        kept[file.evidence] = came
    return kept


def _copy(part: IO[bytes], held: IO[bytes], file: DocumentFile, arrival: Arrival) -> None:
    left = arrival.largest
    while block := part.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise FileTooLarge(
                Sentence(
                    "The document {name} is larger than this installation takes in.",
                    name=file.name,
                )
            )
        held.write(block)


def _looked_at(file: DocumentFile, held: Any, arrival: Arrival) -> Upload:
    try:
        checked = check_file(file.name, held)
    except FileRefused as fault:
        raise AssessmentFileUnusable(
            Sentence("The document {name}: {fault}", name=file.name, fault=str(fault))
        ) from fault
    return Upload(checked.name, checked.media_type, held, arrival.largest, arrival.quota)
