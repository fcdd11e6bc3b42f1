"""Sites and assessments with a real browser: everybody can use every page, also without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import JANA, LUCIA, SignIn
from tests.browser.looking import check_accessible

pytestmark = pytest.mark.chromium


_FOCUSED_WORDS = """() => {
  const focused = document.activeElement;
  return focused.matches("a, button") ? focused.innerText : "";
}"""


def test_a_form_that_is_sent_back_is_accessible_and_says_so_first(signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    page.goto("/sites/new")
    page.get_by_label("Country").select_option("Chile")
    page.evaluate("document.querySelector('form.fields').noValidate = true")
    page.get_by_role("button", name="Save").click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("There is a problem")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Country")).to_have_value("Chile")
    check_accessible(page)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_site_is_recorded_and_assessed(signed_in_page: SignIn, script: bool):
    page = signed_in_page(JANA, java_script_enabled=script)
    page.get_by_role("link", name="Add a site").click()
    page.get_by_label("Name of the site").fill("Hafenlager Nord")
    page.get_by_label("Country").select_option("Germany")
    page.get_by_label("trading").check()
    page.get_by_label("zinc").check()
    tailings = page.get_by_role("group", name="Does the site own or operate a tailings facility")
    tailings.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Hafenlager Nord is recorded.")).to_be_visible()
    page.get_by_role("link", name="New assessment").click()
    page.get_by_label("Period").fill("2027")
    page.get_by_role("button", name="Begin the assessment").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Task list")
    row = page.locator(".tasks").get_by_role("listitem").filter(has_text="Tailings Management")
    expect(row).to_contain_text("Not applicable")
    expect(page.get_by_role("link", name=re.compile("^Continue with 1$"))).to_be_visible()


def test_by_keyboard_alone_one_comes_to_the_first_criterion(signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    walk_to(page, "RRA 3.0, period 2026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Task list")

    walk_to(page, "Continue with 10")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Responsible Supply Chains")


def walk_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until the focus is on a link or button with these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate(_FOCUSED_WORDS):
            return
    raise AssertionError(f"{words} was not reached with {most} times Tab")
