"""The improvement plan: actions are added, changed by two people, removed, and taken along."""

import io
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from openpyxl import load_workbook

from ddtool.domain.assessments import Action, ActionState
from ddtool.usecases.actions import change_action, list_actions, plan_action
from ddtool.usecases.submissions import submit
from tests.web.browser import Browser, Page
from tests.web.producing import ASSESSMENT, begin, database_of, lead_of

PATH = f"/assessments/{ASSESSMENT}/plan"
FILLED = {
    "closes": "17.c",
    "title": "Survey the exposure in the furnace hall",
    "owner": "M. Hruby",
    "due": "2026-12-11",
    "state": "running",
    "cost": "12 500 EUR",
    "closure": "Report of the survey",
}


@pytest.fixture
def begun(app: Flask) -> Flask:
    begin(app, commitment_day=date(2026, 9, 1), assessment_day=date(2027, 3, 15))
    return app


def plan(app: Flask, **changes: object) -> str:
    """An action that is in the plan already; its id."""
    action = Action("", "32", "Adopt a commitment", due=date(2027, 1, 31))
    stored = plan_action(
        database_of(app),
        lead_of(app),
        ASSESSMENT,
        replace(action, **changes),  # type: ignore[arg-type]
    )
    return stored.value.id


def stored(app: Flask) -> list[Action]:
    return [one.value for one in list_actions(database_of(app), lead_of(app), ASSESSMENT)]


def rows(page: Page) -> list[str]:
    return page.texts("tr")[1:]


def test_an_empty_plan_says_what_to_do_first(begun: Flask, ana: Browser):
    page = ana.get(PATH)

    assert "Nothing is planned yet. Begin with a gap" in page.text
    assert "B, 12 months" in page.text


def test_an_action_is_added_and_shown(begun: Flask, ana: Browser):
    page = ana.follow(ana.post(f"{PATH}/new", FILLED))

    assert "The action is in the plan." in page.text
    (row,) = rows(page)
    for part in ("A1", "17.c", "M. Hruby", "11\xa0Dec\xa02026", "in 10 days", "12 500 EUR"):
        assert part.replace("\xa0", " ") in row.replace("\xa0", " ")
    (action,) = stored(begun)
    assert (action.criterion, action.requirement, action.due) == (
        "17",
        "17.c",
        date(2026, 12, 11),
    )
    assert action.state is ActionState.RUNNING


def test_an_action_after_its_limit_is_marked(begun: Flask, ana: Browser):
    plan(begun, due=date(2027, 11, 30))

    page = ana.get(PATH)

    assert "after limit B" in rows(page)[0]
    assert 'stroke="var(--bad)"' in page.answer.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": " "}, "Fill this in."),
        ({"due": "11.12.2026"}, '"11.12.2026" is no day'),
        ({"closes": "99.z"}, "Choose one of those listed."),
        ({"state": "accepted"}, "Choose one of those listed."),
        ({"owner": "x" * 201}, "at most 200"),
        ({"cost": "-5000"}, 'A cost of "-5000" is below nought; write what it costs'),
        ({"cost": "1e99"}, 'A cost of "1e99" is too much to be meant'),
    ],
)
def test_what_cannot_be_saved_is_told_and_what_was_typed_stays(
    begun: Flask, ana: Browser, wrong: dict[str, str], told: str
):
    page = ana.post(f"{PATH}/new", FILLED | wrong)

    assert page.status == 422
    assert told in page.text
    assert page.form["closure"] == "Report of the survey"
    assert stored(begun) == []


def test_an_action_is_changed(begun: Flask, ana: Browser):
    id = plan(begun)
    form = ana.get(f"{PATH}/{id}").form

    ana.post(f"{PATH}/{id}", form | {"state": "done", "closure": "The board has signed it"})

    (action,) = stored(begun)
    assert form["closes"] == "32"
    assert (action.state, action.closure) == (ActionState.DONE, "The board has signed it")
    assert action.due == date(2027, 1, 31)


def test_two_people_who_change_one_action_lose_nothing(begun: Flask, ana: Browser, ben: Browser):
    id = plan(begun)
    form, other = ana.get(f"{PATH}/{id}").form, ben.get(f"{PATH}/{id}").form
    ben.post(f"{PATH}/{id}", other | {"owner": "Ben Baker"})

    conflict = ana.post(f"{PATH}/{id}", form | {"owner": "Ana Alvarez", "title": "Another title"})
    ana.post(f"{PATH}/{id}", conflict.form | {"title": "Adopt a commitment"})

    assert conflict.status == 409
    assert conflict.texts("h1") == ["Two people changed one action"]
    assert {"Ben Baker", "Ana Alvarez"} <= set(
        conflict.text.replace("Saved by ", "").split("  ")
    ) or ("Ben Baker" in conflict.text and "Ana Alvarez" in conflict.text)
    (action,) = stored(begun)
    assert (action.title, action.owner) == ("Adopt a commitment", "Ana Alvarez")


def test_removing_asks_first(begun: Flask, ana: Browser):
    id = plan(begun)
    asked = ana.get(f"{PATH}/{id}/remove")

    page = ana.follow(ana.post(f"{PATH}/{id}/remove", asked.form))

    assert "Remove this action?" in asked.text
    assert "the history keeps what it said" in page.text
    assert stored(begun) == []


def test_what_somebody_has_changed_meanwhile_is_not_removed(begun: Flask, ana: Browser):
    id = plan(begun)
    asked = ana.get(f"{PATH}/{id}/remove")
    (action,) = stored(begun)
    changed = replace(action, owner="Ben Baker")
    change_action(database_of(begun), lead_of(begun), changed, version=1)

    page = ana.follow(ana.post(f"{PATH}/{id}/remove", asked.form))

    assert "Somebody has changed this action since" in page.text
    assert len(stored(begun)) == 1


def test_after_submission_a_plan_grows_but_what_was_handed_in_stays(begun: Flask, ana: Browser):
    id = plan(begun)
    submit(database_of(begun), lead_of(begun), ASSESSMENT, matrix="demo@2026.11", revision=2)
    page = ana.get(PATH)
    form = ana.get(f"{PATH}/{id}").form

    changed = ana.post(f"{PATH}/{id}", form | {"state": "done"})
    added = ana.post(f"{PATH}/new", FILLED)
    asked = ana.get(f"{PATH}/{id}/remove")
    refused = ana.post(f"{PATH}/{id}/remove", asked.form)

    assert "plan/new" in page.answer.text
    assert (changed.status, added.status, refused.status) == (303, 303, 409)
    assert "handed in with the assessment" in refused.text
    assert [one.number for one in stored(begun)] == [2, 1]


def test_the_plan_is_a_calendar_file(begun: Flask, ana: Browser):
    id = plan(begun, title="Adopt, publish; check")

    answer = ana.get(f"{PATH}/calendar").answer

    lines = answer.text.split("\r\n")
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Content-Disposition"].endswith("improvement-plan-North-smelter.ics")
    assert f"UID:{id}@ddtool" in lines
    assert "DTSTART;VALUE=DATE:20270131" in lines
    assert "SUMMARY:Due: A1 Adopt\\, publish\\; check (32)" in lines
    assert lines.count("BEGIN:VEVENT") == 6


def test_the_plan_is_a_workbook(begun: Flask, ana: Browser):
    plan(begun, title="=cmd|' /C calc'!A0")

    answer = ana.get(f"{PATH}/export").answer

    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    row = [cell.value for cell in sheet[5]]
    assert row[:3] == ["A1", "32", "=cmd|' /C calc'!A0"]
    assert sheet["C5"].data_type == "s"
    assert sheet["C5"].quotePrefix


def test_a_competitor_finds_nothing_of_it(begun: Flask, ana: Browser, sue: Browser):
    id = plan(begun)
    form = ana.get(f"{PATH}/{id}").form

    answers = [
        sue.get(PATH),
        sue.get(f"{PATH}/calendar"),
        sue.get(f"{PATH}/export"),
        sue.get(f"{PATH}/new"),
        sue.post(f"{PATH}/new", FILLED),
        sue.get(f"{PATH}/{id}"),
        sue.post(f"{PATH}/{id}", form),
        sue.get(f"{PATH}/{id}/remove"),
        sue.post(f"{PATH}/{id}/remove", {"version": "1"}),
    ]

    assert [one.status for one in answers] == [404] * 9
    assert stored(begun)[0].title == "Adopt a commitment"


def test_a_form_that_does_not_say_what_it_closes_is_told_so(begun: Flask, ana: Browser):
    page = ana.post(f"{PATH}/new", {"title": "Measure the dust"})

    assert page.status == 422
    assert page.form["title"] == "Measure the dust"
