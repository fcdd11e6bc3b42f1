"""Cells as values alone, and their way through a pipe between two processes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from ddtool.sentences import Sentence
from ddtool.spreadsheets.guard import MAX_COLUMNS, FoundCell, PlainCell, Row, Sheet

_NOTHING = PlainCell()


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet that was read elsewhere."""

    title: str
    hidden: bool
    merged: tuple[str, ...]
    _rows: tuple[Row, ...]

    def rows(self) -> list[Row]:
        """All rows in which something stands."""
        return list(self._rows)


def packed_sheet(sheet: Sheet) -> dict[str, Any]:
    """A sheet as JSON has it: of each row only the cells in which something stands."""
    return {
        "title": sheet.title,
        "hidden": sheet.hidden,
        "merged": sheet.merged,
        "rows": [
            [
                row.number,
                [_packed_cell(at, one) for at, one in enumerate(row.cells) if _filled(one)],
            ]
            for row in sheet.rows()
        ],
    }


def unpacked_sheet(said: Mapping[str, Any]) -> PlainSheet:
    """The other way."""
    rows = tuple(Row(number, _unpacked_cells(cells)) for number, cells in said["rows"])
    return PlainSheet(said["title"], said["hidden"], tuple(said["merged"]), rows)


def packed_sentence(said: Sentence) -> list[Any]:
    """A sentence as JSON has it, with the sentences inside it."""
    (template,), values = said.__getnewargs_ex__()
    packed = {
        name: packed_sentence(one) if isinstance(one, Sentence) else str(one)
        for name, one in values.items()
    }
    return [template, packed]


def unpacked_sentence(said: Sequence[Any]) -> tuple[str, dict[str, object]]:
    """The template of a sentence and what it is filled with."""
    template, packed = said
    values: dict[str, object] = {}
    for name, one in packed.items():
        if isinstance(one, list):
            inner, inside = unpacked_sentence(one)
            values[name] = Sentence(inner, **inside)
        else:
            values[name] = one
    return template, values


def _filled(cell: FoundCell) -> bool:
    return cell.value is not None


def _packed_cell(at: int, cell: FoundCell) -> list[Any]:
    return [at, cell.data_type, *_packed(cell.value)]


def _unpacked_cells(said: Sequence[Sequence[Any]]) -> tuple[PlainCell, ...]:
    row = [_NOTHING] * MAX_COLUMNS
    for at, data_type, kind, value in said:
        row[at] = PlainCell(_READ[kind](value), data_type)
    return tuple(row)


def _packed(value: object) -> tuple[str, Any]:
    if isinstance(value, datetime):
        return "datetime", value.isoformat()
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, time):
        return "time", value.isoformat()
    if isinstance(value, timedelta):
        return "duration", value.total_seconds()
    if isinstance(value, bool | int | float):
        return "plain", value
    return "plain", str(value)


_READ: Mapping[str, Any] = {
    "plain": lambda said: said,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "duration": lambda seconds: timedelta(seconds=seconds),
}
