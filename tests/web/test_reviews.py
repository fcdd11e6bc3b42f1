"""The assessor's pages: the queue, the workbench, the sign-off, and what nobody else may see."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.domain.people import Author, Role
from ddtool.packs import Library
from ddtool.store import Database, answers, organisations, users
from ddtool.usecases.assessments import start_assessment
from ddtool.usecases.assignments import answer_assignment, give_assessment
from ddtool.usecases.sites import record_site
from ddtool.usecases.submissions import submit
from tests.factories import make_site
from tests.web import making
from tests.web.browser import Browser
from tests.web.people import ANA, AT, RAVI

LIBRARY = Library((Path(__file__).resolve().parents[2] / "criteria",))


@dataclass(frozen=True)
class Given:
    """A submitted assessment of North Metals that was given to Veridia Audits and accepted."""

    app: Flask
    assessment: str
    site: str

    def at(self, path: str) -> str:
        return f"/reviews/{self.assessment}/{path}"


def author_of(database: Database, email: str, role: Role) -> Author:
    with database.read() as db:
        user = users.with_email(db, email)
    assert user is not None
    return Author(user.name, role, AT, user.id, user.memberships[0].organisation.id)


@pytest.fixture
def given(app: Flask) -> Given:
    database = app.extensions["ddtool"].database
    ana = author_of(database, ANA, Role.PRODUCER_LEAD)
    ravi = author_of(database, RAVI, Role.ASSESSOR)
    site = record_site(database, ana, make_site(id="", fictional=True)).value.id
    begun = start_assessment(
        database, ana, LIBRARY, AssessmentHead("", site, "rra@3.0", period="2026")
    )
    id = begun.value.id
    with database.read() as db:
        firm = organisations.named(db, "Veridia Audits")
    assert firm is not None
    submit(database, ana, id, matrix="demo@2026.11", revision=begun.value.revision)
    offered = give_assessment(database, ana, id, firm=firm.id)
    answer_assignment(database, ravi, offered.value.id, accepted=True, version=offered.version)
    return Given(app, id, site)


@pytest.fixture
def ravi(app: Flask) -> Browser:
    """An assessor of Veridia Audits, signed in with a second factor."""
    browser = Browser(app)
    browser.arrive(RAVI)
    return browser


def determine(
    ravi: Browser, given: Given, number: str, rating: str = "fully_meets", **more: str
) -> str:
    page = ravi.get(given.at(f"criteria/{number}"))
    sent = {"rating": rating, "reason": "Seen on site.", "version": page.form["version"]} | more
    answer = ravi.post(given.at(f"criteria/{number}/determination"), sent)
    return answer.answer.headers["Location"]


def test_an_assessor_comes_to_what_was_given_to_them(given: Given, ravi: Browser):
    page = ravi.follow(ravi.get("/"))

    assert page.texts("h1") == ["Assessments given to me"]
    assert "North smelter" in page.text
    assert "South" not in page.text


def test_the_workbench_begins_with_what_needs_attention(given: Given, ravi: Browser):
    page = ravi.follow(ravi.get(f"/reviews/{given.assessment}"))

    assert page.status == 200
    assert page.texts("h1") == ["1 Management System"]
    assert "0 of 32 determined" in page.text


def test_a_determination_leads_on_and_stands_in_its_place(given: Given, ravi: Browser):
    next_page = determine(ravi, given, "1")

    assert next_page.endswith("/criteria/2")
    page = ravi.get(given.at("criteria/1"))
    assert "Your determination of criterion 1 is stored." in page.text
    assert page.form["rating"] == "fully_meets"
    assert page.form["reason"] == "Seen on site."


def test_a_determination_without_a_reason_is_told_and_nothing_is_lost(given: Given, ravi: Browser):
    page = ravi.post(
        given.at("criteria/1/determination"), {"rating": "does_not_meet", "version": "0"}
    )

    assert page.status == 422
    assert page.texts("title")[0].startswith("Error: 1 Management System")
    assert page.form["rating"] == "does_not_meet"


def test_a_stale_determination_shows_both(given: Given, ravi: Browser):
    determine(ravi, given, "1")

    sent = {"rating": "does_not_meet", "reason": "Not seen.", "version": "0"}
    page = ravi.post(given.at("criteria/1/determination"), sent)

    assert page.status == 409
    assert "Not seen." in page.text
    assert "Seen on site." in page.text


def test_a_request_is_asked_and_cleared_on_the_criterion(given: Given, ravi: Browser):
    ravi.post(given.at("criteria/17/thread"), {"text": "Which survey?", "asks": "y", "due": ""})

    page = ravi.get(given.at("criteria/17"))
    assert "Request for information" in page.text
    assert "Which survey?" in page.text
    (form,) = [one for one in page.all("form") if "/requests/" in one.get("action", "")]
    ravi.post(form.get("action", ""), {"state": "cleared", "version": "1"})
    assert "Open again" in ravi.get(given.at("criteria/17")).text


def test_a_finding_is_bound_to_requirements_and_can_be_taken_back(given: Given, ravi: Browser):
    sent = {"kind": "major", "finding": "No survey.", "requirements": ["17.a", "17.c"]}
    ravi.post(given.at("criteria/17/findings"), sent)

    page = ravi.get(given.at("criteria/17"))
    assert "17.a, 17.c" in page.text
    (link,) = [one for one in page.all("a") if "take-back" in one.get("href", "")]
    asked = ravi.get(link.get("href", ""))
    assert "Take the finding back?" in asked.text
    back = ravi.follow(ravi.post(link.get("href", ""), {"version": asked.form["version"]}))
    assert "None on this criterion." in back.text
    (history,) = [one for one in back.all("details") if "History of" in "".join(one.itertext())]
    assert "".join(history.itertext()).count("No survey.") == 2


def test_notes_with_a_line_that_has_no_number_are_told_by_that_line(given: Given, ravi: Browser):
    page = ravi.post(given.at("notes"), {"interviews": "Operators 12\nManagers", "version": "0"})

    assert page.status == 422
    assert '"Managers" does not end in a number of people.' in page.text
    assert page.form["interviews"] == "Operators 12\nManagers"


def test_what_is_in_the_way_of_a_sign_off_is_listed(given: Given, ravi: Browser):
    page = ravi.get(given.at("sign-off"))

    assert "There is no determination yet." in page.text
    assert "statement" not in page.form


def test_a_sign_off_stands_until_something_changes(given: Given, ravi: Browser, ana: Browser):
    for row in ravi.get(given.at("criteria/1")).all("a"):
        address = row.get("href", "")
        if "/criteria/" in address:
            determine(ravi, given, address.split("/criteria/")[1].partition("?")[0])
    page = ravi.get(given.at("sign-off"))
    sent = {"sha256": page.form["sha256"], "statement": "Independent.", "sure": "y"}

    signed = ravi.follow(ravi.post(given.at("sign-off"), sent))

    assert "Signed off. Ravi Menon, Veridia Audits, on 1 Dec 2026, for submission 1." in signed.text
    determine(ravi, given, "1", rating="does_not_meet", breaks="y")
    page = ravi.get(given.at("sign-off"))
    assert "The sign-off no longer stands." in page.text
    assert "A submission is signed once. Return the assessment to its producer" in page.text


def test_what_the_producer_does_after_handing_in_is_not_in_the_history(
    given: Given, ravi: Browser, ana: Browser
):
    page = ravi.get(given.at("return"))
    ravi.post(given.at("return"), page.form | {"reason": "Say more."})
    database = making.installed(given.app).database
    lead = replace(making.author(given.app), at=AT + timedelta(minutes=5))
    said = Answer("17.a", AnswerCode.MET, "SECRET draft")
    with database.write(lead) as db:
        answers.save_answer(db, str(lead.organisation), given.assessment, said, version=0)

    own = ana.get(f"/assessments/{given.assessment}/criteria/17").answer.text
    assessors = ravi.get(given.at("criteria/17")).answer.text

    assert "SECRET draft" in own
    assert "SECRET draft" not in assessors


def test_a_returned_assessment_waits_for_its_producer(given: Given, ravi: Browser):
    page = ravi.follow(ravi.post(given.at("return"), {"reason": "17.c is too thin."}))

    assert "With the producer" in page.text


@pytest.mark.parametrize("path", ["", "/criteria/1", "/notes", "/return", "/sign-off"])
def test_a_producer_does_not_reach_the_assessors_pages(given: Given, ana: Browser, path: str):
    assert ana.get(f"/reviews/{given.assessment}{path}").status == 403


@pytest.mark.parametrize("path", ["", "/criteria/1", "/notes", "/sign-off"])
def test_what_was_not_given_is_not_there(app: Flask, ravi: Browser, path: str):
    unknown = "99999999-9999-4999-8999-999999999999"

    assert ravi.get(f"/reviews/{unknown}{path}").status == 404


def test_evidence_is_shown_beside_as_an_attachment_only_where_it_is_safe(
    given: Given, ravi: Browser
):
    page = ravi.get(given.at("criteria/1"))

    policy = page.answer.headers["Content-Security-Policy"]
    assert policy.endswith("frame-src 'self'")
    assert ravi.get(given.at(f"evidence/{given.site}/file")).status == 404
