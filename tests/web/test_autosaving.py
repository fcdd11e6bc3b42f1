"""Saving one answer or rating by itself: acknowledged, refused, or both versions shown."""

import pytest
from flask import Flask

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import Answer, AnswerCode, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.usecases.assessments import read_assessment
from tests.web.browser import Browser, Page
from tests.web.making import add_site, author, begin, installed, submit


@pytest.fixture
def head(app: Flask) -> AssessmentHead:
    return begin(app, add_site(app))


def save(
    browser: Browser, head: AssessmentHead, requirement: str = "17.e", version: int = 0, **said: str
) -> Page:
    sent = {"answer": "unanswered", "note": "", "version": str(version)} | said
    return browser.post(f"/assessments/{head.id}/answers/{requirement}", sent)


def rate(browser: Browser, head: AssessmentHead, version: int = 0, **said: str) -> Page:
    sent = {"rating": "", "reason": "", "version": str(version)} | said
    return browser.post(f"/assessments/{head.id}/ratings/17", sent)


def answers_of(app: Flask, head: AssessmentHead) -> tuple[Answer, ...]:
    return read_assessment(installed(app).database, author(app), head.id).assessment.answers


def test_an_answer_is_acknowledged_with_its_version_and_moment(
    app: Flask, ana: Browser, head: AssessmentHead
):
    saved = save(ana, head, answer="partly_met", note="Two are late.\r\nBoth known.")

    assert saved.status == 200
    assert saved.answer.json == {
        "version": 1,
        "saved_at": "2026-12-01T09:30:00+00:00",
        "by": "Ana Alvarez",
    }
    assert answers_of(app, head) == (
        Answer("17.e", AnswerCode.PARTLY_MET, "Two are late.\nBoth known."),
    )


def test_saving_the_same_again_is_stored_once_whatever_version_was_read(
    app: Flask, ana: Browser, head: AssessmentHead
):
    save(ana, head, note="Once.")

    again = save(ana, head, note="Once.")

    assert again.answer.json is not None
    assert (again.status, again.answer.json["version"]) == (200, 1)


def test_whoever_comes_second_gets_both_versions(
    app: Flask, ana: Browser, ben: Browser, head: AssessmentHead
):
    save(ben, head, answer="met", note="Theirs <b>.")

    piece = save(ana, head, note="Mine.")

    assert piece.status == 409
    (clash,) = piece.all("div", data_version="1")
    assert clash.get("data-choice") == "met"
    assert clash.get("data-text") == "Theirs <b>."
    assert "Ben Baker saved something else" in piece.text
    assert answers_of(app, head) == (Answer("17.e", AnswerCode.MET, "Theirs <b>."),)


def test_whoever_comes_second_to_themselves_is_told_that_it_was_they(
    ana: Browser, head: AssessmentHead
):
    save(ana, head, answer="met", note="From the other tab.")

    piece = save(ana, head, note="From this tab.")

    assert piece.status == 409
    assert "You saved something else in another window" in piece.text
    assert "Saved by you, in another window" in piece.text
    assert "Ana Alvarez" not in piece.text


def test_a_rating_is_saved_with_its_reason_and_an_open_case(
    app: Flask, ana: Browser, head: AssessmentHead
):
    saved = rate(ana, head, rating="partially_meets", reason="Lead in blood.", open_case="y")

    stored = read_assessment(installed(app).database, author(app), head.id).assessment
    assert saved.status == 200
    assert stored.ratings == (
        OwnRating("17", Rating.PARTIALLY_MEETS, "Lead in blood.", open_case=True),
    )


def test_two_ratings_are_shown_beside_each_other(ana: Browser, ben: Browser, head: AssessmentHead):
    rate(ben, head, rating="fully_meets", open_case="y")

    piece = rate(ana, head, rating="does_not_meet")

    assert piece.status == 409
    (clash,) = piece.all("div", data_version="1")
    assert clash.get("data-choice") == "fully_meets"
    assert clash.get("data-ticked") == "yes"
    assert "An open case: Yes" in piece.text


def test_words_of_one_person_are_not_stored_in_the_name_of_another(
    app: Flask, ben: Browser, head: AssessmentHead
):
    ana = author(app).user or ""

    refused = ben.post(
        f"/assessments/{head.id}/answers/17.e",
        {"answer": "met", "version": "0"},
        headers={"X-Autosave": ana},
    )

    assert refused.status == 403
    assert answers_of(app, head) == ()


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"note": "x" * 10_001}, "This has 10001 characters; at most 10000 are taken."),
        ({"answer": "perhaps"}, "Choose one of those listed."),
    ],
)
def test_what_cannot_be_stored_is_refused_in_words(
    app: Flask, ana: Browser, head: AssessmentHead, said: dict[str, str], says: str
):
    refused = ana.post(f"/assessments/{head.id}/answers/17.e", {"version": "0"} | said)

    assert refused.status == 422
    assert refused.answer.json == {"says": says}
    assert answers_of(app, head) == ()


@pytest.mark.parametrize("requirement", ["17.z", "17", "rating"])
def test_a_requirement_that_does_not_exist_is_not_found(
    app: Flask, ana: Browser, head: AssessmentHead, requirement: str
):
    assert save(ana, head, requirement, note="Lost?").status == 404
    assert answers_of(app, head) == ()


def test_a_competitors_assessment_is_not_found(app: Flask, sue: Browser, head: AssessmentHead):
    assert save(sue, head, note="Guessed.").status == 404
    assert rate(sue, head, rating="fully_meets").status == 404
    assert answers_of(app, head) == ()


def test_a_submitted_assessment_says_that_it_is_locked(
    app: Flask, ana: Browser, head: AssessmentHead
):
    submit(app, head.id)

    refused = save(ana, head, note="Too late.")

    assert refused.status == 423
    assert refused.answer.json is not None
    assert "has been submitted" in refused.answer.json["says"]


def test_a_version_that_nobody_has_read_is_no_way_around_a_conflict(
    app: Flask, ana: Browser, ben: Browser, head: AssessmentHead
):
    save(ben, head, note="Theirs.")

    assert save(ana, head, version=7, note="Mine.").status == 409
    assert (
        ana.post(f"/assessments/{head.id}/answers/17.e", {"note": "Mine.", "version": "-1"}).status
        == 409
    )
