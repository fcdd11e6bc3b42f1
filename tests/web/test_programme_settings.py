"""What the programme decides for the whole installation, and who may."""

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from ddtool.domain.assessments import Action
from ddtool.usecases.actions import plan_action
from ddtool.usecases.submissions import submit
from tests.web.browser import Browser
from tests.web.making import add_site
from tests.web.people import ILSE
from tests.web.producing import ASSESSMENT, SITE, begin, database_of, lead_of
from tests.web.test_rights import confirmed

ADDRESS = "/programme/settings"
LIMITS, ASSESSORS, FIRST_SET = (
    f"{ADDRESS}/limits",
    f"{ADDRESS}/assessors",
    f"{ADDRESS}/criteria-set",
)
REPORT, LOGO = f"{ADDRESS}/report", f"{ADDRESS}/logo"
PLAN = f"/assessments/{ASSESSMENT}/plan"
SHORTER = {
    "self_assessment": "3",
    "improvement_plan": "8",
    "all_criteria": "18",
    "re_assessment": "30",
}


@pytest.fixture
def ilse(app: Flask) -> Browser:
    return confirmed(app, ILSE)


def test_the_programme_asks_for_two_assessors_until_it_says_otherwise(ilse: Browser):
    page = ilse.get(ADDRESS)
    assert "two_assessors" not in page.form

    ilse.post(ASSESSORS, {"two_assessors": "y", "version": "0"})

    stored = ilse.get(ADDRESS)
    assert stored.form["two_assessors"] == "y"
    assert "Changed last by" in stored.text
    ilse.post(ASSESSORS, {"version": "1"})
    assert "two_assessors" not in ilse.get(ADDRESS).form


def test_a_setting_that_somebody_else_has_changed_is_not_written_over(ilse: Browser):
    ilse.get(ADDRESS)
    ilse.post(ASSESSORS, {"two_assessors": "y", "version": "0"})

    late = ilse.post(ASSESSORS, {"version": "0"})

    assert late.status == 409
    assert "has changed this setting since you looked" in late.text
    assert ilse.get(ADDRESS).form["two_assessors"] == "y"


def test_nobody_else_sees_the_settings(ana: Browser):
    assert ana.get(ADDRESS).status == 403


def test_other_limits_hold_for_what_is_open_once_their_effect_was_seen(
    app: Flask, ana: Browser, ilse: Browser
):
    begin(app, commitment_day=date(2026, 9, 1))
    action = Action("", "32", "Adopt a commitment", due=date(2027, 6, 30))
    plan_action(database_of(app), lead_of(app), ASSESSMENT, action)
    ilse.get(LIMITS)

    seen = ilse.post(LIMITS, SHORTER | {"version": "0"})

    assert "1 open action would newly miss a limit (in 1 assessment)." in seen.text
    assert "Nothing is stored yet." in seen.text
    assert "B, 12 months" in ana.get(PLAN).text
    ilse.post(LIMITS, SHORTER | {"version": "0", "seen": seen.form["seen"]})
    shorter = ana.get(PLAN).text
    assert "B, 8 months" in shorter
    assert "after limit B" in shorter
    assert "3 months for the self-assessment" in ana.get(f"/sites/{SITE}/assessments/new").text
    assert "Setting: time limits" in ilse.get("/audit").text
    late = ilse.post(LIMITS, SHORTER | {"version": "0", "all_criteria": "20", "seen": "3,8,20,30"})
    assert late.status == 409
    assert "Two people changed the time limits" in late.text


def test_what_was_handed_in_keeps_the_limits_it_was_handed_in_under(
    app: Flask, ana: Browser, ilse: Browser
):
    begin(app, commitment_day=date(2026, 9, 1))
    submit(database_of(app), lead_of(app), ASSESSMENT, matrix="", revision=1)
    ilse.get(LIMITS)

    ilse.post(LIMITS, SHORTER | {"version": "0", "seen": "3,8,18,30"})

    assert "B, 12 months" in ana.get(PLAN).text


def test_limits_that_cannot_be_are_told_and_what_was_typed_stays(ilse: Browser):
    ilse.get(LIMITS)
    typed = SHORTER | {"self_assessment": "half", "re_assessment": "500"}

    page = ilse.post(LIMITS, typed)

    assert page.status == 422
    assert '"half" is no whole number of months; write a number such as 12.' in page.text
    assert "Write a number of months from 1 to 120." in page.text
    assert page.form["self_assessment"] == "half"
    unordered = ilse.post(LIMITS, SHORTER | {"all_criteria": "8"})
    assert (
        "This has to come later than Improvement plan complete: write more than 8 months."
        in unordered.text
    )


def test_a_site_begins_with_the_criteria_set_of_the_programme(
    app: Flask, ana: Browser, ilse: Browser
):
    site = add_site(app)
    ilse.get(ADDRESS)
    assert ana.get(f"/sites/{site.id}/assessments/new").form["criteria_set"] == "rra@3.0"

    ilse.post(FIRST_SET, {"criteria_set": "jdds@rev3", "version": "0"})

    assert ana.get(f"/sites/{site.id}/assessments/new").form["criteria_set"] == "jdds@rev3"
    assert ilse.get(ADDRESS).form["criteria_set"] == "jdds@rev3"
    assert ilse.post(FIRST_SET, {"criteria_set": "none@1", "version": "1"}).status == 422


def test_the_texts_of_reports_are_stored_and_not_written_over(ilse: Browser):
    ilse.get(REPORT)
    typed = {"name": "Fair Copper", "contact": "office@copper.example", "addition_es": "Hola."}

    ilse.post(REPORT, typed | {"version": "0"})

    stored = ilse.get(REPORT)
    assert stored.form["name"] == "Fair Copper"
    assert stored.form["addition_es"] == "Hola."
    assert stored.form["addition_en"] == ""
    late = ilse.post(REPORT, typed | {"name": "Fairer Copper", "version": "0"})
    assert late.status == 409
    assert "Two people changed the texts of the report" in late.text


def test_a_logo_is_brought_shown_described_and_taken_away(ilse: Browser):
    ilse.get(REPORT)

    ilse.post(LOGO, {"file": (_picture(), "logo.png"), "text": "Two hands", "version": "0"})

    page = ilse.get(REPORT)
    (shown,) = page.all("img")
    assert shown.get("alt") == "Two hands"
    assert ilse.client.get(LOGO).mimetype == "image/png"
    ilse.post(LOGO, {"text": "Three hands", "version": "1"})
    assert ilse.get(REPORT).all("img")[0].get("alt") == "Three hands"
    late = ilse.post(f"{LOGO}/remove", {"version": "1"})
    assert late.status == 409
    ilse.post(f"{LOGO}/remove", {"version": "2"})
    assert ilse.get(REPORT).all("img") == []


def test_what_cannot_be_a_logo_is_refused_beside_the_field(ilse: Browser):
    ilse.get(REPORT)

    page = ilse.post(LOGO, {"file": (BytesIO(b"<svg/>"), "logo.svg"), "version": "0"})

    assert page.status == 422
    assert "save it as .png or .jpg" in page.text
    assert "Choose a picture." in ilse.post(LOGO, {"version": "0"}).text


def _picture() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (320, 80)).save(file, "PNG")
    file.seek(0)
    return file
