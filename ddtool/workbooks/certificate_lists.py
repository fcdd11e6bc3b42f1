"""A list of certificates that an organisation keeps in a file of its own: CSV or Excel."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ddtool.domain.certificates import Certificate
from ddtool.domain.site_names import with_site_ids
from ddtool.sentences import Problem
from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.cells import Values, shown
from ddtool.workbooks.fields import Fields
from ddtool.workbooks.form import Form
from ddtool.workbooks.grids import Grid, GridReader, GridRow
from ddtool.workbooks.problems import NotAccepted
from ddtool.workbooks.records import Records

COLUMNS = layout.CERTIFICATE_COLUMNS[1:]
"""The columns of a list: those of the workbook's sheet but for the id, which the database gives."""

_NO_STANDARD = n_("the column “{head}” is missing")
_ADD_COLUMN = n_("add it; it says what each certificate is against")
_COLUMN_TWICE = n_("the column “{head}” stands twice")
_KEEP_ONE = n_("keep one")
_TWICE = n_("{standard} {number} stands in {other} too")
_ONE_ROW = n_("keep one row for each certificate")


@dataclass(frozen=True, slots=True)
class ListedCertificate:
    """A certificate of a list with the number of its row; its id is empty."""

    row: int
    place: str
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class CertificateList:
    """What a list says, under the title of its sheet or file.

    ``given`` are the columns it has, ``ignored`` the heads that nobody knows.
    """

    title: str
    certificates: tuple[ListedCertificate, ...]
    given: frozenset[str]
    ignored: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_certificate_list(path: Path, form: Form, names: Mapping[str, str]) -> CertificateList:
    """Read a list. ``names`` are those of the organisation's sites by id.

    Columns are known by their heads, in any order and case. Sites that the organisation has not
    recorded become ``other_sites``. Every problem is told with its cell or line.

    :raises NotAWorkbook: a workbook cannot be, or must not be, opened.
    """
    problems: list[Problem] = []
    grid = GridReader(COLUMNS, problems, form.translate).read(path)
    if grid is None:
        return CertificateList(path.name, (), frozenset(), (), tuple(problems))
    reader = _ListReader(grid, form, names)
    listed = tuple(reader.certificates()) if reader.columns_are_good() else ()
    given = frozenset(code for code in grid.codes if code)
    return CertificateList(grid.title, listed, given, grid.unknown, reader.problems)


def same_certificate(certificate: Certificate) -> tuple[str, str]:
    """What makes two entries the same certificate: standard and number, however it is written."""
    return certificate.standard, "".join(certificate.number.split()).casefold()


class _ListReader:
    """Reads the rows of one grid."""

    def __init__(self, grid: Grid, form: Form, names: Mapping[str, str]) -> None:
        self._grid = grid
        self._form = form
        self._names = names
        self._known = {" ".join(name.split()).casefold() for name in names.values()}
        self._found: list[tuple[int, int, Problem]] = []
        self._values = Values(form.translate, in_cells=False)
        self._records = Records(form)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, by row and column."""
        return tuple(one[-1] for one in sorted(self._found, key=lambda found: found[:2]))

    def columns_are_good(self) -> bool:
        """Whether the list says what each certificate is against, and each thing once."""
        for column in COLUMNS:
            head, count = self._form.translate(column.head), self._grid.codes.count(column.code)
            if count > 1:
                self._note(None, "", _COLUMN_TWICE, _KEEP_ONE, head=head)
            elif column.code == "standard" and not count:
                self._note(None, "", _NO_STANDARD, _ADD_COLUMN, head=head)
        return not self._found

    def certificates(self) -> Iterator[ListedCertificate]:
        """The certificates row by row; what cannot be used is noted and left out of them."""
        met: dict[tuple[str, str], str] = {}
        for row in self._grid.rows:
            place = self._place(row, "standard")
            certificate = self._certificate(row)
            key = same_certificate(certificate)
            if key[1] and key in met:
                self._note_twice(row, certificate, met[key])
            met.setdefault(key, place)
            yield ListedCertificate(row.number, place, certificate)

    def _certificate(self, row: GridRow) -> Certificate:
        values = self._row_values(row) | {"id": str(row.number)}
        fields = Fields(
            values, self._values, self._form.lists, lambda *one: self._refuse(row, *one)
        )
        found = self._records.certificate(fields)
        sites = tuple(self._sites(fields.items("sites")))
        return with_site_ids(replace(found, id="", sites=sites), self._names)

    def _row_values(self, row: GridRow) -> dict[str, object]:
        values: dict[str, object] = {}
        for code, value in zip(self._grid.codes, row.values, strict=False):
            if code and isinstance(value, NotAccepted):
                self._refuse(row, code, value)
            elif code:
                values[code] = value
        return values

    def _sites(self, items: Sequence[str]) -> Iterator[str]:
        """Names with commas in them stay whole where a site is called so."""
        for item in items:
            if item.casefold() in self._known or item in self._names:
                yield item
            else:
                yield from self._values.ids(item)

    def _refuse(self, row: GridRow, code: str, problem: NotAccepted) -> None:
        self._add(row, code, problem.found, problem.accepted)

    def _note_twice(self, row: GridRow, certificate: Certificate, other: str) -> None:
        values = {"standard": certificate.standard, "number": shown(certificate.number)}
        self._note(row, "number", _TWICE, _ONE_ROW, other=other, **values)

    def _note(
        self, row: GridRow | None, code: str, found: str, accepted: str, **values: str
    ) -> None:
        say = self._form.translate
        self._add(row, code, say(found).format(**values), say(accepted))

    def _add(self, row: GridRow | None, code: str, found: str, accepted: str) -> None:
        codes, place = self._grid.codes, self._place(row, code) if row else ""
        at = (row.number if row else 0, codes.index(code) if code in codes else 0)
        self._found.append((*at, Problem(self._grid.title, place, found, accepted)))

    def _place(self, row: GridRow, code: str) -> str:
        return self._grid.place(row, code, self._form.translate)
