"""A whole cycle of producer and assessor in two browsers, each doing what only they may do."""

import re
import sqlite3
from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from soak.served import DATABASE
from tests.browser.conftest import JANA, Site, sign_in

pytestmark = [pytest.mark.chromium, pytest.mark.timeout(400)]

RAVI = "ravi.menon@veridia-audits.example"
QUESTION = "Show the figures of lead in blood of 2026."
ANSWER = "They are in the annex of E-16."
WHY_BACK = "Say in 17.c what was measured in 2026."
MEASURED = "Six of 48 workers were above the internal limit in March 2026."
STATEMENT = "Neither I nor my firm has advised the producer in the last three years."
SAVED = re.compile(r"Saved \d\d:\d\d")

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def assessment(server: Site) -> str:
    """The id of the assessment that was handed in and that Ravi has accepted."""
    with sqlite3.connect(server.served.instance / DATABASE) as db:
        ((id,),) = db.execute(
            "SELECT assessment_id FROM assignments"
            " WHERE accepted_at IS NOT NULL AND ended_at IS NULL"
        ).fetchall()
    return str(id)


def test_producer_and_assessor_go_through_a_whole_cycle(
    server: Site, new_context: Contexts, assessment: str
):
    jana, ravi = signed_in(server, new_context, JANA), signed_in(server, new_context, RAVI)
    set_up_the_second_factor(ravi)

    ask(ravi, assessment)
    answer(jana, assessment)
    clear_and_return(ravi, assessment)
    change_and_submit_again(jana, assessment)
    see_what_was_changed(ravi, assessment)
    decide_everything(ravi, assessment)
    sign_off(ravi, assessment)
    expect_signed(jana, assessment)
    change_the_certificates(jana)
    expect_the_signature_broken(jana, assessment)
    expect_the_signature_broken(ravi, assessment)
    begin_the_next_cycle(jana, assessment)


def signed_in(server: Site, new_context: Contexts, email: str) -> Page:
    page = new_context(base_url=server.address).new_page()
    sign_in(page, email, server.passwords[email])
    return page


def set_up_the_second_factor(ravi: Page) -> None:
    ravi.get_by_role("button", name="Begin").click()
    secret = ravi.locator("code.mono").inner_text()
    ravi.get_by_role("textbox", name="Code").fill(pyotp.TOTP(secret).now())
    ravi.get_by_role("button", name="Switch it on").click()
    expect(ravi.locator("h1")).to_contain_text("recovery codes", ignore_case=True)


def ask(ravi: Page, assessment: str) -> None:
    ravi.goto("/reviews")
    ravi.get_by_role("link", name="Auental lead and zinc smelter", exact=True).click()
    ravi.goto(f"/reviews/{assessment}/criteria/17")
    ravi.get_by_label("Write in the thread").fill(QUESTION)
    ravi.get_by_role("button", name="Ask for information").click()
    expect(ravi.get_by_text("Open, with the producer")).to_be_visible()


def answer(jana: Page, assessment: str) -> None:
    jana.goto(f"/assessments/{assessment}/assessor")
    expect(jana.get_by_text(QUESTION)).to_be_visible()
    jana.get_by_label("Your answer").fill(ANSWER)
    jana.get_by_role("button", name="Send the answer").click()
    expect(jana.get_by_text("Answered, with the assessor")).to_be_visible()


def clear_and_return(ravi: Page, assessment: str) -> None:
    ravi.goto(f"/reviews/{assessment}/criteria/17")
    expect(ravi.get_by_text(ANSWER, exact=True)).to_be_visible()
    ravi.get_by_role("button", name="Clear this request").click()
    expect(ravi.get_by_text("Cleared", exact=True)).to_be_visible()
    ravi.goto(f"/reviews/{assessment}/return")
    ravi.get_by_label("What has to change").fill(WHY_BACK)
    ravi.get_by_role("button", name="Return it").click()


def change_and_submit_again(jana: Page, assessment: str) -> None:
    jana.goto(f"/assessments/{assessment}/criteria/17")
    part = jana.get_by_role("group", name="Requirement 17.c")
    part.get_by_label("What is missing").fill(MEASURED)
    expect(jana.locator('[id="saved-17.c"]')).to_have_text(SAVED)
    jana.goto(f"/assessments/{assessment}/submission")
    jana.get_by_label("I declare this").check()
    jana.get_by_label("Your name").fill("Jana Fichtner")
    jana.get_by_role("button", name="Submit", exact=True).click()
    expect(jana.get_by_role("heading", level=1)).to_have_text("This assessment was submitted")


def see_what_was_changed(ravi: Page, assessment: str) -> None:
    ravi.goto(f"/reviews/{assessment}/criteria/17")
    expect(ravi.locator(".tag", has_text="Changed since the last submission")).to_be_visible()
    expect(ravi.get_by_role("main")).to_contain_text(MEASURED)


def decide_everything(ravi: Page, assessment: str) -> None:
    for number in range(1, 34):
        ravi.goto(f"/reviews/{assessment}/criteria/{number}")
        word = ravi.get_by_label("Why", exact=True)
        if word.count():
            ravi.get_by_label("Confirmed").click()
            word.fill("Scope and report were seen.")
            ravi.get_by_role("button", name="Store", exact=True).click()
        form = ravi.locator("#determination")
        own = ravi.locator(".three").inner_text()
        rating = "Not applicable" if "Not applicable" in own else "Partially meets"
        form.get_by_label(rating).click()
        form.get_by_label("Reason").fill("Seen on site.")
        form.get_by_role("button", name="Decide and next").click()


def sign_off(ravi: Page, assessment: str) -> None:
    ravi.goto(f"/reviews/{assessment}/sign-off")
    ravi.get_by_label("Statement of independence").fill(STATEMENT)
    ravi.locator("#sign input[type=checkbox]").check()
    ravi.get_by_role("button", name="Sign off").click()
    expect(ravi.get_by_text("You have signed off this assessment.")).to_be_visible()


def expect_signed(jana: Page, assessment: str) -> None:
    jana.goto(f"/assessments/{assessment}/assessor")
    expect(jana.locator("#signed")).to_contain_text("Signed off. Ravi Menon, Veridia")


def change_the_certificates(jana: Page) -> None:
    jana.goto("/certificates")
    jana.get_by_role("link", name=re.compile("ISO 14001")).first.click()
    jana.get_by_label("Number on the document").fill("changed after the sign-off")
    jana.get_by_role("button", name="Save certificate").click()
    expect(jana.get_by_role("status").first).to_contain_text("certificate")


def expect_the_signature_broken(page: Page, assessment: str) -> None:
    own = "/reviews" in page.url
    page.goto(f"/reviews/{assessment}/sign-off" if own else f"/assessments/{assessment}/assessor")
    signed = page.locator("#signed")
    expect(signed).to_contain_text("The sign-off no longer stands.")
    expect(signed).to_contain_text("certificates")
    expect(signed).to_have_class(re.compile("bad"))


def begin_the_next_cycle(jana: Page, assessment: str) -> None:
    jana.goto("/sites")
    jana.get_by_role("link", name=re.compile("New assessment")).first.click()
    jana.get_by_role("textbox", name="Period").fill("2027")
    jana.get_by_role("button", name="Begin the assessment").click()
    expect(jana.get_by_text("The assessment has begun.")).to_be_visible()
    jana.get_by_role("link", name=re.compile("Occupational Health")).first.click()
    expect(jana.get_by_role("main")).to_contain_text(MEASURED)
