"""criteria/README.md names every key and column that the code reads, where it belongs."""

import csv
import re
from itertools import chain
from pathlib import Path

import pytest

from ddtool.packs import (
    cells,
    columns,
    criteria,
    criteria_sets,
    crosswalks,
    due_diligence,
    matrices,
    other_texts,
    set_texts,
    sheets,
    standards,
    vocabulary,
)

FOLDER = Path(__file__).resolve().parents[2] / "criteria"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")

TABLES = {
    "## sets/…/set.toml": criteria_sets.SET_KEYS,
    "`[[sources]]`": criteria_sets.SOURCE_KEYS,
    "`[[sections]]`": criteria_sets.SECTION_KEYS,
    "`[[ratings]]`": criteria_sets.RATING_KEYS,
    "`[outlook]`": criteria_sets.OUTLOOK_KEYS,
    "`[[criteria]]`": criteria.CRITERION_KEYS,
    "`[[criteria.requirements]]`": criteria.REQUIREMENT_KEYS,
    "## sets/…/due_diligence.toml": due_diligence.DUE_DILIGENCE_KEYS,
    "`[[red_flags]]` and `[[risks]]`": due_diligence.ENTRY_KEYS,
    "## sets/…/text.": tuple(set_texts.SET_TEXTS),
    "## vocabulary.toml": vocabulary.VOCABULARY_KEYS,
    "`[[activities]]` and `[[metals]]`": vocabulary.TERM_KEYS,
    "`[[facts]]`": vocabulary.FACT_KEYS,
    "`[[standards]]`": standards.STANDARD_KEYS,
    "`[[standards.editions]]`": standards.EDITION_KEYS,
    "## matrices/…/matrix.toml": matrices.MATRIX_KEYS,
    "## matrices/…/cells.csv": cells.COLUMNS,
    "## crosswalks/": crosswalks.COLUMNS,
    "## Column maps": (*columns.MAP_KEYS, columns.SHEET_NAME_KEY),
}


def first_column_after(heading: str) -> list[str]:
    """The words in the first column of the first table below a line that begins so."""
    start = PAGE.index(f"\n{heading}")
    table = re.search(r"(\n\|.*)+", PAGE[start:])
    assert table
    return re.findall(r"\n\| `([^`]+)` \|", table.group())


@pytest.mark.parametrize(("heading", "keys"), TABLES.items(), ids=TABLES.keys())
def test_the_page_names_exactly_the_keys_and_columns_of_the_code(
    heading: str, keys: tuple[str, ...]
):
    assert first_column_after(heading) == list(keys)


@pytest.mark.parametrize("heading", TABLES.keys())
def test_every_key_and_column_has_an_example(heading: str):
    start = PAGE.index(f"\n{heading}")
    table = re.search(r"(\n\|.*)+", PAGE[start:])

    assert table
    rows = table.group().strip().splitlines()[2:]
    assert all(re.search(r"`[^`]+` \|$", row) for row in rows)


def test_the_page_names_what_may_be_translated_and_every_sheet():
    translated = set_texts.SET_TEXTS, other_texts.MATRIX_TEXTS, other_texts.VOCABULARY_TEXTS
    for part, keys in chain.from_iterable(texts.items() for texts in translated):
        told = ", ".join(f"`{key}`" for key in keys)
        assert f"| `{part}` | {told} |" in PAGE
    for sheet in (*sheets.SET_SHEETS, *sheets.MATRIX_SHEETS):
        assert f"`{sheet}`" in PAGE


def test_the_page_names_every_accepted_word():
    words = (*standards.KINDS, *crosswalks.RELATIONS, *cells.STATUSES, "unknown", "exceeds")

    assert [word for word in words if f"`{word}`" not in PAGE] == []


@pytest.mark.parametrize("path", sorted((FOLDER / "demo").rglob("*.csv")), ids=lambda p: p.name)
def test_the_page_names_the_columns_of_the_demonstration(path: Path):
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{path.name}`"))

    assert [column for column in header if f"`{column}`" not in row] == []
