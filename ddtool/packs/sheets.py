"""Rows of texts between packs and workbooks: which sheets there are, how values become text.

Lists stand one item a line, days as 2024-01-31, yes and no as these words; empty is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ddtool.packs.cells import COLUMNS
from ddtool.packs.criteria import CRITERION_KEYS, REQUIREMENT_KEYS
from ddtool.packs.criteria_sets import RATING_KEYS, SECTION_KEYS, SOURCE_KEYS
from ddtool.packs.due_diligence import ENTRY_KEYS
from ddtool.packs.toml_text import Plain

SET_SHEETS: Mapping[str, tuple[str, ...]] = {
    "Set": ("key", "value"),
    "Sources": SOURCE_KEYS,
    "Sections": SECTION_KEYS,
    "Ratings": RATING_KEYS,
    "Criteria": tuple(key for key in CRITERION_KEYS if key != "requirements"),
    "Requirements": ("criterion", *REQUIREMENT_KEYS),
    "Red flags": ENTRY_KEYS,
    "Risks": ENTRY_KEYS,
    "Responses": ("id", "text"),
    "Texts": ("language", "part", "id", "key", "value"),
}
"""The sheets of a criteria set with their columns."""

MATRIX_SHEETS: Mapping[str, tuple[str, ...]] = {
    "Matrix": ("key", "value"),
    "Cells": COLUMNS,
    "Texts": SET_SHEETS["Texts"],
}
"""The sheets of a matrix with their columns."""

_LISTS = ("applies_when", "evidence", "references", "sources", "blocking", "plan")
_DAYS = ("published", "in_force_from")
_FLAGS: Mapping[str, Mapping[str, bool]] = {"fictional": {"yes": True, "no": False}}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the workbook, and a text for each column that holds one."""

    number: int
    values: Mapping[str, str] = field(default_factory=dict)

    def get(self, column: str) -> str:
        """The text of a column, empty where there is none."""
        return self.values.get(column, "")


Sheets = Mapping[str, Sequence[SheetRow]]
"""Rows by the name of the sheet."""


def number_rows(rows: Sequence[Plain], columns: Sequence[str]) -> list[SheetRow]:
    """The rows of a sheet below its header."""
    return [
        SheetRow(number, {key: to_text(row[key]) for key in columns if key in row})
        for number, row in enumerate(rows, start=2)
    ]


def head_to_rows(head: Plain) -> Iterator[Plain]:
    """The single values of ``set.toml`` or ``matrix.toml``; those of a table as ``table.key``."""
    for key, value in head.items():
        if isinstance(value, Mapping):
            yield from ({"key": f"{key}.{inner}", "value": one} for inner, one in value.items())
        elif not isinstance(value, list):
            yield {"key": key, "value": value}


def rows_to_head(rows: Sequence[SheetRow]) -> dict[str, object]:
    """The keys of ``set.toml`` or ``matrix.toml`` from the rows of the first sheet."""
    head: dict[str, object] = {}
    for row in rows:
        outer, _, inner = row.get("key").partition(".")
        if inner:
            table = head.setdefault(outer, {})
            if isinstance(table, dict):
                table[inner] = from_text(inner, row.get("value"))
        elif row.get("value"):
            head[outer] = from_text(outer, row.get("value"))
    return head


def row_to_table(values: Mapping[str, str]) -> dict[str, object]:
    """One row as a TOML table, without what is empty."""
    return {key: from_text(key, value) for key, value in values.items() if value}


def to_text(value: object) -> str:
    """A value as it stands in a cell."""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def from_text(key: str, text: str) -> object:
    """The value of a key; what cannot be read stays a text, for the checks to complain about."""
    if key in _LISTS:
        return text.split("\n") if text else []
    if key in _FLAGS:
        return _FLAGS[key].get(text, text)
    if key in _DAYS:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def filled(values: Mapping[str, object]) -> dict[str, object]:
    """Without what is empty."""
    return {key: value for key, value in values.items() if value}


def tables_in(table: Plain, key: str) -> list[Plain]:
    """A list of tables; empty where there is none."""
    value = table.get(key, [])
    return value if isinstance(value, list) else []


def table_in(table: Plain, key: str) -> Plain:
    """A table; empty where there is none."""
    value = table.get(key, {})
    return value if isinstance(value, Mapping) else {}
