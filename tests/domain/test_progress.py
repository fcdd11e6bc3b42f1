"""How far an assessment has come: five states told apart, and counts that add up."""

import pytest

from ddtool.domain.analysis import Grounds, analyse
from ddtool.domain.applicability import AppliesWhen, Condition, ConditionKind
from ddtool.domain.assessment_heads import AssessmentState, Carried
from ddtool.domain.assessments import Answer, AnswerCode, Assessment, Determination
from ddtool.domain.criteria import CriteriaSet, Rating
from ddtool.domain.outstanding import Outstanding
from ddtool.domain.progress import (
    Progress,
    Task,
    WorkState,
    next_task,
    progress_of,
    tasks_of,
    work_state,
)
from ddtool.domain.reviews import Finding, FindingKind, Request
from tests.factories import (
    ON,
    make_assessment,
    make_criteria_set,
    make_criterion,
    make_matrix,
    make_rating,
    make_site,
    make_standards,
)

OPEN, SUBMITTED = AssessmentState.OPEN, AssessmentState.SUBMITTED
TAILINGS = AppliesWhen((Condition(ConditionKind.FACT, "has_tailings"),))
BOTH_MET = (Answer("17.a", AnswerCode.MET), Answer("17.b", AnswerCode.MET))
NOT_HERE = make_site(facts={"has_tailings": False})


def lines(assessment: Assessment, criteria_set: CriteriaSet | None = None):
    known = criteria_set or make_criteria_set()
    return analyse(assessment, Grounds(known, make_matrix(), make_standards()), as_of=ON).lines


def task(state: AssessmentState = OPEN, **said) -> Task:
    return tasks_of(lines(make_assessment(**said)), state)[0]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({}, WorkState.NOT_STARTED),
        ({"answers": BOTH_MET[:1]}, WorkState.IN_PROGRESS),
        ({"answers": BOTH_MET}, WorkState.IN_PROGRESS),
        ({"ratings": (make_rating(),)}, WorkState.IN_PROGRESS),
        ({"answers": BOTH_MET, "ratings": (make_rating(),)}, WorkState.ANSWERED),
    ],
    ids=["nothing", "one answer", "all answers, no rating", "a rating alone", "everything"],
)
def test_a_criterion_is_answered_once_all_is_answered_and_rated(said, state: WorkState):
    assert task(**said).state is state


def test_a_note_that_was_carried_over_is_no_beginning():
    carried = Answer("17.a", AnswerCode.UNANSWERED, "What the earlier edition said.")

    assert task(answers=(carried,)).state is WorkState.NOT_STARTED


@pytest.mark.parametrize(
    ("decided", "state", "expected"),
    [
        (Rating.FULLY_MEETS, SUBMITTED, WorkState.REVIEWED),
        (Rating.PARTIALLY_MEETS, SUBMITTED, WorkState.REVIEWED),
        (Rating.FULLY_MEETS, OPEN, WorkState.REVIEWED),
        (Rating.PARTIALLY_MEETS, OPEN, WorkState.RETURNED),
    ],
)
def test_a_criterion_comes_back_where_the_assessor_decided_otherwise(
    decided: Rating, state: AssessmentState, expected: WorkState
):
    said = {"ratings": (make_rating(),), "determinations": (Determination("17", decided),)}

    assert task(state, **said).state is expected


def test_a_criterion_set_aside_with_a_reason_is_not_asked_for():
    found = task(ratings=(make_rating(rating=Rating.NOT_APPLICABLE, reason="No mine."),))

    assert (found.state, found.asked) == (WorkState.NOT_APPLICABLE, 0)


def test_a_criterion_set_aside_without_a_reason_is_still_to_be_done():
    found = task(ratings=(make_rating(rating=Rating.NOT_APPLICABLE),))

    assert (found.state, found.asked) == (WorkState.IN_PROGRESS, 2)


def test_facts_that_switch_a_criterion_off_leave_nothing_to_do():
    tailings = make_criteria_set(make_criterion("31", "a", "b", applies_when=TAILINGS))

    found = lines(make_assessment(site=NOT_HERE), tailings)

    assert tasks_of(found)[0].state is WorkState.NOT_APPLICABLE
    assert progress_of(found) == Progress(set_aside=2)


def test_every_requirement_is_counted_once():
    answers = (
        Answer("17.a", AnswerCode.MET),
        Answer("17.b", AnswerCode.PARTLY_MET),
        Answer("17.c", AnswerCode.NOT_MET),
        Answer("17.d", AnswerCode.NOT_APPLICABLE, "No such machine."),
        Answer("17.e", AnswerCode.NOT_APPLICABLE),
    )
    criteria_set = make_criteria_set(make_criterion("17", *"abcdef"))

    found = progress_of(lines(make_assessment(answers=answers), criteria_set))

    assert found == Progress(
        met=1, partly_met=1, not_met=1, unanswered=1, set_aside=2, without_reason=1
    )
    assert (found.answered, found.asked) == (3, 4)


def test_the_marks_of_carried_answers_are_counted_by_criterion():
    carried = {"17.a": Carried.SAME, "17.b": Carried.CHANGED, "18.a": Carried.NEW}

    (found,) = tasks_of(lines(make_assessment()), OPEN, carried)

    assert found.carried == {Carried.SAME: 1, Carried.CHANGED: 1}


def test_what_was_answered_since_needs_no_mark():
    carried = {"17.a": Carried.CHANGED, "17.b": Carried.CHANGED}

    (found,) = tasks_of(lines(make_assessment(answers=BOTH_MET[:1])), OPEN, carried)

    assert found.carried == {Carried.CHANGED: 1}


def test_one_goes_on_with_what_was_returned_then_begun_then_new():
    criteria = (make_criterion(number, "a") for number in ("1", "2", "3"))
    said = make_assessment(
        answers=(Answer("2.a", AnswerCode.MET),),
        ratings=(make_rating("3", Rating.FULLY_MEETS),),
        determinations=(Determination("3", Rating.PARTIALLY_MEETS),),
    )

    tasks = tasks_of(lines(said, make_criteria_set(*criteria)))

    order = []
    while found := next_task(tasks):
        order.append(found.line.criterion.number)
        tasks = tuple(one for one in tasks if one is not found)
    assert order == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("said", "state", "expected"),
    [
        ({}, OPEN, WorkState.NOT_STARTED),
        ({"answers": BOTH_MET[:1]}, OPEN, WorkState.IN_PROGRESS),
        ({"answers": BOTH_MET, "ratings": (make_rating(),)}, OPEN, WorkState.ANSWERED),
        ({}, SUBMITTED, WorkState.SUBMITTED),
    ],
)
def test_the_whole_is_as_far_as_its_criteria(said, state: AssessmentState, expected: WorkState):
    tasks = tasks_of(lines(make_assessment(**said)), state)

    assert work_state(tasks, state) is expected


@pytest.mark.parametrize(
    ("said_of_it", "expected"),
    [
        ({}, WorkState.RETURNED),
        ({"action": "some-action"}, WorkState.REVIEWED),
        ({"closed_on": ON}, WorkState.REVIEWED),
    ],
)
def test_a_criterion_comes_back_for_a_finding_until_an_action_is_planned(
    said_of_it, expected: WorkState
):
    finding = Finding("f", "17", FindingKind.MAJOR, "No records.", **said_of_it)
    said = make_assessment(
        ratings=(make_rating(),), determinations=(Determination("17", Rating.FULLY_MEETS),)
    )

    (found,) = tasks_of(lines(said), outstanding=Outstanding(findings=(finding,)))

    assert found.state is expected


def test_a_request_leaves_a_submitted_criterion_as_it_is():
    asked = Outstanding(requests=(Request("r", "17", "Which survey?"),))

    (found,) = tasks_of(lines(make_assessment(ratings=(make_rating(),))), SUBMITTED, None, asked)

    assert found.state is WorkState.IN_PROGRESS
    assert found.left.waits == 1
