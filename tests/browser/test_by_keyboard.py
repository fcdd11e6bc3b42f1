"""The core of a producer's way by keyboard alone: the focus is always seen and never stuck."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, on_a_server
from tests.browser.keyboard import Keyboard
from tests.browser.newcomers import PASSWORD, VERA, add_newcomer
from tests.browser.opened import json_numbers

pytestmark = [pytest.mark.chromium, pytest.mark.timeout(300)]

SITE = "Harz Bridge copper smelter"
REPORT_MILLISECONDS = 120_000
SAVED = re.compile(r"Saved \d\d:\d\d")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Site]:
    with on_a_server(tmp_path / "served", add_newcomer) as site:
        yield site


@pytest.fixture
def keys(server: Site, new_context) -> Keyboard:
    context = new_context(base_url=server.address, accept_downloads=True, locale="en-US")
    return Keyboard(context.new_page())


def test_a_producer_comes_from_signing_in_to_a_report_by_keyboard(keys: Keyboard, tmp_path: Path):
    sign_in_by_keyboard(keys)
    add_the_site(keys)
    record_the_certificate(keys)
    begin_the_assessment(keys)
    answer_a_requirement(keys)
    look_why_the_certificate_counts(keys)
    plan_what_is_missing(keys)
    report = ordered_report(keys, tmp_path)

    assert json_numbers(report).not_applicable == 2


def title_of(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def sign_in_by_keyboard(keys: Keyboard) -> None:
    keys.page.goto("/sign-in")
    keys.type_into("E-mail address", VERA)
    keys.type_into("Password", PASSWORD)
    with keys.page.expect_navigation():
        keys.press("Enter")
    title_of(keys.page, "Sites")


def add_the_site(keys: Keyboard) -> None:
    keys.go("Record the first site")
    keys.press("Tab")
    assert keys.focused()["words"] == "Skip to main content"
    keys.press("Enter")
    keys.type_into("Name of the site", SITE)
    keys.type_into("Country", "Germany")
    keys.tab_to("smelting")
    keys.press("Space")
    keys.tab_to("Not answered", group="tailings facility")
    keys.press("ArrowLeft")
    keys.go("Save")
    title_of(keys.page, SITE)


def record_the_certificate(keys: Keyboard) -> None:
    keys.go("Record a certificate")
    keys.type_into("Standard", "ISO 45001")
    keys.go("Continue")
    keys.type_into("Edition", "ISO 45001:2018")
    keys.type_into("Status", "active")
    keys.type_into("Issued", "03012025")
    keys.type_into("Valid until", "02282028")
    keys.tab_to("", group="accredited")
    keys.press("ArrowRight")
    keys.tab_to("smelting")
    keys.press("Space")
    keys.tab_to("", group="reached")
    keys.press("ArrowRight")
    keys.type_into("Gravest nonconformity", "none open")
    expect(keys.page.locator("#effects")).to_contain_text("Counts for one criterion.")
    keys.go("Save certificate")
    expect(keys.page.get_by_role("main")).to_contain_text("The certificate is recorded.")


def begin_the_assessment(keys: Keyboard) -> None:
    keys.go("Sites")
    keys.go("New assessment")
    keys.type_into("Criteria set", "Risk Readiness Assessment 3.0")
    keys.type_into("Period", "2027")
    keys.go("Begin the assessment")
    title_of(keys.page, "Task list")
    assert keys.walk_round() > 40


def answer_a_requirement(keys: Keyboard) -> None:
    keys.go("Occupational Health & Safety")
    keys.walk_round()
    keys.tab_to("", group="Requirement 17.a")
    keys.press("ArrowRight")
    saved = keys.page.locator('[id="saved-17.a"]')
    expect(saved).to_have_text(SAVED)
    keys.type_into("Note", "Written without a mouse.")
    keys.press("Control+s")
    expect(keys.page.locator("#unsent")).to_have_text("Everything is saved")
    keys.tab_to("", group="Your rating")
    keys.press("ArrowRight", "ArrowRight")
    expect(keys.page.locator("#saved-rating")).to_have_text(SAVED)
    keys.page.reload()
    part = keys.page.get_by_role("group", name="Requirement 17.a")
    expect(part.get_by_label("Note")).to_have_value("Written without a mouse.")
    expect(part.get_by_label("Met", exact=True)).to_be_checked()


def look_why_the_certificate_counts(keys: Keyboard) -> None:
    keys.go("See every")
    title_of(keys.page, "ISO 45001:2018")
    keys.walk_round()


def plan_what_is_missing(keys: Keyboard) -> None:
    keys.go("Gaps")
    keys.go("Add action")
    keys.type_into("What will be done", "Survey the lead in blood")
    with keys.page.expect_navigation():
        keys.press("Enter")
    expect(keys.page.get_by_role("main")).to_contain_text("Survey the lead in blood")


def ordered_report(keys: Keyboard, folder: Path) -> Path:
    keys.go("Reports")
    for name in ("PDF", "Excel", "JSON"):
        keys.tab_to(name)
        keys.press("Space")
    keys.go("Make report")
    expect(keys.page.get_by_text("Ready")).to_be_visible(timeout=REPORT_MILLISECONDS)
    keys.tab_to("JSON,")
    with keys.page.expect_download() as download:
        keys.press("Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path
