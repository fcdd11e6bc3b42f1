"""The producer's side of a review: giving, answering, taking back."""

from tests.web.browser import Browser
from tests.web.test_reviews import Given, given, ravi

__all__ = ["given", "ravi"]


def address(given: Given) -> str:
    return f"/assessments/{given.assessment}/assessor"


def test_the_producer_sees_who_has_the_assessment(given: Given, ana: Browser):
    page = ana.get(address(given))

    assert page.status == 200
    assert "Accepted by Ravi Menon" in page.text
    assert "Nothing was asked yet." in page.text


def test_a_firm_that_has_it_is_not_given_it_twice(given: Given, ana: Browser):
    page = ana.get(address(given))
    sent = page.form | {"assessor": "", "ends_on": "2027-06-30"}

    refused = ana.post(address(given), sent)

    assert refused.status == 422
    assert "Veridia Audits has this assessment already." in refused.text
    assert refused.form["ends_on"] == "2027-06-30"


def test_a_request_is_answered_where_it_was_asked(given: Given, ana: Browser, ravi: Browser):
    ravi.post(given.at("criteria/17/thread"), {"text": "Which survey?", "asks": "y", "due": ""})
    page = ana.get(address(given))
    answer = page.form | {"text": "That of 2026."}

    ana.post(f"{address(given)}/threads/17", answer)

    assert "That of 2026." in ravi.get(given.at("criteria/17")).text
    assert "0 open" in ana.get(address(given)).text


def test_whoever_loses_the_assessment_does_not_find_it_any_more(
    given: Given, ana: Browser, ravi: Browser
):
    hrefs = [one.get("href") or "" for one in ana.get(address(given)).all("a")]
    (way,) = [one for one in hrefs if one.endswith("/end")]
    asked = ana.get(way)
    assert ravi.get(given.at("criteria/1")).status == 200

    ana.post(way, asked.form)
    refused = ravi.post(given.at("criteria/1/thread"), {"text": "I had nearly sent this."})

    assert ravi.get(given.at("criteria/1")).status == 404
    assert refused.status == 404
    assert "I had nearly sent this." in refused.text
    queue = ravi.get("/reviews").text
    assert "Nothing is given to you now." in queue
    assert "Your access to one assessment has ended" in queue
    assert "access ended on 1 Dec 2026" in queue


def test_a_member_sees_the_page_but_gives_nothing(given: Given, ben: Browser):
    page = ben.get(address(given))

    assert page.status == 200
    assert "Offer the assessment" not in page.text
    assert ben.post(address(given), {"firm": "x"}).status == 403


def test_a_competitor_does_not_find_it(given: Given, sue: Browser):
    assert sue.get(address(given)).status == 404
