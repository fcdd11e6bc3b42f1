"""Actions in the workbook: their numbers, their causes, and what only an assessor says."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.reviews import Judgement
from ddtool.store import Database, actions
from ddtool.usecases.action_reviews import judge_action
from ddtool.usecases.actions import change_action, list_actions
from ddtool.usecases.assessment_workbooks import Means, undo_workbook
from ddtool.usecases.submissions import reopen
from tests.store.makers import ASSESSMENT, NORTH
from tests.usecases import looped
from tests.usecases.imported import (
    ACTION,
    add_row,
    bring,
    download,
    fill_assessment,
    means_in,
    put_in,
    take_in,
    take_out,
)
from tests.usecases.looped import ANA, RAVI


@pytest.fixture
def store(sqlite_database: Database) -> Database:
    looped.fill(sqlite_database)
    fill_assessment(sqlite_database)
    return sqlite_database


@pytest.fixture
def means(tmp_path: Path) -> Means:
    return means_in(tmp_path)


def planned(store: Database) -> list[Action]:
    found = [one.value for one in list_actions(store, ANA, ASSESSMENT)]
    return sorted(found, key=lambda one: one.number)


def judge(store: Database, *, accepted: bool) -> None:
    """The action is done, judged by the assessor, and the assessment open again."""
    stands = actions_of(store)
    done = replace(stands.value, state=ActionState.DONE)
    change_action(store, ANA, done, version=stands.version)
    looped.hand_in(store)
    said = Judgement(accepted, "The records stop in March.")
    judge_action(store, RAVI, ASSESSMENT, ACTION, said, version=2)
    reopen(store, ANA, ASSESSMENT, reason="To go on")


def actions_of(store: Database):
    with store.read() as db:
        return actions.find(db, NORTH, ACTION)


def test_actions_are_known_by_the_numbers_they_were_given(store: Database):
    sheet = load_workbook(BytesIO(download(store)))["Actions"]

    assert sheet["A4"].value == "A1"


def test_a_root_cause_goes_out_and_comes_in(store: Database, means: Means):
    content = download(store, put_in("A1", "Root cause", "Nobody was asked"))

    take_in(store, means, bring(store, means, content))

    assert planned(store)[0].root_cause == "Nobody was asked"
    sheet = load_workbook(BytesIO(download(store)))["Actions"]
    (cause,) = [cell for cell in sheet[4] if cell.value == "Nobody was asked"]
    assert cause.data_type == "s"


def test_new_rows_get_the_next_number_and_removed_numbers_are_not_given_again(
    store: Database, means: Means
):
    first = download(store, add_row("Actions", Id="N1", Criterion="17", What_will_be_done="New"))
    applied = bring(store, means, first)
    take_in(store, means, applied)
    second = download(store, take_out("A2"))
    take_in(store, means, bring(store, means, second))
    third = download(store, add_row("Actions", Id="N2", Criterion="17", What_will_be_done="Newer"))

    take_in(store, means, bring(store, means, third))

    assert [(one.number, one.title) for one in planned(store)] == [
        (1, "Write it down"),
        (3, "Newer"),
    ]


def test_what_was_taken_out_comes_back_under_its_own_number(store: Database, means: Means):
    taken_out = bring(store, means, download(store, take_out("A1")))
    take_in(store, means, taken_out)

    undo_workbook(store, ANA, taken_out.workbook.id)

    assert [(one.number, one.title) for one in planned(store)] == [(1, "Write it down")]


def test_a_workbook_does_not_accept(store: Database, means: Means):
    accepted = put_in("A1", "State", "accepted")
    also = add_row("Actions", Id="N1", Criterion="17", What_will_be_done="New", State="accepted")

    take_in(store, means, bring(store, means, download(store, accepted, also)))

    assert [one.state for one in planned(store)] == [ActionState.PLANNED, ActionState.DONE]


def test_a_workbook_shows_what_the_assessor_says_and_leaves_what_was_accepted(
    store: Database, means: Means
):
    judge(store, accepted=True)
    content = download(store, put_in("A1", "What will be done", "Something else"))

    take_in(store, means, bring(store, means, content))

    (one,) = planned(store)
    assert (one.title, one.state) == ("Write it down", ActionState.ACCEPTED)
    cells = [cell.value for cell in load_workbook(BytesIO(content))["Actions"][4]]
    assert {"accepted", "The records stop in March.", "Ravi Menon"} <= set(cells)


def test_what_was_returned_is_not_taken_out_and_can_be_done_again(store: Database, means: Means):
    judge(store, accepted=False)
    out = bring(store, means, download(store, take_out("A1")))
    take_in(store, means, out)

    done = bring(store, means, download(store, put_in("A1", "State", "done")))
    take_in(store, means, done)

    (one,) = planned(store)
    assert (one.state, one.judgement) == (ActionState.DONE, "The records stop in March.")
