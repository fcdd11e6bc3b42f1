"""One file is brought in again and again, as people do who go on filling it in."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ddtool.domain.assessments import Action
from ddtool.domain.merging import Standing
from ddtool.store import Database, actions
from ddtool.usecases.assessment_workbooks import (
    Means,
    Preview,
    download_workbook,
    undo_workbook,
)
from tests.store.makers import ANA, ASSESSMENT, NORTH, fill
from tests.usecases.imported import (
    LIBRARY,
    add_row,
    bring,
    download,
    edited,
    fill_assessment,
    means_in,
    put_in,
    stored,
    take_in,
)

MINUTES = add_row("Evidence", Id="E-02", Title="Minutes", Shows="17.b")
VILLAGE = add_row("Actions", Id="A-01", Criterion=20, What_will_be_done="Ask the village")


@pytest.fixture
def store(sqlite_database: Database) -> Database:
    fill(sqlite_database)
    fill_assessment(sqlite_database)
    return sqlite_database


@pytest.fixture
def means(tmp_path: Path) -> Means:
    return means_in(tmp_path)


def said(seen: Preview) -> list[tuple[Standing, str, str]]:
    """What a preview tells: what becomes of it, whose field, and which."""
    found = [one.difference for one in seen.shown]
    return [(one.standing, one.key.thing.id, one.key.field) for one in found]


def titles(store: Database) -> list[str]:
    now = stored(store)
    return sorted([one.title for one in now.evidence] + [one.title for one in now.actions])


def test_the_same_file_again_changes_nothing(store: Database, means: Means):
    """New documents, actions and certificates became things of the store the first time."""
    certificate = add_row("Certificates", Id="Y", Standard="ISO 14001", Sites_named="North smelter")
    content = download(store, MINUTES, put_in("17.c", "Evidence", "E-02"), VILLAGE, certificate)
    take_in(store, means, bring(store, means, content))

    again = bring(store, means, content)

    assert said(again) == []
    assert titles(store) == ["Ask the village", "Minutes", "Policy", "Write it down"]


def test_going_on_with_a_file_changes_the_rows_it_made(store: Database, means: Means):
    first = download(store, MINUTES, VILLAGE)
    take_in(store, means, bring(store, means, first))
    second = edited(first, put_in("A-01", "Owner", "Ben"), put_in("E-02", "Shows", "17.b; 17.c"))
    seen = bring(store, means, second)

    take_in(store, means, seen)

    assert sorted(said(seen), key=lambda one: one[1]) == [
        (Standing.CHANGED, "A-01", "owner"),
        (Standing.CHANGED, "E-02", "requirements"),
    ]
    assert titles(store) == ["Ask the village", "Minutes", "Policy", "Write it down"]
    assert [one.owner for one in stored(store).actions if one.title == "Ask the village"] == ["Ben"]
    assert said(bring(store, means, second)) == []


def test_what_was_changed_here_since_a_row_was_taken_in_stays(store: Database, means: Means):
    content = download(store, VILLAGE)
    take_in(store, means, bring(store, means, content))
    with store.write(ANA) as db:
        (made,) = [
            one
            for one in actions.of_assessment(db, NORTH, ASSESSMENT)
            if one.value.title == "Ask the village"
        ]
        owned = Action(made.value.id, "20", "Ask the village", owner="Ana")
        actions.change(db, NORTH, owned, version=made.version)

    assert said(bring(store, means, content)) == [(Standing.STALE, "A-01", "owner")]


def test_two_copies_that_use_an_id_for_different_things_are_asked_about(
    store: Database, means: Means
):
    blank = download(store)
    take_in(store, means, bring(store, means, edited(blank, MINUTES)))
    other = add_row("Evidence", Id="E-02", Title="Permit", Shows="17.b")

    seen = bring(store, means, edited(blank, other))

    assert said(seen) == [(Standing.CONFLICT, "E-02", "title")]


def test_ids_of_another_download_are_not_taken_for_the_same(store: Database, means: Means):
    later = replace(ANA, at=ANA.at + timedelta(minutes=1))
    first = download(store)
    second = download_workbook(store, later, LIBRARY, ASSESSMENT).content
    take_in(store, means, bring(store, means, edited(first, MINUTES)))
    other = add_row("Evidence", Id="E-02", Title="Permit", Shows="17.b")
    seen = bring(store, means, edited(second, other))

    take_in(store, means, seen)

    assert (Standing.CHANGED, "E-02", "") in said(seen)
    assert titles(store) == ["Minutes", "Permit", "Policy", "Write it down"]


def test_a_row_that_says_the_same_as_something_stored_is_not_made_again(
    store: Database, means: Means
):
    """As where it was recorded here meanwhile, or from another download."""
    first, second = download(store), download(store)
    take_in(store, means, bring(store, means, edited(first, MINUTES)))

    seen = bring(store, means, edited(second, add_row(
        "Evidence", Id="NEW", Title="Minutes", Shows="17.b"
    )))  # fmt: skip

    assert said(seen) == []


def test_two_equal_rows_of_one_file_are_two_things(store: Database, means: Means):
    twice = [add_row("Evidence", Id=id, Title="Minutes", Shows="17.b") for id in ("N1", "N2")]
    content = download(store, *twice)
    take_in(store, means, bring(store, means, content))

    assert said(bring(store, means, content)) == []
    assert titles(store) == ["Minutes", "Minutes", "Policy", "Write it down"]


def test_what_was_undone_is_new_again(store: Database, means: Means):
    content = download(store, MINUTES)
    seen = bring(store, means, content)
    take_in(store, means, seen)
    undo_workbook(store, ANA, seen.workbook.id)

    assert said(bring(store, means, content)) == [(Standing.CHANGED, "E-02", "")]


def test_a_text_in_place_of_a_file_is_kept_and_warned_of_by_cell(store: Database, means: Means):
    manual = add_row("Evidence", Id="N1", Title="Manual", File_or_address="manual.pdf")
    linked = add_row("Evidence", Id="N2", Title="Permit", File_or_address="https://example.org/p")
    seen = bring(store, means, download(store, manual, linked))

    take_in(store, means, seen)

    (warning,) = seen.warnings
    assert (warning.file, str(warning.place)) == ("Evidence", "cell F5")
    assert str(warning.found).startswith("“manual.pdf” is no address that begins with https://")
    assert {one.location for one in stored(store).evidence} == {
        "",
        "manual.pdf",
        "https://example.org/p",
    }


def test_what_counts_for_nothing_or_is_late_is_warned_of_in_the_order_of_the_workbook(
    store: Database, means: Means
):
    late = add_row(
        "Actions", Id="A-09", Criterion=20, What_will_be_done="Ask", Due=date(2026, 1, 15)
    )
    rated = put_in("9", "Own rating", "Partially meets")
    answered = put_in("9.a", "Answer", "Met")
    note = put_in("1.a", "Note", "Signed")

    seen = bring(store, means, download(store, late, note, answered, rated))

    told = [(one.file, str(one.found)) for one in seen.warnings]
    assert told == [
        ("Governance", "9 does not apply by the facts about the site"),
        ("Governance", "9.a does not apply by the facts about the site"),
        ("Actions", "the due day 2026-01-15 is over already"),
    ]
    sheets = list(dict.fromkeys(one.sheet for one in seen.changes))
    assert sheets == ["Governance", "Actions"]
    assert seen.renamed == ("A-09",)
