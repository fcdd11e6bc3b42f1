"""The next cycle sees what was promised and done, what was decided, and what changed since."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Determination,
    OwnRating,
)
from ddtool.domain.criteria import Rating
from ddtool.domain.last_cycle import count_states
from ddtool.domain.people import Author
from ddtool.domain.refusals import AssessmentClosed, NotFound
from ddtool.domain.reviews import Judgement
from ddtool.packs import Library
from ddtool.store import Database, answers, sites
from ddtool.usecases.action_reviews import judge_action
from ddtool.usecases.actions import change_action, list_actions, plan_action
from ddtool.usecases.assessments import read_assessment, start_assessment
from ddtool.usecases.assignments import answer_assignment, give_assessment
from ddtool.usecases.last_cycle import read_last_cycle, take_over_actions
from ddtool.usecases.reminders import remind_of_due_days
from ddtool.usecases.reviews import determine
from ddtool.usecases.submissions import submit
from tests.store.makers import ASSESSMENT, AT, NORTH, SITE, SUE
from tests.usecases.looped import ANA, BEN, FIRM, RAVI, fill, find_something, hand_in, plan_finding

LIBRARY = Library((Path(__file__).resolve().parents[2] / "criteria",))
DUE = date(2026, 11, 1)


@pytest.fixture
def first(database: Database) -> Database:
    """A cycle that was handed in, judged and determined: three actions, one of them accepted."""
    fill(database)
    with database.write(ANA) as db:
        said = Answer("17.a", AnswerCode.PARTLY_MET, "Half of it")
        answers.save_answer(db, NORTH, ASSESSMENT, said, version=0)
    for title in ("Measure", "Train", "Build"):
        planned = Action("", "17", title, "17.b", due=DUE)
        plan_action(database, BEN, ASSESSMENT, planned)
    one = list_actions(database, ANA, ASSESSMENT)
    measured = next(stored for stored in one if stored.value.title == "Measure")
    done = replace(measured.value, state=ActionState.DONE)
    change_action(database, BEN, done, version=measured.version)
    hand_in(database)
    finding = find_something(database)
    plan_finding(database, BEN, ASSESSMENT, finding.value.id)
    accepted = Judgement(accepted=True)
    judge_action(database, RAVI, ASSESSMENT, measured.value.id, accepted, version=2)
    said_of_17 = Determination("17", Rating.PARTIALLY_MEETS, "Records stop.")
    determine(database, RAVI, ASSESSMENT, said_of_17, version=0)
    return database


@pytest.fixture
def second(first: Database) -> str:
    """The cycle after it, carried over from it."""
    head = AssessmentHead("", SITE, "rra@3.0", period="2029", carried_from=ASSESSMENT)
    return start_assessment(first, ANA, LIBRARY, head).value.id


def cycle(database: Database, id: str, author: Author = ANA):
    found = read_last_cycle(database, author, LIBRARY, id)
    assert found is not None
    return found


def test_an_assessment_that_began_anew_has_no_last_cycle(first: Database):
    assert read_last_cycle(first, ANA, LIBRARY, ASSESSMENT) is None


def test_what_was_promised_stands_with_what_became_of_it(first: Database, second: str):
    found = cycle(first, second)

    assert [(one.action.title, one.action.state.value) for one in found.promises] == [
        ("Measure", "accepted"),
        ("Train", "planned"),
        ("Build", "planned"),
        ("Keep the records", "planned"),
    ]
    assert count_states(found.promises)[ActionState.ACCEPTED] == 1
    assert [one.overdue for one in found.promises] == [False, True, True, False]
    assert found.handed_in == AT.date()
    assert [(one.criterion, bool(one.action)) for one in found.findings] == [("17", True)]


def test_determinations_of_the_last_cycle_stand_beside_the_ratings_of_now(
    first: Database, second: str
):
    with first.write(ANA) as db:
        rating = OwnRating("17", Rating.FULLY_MEETS, "Done")
        answers.save_rating(db, NORTH, second, rating, version=0)

    (decided,) = cycle(first, second).decisions

    assert (decided.number, decided.then.rating) == ("17", Rating.PARTIALLY_MEETS)
    assert (decided.own, decided.now) == (Rating.FULLY_MEETS, None)


def test_what_is_said_otherwise_now_is_listed(first: Database, second: str):
    with first.write(ANA) as db:
        stands = {one.value.requirement: one for one in answers.answers_of(db, NORTH, second)}
        answers.save_answer(
            db,
            NORTH,
            second,
            Answer("17.a", AnswerCode.MET, "All of it"),
            version=stands["17.a"].version,
        )
        site = sites.find(db, NORTH, SITE)
        facts = dict(site.value.facts) | {"uses_security_forces": True}
        sites.change(db, NORTH, replace(site.value, facts=facts), version=site.version)

    since = cycle(first, second).since

    assert [(one.requirement, one.before.answer, one.now.answer) for one in since.answers] == [
        ("17.a", AnswerCode.PARTLY_MET, AnswerCode.MET)
    ]
    assert since.facts["uses_security_forces"][1] is True
    assert since.certificates == ()


def test_open_actions_are_taken_over_once_and_keep_where_they_came_from(
    first: Database, second: str
):
    taken = take_over_actions(first, ANA, LIBRARY, second)
    again = take_over_actions(first, ANA, LIBRARY, second)

    assert [one.value.title for one in taken.actions] == ["Train", "Build", "Keep the records"]
    assert (again.actions, taken.without_place) == ((), ())
    found = cycle(first, second)
    assert [one.goes_on.number for one in found.promises if one.goes_on] == [1, 2, 3]
    assert found.to_take_over == ()
    carried = {one.value.title: one.value for one in list_actions(first, ANA, second)}
    assert carried["Train"].requirement == "17.b"
    assert carried["Train"].judged_by == ""


def test_people_are_reminded_of_what_goes_on_in_one_place_only(first: Database, second: str):
    take_over_actions(first, ANA, LIBRARY, second)
    worker = Author("worker", None, AT)

    told = remind_of_due_days(first, worker)

    assert told == 2


def test_the_assessor_of_the_new_cycle_sees_the_last_one(first: Database, second: str):
    with pytest.raises(NotFound):
        read_last_cycle(first, RAVI, LIBRARY, second)
    revision = read_assessment(first, ANA, second).head.value.revision
    submit(first, ANA, second, matrix="working@2026.11", revision=revision)
    offered = give_assessment(first, ANA, second, firm=FIRM)
    answer_assignment(first, RAVI, offered.value.id, accepted=True, version=offered.version)

    assert len(cycle(first, second, RAVI).promises) == 4
    with pytest.raises(AssessmentClosed):
        take_over_actions(first, ANA, LIBRARY, second)


def test_a_competitor_finds_no_last_cycle(first: Database, second: str):
    for deed in (read_last_cycle, take_over_actions):
        with pytest.raises(NotFound):
            deed(first, SUE, LIBRARY, second)
