"""Which column of somebody's workbook is what: a small TOML file for ``--columns``.

Source of the format: ``criteria/README.md``, "Column maps".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ddtool.packs.problems import Findings
from ddtool.packs.sheets import MATRIX_SHEETS, SET_SHEETS
from ddtool.packs.tables import Table, parse_toml
from ddtool.sentences import Sentence

MAP_KEYS = ("head", "sheets")
SHEET_NAME_KEY = "name"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Our names of sheets and columns, and what they are called in the workbook.

    ``head`` holds what the workbook does not say of itself: the keys of ``set.toml`` or
    ``matrix.toml``. Without a map, sheets and columns are called as ``packs export`` calls them.
    """

    head: Mapping[str, object] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def sheet(self, name: str) -> str:
        """What one of our sheets is called in the workbook."""
        return self.sheets.get(name, name)

    def places(
        self,
        name: str,
        title: str,
        header: Sequence[str],
        known: Sequence[str],
        findings: Findings,
    ) -> dict[str, int]:
        """Where each of our columns stands, by position; what is missing or unknown is noted.

        In a sheet that the map speaks of, columns that it does not name are passed over.
        """
        found = [_simple(text) for text in header]
        mapped = self.columns.get(name)
        wanted = {column: column for column in known} if mapped is None else mapped
        place = Sentence('sheet "{title}"', title=title)
        if mapped is None:
            _refuse_unknown(place, header, known, findings)
        elif missing := [text for text in wanted.values() if _simple(text) not in found]:
            shown = ", ".join(text for text in header if text)
            for text in missing:
                remedy = Sentence("name in the column map one of: {shown}", shown=shown)
                findings.add(place, Sentence('there is no column "{text}"', text=text), remedy)
        return {
            column: found.index(_simple(text))
            for column, text in wanted.items()
            if _simple(text) in found
        }


def read_column_map(data: bytes, findings: Findings) -> ColumnMap:
    """The column map in a TOML file; unknown sheets and columns are noted."""
    table = Table(parse_toml(data, findings), "", findings).only(MAP_KEYS)
    outer = table.table("sheets")
    sheets = {**SET_SHEETS, **MATRIX_SHEETS}
    ours = {name.casefold().replace(" ", "_"): name for name in sheets}
    names: dict[str, str] = {}
    columns: dict[str, Mapping[str, str]] = {}
    for key in outer.only(tuple(ours)).values:
        if key in ours:
            name = ours[key]
            inner = outer.table(key).only((SHEET_NAME_KEY, *sheets[name]))
            known = (SHEET_NAME_KEY, *sheets[name])
            texts = {column: inner.text(column) for column in inner.values if column in known}
            names[name] = texts.pop(SHEET_NAME_KEY, name) or name
            columns[name] = texts
    return ColumnMap(table.table("head").values, names, columns)


def _refuse_unknown(
    place: str, header: Sequence[str], known: Sequence[str], findings: Findings
) -> None:
    for text in header:
        if text and text not in known:
            remedy = Sentence(
                "remove it, use one of: {words}, or give a column map", words=", ".join(known)
            )
            findings.add(place, Sentence('unknown column "{text}"', text=text), remedy)


def _simple(text: str) -> str:
    return " ".join(text.split()).casefold()
