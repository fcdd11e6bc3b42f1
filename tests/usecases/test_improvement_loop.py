"""Findings become actions, the assessor accepts or returns them, and numbers stay."""

from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.errors import DdtoolError
from ddtool.domain.refusals import AlreadyThere, AssessmentClosed, Conflict, NotFound
from ddtool.domain.reviews import Judgement
from ddtool.store import Database, events
from ddtool.store.closing import ActionAccepted, NothingToJudge, NotTheirs, WhyReturned
from ddtool.usecases.action_reviews import judge_action, list_reviewed_actions
from ddtool.usecases.actions import change_action, drop_action, list_actions, plan_action
from ddtool.usecases.finding_actions import bind_finding, list_findings
from ddtool.usecases.findings import change_finding, take_back_finding
from ddtool.usecases.sign_offs import return_for_changes
from tests.store.makers import ASSESSMENT, OTHER_ASSESSMENT, SUE
from tests.usecases.looped import (
    ANA,
    BEN,
    LEA,
    RAVI,
    fill,
    find_something,
    hand_in,
    hand_in_again,
    plan_finding,
    the_action,
)

ACCEPTED, RETURNED = Judgement(accepted=True), Judgement(False, "The records stop in March.")


@pytest.fixture
def given(database: Database) -> Database:
    """Handed in, and with the assessor."""
    fill(database)
    hand_in(database)
    return database


@pytest.fixture
def done(given: Database) -> Database:
    """Its one action is done, in the producer's eyes."""
    planned = plan_action(given, BEN, ASSESSMENT, Action("", "17", "Keep records", "17.c"))
    said = replace(planned.value, state=ActionState.DONE, closure="Records of May")
    change_action(given, BEN, said, version=planned.version)
    return given


def test_what_is_planned_after_a_return_is_not_seen_before_it_is_handed_in_again(done: Database):
    planned = plan_action(done, BEN, ASSESSMENT, Action("", "17", "Planned before the return"))
    return_for_changes(done, RAVI, ASSESSMENT, reason="17.c is too thin.")

    plan_action(done, BEN, ASSESSMENT, Action("", "17", "Secret plan"))
    changed = replace(planned.value, title="Secret words")
    change_action(done, BEN, changed, version=planned.version)
    (seen,) = list_reviewed_actions(done, RAVI, ASSESSMENT)
    assert seen.value.title == "Keep records"
    hand_in_again(done)

    titles = {one.value.title for one in list_reviewed_actions(done, RAVI, ASSESSMENT)}
    assert titles == {"Keep records", "Secret words", "Secret plan"}


def judge(database: Database, said: Judgement, author=RAVI, version: int = 2):
    id = the_action(database).value.id
    return judge_action(database, author, ASSESSMENT, id, said, version=version)


def test_actions_keep_the_number_that_they_were_given(given: Database):
    first, second = (
        plan_action(given, BEN, ASSESSMENT, Action("", "1", title, due=due))
        for title, due in (("Later", date(2027, 5, 1)), ("Sooner", date(2027, 1, 1)))
    )
    drop_action(given, BEN, second.value.id, version=1)

    third = plan_action(given, BEN, ASSESSMENT, Action("", "1", "Third", due=date(2026, 12, 1)))

    assert [one.value.number for one in (first, second, third)] == [1, 2, 3]


def test_an_action_for_a_finding_stays_bound_to_it(given: Database):
    finding = find_something(given, "No records for March.\nThe hall was not measured.")

    planned = plan_finding(given, BEN, ASSESSMENT, finding.value.id).value

    (told,) = list_findings(given, ANA, ASSESSMENT)
    assert told.action is not None
    assert told.action.value == planned
    assert told.finding.version == finding.version


def test_a_finding_is_planned_once_also_when_two_people_press_at_once(given: Database):
    finding = find_something(given).value.id
    barrier, refused = Barrier(2), []

    def press() -> None:
        barrier.wait()
        try:
            plan_finding(given, BEN, ASSESSMENT, finding)
        except AlreadyThere as error:
            refused.append(error)

    threads = [Thread(target=press) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(refused) == 1
    assert len(list_actions(given, ANA, ASSESSMENT)) == 1


def test_an_action_of_the_plan_can_close_several_findings(given: Database):
    one, other = find_something(given), find_something(given, "Nobody trained.")
    planned = plan_finding(given, BEN, ASSESSMENT, one.value.id)

    bind_finding(given, BEN, ASSESSMENT, other.value.id, planned.value.id)

    told = list_findings(given, ANA, ASSESSMENT)
    assert [found.action and found.action.value.id for found in told] == [planned.value.id] * 2


def test_an_action_taken_away_leaves_its_finding_open(given: Database):
    finding = find_something(given)
    planned = plan_finding(given, BEN, ASSESSMENT, finding.value.id)

    drop_action(given, BEN, planned.value.id, version=1)

    (told,) = list_findings(given, ANA, ASSESSMENT)
    assert told.action is None


def test_what_an_assessor_changes_in_a_finding_leaves_its_action(given: Database):
    finding = find_something(given)
    planned = plan_finding(given, BEN, ASSESSMENT, finding.value.id)

    change_finding(given, RAVI, ASSESSMENT, replace(finding.value, text="None."), version=1)

    (told,) = list_findings(given, ANA, ASSESSMENT)
    assert told.action is not None
    assert told.action.value.id == planned.value.id
    take_back_finding(given, RAVI, ASSESSMENT, finding.value.id, version=2)
    assert the_action(given).value.id == planned.value.id


def test_findings_and_actions_of_others_are_not_found(given: Database):
    finding = find_something(given)
    planned = plan_finding(given, BEN, ASSESSMENT, finding.value.id).value

    for deed in (
        lambda: list_findings(given, SUE, ASSESSMENT),
        lambda: plan_finding(given, SUE, ASSESSMENT, finding.value.id),
        lambda: plan_finding(given, SUE, OTHER_ASSESSMENT, finding.value.id),
        lambda: bind_finding(given, SUE, OTHER_ASSESSMENT, finding.value.id, planned.id),
        lambda: judge_action(given, LEA, OTHER_ASSESSMENT, planned.id, ACCEPTED, version=1),
    ):
        with pytest.raises(NotFound):
            deed()


def test_what_is_done_can_be_accepted(done: Database):
    accepted = judge(done, Judgement(accepted=True, reason="Seen on site."))

    assert accepted.value.state is ActionState.ACCEPTED
    assert (accepted.value.judged_by, accepted.value.judgement) == ("Ravi Menon", "Seen on site.")
    assert accepted.value.judged_on == date(2026, 11, 22)


def test_what_is_returned_says_why_and_can_be_done_again(done: Database):
    with pytest.raises(WhyReturned):
        judge(done, Judgement(False, " "))

    returned = judge(done, RETURNED)
    again = replace(returned.value, state=ActionState.DONE, closure="Records of March too")
    kept = change_action(done, BEN, again, version=returned.version).value

    assert returned.value.state is ActionState.RETURNED
    assert (kept.state, kept.judgement) == (ActionState.DONE, "The records stop in March.")
    assert judge(done, ACCEPTED, version=4).value.state is ActionState.ACCEPTED


def test_only_what_is_done_can_be_judged(given: Database):
    plan_action(given, BEN, ASSESSMENT, Action("", "17", "Keep records"))

    for said in (ACCEPTED, RETURNED):
        with pytest.raises(NothingToJudge):
            judge(given, said, version=1)


def test_a_producer_cannot_accept_their_own_action(done: Database):
    stands = the_action(done)

    for state in (ActionState.ACCEPTED, ActionState.RETURNED):
        with pytest.raises(NotTheirs):
            change_action(done, ANA, replace(stands.value, state=state), version=2)
        with pytest.raises(NotTheirs):
            plan_action(done, ANA, ASSESSMENT, Action("", "1", "Do it", state=state))


def test_an_accepted_action_stays_until_it_is_taken_up_again(done: Database):
    accepted = judge(done, ACCEPTED)

    with pytest.raises(ActionAccepted):
        change_action(done, BEN, replace(accepted.value, title="Other"), version=3)
    reopened = replace(accepted.value, state=ActionState.RUNNING, title="Other")
    kept = change_action(done, BEN, reopened, version=3).value

    assert (kept.title, kept.judged_by, kept.judged_on) == ("Other", "", None)


def test_a_producer_cannot_write_a_judgement(done: Database):
    returned = judge(done, RETURNED)
    forged = replace(returned.value, judgement="All good", judged_by="Ravi Menon", number=77)

    kept = change_action(done, BEN, replace(forged, title="New"), version=3).value

    assert (kept.judgement, kept.number) == ("The records stop in March.", 1)


def test_a_judgement_of_something_that_was_changed_since_is_a_conflict(done: Database):
    stands = the_action(done).value
    change_action(done, BEN, replace(stands, closure="Only April"), version=2)

    with pytest.raises(Conflict):
        judge(done, ACCEPTED, version=2)


def test_two_assessors_who_judge_at_once_do_not_overwrite_each_other(done: Database):
    barrier, said = Barrier(2), []

    def say(author, judgement: Judgement) -> None:
        barrier.wait()
        try:
            said.append(judge(done, judgement, author).value.judged_by)
        except DdtoolError as error:
            said.append(type(error).__name__)

    threads = [
        Thread(target=say, args=(RAVI, ACCEPTED)),
        Thread(target=say, args=(LEA, RETURNED)),
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    stands = the_action(done)
    assert stands.version == 3
    assert sorted(said) == sorted([stands.value.judged_by, "Conflict"])


def test_saying_the_same_judgement_again_changes_nothing(done: Database):
    first = judge(done, RETURNED)

    assert judge(done, RETURNED, version=2) == first


def test_nothing_is_judged_while_the_assessment_is_with_its_producer(done: Database):
    return_for_changes(done, RAVI, ASSESSMENT, reason="Answer 17 anew.")

    with pytest.raises(DdtoolError, match="not submitted"):
        judge(done, ACCEPTED)


def test_what_was_handed_in_or_judged_is_not_removed(database: Database):
    fill(database)
    promised = plan_action(database, BEN, ASSESSMENT, Action("", "1", "Promised")).value
    hand_in(database)
    later = plan_action(database, BEN, ASSESSMENT, Action("", "1", "Later")).value

    with pytest.raises(AssessmentClosed):
        drop_action(database, BEN, promised.id, version=1)
    drop_action(database, BEN, later.id, version=1)

    assert the_action(database).value.title == "Promised"


def test_the_history_tells_cause_judgement_and_the_bond_to_a_finding(done: Database):
    finding = find_something(done)
    stands = the_action(done).value
    bind_finding(done, BEN, ASSESSMENT, finding.value.id, stands.id)
    judge(done, RETURNED)

    with done.read() as db:
        told = events.of_assessment(db, ANA.organisation or "", ASSESSMENT)
        events.verify(db)

    said = {(one.subject.noun, one.verb): one.new for one in reversed(told)}
    assert said["finding", "bound"] == {"action": "A1"}
    assert said["action", "changed"]["judgement"] == "The records stop in March."
