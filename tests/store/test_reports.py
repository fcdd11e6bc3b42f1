from dataclasses import replace
from datetime import date, timedelta

import pytest

from ddtool.domain.refusals import NotFound
from ddtool.sentences import Sentence, say
from ddtool.store import Database, kept_files, report_queue, reports
from ddtool.store.files import KeptFile
from ddtool.store.reports import Order, Report, ReportState
from tests.store.makers import ANA, ASSESSMENT, AT, NORTH, OTHER_ASSESSMENT, SOUTH, SUE

ORDER = Order(ASSESSMENT, "pdf", date(2026, 12, 1), revision=7)
FILE = KeptFile("ab" * 16, 1234, "cd" * 32)
WORKER = replace(ANA, name="ddtool worker")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def asked(filled: Database) -> Database:
    """A PDF was asked for."""
    with filled.write(ANA) as db:
        reports.ask(db, NORTH, ORDER)
    return filled


def take(database: Database, minutes: int = 0) -> Report | None:
    at = AT + minutes * MINUTE
    with database.write(replace(WORKER, at=at)) as db:
        return report_queue.take_next(db, silent_since=at - MINUTE)


def only(database: Database) -> Report:
    with database.read() as db:
        (found,) = reports.of_assessment(db, NORTH, ASSESSMENT)
    return found


def test_a_report_waits_is_made_and_stays(asked: Database):
    report = take(asked)
    assert report is not None
    with asked.write(WORKER) as db:
        report_queue.progress(db, report, 21, 33, "criterion 21")
    told = only(asked)

    with asked.write(WORKER) as db:
        assert report_queue.finish(db, report, FILE, "gap-report.pdf")

    assert (told.state, told.done, told.total) == (ReportState.RUNNING, 21, 33)
    made = only(asked)
    assert (made.state, made.stored_name, made.sha256) == (ReportState.MADE, "ab" * 16, "cd" * 32)
    assert take(asked) is None


def test_the_same_order_on_unchanged_data_is_the_same_report(asked: Database):
    with asked.write(ANA) as db:
        same = reports.ask(db, NORTH, ORDER)
        changed_back = reports.ask(db, NORTH, replace(ORDER, revision=9))
        other = reports.ask(db, NORTH, replace(ORDER, revision=8, basis="f" * 64))

    assert same.id == changed_back.id != other.id


def test_a_report_that_failed_says_why_and_can_be_asked_for_again(asked: Database):
    report = take(asked)
    assert report is not None
    with asked.write(WORKER) as db:
        report_queue.fail(db, report, "Pango is missing.")

    with asked.write(ANA) as db:
        again = reports.ask(db, NORTH, ORDER)
        failed = reports.find(db, NORTH, report.id)

    assert (failed.state, failed.message) == (ReportState.FAILED, "Pango is missing.")
    assert again.state is ReportState.WAITING


def test_a_report_whose_maker_died_is_taken_up_again(asked: Database):
    first = take(asked)

    assert take(asked, minutes=0) is None
    second = take(asked, minutes=2)

    assert first is not None
    assert second is not None
    assert (first.id, second.tries) == (second.id, 2)
    with asked.write(WORKER) as db:
        assert not report_queue.finish(db, first, FILE, "late.pdf")


def test_a_report_that_kills_its_makers_is_given_up(asked: Database):
    tries = [take(asked, minutes) for minutes in (0, 2, 4, 6)]

    assert [one.tries for one in tries if one] == [1, 2, 3]
    assert only(asked).state is ReportState.FAILED
    assert "Ask for it again" in only(asked).message


def test_another_organisation_does_not_find_it(asked: Database):
    with asked.read() as db:
        assert reports.of_assessment(db, SOUTH, ASSESSMENT) == ()
        mine = reports.of_assessment(db, NORTH, ASSESSMENT)[0]
        with pytest.raises(NotFound):
            reports.find(db, SOUTH, mine.id)


def test_why_a_report_failed_can_be_said_in_another_language(asked: Database):
    report = take(asked)
    assert report is not None
    with asked.write(WORKER) as db:
        report_queue.fail(db, report, Sentence("{file} is missing.", file="Pango"))

    said = say(only(asked).message, {"{file} is missing.": "Falta {file}."}.__getitem__)

    assert said == "Falta Pango."


def test_an_organisation_that_asks_for_many_does_not_keep_the_others_waiting(asked: Database):
    with asked.write(ANA) as db:
        for day in range(2, 20):
            reports.ask(db, NORTH, replace(ORDER, as_of=date(2026, 12, day)))
    with asked.write(replace(SUE, at=AT + MINUTE)) as db:
        reports.ask(db, SOUTH, replace(ORDER, assessment=OTHER_ASSESSMENT))
        reports.ask(db, SOUTH, replace(ORDER, assessment=OTHER_ASSESSMENT, format="xlsx"))

    taken = [take_and_finish(asked, seconds) for seconds in range(100, 105)]

    assert [one.organisation for one in taken] == [NORTH, SOUTH, NORTH, SOUTH, NORTH]


def test_two_at_once_are_of_two_organisations_where_both_wait(asked: Database):
    with asked.write(ANA) as db:
        reports.ask(db, NORTH, replace(ORDER, format="xlsx"))
    with asked.write(replace(SUE, at=AT + MINUTE)) as db:
        reports.ask(db, SOUTH, replace(ORDER, assessment=OTHER_ASSESSMENT))

    taken = [take(asked, 2), take(asked, 2), take(asked, 2)]

    assert [one.organisation for one in taken if one] == [NORTH, SOUTH, NORTH]


def take_and_finish(database: Database, seconds: int) -> Report:
    author = replace(WORKER, at=AT + timedelta(seconds=seconds))
    with database.write(author) as db:
        report = report_queue.take_next(db, silent_since=AT)
        assert report is not None
        report_queue.finish(db, report, FILE, "report.pdf")
    return report


def test_a_report_whose_maker_was_stopped_waits_again_and_the_try_does_not_count(asked: Database):
    for minutes in range(5):
        report = take(asked, minutes)
        assert report is not None
        with asked.write(WORKER) as db:
            assert report_queue.give_back(db, report, counted=False)

    assert (only(asked).state, only(asked).tries) == (ReportState.WAITING, 0)


def test_a_report_whose_maker_broke_down_is_tried_again_until_it_is_given_up(asked: Database):
    for minutes in range(3):
        report = take(asked, minutes)
        assert report is not None
        with asked.write(WORKER) as db:
            report_queue.give_back(db, report, counted=True)

    assert only(asked).state is ReportState.FAILED
    assert "ask for it again" in only(asked).message.lower()


def test_an_order_can_be_taken_back_also_while_the_report_is_being_made(asked: Database):
    report = take(asked)
    assert report is not None

    with asked.write(ANA) as db:
        stopped = report_queue.stop(db, report)

    assert (stopped.state, stopped.message) == (ReportState.FAILED, "Stopped by Ana Alvarez.")
    with asked.write(WORKER) as db:
        assert not report_queue.progress(db, report, 2, 5)
        assert not report_queue.finish(db, report, FILE, "late.pdf")


def test_stopping_what_is_made_changes_nothing(asked: Database):
    made = take_and_finish(asked, 1)

    with asked.write(ANA) as db:
        assert report_queue.stop(db, made).state is ReportState.MADE


def test_a_report_that_was_made_from_newer_data_is_not_the_one_of_the_older(asked: Database):
    report = take(asked)
    assert report is not None
    newer = replace(ORDER, revision=8, basis="b" * 64)
    with asked.write(WORKER) as db:
        report_queue.finish(db, report, FILE, "report.pdf", made_from=newer)

    with asked.write(ANA) as db:
        assert reports.ask(db, NORTH, newer).id == report.id
        assert reports.ask(db, NORTH, ORDER).id != report.id


def test_the_files_of_reports_belong_to_something(asked: Database):
    take_and_finish(asked, 1)

    with asked.read() as db:
        assert kept_files.all_names(db) == {"ab" * 16}


def test_the_file_of_an_old_report_is_let_go_and_its_row_stays(asked: Database):
    report = take(asked)
    assert report is not None
    with asked.write(WORKER) as db:
        report_queue.finish(db, report, FILE, "gap-report.pdf")

    with asked.write(WORKER) as db:
        kept = report_queue.let_old_go(db, before=AT - MINUTE)
        let_go = report_queue.let_old_go(db, before=AT + MINUTE)

    old = only(asked)
    assert (kept, let_go) == (0, 1)
    assert (old.state, old.stored_name, old.sha256) == (ReportState.FAILED, None, "cd" * 32)
    assert say(old.message, str) == "Kept for 400 days; ask for it again."
    with asked.read() as db:
        assert FILE.stored_name not in kept_files.all_names(db)
