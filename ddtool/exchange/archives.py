"""The assessment file itself: a ZIP with the text, its schema and the documents by their hashes."""

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from ddtool.exchange.content import (
    AssessmentFile,
    AssessmentFileUnusable,
    Content,
    DocumentFile,
    Origin,
    read_text,
    schema,
    write_text,
)
from ddtool.sentences import Sentence, n_

TEXT, SCHEMA, FOLDER = "assessment.json", "assessment.schema.json", "evidence/"
_LARGEST_TEXT = 32 * 1024 * 1024
_MOST_PARTS = 5_000
_NO_ZIP = n_(
    "This is no assessment file of ddtool: it is no ZIP, or a damaged one. Have it sent again."
)


class Archive:
    """An assessment file that is open for reading; nothing of it is unpacked anywhere."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.file: AssessmentFile = read_text(self._read_text())
        self._refuse_missing()

    @property
    def content(self) -> Content:
        """What the file says."""
        return self.file.content

    @contextmanager
    def open(self, file: DocumentFile) -> Iterator[IO[bytes]]:
        """A document of the file."""
        with self._archive.open(_path(file)) as opened:
            yield opened

    def _read_text(self) -> bytes:
        parts = self._archive.infolist()
        sizes = {part.filename: part.file_size for part in parts}
        if len(parts) > _MOST_PARTS or sizes.get(TEXT, 0) > _LARGEST_TEXT:
            raise AssessmentFileUnusable(
                Sentence("This assessment file is larger than any that ddtool writes.")
            )
        if TEXT not in sizes:
            raise AssessmentFileUnusable(
                Sentence(
                    "There is no {name} in this ZIP. Bring the file that ddtool wrote, as it is.",
                    name=TEXT,
                )
            )
        with self._archive.open(TEXT) as text:
            return text.read(_LARGEST_TEXT)

    def _refuse_missing(self) -> None:
        sizes = {part.filename: part.file_size for part in self._archive.infolist()}
        for file in self.content.files:
            if sizes.get(_path(file)) != file.size:
                raise AssessmentFileUnusable(
                    Sentence(
                        "The document {name} is missing in this file, or was changed. "
                        "Have the file written again.",
                        name=file.name,
                    )
                )


@contextmanager
def opened(source: BinaryIO) -> Iterator[Archive]:
    """An assessment file to read from.

    :raises AssessmentFileUnusable: it is none.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            yield Archive(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise AssessmentFileUnusable(Sentence(_NO_ZIP)) from fault


def write_archive(
    target: BinaryIO, content: Content, origin: Origin, read: Callable[[DocumentFile], IO[bytes]]
) -> None:
    """Write an assessment file; ``read`` opens a document."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(TEXT, write_text(content, origin))
        archive.writestr(SCHEMA, json.dumps(schema(), indent=1) + "\n")
        for path, file in {_path(one): one for one in content.files}.items():
            with read(file) as source, archive.open(path, "w") as copy:
                while block := source.read(1 << 20):
                    copy.write(block)


def _path(file: DocumentFile) -> str:
    return FOLDER + file.sha256
