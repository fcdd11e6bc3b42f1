"""A pack as read from a workbook, before it is checked and stored."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ddtool.packs.cells import COLUMNS
from ddtool.packs.columns import ColumnMap
from ddtool.packs.criteria_sets import CRITERIA_FILE, SET_FILE
from ddtool.packs.files import PackFiles
from ddtool.packs.folders import Kind
from ddtool.packs.matrices import CELLS_FILE, MATRIX_FILE
from ddtool.packs.overlay_sheets import rows_to_overlays
from ddtool.packs.problems import Findings
from ddtool.packs.rows import read_rows
from ddtool.packs.set_sheets import sheets_to_set
from ddtool.packs.sheets import MATRIX_SHEETS, SET_SHEETS, SheetRow, Sheets, rows_to_head
from ddtool.packs.toml_text import Plain, write_toml
from ddtool.packs.workbook import Opener, read_workbook, sheet_names
from ddtool.sentences import Problem, Sentence
from ddtool.spreadsheets.guard import open_safely

_USUAL_RATINGS = (
    ("fully_meets", "Fully meets"),
    ("partially_meets", "Partially meets"),
    ("does_not_meet", "Does not meet"),
    ("not_applicable", "Not applicable"),
)

_NUMBERED = {"Criteria": "number", "Requirements": "id"}
"""The sheets of a set whose rows problems name, with the column of the name."""

_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack read from a workbook, not yet checked: its kind, name, files, and where rows stood.

    ``rows`` are those of the cells of a matrix. ``places`` has the sheet and row of each criterion
    of a set, by its number, and of each requirement, by its id.
    """

    kind: Kind
    files: PackFiles
    rows: tuple[int, ...] = ()
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def read_draft(
    path: Path, column_map: ColumnMap, findings: Findings, *, opener: Opener = open_safely
) -> Draft | None:
    """The pack in a workbook; None, with a problem noted, where there is none.

    ``opener`` opens the workbook: one that a stranger sent is opened in a process of its own.

    :raises NotAWorkbook: the file is no workbook, or one that must not be opened.
    """
    names = sheet_names(path, opener)
    if column_map.sheet("Cells").casefold() in names:
        sheets = read_workbook(path, MATRIX_SHEETS, column_map, findings, opener=opener)
        return _matrix_draft(sheets, column_map)
    if column_map.sheet("Criteria").casefold() in names:
        sheets = read_workbook(path, SET_SHEETS, column_map, findings, opener=opener)
        return _set_draft(sheets, column_map)
    found = Sentence("no sheet is called Criteria or Cells, but: {words}", words=", ".join(names))
    findings.add("", found, Sentence("name the sheet in a column map (--columns)"))
    return None


def _set_draft(sheets: Sheets, column_map: ColumnMap) -> Draft:
    tables = sheets_to_set(sheets)
    tables[SET_FILE] = {**column_map.head, **tables[SET_FILE]}
    _add_usual(tables[SET_FILE], sheets.get("Criteria", ()), tables)
    contents = {name: write_toml(table).encode() for name, table in tables.items()}
    label = _label(Kind.CRITERIA_SET, tables[SET_FILE])
    places = {
        row.get(column): (column_map.sheet(sheet), row.number)
        for sheet, column in _NUMBERED.items()
        for row in reversed(sheets.get(sheet, ()))
    }
    return Draft(Kind.CRITERIA_SET, PackFiles(label, contents), places=places)


def _add_usual(
    head: dict[str, object], criteria: Sequence[SheetRow], tables: Mapping[str, Plain]
) -> None:
    """What an owner's workbook seldom has: the words of the ratings, and the sections as a list."""
    head.setdefault("ratings", [{"code": code, "title": title} for code, title in _USUAL_RATINGS])
    if "sections" not in head:
        titles = dict.fromkeys(row.get("section") for row in criteria)
        ids = {title: _section_id(title) for title in titles if title}
        head["sections"] = [{"id": ids[title], "title": title} for title in ids]
        for criterion in _criteria_of(tables):
            criterion["section"] = ids.get(str(criterion.get("section", "")), "")


def _criteria_of(tables: Mapping[str, Plain]) -> list[dict[str, object]]:
    criteria = tables[CRITERIA_FILE]["criteria"]
    return criteria if isinstance(criteria, list) else []


def _section_id(title: str) -> str:
    words = "".join(one if one.isalnum() and one.isascii() else " " for one in title.lower())
    return "-".join(words.split())


def _matrix_draft(sheets: Sheets, column_map: ColumnMap) -> Draft:
    head = {**column_map.head, **rows_to_head(sheets.get("Matrix", ()))}
    cells = sheets["Cells"]
    texts = rows_to_overlays(sheets.get("Texts", ()))
    contents = {
        MATRIX_FILE: write_toml(head).encode(),
        CELLS_FILE: _csv(cells),
        **{name: write_toml(table).encode() for name, table in texts.items()},
    }
    numbers = tuple(row.number for row in cells)
    return Draft(Kind.MATRIX, PackFiles(_label(Kind.MATRIX, head), contents), numbers)


def _csv(rows: Sequence[SheetRow]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([row.get(column) for column in COLUMNS] for row in rows)
    return text.getvalue().encode()


def _label(kind: Kind, head: Plain) -> str:
    return f"{kind.value}/{head.get('id', '')}-{head.get('edition', '')}"


def tell_by_workbook(problem: Problem, draft: Draft, file: str) -> Problem:
    """The same problem with the place in the workbook that the pack was read from."""
    if draft.kind is Kind.CRITERIA_SET:
        return replace(problem, file=file, place=_place_in_set(problem.place, draft))
    if not problem.file.endswith(CELLS_FILE):
        return replace(problem, file=file)
    rows = read_rows(draft.files.contents[CELLS_FILE], COLUMNS, Findings(""))
    numbers = {row.place: number for row, number in zip(rows, draft.rows, strict=False)}
    number = numbers.get(problem.place)
    place = Sentence("cells, row {number}", number=number) if number else problem.place
    return replace(problem, file=file, place=place)


def _place_in_set(place: str, draft: Draft) -> str:
    """The sheet and row of the criterion or requirement that a place names last; else the place."""
    names = _QUOTED.findall(str(place))
    sheet, number = draft.places.get(names[-1], ("", 0)) if names else ("", 0)
    return Sentence("{sheet}, row {number}", sheet=sheet, number=number) if number else place
