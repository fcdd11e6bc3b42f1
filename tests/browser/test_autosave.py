"""Answers save themselves: what was typed is never lost, and stored once."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LUCIA, SignIn, Site

pytestmark = pytest.mark.chromium


@pytest.fixture
def page(server: Site, signed_in_page: SignIn) -> Page:
    return open_criterion(signed_in_page(LUCIA), server)


def open_criterion(page: Page, server: Site, number: str = "17") -> Page:
    page.goto(f"{server.assessment}/criteria/{number}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    return page


def note(page: Page, requirement: str):
    return page.locator(f'[id="{requirement}-note"]')


def saved(page: Page, requirement: str):
    return page.locator(f'[id="saved-{requirement}"]')


def choose(page: Page, requirement: str, answer: str) -> None:
    page.locator(f'[id="r{requirement}"]').get_by_label(answer, exact=True).check()


def test_an_answer_is_saved_as_it_is_given(page: Page):
    choose(page, "17.f", "Partly met")
    note(page, "17.f").fill("No helper on the night shift.")

    expect(saved(page, "17.f")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    expect(page.get_by_text("What is missing").last).to_be_visible()
    expect(page.locator('[id="jump-17.f"]')).to_contain_text("Partly met")
    page.reload()
    expect(note(page, "17.f")).to_have_value("No helper on the night shift.")
