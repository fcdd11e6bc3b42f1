"""Determination by two people: where the programme asks for it, a sign-off waits for the second."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ddtool.domain.assessments import Determination
from ddtool.domain.criteria import Rating
from ddtool.domain.people import Author, Role
from ddtool.domain.refusals import Conflict, NotAllowed, NotFound
from ddtool.domain.reviews import Hindrance
from ddtool.domain.second_opinions import SecondOpinion
from ddtool.store import Database
from ddtool.usecases.programme_settings import (
    SecondAssessorEffect,
    change_setting,
    effect_of_second_assessor,
    read_setting,
    read_settings,
)
from ddtool.usecases.reviews import BreaksSignature, determine
from ddtool.usecases.second_assessors import ReasonMissing, SamePerson, give_second_opinion
from ddtool.usecases.sign_offs import SignedAlready, sign_off, standing_of, what_hinders
from tests.store.makers import ANA, ASSESSMENT
from tests.usecases.test_reviews import (
    LEA,
    LIBRARY,
    OLE,
    RAVI,
    STATEMENT,
    TODAY,
    decide_everything,
    firms,
    given,
    review,
    sign,
)

__all__ = ["firms", "given"]

ILSE = Author("Ilse Admin", Role.PROGRAMME_ADMIN, datetime(2026, 11, 22, tzinfo=UTC))
FULLY = Determination("1", Rating.FULLY_MEETS, "Seen on site.")
AGREED = SecondOpinion("1", agrees=True, looked_at=1)
OTHERWISE = SecondOpinion(
    "1", agrees=False, reason="No record.", rating=Rating.PARTIALLY_MEETS, looked_at=1
)


@pytest.fixture
def strict(given: Database) -> Database:
    """The programme asks for two assessors."""
    change_setting(given, ILSE, "two_assessors", True, version=0)
    return given


def in_the_way(database: Database) -> set[tuple[Hindrance, str]]:
    found = what_hinders(database, RAVI, LIBRARY, ASSESSMENT, as_of=TODAY)
    return {(one.hindrance, one.criterion) for one in found if one.criterion == "1"}


def test_one_assessor_is_enough_unless_the_programme_says_otherwise(given: Database):
    determine(given, RAVI, ASSESSMENT, FULLY, version=0)

    assert not read_settings(given).two_assessors
    assert in_the_way(given) == set()


def test_the_rule_tells_first_which_reviews_it_concerns(given: Database):
    assert effect_of_second_assessor(given, ILSE) == SecondAssessorEffect(reviews=1, alone=0)


def test_a_sign_off_waits_for_the_second_assessor_of_the_firm(strict: Database):
    determine(strict, RAVI, ASSESSMENT, FULLY, version=0)
    assert in_the_way(strict) == {(Hindrance.SECOND_PERSON_MISSING, "1")}

    give_second_opinion(strict, LEA, ASSESSMENT, AGREED, version=0)

    assert in_the_way(strict) == set()
    assert review(strict).two_assessors


def test_whoever_has_determined_is_no_second_person(strict: Database):
    determine(strict, RAVI, ASSESSMENT, FULLY, version=0)

    with pytest.raises(SamePerson):
        give_second_opinion(strict, RAVI, ASSESSMENT, AGREED, version=0)
    with pytest.raises(NotFound):
        give_second_opinion(strict, OLE, ASSESSMENT, AGREED, version=0)
    with pytest.raises(NotFound):
        give_second_opinion(strict, LEA, ASSESSMENT, replace(AGREED, criterion="2"), version=0)


def test_a_second_assessor_who_differs_says_what_and_why(strict: Database):
    determine(strict, RAVI, ASSESSMENT, FULLY, version=0)
    silent = replace(OTHERWISE, reason=" ")
    with pytest.raises(ReasonMissing):
        give_second_opinion(strict, LEA, ASSESSMENT, silent, version=0)
    give_second_opinion(strict, LEA, ASSESSMENT, OTHERWISE, version=0)

    assert in_the_way(strict) == {(Hindrance.SECOND_PERSON_DIFFERS, "1")}


def test_a_determination_that_was_changed_needs_the_second_word_anew(strict: Database):
    determine(strict, RAVI, ASSESSMENT, FULLY, version=0)
    give_second_opinion(strict, LEA, ASSESSMENT, OTHERWISE, version=0)

    partly = replace(FULLY, rating=Rating.PARTIALLY_MEETS)
    determine(strict, RAVI, ASSESSMENT, partly, version=1)

    assert in_the_way(strict) == {(Hindrance.SECOND_PERSON_MISSING, "1")}
    with pytest.raises(Conflict):
        give_second_opinion(strict, LEA, ASSESSMENT, AGREED, version=1)
    agreed = replace(AGREED, looked_at=2)
    give_second_opinion(strict, LEA, ASSESSMENT, agreed, version=1)
    assert in_the_way(strict) == set()


def test_a_second_opinion_is_part_of_what_is_signed(given: Database):
    decide_everything(given)
    give_second_opinion(given, LEA, ASSESSMENT, AGREED, version=0)
    sign(given)

    with pytest.raises(BreaksSignature):
        give_second_opinion(given, LEA, ASSESSMENT, OTHERWISE, version=1)
    give_second_opinion(given, LEA, ASSESSMENT, OTHERWISE, version=1, breaks_signature=True)

    standing = standing_of(given, ANA, ASSESSMENT)
    assert standing is not None
    assert [part.value for part in standing.changed] == ["review"]


def test_whoever_signs_second_is_told_what_was_signed_first(given: Database):
    decide_everything(given)
    signed = sign(given)

    with pytest.raises(SignedAlready) as refused:
        sign_off(
            given,
            LEA,
            LIBRARY,
            ASSESSMENT,
            submission_sha256=signed.submission_sha256,
            statement=STATEMENT,
        )

    assert refused.value.signed == signed


def test_only_the_programme_changes_its_settings_and_nobody_overwrites_another(given: Database):
    with pytest.raises(NotAllowed):
        change_setting(given, RAVI, "two_assessors", True, version=0)
    change_setting(given, ILSE, "two_assessors", True, version=0)

    with pytest.raises(Conflict):
        change_setting(given, ILSE, "two_assessors", False, version=0)

    kept = read_setting(given, ILSE, "two_assessors")
    assert kept is not None
    assert (kept.value, kept.version, kept.changed_by) == (True, 1, "Ilse Admin")
