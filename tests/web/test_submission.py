"""Checking an assessment, handing it in, opening it again."""

import pytest
from flask import Flask

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.assessments import Answer, AnswerCode, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.history import Subject
from ddtool.store import answers, assessments, events, loading
from tests.web.browser import Browser, Page
from tests.web.producing import ASSESSMENT, begin, database_of, lead_of, library_of

PATH = f"/assessments/{ASSESSMENT}/submission"


@pytest.fixture
def north(app: Flask) -> Flask:
    """North Metals with an assessment in which nothing is answered."""
    begin(app)
    return app


@pytest.fixture
def complete(north: Flask) -> Flask:
    """The same, with every requirement answered and every criterion rated."""
    chosen = library_of(north).criteria_set("rra@3.0")
    author = lead_of(north)
    organisation = str(author.organisation)
    with database_of(north).write(author) as db:
        for requirement in chosen.criterion_of:
            said = Answer(requirement, AnswerCode.MET)
            answers.save_answer(db, organisation, ASSESSMENT, said, version=0)
        for number in chosen.by_number:
            rating = OwnRating(number, Rating.FULLY_MEETS)
            answers.save_rating(db, organisation, ASSESSMENT, rating, version=0)
    return north


def submitted(browser: Browser, **typed: str) -> Page:
    page = browser.get(PATH)
    return browser.post(PATH, page.form | {"declared": "y", "person": "Ana Alvarez"} | typed)


def state_of(app: Flask) -> AssessmentState:
    with database_of(app).read() as db:
        found = assessments.find(db, str(lead_of(app).organisation), ASSESSMENT)
    return found.value.state


def test_everything_that_is_missing_is_listed_with_the_way_to_it(north: Flask, ana: Browser):
    page = ana.get(PATH)

    links = {one.get("href"): " ".join(one.itertext()) for one in page.all("a")}
    to_17 = [one for one in page.all("a") if (one.get("href") or "").endswith("/criteria/17")]
    assert f"/assessments/{ASSESSMENT}/criteria/17" in links
    assert any("requirements are unanswered: 17.a" in " ".join(one.itertext()) for one in to_17)
    assert "The criterion has no rating of your own" in page.text
    assert "things still stop the submission" in page.text


def test_an_incomplete_assessment_is_not_taken(north: Flask, ana: Browser):
    page = submitted(ana)

    assert page.status == 422
    assert "things stop the submission; the first one is:" in page.text
    assert page.form["person"] == "Ana Alvarez"
    assert state_of(north) is AssessmentState.OPEN


def test_a_complete_one_is_frozen_with_its_hash(complete: Flask, ana: Browser):
    assert "Nothing stops the submission" in ana.get(PATH).text

    tasks = ana.get(f"/assessments/{ASSESSMENT}")
    assert tasks.texts("a", class_="btn main") == ["Check and submit"]
    criterion = ana.get(f"/assessments/{ASSESSMENT}/criteria/33")
    assert "Every requirement is answered. Check and submit" in criterion.text

    page = ana.follow(submitted(ana, function="Head of sustainability"))

    with database_of(complete).read() as db:
        organisation = str(lead_of(complete).organisation)
        stored = loading.load(db, organisation, ASSESSMENT)
        subject = Subject("assessment", ASSESSMENT, organisation, ASSESSMENT)
        told = events.of_subject(db, organisation, subject)
    assert page.texts("h1") == ["This assessment was submitted"]
    assert stored.assessment.submission is not None
    assert stored.assessment.submission.sha256 in page.text
    assert "1 Dec 2026" in page.text
    assert told[0].new == {"name": "Ana Alvarez", "function": "Head of sustainability"}
    assert state_of(complete) is AssessmentState.SUBMITTED


def test_without_the_declaration_nothing_is_handed_in(complete: Flask, ana: Browser):
    page = ana.post(PATH, ana.get(PATH).form | {"person": "Ana Alvarez"})

    assert page.status == 422
    assert "Declare that the answers are complete and true" in page.text
    assert state_of(complete) is AssessmentState.OPEN


def test_everything_that_is_wrong_is_told_at_once(north: Flask, ana: Browser):
    page = ana.post(PATH, ana.get(PATH).form | {"person": ""})

    (told,) = page.texts("div", class_="panel summary")
    assert "fill this in." in told
    assert "things stop the submission; the first one is:" in told
    page = ana.post(PATH, ana.get(PATH).form | {"person": "Ana Alvarez"})
    (told,) = page.texts("div", class_="panel summary")
    assert "Declare that the answers are complete and true" in told
    assert "things stop the submission; the first one is:" in told


def test_what_the_answers_stand_on_is_told_before_anybody_submits(complete: Flask, ana: Browser):
    page = ana.get(PATH)

    told = page.texts("ul", class_="ledger doubts")[0]
    assert "requirements answered “met” are shown by no document" in told
    assert "questions about the site are not answered" in told
    assert "No certificate is recorded for this site." in told
    links = [one.get("href") for one in page.all("a")]
    assert f"/assessments/{ASSESSMENT}/evidence" in links
    assert "/certificates" in links


def test_a_gap_without_a_plan_is_told_with_the_outlook(complete: Flask, ana: Browser):
    author = lead_of(complete)
    with database_of(complete).write(author) as db:
        rating = OwnRating("17", Rating.PARTIALLY_MEETS)
        answers.save_rating(db, str(author.organisation), ASSESSMENT, rating, version=1)

    page = ana.get(PATH)

    assert "1 of 1 gaps has no action that would close it." in page.text
    assert "Conditional on 1 Dec 2026. The one gap has no plan." in page.text
    assert "The one gap has no plan." in ana.get(f"/assessments/{ASSESSMENT}").text


def test_after_submitting_people_learn_what_comes_next(complete: Flask, ana: Browser):
    page = ana.follow(submitted(ana))

    told = page.texts("section", aria_labelledby="next")[0]
    assert "Nobody outside your organisation sees it yet." in told
    assert "Give it to an assessment firm" in told
    assert "Make the report" in told


def test_what_changed_since_somebody_looked_is_looked_at_again(complete: Flask, ana: Browser):
    seen = ana.get(PATH).form
    author = lead_of(complete)
    with database_of(complete).write(author) as db:
        changed = Answer("17.a", AnswerCode.NOT_MET)
        answers.save_answer(db, str(author.organisation), ASSESSMENT, changed, version=1)

    page = ana.post(PATH, seen | {"declared": "y"})

    assert page.status == 409
    assert "Something was changed since you looked" in page.text
    assert state_of(complete) is AssessmentState.OPEN


def test_a_member_learns_who_can_submit(complete: Flask, ben: Browser):
    page = ben.get(PATH)

    assert "These people can: Ana Alvarez." in page.text
    assert page.all("button", class_="btn main") == []
    assert ben.post(PATH, page.form | {"declared": "y", "person": "Ben"}).status == 403


def test_opening_again_needs_a_reason(complete: Flask, ana: Browser):
    ana.follow(submitted(ana))

    refused = ana.post(f"{PATH}/reopen", {"reason": " "})
    page = ana.follow(ana.post(f"{PATH}/reopen", {"reason": "A certificate came late"}))

    assert refused.status == 422
    assert page.texts("h1") == ["Check your answers and submit"]
    assert state_of(complete) is AssessmentState.OPEN
    history = ana.get(f"/assessments/{ASSESSMENT}/history").text
    assert "A certificate came late" in history
    assert "Assessment declared complete and true" in history


def test_both_snapshots_stay_after_a_second_submission(complete: Flask, ana: Browser):
    ana.follow(submitted(ana))
    ana.follow(ana.post(f"{PATH}/reopen", {"reason": "A certificate came late"}))

    page = ana.follow(submitted(ana))

    assert page.texts("th", scope="row")[:2] == ["2", "1"]


def test_nobody_else_finds_it(complete: Flask, sue: Browser):
    pages = [sue.get(PATH), sue.post(PATH, {"declared": "y", "person": "Sue", "revision": "1"})]
    pages.append(sue.post(f"{PATH}/reopen", {"reason": "Mine"}))

    assert [page.status for page in pages] == [404] * 3
