"""Who changed what and when, told in words, filtered, page by page."""

from dataclasses import replace

import pytest
from flask import Flask

from ddtool.domain.assessments import Action, ActionState, Answer, AnswerCode, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.store import actions, answers, sites
from tests.web.browser import Browser
from tests.web.producing import ASSESSMENT, SITE, begin, database_of, lead_of

PATH = f"/assessments/{ASSESSMENT}/history"
ACTION = "90000000-0000-4000-8000-000000000001"


@pytest.fixture
def north(app: Flask) -> Flask:
    """North Metals with an assessment in which a few things have happened."""
    begin(app)
    author = lead_of(app)
    north = str(author.organisation)
    with database_of(app).write(author) as db:
        first = Answer("17.a", AnswerCode.PARTLY_MET, "Half of it")
        answers.save_answer(db, north, ASSESSMENT, first, version=0)
        then = Answer("17.a", AnswerCode.MET, "All of it")
        answers.save_answer(db, north, ASSESSMENT, then, version=1)
        rating = OwnRating("17", Rating.FULLY_MEETS, "Done", open_case=True)
        answers.save_rating(db, north, ASSESSMENT, rating, version=0)
        action = Action(ACTION, "20", "Ask the village", state=ActionState.RUNNING)
        actions.add(db, north, ASSESSMENT, action)
    return app


def test_changes_are_told_in_words_the_newest_first(north: Flask, ana: Browser):
    page = ana.get(PATH)

    rows = [" ".join(" ".join(row.itertext()).split()) for row in page.all("tr")][1:]
    assert "Action Ask the village added" in rows[0]
    assert any("Answer 17.a changed Answer Partly met Met" in row for row in rows)
    assert any("Note Half of it All of it" in row for row in rows)
    assert any("Rating: Fully meets Reason: Done Open case: yes" in row for row in rows)
    assert "{" not in page.text


def test_the_history_of_one_answer_leads_back_to_its_criterion(north: Flask, ana: Browser):
    page = ana.get(f"{PATH}?about=answer&id=17.a")

    assert page.texts("h1") == ["History of 17.a"]
    assert "Ask the village" not in page.text
    links = {one.get("href") for one in page.all("a")}
    assert f"/assessments/{ASSESSMENT}/criteria/17" in links


@pytest.mark.parametrize(
    ("query", "count"), [("by=Ana+Alvarez", 5), ("by=Nobody", 0), ("about=rating", 1)]
)
def test_the_history_is_filtered(north: Flask, ana: Browser, query: str, count: int):
    page = ana.get(f"{PATH}?{query}")

    assert len([one for one in page.all("th") if one.get("id")]) == count


def test_a_long_history_has_pages(north: Flask, ana: Browser):
    author = lead_of(north)
    with database_of(north).write(author) as db:
        for version in range(60):
            said = Answer("1.a", AnswerCode.MET, f"Note {version}")
            answers.save_answer(db, str(author.organisation), ASSESSMENT, said, version=version)

    first = ana.get(PATH)
    (older,) = [one.get("href") for one in first.all("a") if "before=" in (one.get("href") or "")]
    second = ana.get(str(older))

    assert len([one for one in first.all("th") if one.get("id")]) == 50
    assert "Note 0" in second.text
    assert "Newest" in second.text


@pytest.mark.parametrize("query", ["before=x", "before=-1", "before=99999999999", "by=%00", "id="])
def test_nonsense_in_the_address_is_no_fault(north: Flask, ana: Browser, query: str):
    assert ana.get(f"{PATH}?{query}").status == 200


def test_nobody_else_sees_it(north: Flask, sue: Browser):
    assert sue.get(PATH).status == 404


def test_the_history_of_a_site_says_what_it_was_called_before(north: Flask, ana: Browser):
    author = lead_of(north)
    organisation = str(author.organisation)
    with database_of(north).write(author) as db:
        site = sites.find(db, organisation, SITE)
        renamed = replace(site.value, name="New name", facts={"has_tailings": True})
        sites.change(db, organisation, renamed, version=1)

    page = ana.get(f"/history/site/{SITE}")

    assert page.texts("h1") == ["History of New name"]
    assert "Does the site" in page.text or "tailings" in page.text
    assert page.texts("td", class_="pre")[0] == "North smelter"


@pytest.mark.parametrize(
    "path", [f"/history/site/{ACTION}", f"/history/user/{SITE}", f"/history/certificate/{SITE}"]
)
def test_the_history_of_nothing_is_not_found(north: Flask, ana: Browser, path: str):
    assert ana.get(path).status == 404


def test_the_site_of_somebody_else_has_no_history(north: Flask, sue: Browser):
    assert sue.get(f"/history/site/{SITE}").status == 404
