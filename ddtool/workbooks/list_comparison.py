"""What a list of certificates changes, beside the certificates that are stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from hashlib import sha256

from ddtool.domain.certificates import Certificate
from ddtool.domain.history import Stored
from ddtool.domain.site_names import named
from ddtool.sentences import Problem, Sentence
from ddtool.spreadsheets.writing import Value
from ddtool.workbooks.certificate_lists import COLUMNS, CertificateList, ListedCertificate
from ddtool.workbooks.form import Form
from ddtool.workbooks.registers import certificate_row, worded


class RowKind(Enum):
    """What a row of a list does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A column of a certificate, by its head, before and after; empty where nothing stood."""

    head: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One certificate of a list and what would be done with it.

    ``certificate`` is what would be stored, ``before`` what stands there now.
    """

    place: str
    kind: RowKind
    certificate: Certificate
    before: Stored[Certificate] | None = None
    changes: tuple[FieldChange, ...] = ()


class ListComparison:
    """Compares the rows of a list with what is stored."""

    def __init__(self, found: CertificateList, form: Form, names: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self._title = found.title
        self._given = found.given
        self._form = form
        self._names = names

    def row(self, listed: ListedCertificate, alike: Sequence[Stored[Certificate]]) -> ListedRow:
        """What one row does."""
        certificate = listed.certificate
        compared = [self._compared(listed, one) for one in alike]
        if not certificate.number.strip():
            same = (row for row in compared if row.kind is RowKind.SAME)
            return next(same, ListedRow(listed.place, RowKind.NEW, certificate))
        if len(alike) > 1:
            self._note_several(listed)
        return compared[0] if compared else ListedRow(listed.place, RowKind.NEW, certificate)

    def _compared(self, listed: ListedCertificate, before: Stored[Certificate]) -> ListedRow:
        after = self._changed(before.value, listed.certificate)
        changes = tuple(self._changes(before.value, after))
        kind = RowKind.CHANGED if changes else RowKind.SAME
        return ListedRow(listed.place, kind, after, before, changes)

    def _changed(self, before: Certificate, listed: Certificate) -> Certificate:
        """What stood there, with every column that the list has as the list says."""
        fields = {
            name: getattr(listed, name)
            for code in self._given
            for name in _FIELDS.get(code, (code,))
        }
        return replace(before, **fields)

    def _changes(self, before: Certificate, after: Certificate) -> Iterator[FieldChange]:
        rows = [certificate_row(named(one, self._names)) for one in (before, after)]
        for column in COLUMNS:
            old, new = (worded(column, row[column.code], self._form.lists) for row in rows)
            if old != new:
                yield FieldChange(self._form.translate(column.head), old, new)

    def _note_several(self, listed: ListedCertificate) -> None:
        translate = self._form.translate
        found = Sentence(
            "several recorded certificates are {standard} {number}",
            standard=listed.certificate.standard,
            number=listed.certificate.number,
        )
        remedy = Sentence("change or remove them by hand first")
        self.problems.append(
            Problem(self._title, listed.place, found.told(translate), remedy.told(translate))
        )


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "sites": ("sites", "other_sites"),
    "open_nonconformity": ("nonconformity",),
}
"""The fields behind a column that is called otherwise."""


def digest_of(rows: Sequence[ListedRow]) -> str:
    """One hash for what is to be stored and the versions that it rests on."""
    said = [
        (row.kind.value, _plain(row.certificate), row.before.version if row.before else 0)
        for row in rows
    ]
    return sha256(repr(said).encode(errors="replace")).hexdigest()


def _plain(certificate: Certificate) -> list[object]:
    """The fields of a certificate in a form that is written the same every time."""
    row = certificate_row(certificate)
    return [_text(row[name]) for name in sorted(row)] + [certificate.other_sites]


def _text(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
