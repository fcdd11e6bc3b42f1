"""The assessor's workbench in a browser: by keyboard, without script, in dark and on a phone."""

from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import JANA, SignIn, Site, sign_in
from tests.browser.looking import check_accessible, check_narrow

pytestmark = pytest.mark.chromium

RAVI = "ravi.menon@veridia-audits.example"


@pytest.fixture
def ravi(signed_in_page: SignIn) -> Page:
    """The assessor of the demonstration, with a second factor, on their queue."""
    page = signed_in_page(RAVI, viewport={"width": 1280, "height": 900})
    set_up(page)
    page.goto("/reviews")
    return page


def set_up(page: Page) -> str:
    """Set up the second factor that the role asks for; its secret."""
    page.get_by_role("button", name="Begin").click()
    secret = page.locator("code.mono").inner_text()
    page.get_by_role("textbox", name="Code").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Switch it on").click()
    page.get_by_role("heading", name="Keep these recovery codes").wait_for()
    return secret


def open_bench(page: Page) -> None:
    """To the criterion that needs attention first, with its keys at work."""
    page.get_by_role("link", name="Auental lead and zinc smelter", exact=True).press("Enter")
    page.wait_for_url("**/criteria/*")
    page.wait_for_load_state()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def press(ravi: Page, keys: str) -> None:
    """Press keys once the script that hears them is there."""
    ravi.wait_for_load_state("load")
    ravi.keyboard.press(keys)


def test_the_queue_leads_to_what_needs_attention_and_the_keys_go_on(ravi: Page):
    check_accessible(ravi)
    open_bench(ravi)
    first = heading(ravi)
    check_accessible(ravi)

    press(ravi, "Alt+n")
    expect(ravi.get_by_role("heading", level=1)).not_to_have_text(first)
    second = heading(ravi)
    press(ravi, "Alt+p")
    expect(ravi.get_by_role("heading", level=1)).to_have_text(first)
    press(ravi, "Alt+j")
    expect(ravi.get_by_role("heading", level=1)).to_have_text(second)
    press(ravi, "Alt+k")
    expect(ravi.get_by_role("heading", level=1)).to_have_text(first)


def test_a_criterion_is_determined_with_the_keyboard_alone(ravi: Page):
    open_bench(ravi)
    first = heading(ravi)

    press(ravi, "Alt+d")
    press(ravi, "ArrowDown")
    press(ravi, "Tab")
    ravi.keyboard.type("Labour law is not in the register.")
    press(ravi, "Control+Enter")

    expect(ravi.get_by_role("heading", level=1)).not_to_have_text(first)
    expect(ravi.get_by_text("1 of 28 determined")).to_be_visible()


def test_a_document_lies_beside_the_criterion(ravi: Page):
    open_bench(ravi)
    ravi.get_by_role("link", name="17 Occupational Health & Safety").click()

    frame = ravi.locator("iframe.beside")
    expect(frame).to_have_attribute("title", "Blood lead results, corrective plan (anonymised)")
    expect(ravi.get_by_role("link", name="Open alone")).to_be_visible()
    expect(ravi.get_by_role("link", name="Download")).to_be_visible()
    check_narrow(ravi)


def test_a_question_is_answered_on_the_same_criterion(
    ravi: Page, server: Site, new_context: Callable[..., BrowserContext]
):
    open_bench(ravi)
    press(ravi, "Alt+t")
    ravi.keyboard.type("Who checks the labour law part?")
    ravi.get_by_role("button", name="Ask for information").click()
    expect(ravi.get_by_text("Open, with the producer")).to_be_visible()
    review = ravi.url.partition("/reviews/")[2]
    assessment, _, number = review.partition("?")[0].partition("#")[0].partition("/criteria/")

    jana = new_context(base_url=server.address).new_page()
    sign_in(jana, JANA, server.passwords[JANA])
    jana.goto(f"/assessments/{assessment}/criteria/{number}")
    expect(jana.locator("#thread").get_by_text("Who checks the labour law part?")).to_be_visible()
    check_accessible(jana)
    jana.get_by_label("Your answer").fill("The works council office does.")
    jana.get_by_role("button", name="Send the answer").click()
    expect(jana.get_by_text("Answered, with the assessor")).to_be_visible()

    ravi.reload()
    expect(ravi.get_by_text("Answered, yours to clear")).to_be_visible()
    expect(ravi.get_by_text("The works council office does.", exact=True)).to_be_visible()
    ravi.get_by_role("button", name="Clear this request").click()
    expect(ravi.get_by_text("Cleared", exact=True)).to_be_visible()
    check_accessible(ravi)


def test_the_same_works_without_script(signed_in_page: SignIn):
    page = signed_in_page(RAVI, java_script_enabled=False)
    set_up(page)
    page.goto("/reviews")
    open_bench(page)
    first = heading(page)

    page.get_by_label("Partially meets").check()
    page.get_by_label("Reason (printed in the report)").fill("Only in part.")
    page.get_by_role("button", name="Decide and next").click()

    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    page.locator("#way-after").click()
    page.get_by_label("Show").select_option("undecided")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("of 33 shown.")).to_be_visible()
