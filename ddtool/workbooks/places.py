"""Where in a workbook each statement stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from ddtool.domain.statements import ANSWER, FIELDS, HEAD, SITE, WHOLE, Key, Thing
from ddtool.workbooks.findings import Refusal

_COLUMN_OF_FIELD: Mapping[tuple[str, str], str] = {
    ("rating", "reason"): "note",
    ("certificate", "nonconformity"): "open_nonconformity",
}
_SITE_COLUMN = "answer"
_MORE_FIELDS = {ANSWER: ("evidence",)}


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row of a sheet; ``columns`` are the numbers of its columns by code, from 1."""

    sheet: str
    row: int
    columns: Mapping[str, int]


@dataclass
class Places:
    """The rows that statements were read from."""

    _rows: dict[Thing, RowPlace] = field(default_factory=dict)
    _site_rows: dict[str, RowPlace] = field(default_factory=dict)
    _sheets: dict[str, int] = field(default_factory=dict)

    def note(self, thing: Thing, place: RowPlace) -> None:
        """Remember the row of a thing. Sheets come in the order in which they are first noted."""
        self._sheets.setdefault(place.sheet, len(self._sheets))
        self._rows.setdefault(thing, place)

    def note_site_row(self, key: str, place: RowPlace) -> None:
        """Remember the row of one key of the site sheet."""
        self._sheets.setdefault(place.sheet, len(self._sheets))
        self._site_rows.setdefault(key, place)

    def sheet(self, key: Key) -> str:
        """The title of the sheet a statement stands on, empty where it stands nowhere."""
        place = self._place(key)
        return place.sheet if place else ""

    def cell(self, key: Key) -> str:
        """The cell of a statement, such as "E48", empty where it stands nowhere."""
        place = self._place(key)
        column = place.columns.get(_code(key)) if place else None
        return f"{get_column_letter(column)}{place.row}" if place and column else ""

    def order(self, key: Key) -> tuple[int, int, int]:
        """Where a statement comes in the workbook; those that stand nowhere come last."""
        place = self._place(key)
        if place is None:
            return (len(self._sheets), 0, 0)
        return (self._sheets[place.sheet], place.row, place.columns.get(_code(key), 0))

    def refused(self, cells: Mapping[tuple[str, int, str], Refusal]) -> Mapping[Key, Refusal]:
        """The statements whose cells are among these: title of the sheet, row, column code."""
        found = ((key, cells.get(_at(key, place))) for key, place in self._all())
        return {key: refusal for key, refusal in found if refusal is not None}

    def _all(self) -> Iterator[tuple[Key, RowPlace]]:
        for thing, place in self._rows.items():
            names = (*FIELDS[thing.noun], *_MORE_FIELDS.get(thing.noun, ()))
            yield from ((Key(thing, name), place) for name in names)
        for name, place in self._site_rows.items():
            noun = HEAD if name in FIELDS[HEAD] else SITE
            yield Key(Thing(noun, ""), name), place

    def _place(self, key: Key) -> RowPlace | None:
        if key.thing.noun in (SITE, HEAD):
            return self._site_rows.get(key.field)
        return self._rows.get(key.thing)


def _at(key: Key, place: RowPlace) -> tuple[str, int, str]:
    return (place.sheet, place.row, _code(key))


def _code(key: Key) -> str:
    if key.thing.noun in (SITE, HEAD):
        return _SITE_COLUMN
    if key.field == WHOLE:
        return "id"
    return _COLUMN_OF_FIELD.get((key.thing.noun, key.field), key.field)
