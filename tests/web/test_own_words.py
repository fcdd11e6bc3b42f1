"""What an assessor says on the workbench: asked by a day, or against their own word."""

import pytest

from tests.web.browser import Browser
from tests.web.test_reviews import Given, determine, given, ravi
from tests.web.test_workbench import listed

__all__ = ["given", "ravi"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"due": "2027-01-15"}, "This belongs to a request."),
        ({"about": "17.a"}, "This belongs to a request."),
        ({"asks": "y", "due": "2026-11-01"}, "This day is over already."),
    ],
)
def test_a_day_for_an_answer_is_never_dropped_and_never_over(
    given: Given, ravi: Browser, sent: dict[str, str], says: str
):
    refused = ravi.post(given.at("criteria/17/thread"), {"text": "Which survey?", **sent})

    assert refused.status == 422
    assert says in refused.text
    assert "Which survey?" in refused.text
    assert "Open, with the producer" not in ravi.get(given.at("criteria/17")).text


def test_fully_meets_beside_an_own_major_finding_is_questioned_and_told_before_the_signature(
    given: Given, ravi: Browser
):
    major = {"kind": "major", "finding": "Nobody reports spills.", "version": "0"}
    ravi.post(given.at("criteria/18/findings"), major)

    there = determine(ravi, given, "18")
    bench, page = ravi.get(given.at("criteria/18")), ravi.get(given.at("sign-off"))

    assert there.endswith("criteria/18#determination")
    said = "Determined “fully meets” beside an open major finding."
    assert said in bench.text
    assert said in page.text
    assert "Major finding 1 · one without an action" in page.text
    assert "Determined 1 of" in page.text
    (form,) = [one for one in bench.all("form") if one.get("action", "").endswith("/close")]
    address = form.get("action", "")
    silent = ravi.post(address, {"version": "1", "put_right": ""})
    assert silent.status == 422
    ravi.post(address, {"version": "1", "put_right": "Walked the yard."})
    closed = ravi.get(given.at("criteria/18")).text
    assert "Closed by Ravi Menon on 1 Dec 2026: Walked the yard." in closed
    assert said not in closed


def test_what_waits_for_the_producer_keeps_its_place_after_the_determination(
    given: Given, ravi: Browser
):
    ravi.post(given.at("criteria/17/thread"), {"text": "Which survey?", "asks": "y", "due": ""})
    ravi.post(
        given.at("criteria/18/findings"), {"kind": "major", "finding": "Left open", "version": "0"}
    )
    for number in ("17", "18", "19"):
        determine(ravi, given, number)

    numbers = listed(ravi.get(given.at("criteria/1?show=attention&order=number")))

    assert {"17", "18"} < set(numbers)
    assert "19" not in numbers


def test_an_assessors_notes_are_no_business_of_the_producer_before_they_are_signed(
    given: Given, ravi: Browser, ana: Browser
):
    ravi.post(given.at("notes"), {"version": "0", "interviews": "Workers 4", "conclusion": "Draft"})

    page = ana.get(f"/assessments/{given.assessment}/history")

    assert "Workers" not in page.text
    assert "Review notes" not in page.text
