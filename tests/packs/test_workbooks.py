import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ddtool.packs import Library, PackProblems
from ddtool.packs.cells import COLUMNS
from ddtool.packs.exchange import PackExists, UnknownPack, export_pack, import_pack
from ddtool.packs.toml_text import write_toml
from tests.packs.small import MATRIX, SET, cells, write_packs

HEAD_FILE = "matrices/small-2026.1/matrix.toml"
CELLS_FILE = "matrices/small-2026.1/cells.csv"
MATRIX_TEXTS = "matrices/small-2026.1/text.es.toml"
SPANISH = "sets/mini-1.0/text.es.toml"
SHARED: dict[str, str | None] = {
    "sets/mini-1.0/set.toml": None,
    "sets/mini-1.0/criteria.toml": None,
    HEAD_FILE: None,
    CELLS_FILE: None,
}
PLAIN_TEXT = st.characters(
    exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff", include_characters="\n"
)


def is_kept(text: str) -> bool:
    return text == text.strip() and "x005F_" not in text


def words(*, empty: bool = True, line: bool = False) -> st.SearchStrategy[str]:
    alphabet = st.one_of(PLAIN_TEXT, st.sampled_from("=+-@'\"_x\\#\n"))
    texts = st.text(alphabet, max_size=30).map(str.strip).filter(is_kept)
    if line:
        texts = texts.map(lambda text: text.replace("\n", " ").strip())
    return texts if empty else texts.filter(bool)


LISTS = st.lists(words(empty=False, line=True), max_size=3)
REQUIREMENTS = st.fixed_dictionaries(
    {"text": words(empty=False)},
    optional={
        "official_number": words(),
        "question": words(),
        "guidance": words(),
        "evidence": LISTS,
        "references": LISTS,
        "applies_when": st.lists(st.sampled_from(["activity:mining", "fact:has_tailings"])),
    },
)
CRITERIA = st.fixed_dictionaries(
    {"title": words(empty=False), "requirements": st.lists(REQUIREMENTS, max_size=3)},
    optional={"summary": words(), "evidence": LISTS, "sources": LISTS, "confidence": words()},
)
OUTLOOKS = st.none() | st.fixed_dictionaries(
    {}, optional={"blocking": st.just(["does_not_meet", "partially_meets"]), "plan": st.just([])}
)
OVERLAYS = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "set": st.fixed_dictionaries({}, optional={"title": words(), "note": words()}),
        "sections": st.fixed_dictionaries({"people": st.fixed_dictionaries({"title": words()})}),
        "criteria": st.fixed_dictionaries(
            {"1": st.fixed_dictionaries({}, optional={"summary": words(), "evidence": LISTS})}
        ),
    },
)


def write_set(root: Path, criteria: list[dict[str, Any]], outlook: Any, overlay: Any) -> Path:
    numbered = [
        {
            **one,
            "number": str(number),
            "section": "people",
            "requirements": [
                {"id": f"{number}.{letter}", **part}
                for letter, part in zip("abc", one["requirements"], strict=False)
            ],
        }
        for number, one in enumerate(criteria, start=1)
    ]
    head = SET + (write_toml({"outlook": outlook}) if outlook is not None else "")
    return write_packs(
        root,
        {
            "sets/mini-1.0/set.toml": head,
            "sets/mini-1.0/criteria.toml": write_toml({"criteria": numbered}),
            SPANISH: None if overlay is None else write_toml(overlay),
            HEAD_FILE: None,
            CELLS_FILE: None,
        },
    )


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("packs")


def brought_back(source: Path, empty: Path, name: str) -> Library:
    """A library that has the pack from its workbook only."""
    workbook = empty / "pack.xlsx"
    export_pack((source,), name, workbook)
    shared = write_packs(empty / "shared", SHARED)
    import_pack((shared, empty / "private"), workbook)
    return Library((shared, empty / "private"))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(CRITERIA, min_size=1, max_size=3), OUTLOOKS, OVERLAYS)
def test_a_criteria_set_comes_back_from_its_workbook_unchanged(
    fresh: Callable[[], Path], criteria: list[dict[str, Any]], outlook: Any, overlay: Any
):
    source = write_set(fresh(), criteria, outlook, overlay)
    original = Library((source,))

    returned = brought_back(source, fresh(), "mini@1.0")

    for language in ("",) if overlay is None else ("", "es"):
        expected = original.criteria_set("mini@1.0", language)
        got = returned.criteria_set("mini@1.0", language)
        assert replace(got, sha256="") == replace(expected, sha256="")


DAYS = st.dates(min_value=date(2000, 1, 1)).map(str) | st.just("")
CELLS = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["none", "partial", "unknown"]),
        "gap_note": words(empty=False),
        "covers": st.sampled_from(["", "1.a"]),
        "activities": st.sampled_from(["", "mining", "smelting; mining"]),
        "accredited_required": st.sampled_from(["", "yes", "no"]),
        "min_results": st.sampled_from(["", "Tailings>=A", "Tailings>=7; =1+1>=7.50"]),
        "max_audit_age_months": st.sampled_from(["", "0", "36"]),
        "effective_from": DAYS,
        "source_document": words(),
        "source_date": DAYS,
        "rationale": words(),
        "confidence": words(),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(CELLS, max_size=4), st.booleans(), words())
def test_a_matrix_comes_back_from_its_workbook_unchanged(
    fresh: Callable[[], Path], changes: list[dict[str, str]], fictional: bool, note: str
):
    about = {"criteria_set": "mini@1.0", "criterion": "1", "standard": "TSM", "editions": "2023"}
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({**about, "status": "proposed", **change} for change in changes)
    head = MATRIX + write_toml({"fictional": fictional, "note": note})
    overlay = write_toml({"matrix": {"note": note}})
    changes_of_files = {CELLS_FILE: text.getvalue(), HEAD_FILE: head, MATRIX_TEXTS: overlay}
    source = write_packs(fresh(), changes_of_files)
    kept = fresh()
    export_pack((source,), "small@2026.1", kept / "pack.xlsx")
    without = write_packs(kept / "shared", {HEAD_FILE: None, CELLS_FILE: None})

    import_pack((without, kept / "private"), kept / "pack.xlsx")

    for language in ("", "es"):
        expected = Library((source,)).matrix("small@2026.1", language)
        got = Library((without, kept / "private")).matrix("small@2026.1", language)
        assert replace(got, sha256="") == replace(expected, sha256="")


def test_no_cell_of_an_exported_pack_is_a_formula(tmp_path: Path):
    packs = write_packs(tmp_path, {CELLS_FILE: cells({"gap_note": "=1+1", "level": "partial"})})
    export_pack((packs,), "small@2026.1", tmp_path / "out.xlsx")

    sheet = load_workbook(tmp_path / "out.xlsx")["Cells"]

    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert "=1+1" in [cell.value for cell in sheet[2]]


def test_an_unknown_pack_is_answered_with_all_that_there_are(tmp_path: Path):
    with pytest.raises(UnknownPack, match="there is: mini@1"):
        export_pack((write_packs(tmp_path),), "x@1", tmp_path / "x.xlsx")


def owners_workbook(path: Path) -> Path:
    """As a scheme owner might keep it: other names, a title row, a column too many."""
    workbook = Workbook()
    criteria = workbook.worksheets[0]
    criteria.title = "List of criteria"
    criteria.append(["No.", "Chapter", "Name", "Internal"])
    criteria.append([1, "Labour & Safety", "Safety", "x"])
    criteria.append([2, "Planet", "Tailings", None])
    parts = workbook.create_sheet("Clauses")
    parts.append(["Criterion", "Ref", "Wording"])
    parts.append([1, "1.1", "Official wording of 1.1"])
    parts.append([1, "1.2", "Official wording of 1.2"])
    workbook.save(path)
    return path


COLUMN_MAP = """\
[head]
id = "official"
edition = "1"
title = "Official text"
label = "official text under licence"
[sheets.criteria]
name = "List of criteria"
number = "No."
section = "Chapter"
title = "Name"
[sheets.requirements]
name = "clauses"
criterion = "criterion"
id = "REF"
text = "Wording"
"""


def test_a_column_map_tells_which_column_of_an_owners_workbook_is_what(tmp_path: Path):
    roots = (write_packs(tmp_path / "packs"), tmp_path / "private")
    (tmp_path / "map.toml").write_text(COLUMN_MAP, encoding="utf-8")

    import_pack(roots, owners_workbook(tmp_path / "owner.xlsx"), tmp_path / "map.toml")

    official = Library(roots).criteria_set("official@1")
    assert official.label == "official text under licence"
    assert [(one.id, one.title) for one in official.sections] == [
        ("labour-safety", "Labour & Safety"),
        ("planet", "Planet"),
    ]
    assert [part.text for part in official.criteria[0].requirements] == [
        "Official wording of 1.1",
        "Official wording of 1.2",
    ]
    assert official.criteria[1].requirements == ()


def test_faults_of_a_workbook_and_its_map_are_told_at_once_and_nothing_is_stored(tmp_path: Path):
    roots = (write_packs(tmp_path / "packs"), tmp_path / "private")
    text = COLUMN_MAP.replace('"Name"', '"Titel"') + 'colour = "red"\n'
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")

    with pytest.raises(PackProblems) as refused:
        import_pack(roots, owners_workbook(tmp_path / "owner.xlsx"), tmp_path / "map.toml")

    assert [str(problem) for problem in refused.value.problems] == [
        'map.toml, sheets, requirements: unknown key "colour"; remove it or use one of: name, '
        "criterion, id, official_number, text, question, guidance, evidence, references, "
        "applies_when",
        'owner.xlsx, sheet "List of criteria": there is no column "Titel"; '
        "name in the column map one of: No., Chapter, Name, Internal",
    ]
    assert not (tmp_path / "private").exists()


def test_faulty_cells_are_told_by_their_row_in_the_workbook(tmp_path: Path):
    packs = write_packs(tmp_path / "packs", {CELLS_FILE: cells({"gap_note": ""}, {})})
    export_pack((packs,), "small@2026.1", tmp_path / "pack.xlsx")
    workbook = load_workbook(tmp_path / "pack.xlsx")
    workbook["Matrix"]["B2"] = "other"
    workbook["Cells"].insert_rows(2)
    workbook["Cells"]["E4"] = "partial"
    workbook["Cells"]["B3"] = 99
    workbook.save(tmp_path / "pack.xlsx")

    with pytest.raises(PackProblems) as refused:
        import_pack((packs, tmp_path / "private"), tmp_path / "pack.xlsx")

    assert [str(problem) for problem in refused.value.problems] == [
        'pack.xlsx, cells, row 3: mini@1.0 has no criterion "99"; use a number of that edition',
        "pack.xlsx, cells, row 4: partial without gap_note and without covers; "
        "say in gap_note what stays open, or name in covers what is shown",
    ]


def test_formulas_and_numbers_that_could_mean_two_things_are_refused(tmp_path: Path):
    packs = write_packs(tmp_path / "packs")
    export_pack((packs,), "mini@1.0", tmp_path / "pack.xlsx")
    workbook = load_workbook(tmp_path / "pack.xlsx")
    workbook["Criteria"]["A2"] = 1.1
    workbook["Criteria"]["B2"] = '="Sa"&"fety"'
    workbook.save(tmp_path / "pack.xlsx")

    with pytest.raises(PackProblems) as refused:
        import_pack((packs, tmp_path / "private"), tmp_path / "pack.xlsx")

    assert [str(problem) for problem in refused.value.problems] == [
        'pack.xlsx, sheet "Criteria", row 2, number: the cell holds the number 1.1; '
        "format the column as text, so that 1.1 and 1.10 differ, and type it again",
        'pack.xlsx, sheet "Criteria", row 2, title: the cell holds a formula; '
        "paste its value instead",
    ]


def test_a_pack_is_never_overwritten(tmp_path: Path):
    packs = write_packs(tmp_path / "packs")
    export_pack((packs,), "mini@1.0", tmp_path / "pack.xlsx")

    with pytest.raises(PackExists, match=r"There is a pack mini-1\.0 already"):
        import_pack((packs, tmp_path / "private"), tmp_path / "pack.xlsx")


def test_a_workbook_without_our_sheets_is_refused(tmp_path: Path):
    Workbook().save(tmp_path / "empty.xlsx")

    with pytest.raises(PackProblems, match="no sheet is called Criteria or Cells, but: sheet"):
        import_pack((write_packs(tmp_path / "packs"), tmp_path / "p"), tmp_path / "empty.xlsx")
