"""The portfolio: sites by criteria, for the programme and for a producer's lead."""

from io import BytesIO

import openpyxl
from flask import Flask

from ddtool.domain.assessments import OwnRating
from ddtool.domain.criteria import Rating
from ddtool.usecases.assessments import save_rating
from ddtool.usecases.submissions import submit
from tests.web import making
from tests.web.browser import Browser
from tests.web.north import ASSESSMENT
from tests.web.people import ILSE, RAVI
from tests.web.statements import statements
from tests.web.test_rights import confirmed

MOST_STATEMENTS = 20


def hand_in(app: Flask) -> None:
    database, author = making.installed(app).database, making.author(app)
    bad = OwnRating("17", Rating.DOES_NOT_MEET, "Our secret reason.")
    save_rating(database, author, ASSESSMENT, bad, version=0)
    submit(database, author, ASSESSMENT, matrix="working@2026.11", revision=2)


def test_a_lead_sees_the_draft_of_their_own_site_and_is_led_to_it(ana: Browser, assessed: str):
    page = ana.get("/portfolio/")

    assert page.status == 200
    assert "North smelter" in page.text
    assert "In progress" in page.text
    assert page.all("a", href=f"/assessments/{ASSESSMENT}")


def test_an_admin_sees_nothing_that_was_not_handed_in(app: Flask, assessed: str):
    page = confirmed(app, ILSE).get("/portfolio/")

    assert page.status == 200
    assert "No producer has handed in an assessment yet" in page.text
    assert "North" not in page.text


def test_an_admin_sees_results_but_neither_notes_nor_the_assessment(app: Flask, assessed: str):
    hand_in(app)
    ilse = confirmed(app, ILSE)

    page = ilse.get("/portfolio/")

    assert "North smelter" in page.text
    assert "Blocked" in page.text
    assert "Our secret reason." not in page.answer.text
    assert ASSESSMENT not in page.answer.text
    assert ilse.get(f"/assessments/{ASSESSMENT}").status == 403


def test_a_filter_that_fits_no_site_says_so_and_leads_back(ana: Browser, assessed: str):
    page = ana.get("/portfolio/?words=nowhere&country=%00&order=nonsense&page=99999999")

    assert page.status == 200
    assert "No site is like that" in page.text
    assert ana.get("/portfolio/?criteria_set=none@1").status == 422


def test_the_workbook_has_a_row_for_each_site_and_a_word_for_each_gap(app: Flask, assessed: str):
    hand_in(app)

    answer = confirmed(app, ILSE).get("/portfolio/portfolio.xlsx").answer

    sheet = openpyxl.load_workbook(BytesIO(answer.data)).worksheets[0]
    heads = [cell.value for cell in sheet[4]]
    row = dict(zip(heads, (cell.value for cell in sheet[5]), strict=True))
    assert row["Site"] == "North smelter"
    assert row["Organisation"] == "North Metals"
    assert row["Outlook"] == "Blocked"
    assert row["17 Occupational Health & Safety"] == "Blocking"
    assert "Our secret reason." not in str(list(sheet.values))


def test_members_assessors_and_whoever_is_outside_see_no_portfolio(
    app: Flask, ben: Browser, anybody: Browser
):
    assert ben.get("/portfolio/").status == 403
    assert confirmed(app, RAVI).get("/portfolio/").status == 403
    assert anybody.get("/portfolio/").answer.status_code == 302
    assert ben.get("/account").all("a", href="/portfolio/") == []


def test_the_page_asks_few_questions_of_the_database(app: Flask, ana: Browser, assessed: str):
    ana.get("/portfolio/")

    with statements(app.extensions["ddtool"].database) as said:
        ana.get("/portfolio/")

    assert len(said) <= MOST_STATEMENTS
