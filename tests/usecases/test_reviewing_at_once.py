"""Two assessors at the same moment: one is stored, the other learns what stands."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from ddtool.domain.assessments import Determination
from ddtool.domain.criteria import Rating
from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import Author
from ddtool.domain.refusals import AssessmentClosed, Conflict, NotSubmitted
from ddtool.domain.second_opinions import SecondOpinion
from ddtool.store import Database, events
from ddtool.usecases.reviews import determine
from ddtool.usecases.second_assessors import give_second_opinion
from ddtool.usecases.sign_offs import (
    NotReady,
    SignedAlready,
    return_for_changes,
    sign_off,
    standing_of,
)
from tests.store.makers import ANA, ASSESSMENT, NORTH
from tests.usecases.test_reviews import (
    LEA,
    LIBRARY,
    RAVI,
    STATEMENT,
    decide_everything,
    firms,
    given,
    review,
)

__all__ = ["firms", "given"]

FULLY = Determination("1", Rating.FULLY_MEETS, "Seen by Ravi.")
NOT = Determination("1", Rating.DOES_NOT_MEET, "Not seen by Lea.")


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each of some deeds came to, begun at the same moment: a value or what was raised."""
    gate, came = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            came[place] = deed()  # type: ignore[call-overload]
        except DdtoolError as error:
            came[place] = error  # type: ignore[call-overload]

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return list(came)


def signing(database: Database, author: Author) -> object:
    handed_in = review(database).stored.assessment.submission
    assert handed_in is not None
    return sign_off(
        database,
        author,
        LIBRARY,
        ASSESSMENT,
        submission_sha256=handed_in.sha256,
        statement=f"{STATEMENT} {author.name}",
    )


def signed_before(database: Database) -> bool:
    """Whether the last thing that happened is not the signature."""
    with database.read() as db:
        return events.of_assessment(db, NORTH, ASSESSMENT, limit=1)[0].subject.noun != "sign-off"


def test_of_two_determinations_at_once_one_stands_and_the_other_is_told(given: Database):
    came = at_once(
        lambda: determine(given, RAVI, ASSESSMENT, FULLY, version=0),
        lambda: determine(given, LEA, ASSESSMENT, NOT, version=0),
    )

    (refused,) = [one for one in came if isinstance(one, Conflict)]
    (stands,) = review(given).determinations
    assert refused.current.value == stands.value
    assert stands.value in (FULLY, NOT)
    assert stands.version == 1


def test_of_two_signatures_at_once_one_stands_and_the_other_is_told(given: Database):
    decide_everything(given)

    came = at_once(lambda: signing(given, RAVI), lambda: signing(given, LEA))

    (refused,) = [one for one in came if isinstance(one, SignedAlready)]
    standing = standing_of(given, ANA, ASSESSMENT)
    assert standing is not None
    assert (standing.signed, standing.changed) == (refused.signed, ())
    assert len(review(given).signed) == 1


@pytest.mark.parametrize("rounds", range(3))
def test_a_determination_beside_a_signature_is_signed_with_or_turns_it_red(
    given: Database, rounds: int
):
    decide_everything(given)
    otherwise = replace(NOT, reason=f"Round {rounds}.")

    _, signed = at_once(
        lambda: determine(given, LEA, ASSESSMENT, otherwise, version=1, breaks_signature=True),
        lambda: signing(given, RAVI),
    )

    assert not isinstance(signed, Exception)
    standing = standing_of(given, ANA, ASSESSMENT)
    assert standing is not None
    (stands,) = [one for one in review(given).determinations if one.value.criterion == "1"]
    assert (stands.value, stands.version) == (otherwise, 2)
    assert bool(standing.changed) is signed_before(given)


def test_returning_and_signing_at_once_leave_no_signature_on_what_was_not_looked_at(
    given: Database,
):
    decide_everything(given)

    came = at_once(
        lambda: return_for_changes(given, LEA, ASSESSMENT, reason="Look again."),
        lambda: signing(given, RAVI),
    )

    refused = [one for one in came if isinstance(one, NotReady | NotSubmitted | AssessmentClosed)]
    standing = standing_of(given, ANA, ASSESSMENT)
    assert (standing is None) is bool(refused)
    assert standing is None or standing.changed == ()


def test_a_second_opinion_beside_a_change_is_on_what_was_looked_at_or_refused(given: Database):
    determine(given, RAVI, ASSESSMENT, FULLY, version=0)
    agreed = SecondOpinion("1", agrees=True, looked_at=1)
    again = replace(FULLY, rating=Rating.PARTIALLY_MEETS)

    at_once(
        lambda: give_second_opinion(given, LEA, ASSESSMENT, agreed, version=0),
        lambda: determine(given, RAVI, ASSESSMENT, again, version=1),
    )

    found = review(given)
    assert found.determined["1"].version == 2
    assert all(one.value.looked_at == 1 for one in found.opinions)
