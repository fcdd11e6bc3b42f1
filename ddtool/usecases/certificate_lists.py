"""Bringing in a whole list of certificates: shown first, then applied as one step or not at all."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from ddtool.domain.certificates import Certificate
from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.scales import find_incomparable
from ddtool.domain.site_names import named, site_names
from ddtool.evidence_files import clean_name
from ddtool.gap_reports import usable_matrices
from ddtool.packs import Library
from ddtool.sentences import Problem, Sentence
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.store import Database, Reading, certificates, sites
from ddtool.store.files import FileTooLarge
from ddtool.store.keeping import new_id
from ddtool.wording import Translate
from ddtool.workbooks import Form
from ddtool.workbooks.certificate_lists import (
    CertificateList,
    read_certificate_list,
    same_certificate,
)
from ddtool.workbooks.certificate_sheets import certificates_as_csv, certificates_as_workbook
from ddtool.workbooks.list_comparison import ListComparison, ListedRow, RowKind, digest_of

__all__ = [
    "FileTooLarge",
    "ListChanged",
    "ListPreview",
    "ListUnusable",
    "ListWords",
    "ListedRow",
    "NotAWorkbook",
    "RowKind",
    "apply_certificate_list",
    "preview_certificate_list",
    "write_certificate_list",
]


class ListChanged(DdtoolError):
    """What applying a list would do is no longer what was shown."""


class ListUnusable(DdtoolError):
    """A list has problems, so nothing of it is applied."""


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a list would do. With problems it does nothing. ``digest`` names exactly this preview.

    ``ignored`` are heads of columns that are not read.
    """

    rows: tuple[ListedRow, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]
    digest: str

    def count(self, kind: RowKind) -> int:
        """How many rows are of that kind."""
        return sum(row.kind is kind for row in self.rows)

    @property
    def does_something(self) -> bool:
        """Whether anything would be stored."""
        return not self.problems and any(row.kind is not RowKind.SAME for row in self.rows)


@dataclass(frozen=True)
class ListWords:
    """The packs whose words a list may use, and the reader's language."""

    library: Library
    translate: Translate = str
    language: str = "en"

    @property
    def form(self) -> Form:
        """What the columns of a list may hold."""
        library = self.library
        criteria_set = library.criteria_set(library.criteria_sets()[0].name)
        vocabulary = library.vocabulary(self.language)
        return Form(criteria_set, library.standards(), vocabulary, self.translate, self.language)


def preview_certificate_list(
    database: Database, author: Author, words: ListWords, name: str, file: BinaryIO
) -> ListPreview:
    """What a list would do: rows that are new, changed or the same, and every problem.

    A certificate of the same standard and number is the same certificate; without a number it is
    new unless just the same is stored. Columns that the list does not have leave what is stored as
    it is. ``name`` is the file's, with its ending.

    :raises NotAWorkbook: a workbook cannot be, or must not be, opened.
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as db:
        names = _names(db, organisation)
    found = _read(name, file, words.form, names)
    with database.read() as db:
        return _preview(db, organisation, found, words)


def apply_certificate_list(
    database: Database,
    author: Author,
    words: ListWords,
    name: str,
    file: BinaryIO,
    *,
    digest: str,
) -> ListPreview:
    """Store everything that a list says, in one step, as it was shown under ``digest``.

    :raises ListUnusable: it has problems.
    :raises ListChanged: something else would be done than was shown.
    :raises NotAWorkbook: as for the preview.
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as reading:
        names = _names(reading, organisation)
    found = _read(name, file, words.form, names)
    with database.write(author) as db:
        preview = _preview(db, organisation, found, words)
        if preview.problems:
            raise ListUnusable(Sentence("The list has problems; nothing was stored."))
        if preview.digest != digest:
            raise ListChanged(
                Sentence("Something has changed since this was shown; look at it again.")
            )
        for row in preview.rows:
            if row.kind is RowKind.NEW:
                certificates.add(db, organisation, replace(row.certificate, id=new_id()))
            elif row.before is not None and row.kind is RowKind.CHANGED:
                version = row.before.version
                certificates.change(db, organisation, row.certificate, version=version)
        return preview


def write_certificate_list(
    database: Database,
    author: Author,
    words: ListWords,
    *,
    ids: Sequence[str] | None = None,
    as_csv: bool = False,
) -> bytes:
    """The register as a file that can be read back, in the order of ``ids``; all of it without.

    An empty ``ids`` gives the empty template.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        names = _names(db, organisation)
        stored = {one.value.id: one.value for one in certificates.listed(db, organisation)}
    chosen = stored if ids is None else [one for one in ids if one in stored]
    listed = [named(stored[one], names) for one in chosen]
    write = certificates_as_csv if as_csv else certificates_as_workbook
    return write(listed, words.form)


def _names(db: Reading, organisation: str) -> Mapping[str, str]:
    return site_names(one.value for one in sites.listed(db, organisation))


@contextmanager
def _as_path(name: str, file: BinaryIO) -> Iterator[Path]:
    """The file under its own name in a folder that nobody else sees."""
    with tempfile.TemporaryDirectory(prefix="ddtool-list-") as folder:
        path = Path(folder) / clean_name(name)
        path.write_bytes(file.read())
        yield path


def _read(name: str, file: BinaryIO, form: Form, names: Mapping[str, str]) -> CertificateList:
    with _as_path(name, file) as path:
        return read_certificate_list(path, form, names)


def _preview(
    db: Reading, organisation: str, found: CertificateList, words: ListWords
) -> ListPreview:
    names = _names(db, organisation)
    stored: dict[tuple[str, str], list[Stored[Certificate]]] = {}
    for one in certificates.listed(db, organisation):
        stored.setdefault(same_certificate(one.value), []).append(one)
    compare = ListComparison(found, words.form, names)
    rows = tuple(
        compare.row(listed, stored.get(same_certificate(listed.certificate), []))
        for listed in found.certificates
    )
    foreign = _foreign_results(found.title, rows, words)
    problems = (*found.problems, *compare.problems, *foreign)
    return ListPreview(rows, problems, found.ignored, digest_of(rows))


def _foreign_results(title: str, rows: Sequence[ListedRow], words: ListWords) -> Iterator[Problem]:
    """Results on another scale than the one that some matrix compares them on."""
    scales, say = words.library.standards().scales, words.translate
    matrices = list(usable_matrices(words.library))
    for row in rows:
        found = (find_incomparable([row.certificate], one.cells, scales) for one in matrices)
        unlike = next(filter(None, found), None)
        if unlike is not None:
            told = Sentence(
                "the result {name}={got} cannot be compared with {minimum}",
                name=unlike.name,
                got=unlike.got,
                minimum=unlike.minimum,
            )
            remedy = Sentence("state it on the scale that the standard uses for it")
            yield Problem(title, row.place, told.told(say), remedy.told(say))
