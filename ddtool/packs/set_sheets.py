"""A criteria set as sheets of a workbook, and back."""

from collections.abc import Iterator, Mapping

from ddtool.packs.criteria_sets import CRITERIA_FILE, SET_FILE
from ddtool.packs.due_diligence import DUE_DILIGENCE_FILE
from ddtool.packs.overlays import LIST_KEYS
from ddtool.packs.sheets import (
    SET_SHEETS,
    SheetRow,
    Sheets,
    filled,
    head_to_rows,
    number_rows,
    row_to_table,
    rows_to_head,
    table_in,
    tables_in,
)
from ddtool.packs.toml_text import Plain

Tables = dict[str, dict[str, object]]
"""The tables of TOML files by file name."""

_HEAD_LISTS = {"sources": "Sources", "sections": "Sections", "ratings": "Ratings"}
_ENTRY_LISTS = {"red_flags": "Red flags", "risks": "Risks"}


def set_to_sheets(files: Mapping[str, Plain]) -> Sheets:
    """The sheets of a criteria set that is known to be free of problems."""
    head = files[SET_FILE]
    due_diligence = files.get(DUE_DILIGENCE_FILE, {})
    criteria = tables_in(files[CRITERIA_FILE], "criteria")
    responses = table_in(due_diligence, "responses")
    rows: dict[str, list[Plain]] = {
        "Set": list(head_to_rows(head)),
        **{sheet: tables_in(head, key) for key, sheet in _HEAD_LISTS.items()},
        "Criteria": criteria,
        "Requirements": [
            {"criterion": one["number"], **part}
            for one in criteria
            for part in tables_in(one, "requirements")
        ],
        **{sheet: tables_in(due_diligence, key) for key, sheet in _ENTRY_LISTS.items()},
        "Responses": [{"id": key, "text": text} for key, text in responses.items()],
        "Texts": [row for name, table in files.items() for row in _overlay_rows(name, table)],
    }
    return {name: number_rows(rows[name], columns) for name, columns in SET_SHEETS.items()}


def sheets_to_set(sheets: Sheets) -> Tables:
    """The TOML files of a criteria set from its sheets; whether they are right is checked later."""
    head = rows_to_head(sheets.get("Set", ()))
    lists = {key: _list_of(sheets, sheet) for key, sheet in _HEAD_LISTS.items()}
    entries = {key: _list_of(sheets, sheet) for key, sheet in _ENTRY_LISTS.items()}
    responses = {row.get("id"): row.get("text") for row in sheets.get("Responses", ())}
    due_diligence = filled({"responses": responses, **entries})
    return {
        SET_FILE: head | filled(lists),
        CRITERIA_FILE: {"criteria": list(_criteria(sheets))},
        **({DUE_DILIGENCE_FILE: due_diligence} if due_diligence else {}),
        **_overlays(sheets),
    }


def _list_of(sheets: Sheets, sheet: str) -> list[dict[str, object]]:
    return [row_to_table(row.values) for row in sheets.get(sheet, ())]


def _criteria(sheets: Sheets) -> Iterator[dict[str, object]]:
    parts: dict[str, list[dict[str, object]]] = {}
    for row in sheets.get("Requirements", ()):
        values = {key: value for key, value in row.values.items() if key != "criterion"}
        parts.setdefault(row.get("criterion"), []).append(row_to_table(values))
    for row in sheets.get("Criteria", ()):
        requirements = parts.pop(row.get("number"), [])
        yield row_to_table(row.values) | filled({"requirements": requirements})
    # Requirements of a criterion that is not there must not get lost without a word.
    for number, requirements in parts.items():
        yield filled({"number": number, "requirements": requirements})


def _overlay_rows(name: str, table: Plain) -> Iterator[Plain]:
    """One row for each translated text, after one that only says that there is the language."""
    if not name.startswith("text."):
        return
    language = name.split(".")[1]
    yield {"language": language}
    for part in table:
        texts = table_in(table, part)
        for key, value in ({"": texts} if part == "set" else texts).items():
            for inner, text in value.items() if isinstance(value, Mapping) else ():
                yield {"language": language, "part": part, "id": key, "key": inner, "value": text}


def _overlays(sheets: Sheets) -> Tables:
    files: Tables = {}
    for row in sheets.get("Texts", ()):
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
