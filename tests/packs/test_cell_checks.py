"""The ten checks of criteria/RULES.md, "Checks on the matrix data itself", and more."""

from pathlib import Path

import pytest

from ddtool.packs import Library, PackProblems
from tests.packs.small import cells, write_packs

FILE = "matrices/small-2026.1/cells.csv"
PUBLISHED = {
    "status": "published",
    "source_document": "Matrix",
    "source_edition": "1",
    "source_date": "2024-01-31",
}
ADOPTED = {
    "status": "adopted",
    "adopted_by": "Ann",
    "adopted_on": "2026-11-02",
    "confirmed_by": "Ben",
}


def problems_of(root: Path, *changes: dict[str, str]) -> list[str]:
    library = Library((write_packs(root, {FILE: cells(*changes)}),))
    with pytest.raises(PackProblems) as refused:
        library.matrix("small@2026.1")
    assert list(refused.value.problems) == list(library.check())
    return [str(problem).removeprefix(f"{FILE}, ") for problem in refused.value.problems]


CASES = {
    "check 1, full with a gap note": (
        {"level": "full", "gap_note": "remedy"},
        "line 2: level full with a gap note; empty the gap note, or make the level partial",
    ),
    "check 1, exceeds with a gap note": (
        {"level": "exceeds", "gap_note": "remedy"},
        "line 2: level exceeds with a gap note; empty the gap note, or make the level partial",
    ),
    "check 1, partial that covers everything": (
        {"level": "partial", "covers": "1.b;1.a"},
        "line 2: partial covers every requirement; make the level full, or name fewer",
    ),
    "check 2": (
        {"level": "partial"},
        "line 2: partial without gap_note and without covers; "
        "say in gap_note what stays open, or name in covers what is shown",
    ),
    "check 3": (
        {"level": "partial", "covers": "1.a;1.z"},
        'line 2: covers names "1.z", which criterion 1 does not have; use one of: 1.a, 1.b',
    ),
    "check 4, days": (
        {"effective_from": "2025-01-01", "effective_to": "2024-12-31"},
        "line 2: effective_from 2025-01-01 is after effective_to 2024-12-31; put the days in order",
    ),
    "check 5": (
        {"status": "published", "source_document": "Matrix"},
        "line 2: published without source_edition, source_date; "
        "give it, or set the status to proposed",
    ),
    "check 6, no edition": (
        {"editions": ""},
        "line 2: editions is empty; name the editions the cell speaks about",
    ),
    "check 6, latest": (
        {"editions": "Latest"},
        'line 2: editions says "latest"; name the edition itself',
    ),
    "check 7, number": (
        {"criterion": "17"},
        'line 2: mini@1.0 has no criterion "17"; use a number of that edition',
    ),
    "check 7, criteria set": (
        {"criteria_set": "mini@2.0"},
        'line 2: there is no criteria set "mini@2.0"; use one of: mini@1.0',
    ),
    "check 8": (
        {"level": "none", "level_below_threshold": "partial"},
        "line 2: level_below_threshold partial is higher than level none; lower it",
    ),
    "check 9": (
        {"standard": "mini", "editions": "1"},
        "line 2: mini is compared with itself; remove the row",
    ),
    "check 10": (
        {"standard": "ISO 26000", "editions": "2010", "level": "full"},
        "line 2: ISO 26000 cannot be certified, but the level is full; set the level to none",
    ),
    "adopted by nobody": (
        {"status": "adopted"},
        "line 2: adopted without saying by whom, when and who confirmed it; "
        "fill in adopted_by, adopted_on and confirmed_by",
    ),
    "adopted by one person": (
        {**ADOPTED, "confirmed_by": "Ann"},
        "line 2: adopted and confirmed by the same person; let a second person confirm it",
    ),
    "unknown standard": (
        {"standard": "ISO 1"},
        'line 2: there is no standard "ISO 1"; '
        "correct it, or record the standard in standards.toml",
    ),
    "unknown edition": (
        {"editions": "2018;2035"},
        'line 2: ISO 45001 has no edition "2035"; '
        "correct it, or record the edition in standards.toml",
    ),
    "unknown activity": (
        {"activities": "mining;baking"},
        'line 2: activities names "baking"; use an activity of vocabulary.toml, or add it there',
    ),
    "a word that is on no scale": (
        {"standard": "TSM", "editions": "2023", "min_results": "Tailings>=AAAA"},
        'line 2: TSM has no result "AAAA" for Tailings; '
        "use a number or a word of its scales in standards.toml",
    ),
    "a result that cannot be read": (
        {"min_results": "Tailings=A"},
        'line 2: min_results has "Tailings=A"; write name>=value, parts joined by ;',
    ),
    "a word that is no level": (
        {"level": "mostly"},
        'line 2: level is "mostly"; use one of: unknown, none, partial, full, exceeds',
    ),
    "a day that is none": (
        {"effective_from": "20240131"},
        'line 2: effective_from is "20240131"; give a day such as 2024-01-31',
    ),
    "no status": (
        {"status": ""},
        'line 2: status is ""; use one of: published, adopted, proposed',
    ),
}


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES.keys())
def test_a_matrix_with_a_faulty_cell_is_refused_with_line_and_remedy(
    tmp_path: Path, change: dict[str, str], expected: str
):
    assert problems_of(tmp_path, change) == [expected]


@pytest.mark.parametrize("status", [PUBLISHED, ADOPTED], ids=["published", "adopted"])
def test_two_counting_cells_for_the_same_edition_may_not_overlap(
    tmp_path: Path, status: dict[str, str]
):
    first = {**status, "effective_to": "2025-06-30"}
    second = {**status, "effective_from": "2025-06-30"}

    assert problems_of(tmp_path, first, second) == [
        "line 3: the same standard, edition 2018 and criterion as line 2; "
        "let effective_to of one end before the other begins, or keep one"
    ]


def test_cells_that_follow_each_other_or_do_not_count_may_stand_side_by_side(tmp_path: Path):
    first = {**PUBLISHED, "effective_to": "2025-06-30"}
    second = {**PUBLISHED, "effective_from": "2025-07-01"}
    packs = write_packs(tmp_path, {FILE: cells(first, second, {}, {})})

    assert [cell.id for cell in Library((packs,)).matrix("small@2026.1").cells] == [
        "mini@1.0/1/ISO 45001/2018",
        "mini@1.0/1/ISO 45001/2018#2",
        "mini@1.0/1/ISO 45001/2018#3",
        "mini@1.0/1/ISO 45001/2018#4",
    ]


def test_all_faulty_cells_are_told_at_once(tmp_path: Path):
    assert problems_of(tmp_path, {"level": "partial"}, {}, {"criterion": "9"}) == [
        "line 2: partial without gap_note and without covers; "
        "say in gap_note what stays open, or name in covers what is shown",
        'line 4: mini@1.0 has no criterion "9"; use a number of that edition',
    ]


def test_a_criterion_without_parts_is_its_own_only_requirement(tmp_path: Path):
    assert problems_of(tmp_path, {"criterion": "2", "level": "partial", "covers": "2"}) == [
        "line 2: partial covers every requirement; make the level full, or name fewer"
    ]
