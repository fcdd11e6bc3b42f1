"""Looking ahead, and what certificates that are not held would add."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from ddtool.domain.assessments import Site
from tests.web.browser import Browser
from tests.web.making import add_certificate, add_site, begin

MOST_STATEMENTS = 15
MOST_BYTES = 150 * 1024


@pytest.fixture
def site(app: Flask) -> Site:
    return add_site(app)


@pytest.fixture
def assessment(app: Flask, site: Site) -> str:
    head = begin(
        app,
        site,
        matrix="demo@2026.11",
        assessment_day=date(2027, 3, 15),
        commitment_day=date(2026, 9, 15),
    )
    return head.id


def test_the_day_a_certificate_ends_stands_in_the_calendar_with_what_it_costs(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    add_certificate(app, site)

    page = ana.get(f"/assessments/{assessment}/look-ahead")

    (row,) = [one for one in page.texts("tr") if one.startswith("28 Feb 2027")]
    assert "in 89 days" in row
    assert "15 days before the assessment day" in row
    assert "C1 ISO 45001 ends" in row
    assert "17" in row


def test_the_line_of_time_says_its_days_in_a_table_too(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    add_certificate(app, site)

    page = ana.get(f"/assessments/{assessment}/look-ahead")

    assert "until 28 Feb 2027" in page.answer.text.replace("\N{NO-BREAK SPACE}", " ")
    (row,) = [one for one in page.texts("tr") if one.startswith("C1 ISO 45001:2018")]
    assert row == "C1 ISO 45001:2018 1 Mar 2024 10 Nov 2025 28 Feb 2027"


def test_the_status_on_a_day_to_come_is_set_beside_today(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    add_certificate(app, site)

    page = ana.get(f"/assessments/{assessment}/look-ahead?day=2027-03-01")

    assert "Status on 1 Mar 2027" in page.texts("h2")
    assert "17 Occupational Health & Safety Partial None" in page.texts("tr")
    assert any(one.startswith("28 Feb 2027") for one in page.texts("tr")), "still from today on"


def test_the_time_limits_are_counted_from_the_commitment_day(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    add_certificate(app, site)

    page = ana.get(f"/assessments/{assessment}/look-ahead")

    assert "B Improvement plan complete 15 Sep 2027, in 288 days" in page.text


def test_without_a_certificate_there_is_nothing_to_look_ahead_to(ana: Browser, assessment: str):
    page = ana.get(f"/assessments/{assessment}/look-ahead")

    assert "No certificate of this site is recorded yet" in page.text


def test_the_most_helpful_certificates_stand_first_and_undecided_ones_apart(
    ana: Browser, assessment: str
):
    page = ana.get(f"/assessments/{assessment}/what-if")

    assert page.texts("h2") == ["Would count"]
    assert any("not decided on" in one for one in page.texts("summary"))
    assert "A step to plan with, not a result." in page.text


def test_two_chosen_certificates_are_tried_together(ana: Browser, assessment: str):
    page = ana.get(f"/assessments/{assessment}/what-if?hold=ISO+45001&hold=SA8000")

    chosen = [one.get("value", "") for one in page.all("input", name="hold", checked="")]
    assert sorted(chosen) == ["ISO 45001", "SA8000"]
    (row,) = [one for one in page.texts("tr") if one.startswith("17 Occupational")]
    assert row.startswith("17 Occupational Health & Safety None Partial 17.a, 17.b, 17.d")
    assert "ISO 45001:2018" in row


def test_a_standard_that_is_not_offered_cannot_be_chosen(ana: Browser, assessment: str):
    page = ana.get(f"/assessments/{assessment}/what-if?hold=Nonsense")

    assert page.status == 200
    assert "The difference with" not in page.text


def test_the_pages_cost_little_with_twelve_certificates(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    held = ""
    for number in range(6):
        held = add_certificate(app, site, number=f"OHS {number}")
        add_certificate(app, site, standard="ISO 14001", edition="2015", number=f"E {number}")
    asked: list[str] = []
    event.listen(Engine, "before_cursor_execute", lambda *about: asked.append(about[2]))

    for path in ("coverage", f"coverage/17/{held}", "look-ahead", "what-if?hold=SA8000"):
        asked.clear()
        page = ana.get(f"/assessments/{assessment}/{path}")

        assert page.status == 200
        assert len(asked) <= MOST_STATEMENTS, (path, asked)
        assert len(page.answer.data) <= MOST_BYTES, path
