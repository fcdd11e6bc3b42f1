"""A workbook that was taken in is undone as one step, or kept until somebody needs it no more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.store import Database, answers, events, evidence, imports
from ddtool.usecases.assessment_workbooks import (
    AlreadyDone,
    ChangedSince,
    ImportState,
    Means,
    let_workbook_go,
    undo_workbook,
)
from ddtool.usecases.evidence import sweep_files
from tests.store.makers import ANA, ASSESSMENT, BEN, NORTH, fill
from tests.usecases.imported import (
    DOCUMENT,
    add_row,
    bring,
    download,
    fill_assessment,
    means_in,
    put_in,
    stored,
    take_in,
    take_out,
)


@pytest.fixture
def store(database: Database) -> Database:
    fill(database)
    fill_assessment(database)
    return database


@pytest.fixture
def means(tmp_path: Path) -> Means:
    return means_in(tmp_path)


def answer_here(store: Database, answer: Answer, *, version: int) -> None:
    with store.write(BEN) as db:
        answers.save_answer(db, NORTH, ASSESSMENT, answer, version=version)


def test_taking_in_is_undone_as_one_step(store: Database, means: Means):
    before = stored(store)
    content = download(
        store,
        put_in("17.a", "Answer", "Met"),
        put_in("17.c", "Answer", "Met"),
        put_in("country", "Answer", "Chile"),
        put_in("period", "Answer", "2027"),
        put_in("C1", "Areas", "furnace"),
        add_row("Evidence", Id="NEW", Title="Minutes", Shows="17.b"),
        take_out("A1"),
        add_row("Actions", Id="X", Criterion=20, What_will_be_done="Ask the village"),
    )
    seen = bring(store, means, content)
    take_in(store, means, seen)

    undo_workbook(store, ANA, seen.workbook.id)

    now = stored(store)
    assert replace(now, answers=before.answers) == before
    assert {one for one in now.answers if one != Answer(one.requirement)} == set(before.answers)
    with store.read() as db:
        assert imports.find(db, NORTH, seen.workbook.id).state is ImportState.UNDONE
        assert events.of_assessment(db, NORTH, ASSESSMENT, limit=1)[0].verb == "undone"
    with pytest.raises(AlreadyDone):
        undo_workbook(store, ANA, seen.workbook.id)


def test_nothing_is_undone_once_somebody_has_gone_on(store: Database, means: Means):
    content = download(store, put_in("17.a", "Note", "New"), put_in("17.b", "Note", "New"))
    seen = bring(store, means, content)
    take_in(store, means, seen)
    answer_here(store, Answer("17.a", AnswerCode.PARTLY_MET, "Newer"), version=2)

    with pytest.raises(ChangedSince, match=r"17\.a"):
        undo_workbook(store, ANA, seen.workbook.id)

    assert stored(store).answer_to["17.b"].note == "New"


def test_a_document_taken_out_and_put_back_is_the_same(store: Database, means: Means):
    seen = bring(store, means, download(store, take_out("E-01"), put_in("17.a", "Evidence", None)))
    take_in(store, means, seen)
    assert stored(store).evidence == ()

    undo_workbook(store, ANA, seen.workbook.id)

    assert stored(store).evidence[0].requirements == ("17", "17.a")
    with store.read() as db:
        assert evidence.find(db, NORTH, DOCUMENT).version == 1


def test_a_new_row_that_somebody_went_on_with_is_not_undone(store: Database, means: Means):
    seen = bring(store, means, download(store, add_row("Evidence", Id="NEW", Title="Minutes")))
    take_in(store, means, seen)
    added = next(one for one in stored(store).evidence if one.title == "Minutes")
    with store.write(BEN) as db:
        evidence.change(db, NORTH, replace(added, title="Minutes of May"), version=1)

    with pytest.raises(ChangedSince, match="NEW"):
        undo_workbook(store, ANA, seen.workbook.id)


def test_files_are_kept_as_long_as_they_are_shown_or_taken_in(store: Database, means: Means):
    today = replace(ANA, at=datetime.now(UTC))
    taken = bring(store, means, download(store, put_in("17.a", "Note", "New")), author=today)
    take_in(store, means, taken)
    shown = bring(store, means, download(store), author=today)
    dropped = bring(store, means, download(store), author=today)
    let_workbook_go(store, ANA, dropped.workbook.id)

    swept = sweep_files(store, means.files, replace(today, at=today.at + timedelta(hours=2)))

    assert swept == 1
    assert means.files.holds(taken.workbook.stored_name, taken.workbook.sha256)
    assert means.files.holds(shown.workbook.stored_name, shown.workbook.sha256)


def test_previews_of_last_week_are_let_go(store: Database, means: Means):
    seen = bring(store, means, download(store))
    later = replace(ANA, at=ANA.at + timedelta(days=8))

    sweep_files(store, means.files, later)

    with store.read() as db:
        assert imports.of_assessment(db, NORTH, ASSESSMENT) == ()
    assert seen.workbook.state is ImportState.SHOWN


def test_only_the_newest_previews_of_an_assessment_wait(store: Database, means: Means):
    content = download(store)
    first = bring(store, means, content, author=replace(ANA, at=ANA.at - timedelta(hours=1)))

    for _ in range(10):
        bring(store, means, content)

    with store.read() as db:
        waiting = [one.id for one in imports.of_assessment(db, NORTH, ASSESSMENT)]
    assert len(waiting) == 10
    assert first.workbook.id not in waiting


def test_a_refused_file_is_not_kept(store: Database, means: Means):
    with pytest.raises(NotAWorkbook):
        bring(store, means, b"no workbook")

    assert list(means.files.folder.iterdir()) == []
