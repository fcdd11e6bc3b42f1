"""The order in which assessments wait for an assessor."""

from dataclasses import replace
from datetime import UTC, date, datetime

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.history import Stored
from ddtool.domain.overview import DateKind, NextDate
from ddtool.domain.review_queue import Queued, in_order
from ddtool.domain.reviews import Assignment, Part, SignOff

AT = datetime(2026, 12, 1, tzinfo=UTC)
SIGNED = SignOff(1, "", "", "Ravi", "assessor", "Veridia", date(2026, 12, 1), "Independent.")


def queued(name: str, **changes: object) -> Queued:
    given = Assignment(name, name, "producer", "firm", accepted_at=AT, invited_at=AT)
    head = AssessmentHead(name, "site", "rra@3.0", state=AssessmentState.SUBMITTED)
    one = Queued(Stored(given, 1), head, name, "North Metals", submissions=1)
    return replace(one, **changes)  # type: ignore[arg-type]


OFFERED = replace(
    queued("offered"), assignment=Stored(Assignment("o", "o", "p", "f", invited_at=AT), 1)
)
OLD = queued("old", since=date(2026, 10, 1), disagreements=1)
DISPUTED = queued("disputed", since=date(2026, 11, 20), disagreements=9)
SOON = queued(
    "soon", since=date(2026, 11, 25), dates=(NextDate(date(2026, 12, 3), DateKind.ANSWER),)
)
DONE = queued("done", since=date(2026, 9, 1), signed=SIGNED)
RED = queued("red", since=date(2026, 11, 1), signed=SIGNED, changed=(Part.ANSWERS,))


def names(order: str) -> list[str]:
    return [one.site for one in in_order((DONE, OLD, SOON, RED, DISPUTED, OFFERED), order)]


def test_offers_come_first_and_what_is_signed_last():
    for order in ("disagreement", "age", "date"):
        assert names(order)[0] == "offered"
        assert names(order)[-1] == "done"


def test_the_queue_is_sorted_by_disagreement_age_or_next_date():
    assert names("disagreement")[1:5] == ["disputed", "old", "red", "soon"]
    assert names("age")[1:5] == ["old", "red", "disputed", "soon"]
    assert names("date")[1:5] == ["soon", "old", "red", "disputed"]


def test_a_signature_that_no_longer_stands_waits_for_the_assessor_again():
    assert RED.is_yours
    assert not DONE.is_yours
    assert OLD.age_days(date(2026, 12, 1)) == 61
