"""Gaps, plan and reports in a real browser: by mouse, by keyboard, without script, on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import JANA, LUCIA, SignIn
from tests.browser.looking import check_accessible

pytestmark = pytest.mark.chromium

REPORTS_MILLISECONDS = 60_000


def go_to(page: Page, title: str) -> None:
    """Open a page of the assessment that is worked on, from the list of sites."""
    page.goto("/sites")
    page.locator("a[href*='/assessments/']").first.click()
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_gaps_are_filtered_in_place_and_the_address_keeps_the_filter(signed_in_page: SignIn):
    page = signed_in_page(JANA)
    go_to(page, "Gaps")
    expect(page.get_by_role("heading", name="15 gaps to close")).to_be_visible()

    page.get_by_label("Gap", exact=True).select_option("Blocking")

    expect(page.get_by_role("heading", name="1 of 15 gaps to close")).to_be_visible()
    expect(page).to_have_url(re.compile("gap=blocking"))
    expect(page.get_by_role("row")).to_have_count(2)
    check_accessible(page)
    page.go_back()
    expect(page.get_by_role("heading", name="15 gaps to close")).to_be_visible()


def test_an_action_is_made_from_a_gap_by_keyboard_alone(signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    go_to(page, "Gaps")
    link = page.get_by_role("link", name="Add action").first

    link.focus()
    page.keyboard.press("Enter")
    page.get_by_label("What will be done").focus()
    page.keyboard.type("Survey the water of the valley")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text("The action is in the plan.")
    expect(page.get_by_role("link", name="Survey the water of the valley")).to_be_visible()


def test_the_form_of_an_action_can_be_used_by_everybody(signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    go_to(page, "Improvement plan")
    page.get_by_role("link", name="Action", exact=True).click()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page).to_have_title("Error: New action - ddtool")
    check_accessible(page)


def test_a_report_shows_how_far_it_is_and_becomes_a_file(signed_in_page: SignIn, tmp_path: Path):
    page = signed_in_page(JANA)
    go_to(page, "Reports")

    page.get_by_label("Excel").uncheck()
    page.get_by_role("button", name="Make report").click()
    expect(page.get_by_text("Step ")).to_be_visible(timeout=REPORTS_MILLISECONDS)
    expect(page.get_by_text("Ready")).to_be_visible(timeout=REPORTS_MILLISECONDS)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF,").click()

    assert download.value.suggested_filename.endswith(".pdf")
    download.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().rstrip().endswith(b"%%EOF")
    check_accessible(page)


def test_all_three_work_without_script(signed_in_page: SignIn):
    page = signed_in_page(JANA, java_script_enabled=False)
    go_to(page, "Gaps")
    page.get_by_label("Gap", exact=True).select_option("Blocking")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("heading", name="1 of 15 gaps to close")).to_be_visible()

    go_to(page, "Reports")
    page.get_by_label("PDF").uncheck()
    page.get_by_role("button", name="Make report").click()

    for _ in range(30):
        if page.get_by_text("Ready").is_visible():
            break
        page.wait_for_timeout(1000)
        page.get_by_role("link", name="Look again how far they are").click()
    expect(page.get_by_role("link", name="Excel,")).to_be_visible()
