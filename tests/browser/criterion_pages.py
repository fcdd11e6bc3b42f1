"""The fields of one requirement on the page of its criterion."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

SAVED = re.compile(r"Saved \d\d:\d\d")


def open_criterion(page: Page, server: Site, requirement: str) -> Page:
    page.goto(f"{server.assessment}/criteria/{number_of(requirement)}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(number_of(requirement))
    return page


def number_of(requirement: str) -> str:
    return requirement.partition(".")[0]


def neighbour(page: Page):
    """The link to the criterion before."""
    return page.locator(".pager a")


def note(page: Page, requirement: str):
    return page.locator(f'[id="{requirement}-note"]')


def saved(page: Page, requirement: str):
    return page.locator(f'[id="saved-{requirement}"]')


def choose(page: Page, requirement: str, answer: str) -> None:
    page.locator(f'[id="r{requirement}"]').get_by_label(answer, exact=True).check()


def clash_of(page: Page, spot: str):
    return page.locator(f'[id="clash-{spot}"]')


def save_elsewhere(page: Page, server: Site, spot: str, theirs: str) -> None:
    """Save something in a second window of the same browser."""
    other = open_criterion(page.context.new_page(), server, spot)
    note(other, spot).fill(theirs)
    expect(saved(other, spot)).to_have_text(SAVED)
    other.close()
    page.bring_to_front()
