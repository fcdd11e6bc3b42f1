"""Texts in other languages as rows of the sheet ``Texts``, and back."""

from collections.abc import Iterator, Mapping, Sequence

from ddtool.packs.overlays import LIST_KEYS
from ddtool.packs.sheets import SheetRow, table_in
from ddtool.packs.toml_text import Plain

Tables = dict[str, dict[str, object]]
"""The tables of TOML files by file name."""

_WITHOUT_IDS = ("set", "matrix")


def overlay_to_rows(name: str, table: Plain) -> Iterator[Plain]:
    """One row for each translated text, after one that only says that there is the language."""
    if not name.startswith("text."):
        return
    language = name.split(".")[1]
    yield {"language": language}
    for part in table:
        texts = table_in(table, part)
        for key, value in ({"": texts} if part in _WITHOUT_IDS else texts).items():
            for inner, text in value.items() if isinstance(value, Mapping) else ():
                yield {"language": language, "part": part, "id": key, "key": inner, "value": text}


def rows_to_overlays(rows: Sequence[SheetRow]) -> Tables:
    """The files ``text.<language>.toml`` from the rows of the sheet ``Texts``."""
    files: Tables = {}
    for row in rows:
        file = files.setdefault(f"text.{row.get('language')}.toml", {})
        if row.get("part"):
            _place(file, row)
    return files


def _place(file: dict[str, object], row: SheetRow) -> None:
    """Put one translated text where it stands in the file."""
    table: dict[str, object] = file
    for step in filter(None, (row.get("part"), row.get("id"))):
        inner = table.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        table = inner
    key, text = row.get("key"), row.get("value")
    table[key] = (text.split("\n") if text else []) if key in LIST_KEYS else text
