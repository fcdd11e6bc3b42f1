"""What the answers say against the own rating stands beside it, also after a save by itself."""

import pytest
from flask import Flask

from ddtool.domain.assessment_heads import AssessmentHead
from tests.web.browser import Browser
from tests.web.making import add_site, begin

CONTRADICTION = "Contradiction: rated fully, but a requirement is not fully met."


@pytest.fixture
def head(app: Flask) -> AssessmentHead:
    return begin(app, add_site(app))


def save(browser: Browser, head: AssessmentHead, **said: str) -> None:
    sent = {"answer": "unanswered", "note": "", "version": "0"} | said
    browser.post(f"/assessments/{head.id}/answers/17.e", sent)


def rate_fully(browser: Browser, head: AssessmentHead) -> None:
    sent = {"rating": "fully_meets", "reason": "", "version": "0"}
    browser.post(f"/assessments/{head.id}/ratings/17", sent)


def test_rated_fully_with_a_requirement_not_met_is_told_beside_the_rating(
    ana: Browser, head: AssessmentHead
):
    save(ana, head, answer="not_met", note="Nobody reports.")
    rate_fully(ana, head)

    (rating,) = ana.get(f"/assessments/{head.id}/criteria/17").texts("fieldset", id="rating")

    assert CONTRADICTION in rating
    assert "rated fully, but not answered yet: 17.a–17.d, 17.f, 17.g." in rating


def test_the_script_is_given_the_warning_to_put_in_place(ana: Browser, head: AssessmentHead):
    address = f"/assessments/{head.id}/criteria/17/state"
    before = ana.get(address).texts("div", id="against-rating")

    save(ana, head, answer="not_met", note="Nobody reports.")
    rate_fully(ana, head)

    (after,) = ana.get(address).texts("div", id="against-rating")
    assert before == [""]
    assert CONTRADICTION in after
