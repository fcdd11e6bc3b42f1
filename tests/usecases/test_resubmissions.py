"""What a producer has changed since the last submission, as both sides see it."""

from dataclasses import replace

from ddtool.domain.assessments import Answer, AnswerCode, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.resubmission import of_none, on_criterion
from ddtool.domain.reviews import Hindrance, Part
from ddtool.domain.statements import Thing
from ddtool.store import Database, certificates, sites
from ddtool.usecases.assessments import save_answer, save_rating
from ddtool.usecases.resubmissions import changed_since_last
from ddtool.usecases.sign_offs import return_for_changes, standing_of, what_hinders
from tests.factories import make_certificate
from tests.store.makers import ANA, ASSESSMENT, NORTH, SITE
from tests.usecases.test_reviews import (
    LIBRARY,
    RAVI,
    TODAY,
    decide_everything,
    firms,
    given,
    hand_in,
    sign,
)

__all__ = ["firms", "given"]


def change_something(database: Database) -> None:
    return_for_changes(database, RAVI, ASSESSMENT, reason="17.a is too thin.")
    answer = Answer("17.a", AnswerCode.PARTLY_MET, "Surveys since May")
    save_answer(database, ANA, ASSESSMENT, answer, version=0)
    save_rating(database, ANA, ASSESSMENT, OwnRating("17", Rating.PARTIALLY_MEETS), version=0)


def test_the_first_submission_has_nothing_to_be_compared_with(given: Database):
    assert changed_since_last(given, RAVI, LIBRARY, ASSESSMENT) is None
    assert changed_since_last(given, ANA, LIBRARY, ASSESSMENT) is None


def test_a_resubmission_says_what_was_changed_criterion_by_criterion(given: Database):
    change_something(given)
    hand_in(given)

    found = changed_since_last(given, RAVI, LIBRARY, ASSESSMENT)

    assert found is not None
    assert (found.number, found.waits) == (1, False)
    assert [one.thing for one in on_criterion(found.changes, "17")] == [
        Thing("answer", "17.a"),
        Thing("rating", "17"),
    ]
    note = next(one for one in found.changes[0].fields if one.field == "note")
    assert (note.before, note.now) == (None, "Surveys since May")
    assert on_criterion(found.changes, "18") == ()


def test_what_the_producer_has_not_handed_in_yet_is_seen_by_them_alone(given: Database):
    change_something(given)

    own = changed_since_last(given, ANA, LIBRARY, ASSESSMENT)

    assert own is not None
    assert own.waits
    assert len(own.changes) == 2
    assert changed_since_last(given, RAVI, LIBRARY, ASSESSMENT) is None


def test_a_certificate_of_another_site_turns_no_signature_red(given: Database):
    decide_everything(given)
    sign(given)
    with given.write(ANA) as db:
        other = replace(sites.find(db, NORTH, SITE).value, id="another", name="Another")
        sites.add(db, NORTH, other)
        certificates.add(db, NORTH, make_certificate(id="elsewhere", sites=("another",)))

    elsewhere = standing_of(given, ANA, ASSESSMENT)
    with given.write(ANA) as db:
        certificates.add(db, NORTH, make_certificate(id="here", sites=(SITE,)))
    here = standing_of(given, ANA, ASSESSMENT)

    assert elsewhere is not None
    assert here is not None
    assert (elsewhere.changed, here.changed) == ((), (Part.CERTIFICATES,))


def test_nothing_is_signed_that_is_not_as_it_was_handed_in(given: Database):
    decide_everything(given)
    with given.write(ANA) as db:
        certificates.add(db, NORTH, make_certificate(id="here", sites=(SITE,)))

    hindering = what_hinders(given, RAVI, LIBRARY, ASSESSMENT, as_of=TODAY)

    assert [one.hindrance for one in hindering] == [Hindrance.CHANGED_SINCE]


def test_a_certificate_that_came_is_no_change_of_a_criterion(given: Database):
    return_for_changes(given, RAVI, ASSESSMENT, reason="A certificate is missing.")
    with given.write(ANA) as db:
        certificates.add(db, NORTH, make_certificate(id="here", sites=(SITE,)))

    found = changed_since_last(given, ANA, LIBRARY, ASSESSMENT)

    assert found is not None
    (change,) = of_none(found.changes)
    assert (change.name, change.came, change.went) == ("ISO 45001", True, False)
