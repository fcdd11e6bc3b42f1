"""A criteria set as sheets of a workbook, and back."""

from collections.abc import Iterator, Mapping

from ddtool.packs.criteria_sets import CRITERIA_FILE, SET_FILE
from ddtool.packs.due_diligence import DUE_DILIGENCE_FILE
from ddtool.packs.overlay_sheets import Tables, overlay_to_rows, rows_to_overlays
from ddtool.packs.sheets import (
    SET_SHEETS,
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
        "Texts": [row for name, table in files.items() for row in overlay_to_rows(name, table)],
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
        **rows_to_overlays(sheets.get("Texts", ())),
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
