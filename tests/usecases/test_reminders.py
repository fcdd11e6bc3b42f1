"""People are reminded once of each event: in the application, and by letter where they want it."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.people import Author
from ddtool.domain.reminders import ReminderKind
from ddtool.domain.reviews import Judgement
from ddtool.mail import MailServer
from ddtool.reports.content import Voice
from ddtool.store import Database
from ddtool.usecases.action_reviews import judge_action
from ddtool.usecases.actions import change_action, plan_action
from ddtool.usecases.own_account import OwnDetails, change_own_details
from ddtool.usecases.reminders import (
    MOST_TRIES,
    Letters,
    list_reminders,
    remind_of_due_days,
    see_reminders,
    send_letters,
)
from tests.mailbox import Box, free_port, serving
from tests.store.makers import ASSESSMENT, AT
from tests.usecases.looped import ANA, BEN, RAVI, fill, hand_in

TODAY = AT.date()
WORKER = Author("worker (command line)", None, AT)
SOON, LATE = TODAY + timedelta(days=10), TODAY - timedelta(days=1)


@pytest.fixture
def north(database: Database) -> Database:
    """North Metals with a lead and a member."""
    fill(database)
    return database


def plan(database: Database, due: date, *, owner: str = "", title: str = "Survey the hall"):
    action = Action("", "17", title, due=due, owner=owner)
    return plan_action(database, BEN, ASSESSMENT, action)


def told(database: Database, who: Author = ANA):
    return [(one.kind, one.action.title) for one in list_reminders(database, who, unseen=True)]


def letters(address: str) -> Letters:
    return Letters(
        MailServer(f"smtp://{address}", "ddtool@example.org"),
        lambda _language: Voice(),
        lambda one: f"https://dd.example.org/assessments/{one.assessment}/plan",
    )


def test_what_is_due_within_two_weeks_is_told_once_and_not_again_the_next_day(north: Database):
    plan(north, SOON)

    numbers = [
        remind_of_due_days(north, replace(WORKER, at=AT + timedelta(days=day))) for day in range(4)
    ]

    assert numbers == [1, 0, 0, 0]
    assert told(north) == [(ReminderKind.DUE_SOON, "Survey the hall")]


def test_what_becomes_overdue_is_told_once_more_and_only_as_that(north: Database):
    plan(north, SOON)
    remind_of_due_days(north, WORKER)

    for day in (11, 12, 40):
        remind_of_due_days(north, replace(WORKER, at=AT + timedelta(days=day)))

    assert sorted(kind.value for kind, _ in told(north)) == ["due_soon", "overdue"]


def test_another_due_day_is_another_event(north: Database):
    stored = plan(north, SOON)
    remind_of_due_days(north, WORKER)

    change_action(north, BEN, replace(stored.value, due=SOON + timedelta(days=2)), version=1)

    assert remind_of_due_days(north, WORKER) == 1
    assert len(told(north)) == 1


def test_nothing_is_told_of_what_is_done_or_far_away_or_without_a_day(north: Database):
    plan(north, TODAY + timedelta(days=15))
    done = plan(north, LATE)
    change_action(north, BEN, replace(done.value, state=ActionState.DONE), version=1)
    plan_action(north, BEN, ASSESSMENT, Action("", "1", "Some day"))

    assert remind_of_due_days(north, WORKER) == 0


def test_leads_are_told_and_whoever_the_action_names_as_owner(north: Database):
    plan(north, LATE, owner="ben  BAKER, safety")
    plan(north, LATE, owner="Somebody else", title="Other")

    remind_of_due_days(north, WORKER)

    assert told(north, BEN) == [(ReminderKind.OVERDUE, "Survey the hall")]
    assert len(told(north, ANA)) == 2


def test_what_was_seen_or_done_is_no_longer_shown(north: Database):
    stored = plan(north, LATE)
    plan(north, LATE, title="Other")
    remind_of_due_days(north, WORKER)

    change_action(north, BEN, replace(stored.value, state=ActionState.DONE), version=1)

    assert told(north) == [(ReminderKind.OVERDUE, "Other")]
    see_reminders(north, ANA)
    assert told(north) == []


def test_a_judgement_is_told_with_its_reason(north: Database):
    stored = plan(north, SOON)
    change_action(north, BEN, replace(stored.value, state=ActionState.DONE), version=1)
    hand_in(north)

    said = Judgement(False, "The records stop in March.")
    judge_action(north, RAVI, ASSESSMENT, stored.value.id, said, version=2)

    (one,) = list_reminders(north, ANA, unseen=True)
    assert (one.kind, one.action.judgement) == (ReminderKind.RETURNED, said.reason)


def test_one_letter_tells_everything_that_waits_and_no_letter_tells_it_again(north: Database):
    plan(north, LATE)
    plan(north, SOON, title="Train the leads")
    remind_of_due_days(north, WORKER)
    box = Box()

    with serving(box, "127.0.0.1") as address:
        first = send_letters(north, WORKER, letters(address))
        remind_of_due_days(north, replace(WORKER, at=AT + timedelta(days=1)))
        again = send_letters(north, WORKER, letters(address))

    assert (first.letters, again.letters) == (1, 0)
    (letter,) = box.letters
    assert letter["To"] == "ana@people.example"
    assert letter["Subject"] == "Improvement plan: 2 actions to look at"
    text = letter.get_content()
    assert "A1 Survey the hall" in text
    assert "was due on 21 Nov 2026 and is overdue." in text.replace("\u00a0", " ")
    assert "https://dd.example.org/assessments/" in text


def test_two_workers_at_once_send_one_letter(north: Database):
    plan(north, LATE)
    remind_of_due_days(north, WORKER)
    box, barrier = Box(), Barrier(2)

    def send(address: str) -> None:
        barrier.wait()
        send_letters(north, WORKER, letters(address))

    with serving(box, "127.0.0.1") as address:
        workers = [Thread(target=send, args=(address,)) for _ in range(2)]
        for one in workers:
            one.start()
        for one in workers:
            one.join()

    assert len(box.letters) == 1


def test_who_wants_no_letters_gets_none_and_still_sees_the_reminder(north: Database):
    change_own_details(north, ANA, OwnDetails("Ana Alvarez", reminder_mails=False))
    plan(north, LATE)
    remind_of_due_days(north, WORKER)
    box = Box()

    with serving(box, "127.0.0.1") as address:
        send_letters(north, WORKER, letters(address))

    assert box.letters == []
    assert len(told(north)) == 1


def test_without_a_mail_server_nothing_waits_for_one_to_be_set_up_later(north: Database):
    plan(north, LATE)
    remind_of_due_days(north, WORKER)
    send_letters(north, WORKER, None)
    box = Box()

    with serving(box, "127.0.0.1") as address:
        send_letters(north, WORKER, letters(address))

    assert box.letters == []
    assert len(told(north)) == 1


def test_a_letter_that_does_not_go_out_is_tried_again_and_then_given_up(north: Database):
    plan(north, LATE)
    remind_of_due_days(north, WORKER)
    nobody = f"127.0.0.1:{free_port()}"

    failed = [send_letters(north, WORKER, letters(nobody)).failed for _ in range(MOST_TRIES + 1)]

    assert failed == [1] * MOST_TRIES + [0]
    assert len(told(north)) == 1


def test_what_was_done_before_the_letter_left_is_not_told(north: Database):
    stored = plan(north, LATE)
    remind_of_due_days(north, WORKER)
    change_action(north, BEN, replace(stored.value, state=ActionState.DONE), version=1)
    box = Box()

    with serving(box, "127.0.0.1") as address:
        send_letters(north, WORKER, letters(address))

    assert box.letters == []
