from dataclasses import replace
from datetime import date, timedelta

import pytest

from ddtool.domain.refusals import NotFound
from ddtool.store import Database, reports
from ddtool.store.files import KeptFile
from ddtool.store.reports import Order, Report, ReportState
from tests.store.makers import ANA, ASSESSMENT, AT, NORTH, SOUTH

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
        return reports.take_next(db, silent_since=at - MINUTE)


def only(database: Database) -> Report:
    with database.read() as db:
        (found,) = reports.of_assessment(db, NORTH, ASSESSMENT)
    return found


def test_a_report_waits_is_made_and_stays(asked: Database):
    report = take(asked)
    assert report is not None
    with asked.write(WORKER) as db:
        reports.progress(db, report, 21, 33, "criterion 21")
    told = only(asked)

    with asked.write(WORKER) as db:
        assert reports.finish(db, report, FILE, "gap-report.pdf")

    assert (told.state, told.done, told.total) == (ReportState.RUNNING, 21, 33)
    made = only(asked)
    assert (made.state, made.stored_name, made.sha256) == (ReportState.MADE, "ab" * 16, "cd" * 32)
    assert take(asked) is None


def test_the_same_order_on_unchanged_data_is_the_same_report(asked: Database):
    with asked.write(ANA) as db:
        same = reports.ask(db, NORTH, ORDER)
        other = reports.ask(db, NORTH, replace(ORDER, revision=8))

    assert same.id != other.id
    assert same == only_of_revision(asked, 7)


def only_of_revision(database: Database, revision: int) -> Report:
    with database.read() as db:
        found = reports.of_assessment(db, NORTH, ASSESSMENT)
    return next(one for one in found if one.order.revision == revision)


def test_a_report_that_failed_says_why_and_can_be_asked_for_again(asked: Database):
    report = take(asked)
    assert report is not None
    with asked.write(WORKER) as db:
        reports.fail(db, report, "Pango is missing.")

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
        assert not reports.finish(db, first, FILE, "late.pdf")


def test_a_report_that_kills_its_makers_is_given_up(asked: Database):
    tries = [take(asked, minutes) for minutes in (0, 2, 4, 6)]

    assert [one.tries for one in tries if one] == [1, 2, 3]
    assert only(asked).state is ReportState.FAILED
    assert "ask for it again" in only(asked).message


def test_another_organisation_does_not_find_it(asked: Database):
    with asked.read() as db:
        assert reports.of_assessment(db, SOUTH, ASSESSMENT) == ()
        mine = reports.of_assessment(db, NORTH, ASSESSMENT)[0]
        with pytest.raises(NotFound):
            reports.find(db, SOUTH, mine.id)
