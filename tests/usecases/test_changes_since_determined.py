"""A determination is about what was handed in when it was stored, however often that was since."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ddtool.domain.assessments import Answer, AnswerCode, Determination
from ddtool.domain.criteria import Rating
from ddtool.domain.people import Author
from ddtool.domain.reviews import Hindering, Hindrance
from ddtool.store import Database, assessments, certificates
from ddtool.usecases.assessments import save_answer
from ddtool.usecases.reviews import determine
from ddtool.usecases.sign_offs import NotReady, return_for_changes, what_hinders
from ddtool.usecases.submissions import submit
from tests.factories import make_certificate
from tests.store.makers import ANA, ASSESSMENT, AT, NORTH, SITE
from tests.usecases.test_reviews import (
    LIBRARY,
    RAVI,
    TODAY,
    decide_everything,
    firms,
    given,
    review,
    sign,
)
from tests.web.statements import statements

__all__ = ["firms", "given"]

FULLY_AGAIN = Determination("17", Rating.FULLY_MEETS, "Seen on site.")


def later(who: Author, minutes: int) -> Author:
    return replace(who, at=AT + timedelta(minutes=minutes))


def send_back(database: Database) -> None:
    return_for_changes(database, RAVI, ASSESSMENT, reason="Look at it once more.")


def hand_in(database: Database, *, minute: int, matrix: str = "working@2026.11") -> None:
    with database.read() as db:
        revision = assessments.find(db, NORTH, ASSESSMENT).value.revision
    submit(database, later(ANA, minute), ASSESSMENT, matrix=matrix, revision=revision)


def change(database: Database, requirement: str, note: str, *, version: int = 0) -> None:
    answer = Answer(requirement, AnswerCode.PARTLY_MET, note)
    save_answer(database, ANA, ASSESSMENT, answer, version=version)


def in_the_way(database: Database) -> tuple[Hindering, ...]:
    return what_hinders(database, RAVI, LIBRARY, ASSESSMENT, as_of=TODAY)


@pytest.fixture
def twice_more(given: Database) -> Database:
    """All is determined on submission 1; 17 is changed in submission 2, only 18 in submission 3."""
    decide_everything(given)
    send_back(given)
    change(given, "17.a", "Surveys since May")
    hand_in(given, minute=5)
    determine(given, later(RAVI, 6), ASSESSMENT, replace(FULLY_AGAIN, criterion="18"), version=1)
    send_back(given)
    change(given, "18.a", "Since June")
    hand_in(given, minute=10)
    eighteen = Determination("18", Rating.FULLY_MEETS, "Seen in June.")
    determine(given, later(RAVI, 11), ASSESSMENT, eighteen, version=2)
    return given


def test_a_change_stays_told_through_later_submissions_without_one(twice_more: Database):
    assert review(twice_more).outdated == {"17"}


def test_a_change_since_the_determination_stands_in_the_way_of_the_sign_off(twice_more: Database):
    assert in_the_way(twice_more) == (Hindering(Hindrance.DETERMINED_BEFORE, "17"),)
    with pytest.raises(NotReady):
        sign(twice_more)


def test_the_same_determination_stored_again_is_about_what_was_handed_in_last(
    twice_more: Database,
):
    stored = determine(twice_more, later(RAVI, 12), ASSESSMENT, FULLY_AGAIN, version=1)
    repeated = determine(twice_more, later(RAVI, 13), ASSESSMENT, FULLY_AGAIN, version=1)

    assert (stored.version, repeated) == (2, stored)
    assert review(twice_more).outdated == frozenset()
    assert in_the_way(twice_more) == ()
    sign(twice_more)


def test_what_was_changed_and_changed_back_is_as_it_was_determined(given: Database):
    decide_everything(given)
    send_back(given)
    change(given, "17.a", "Surveys since May")
    hand_in(given, minute=5)
    determine(given, later(RAVI, 6), ASSESSMENT, FULLY_AGAIN, version=1)
    send_back(given)
    change(given, "17.a", "Surveys since June", version=1)
    hand_in(given, minute=10)
    changed = review(given).outdated
    send_back(given)
    change(given, "17.a", "Surveys since May", version=2)
    hand_in(given, minute=15)

    assert (changed, review(given).outdated) == ({"17"}, frozenset())


def test_a_coverage_that_is_another_than_it_was_determined_on_is_a_change(given: Database):
    before = {one.criterion.number: one.decision.coverage for one in review(given).analysis.lines}
    decide_everything(given)
    send_back(given)
    with given.write(ANA) as db:
        certificates.add(db, NORTH, make_certificate(id="here", sites=(SITE,)))
    hand_in(given, minute=5)
    send_back(given)
    hand_in(given, minute=10)

    found = review(given)

    others = {
        one.criterion.number
        for one in found.analysis.lines
        if one.decision.coverage is not before[one.criterion.number]
    }
    assert others
    assert found.outdated == others


def test_what_was_handed_in_before_is_read_in_one_statement(twice_more: Database):
    with statements(twice_more) as asked:
        review(twice_more)
    change_nothing = len(asked)
    send_back(twice_more)
    hand_in(twice_more, minute=20)

    with statements(twice_more) as asked:
        review(twice_more)

    assert len(asked) == change_nothing
