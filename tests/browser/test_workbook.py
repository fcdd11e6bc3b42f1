"""Workbook, check and history with a real browser, by mouse and keyboard, also without script."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import JANA, LUCIA, MATEO, SignIn, Site
from tests.browser.looking import check_accessible
from tests.usecases.imported import edited, put_in

pytestmark = pytest.mark.chromium


def downloaded(page: Page, server: Site, folder: Path) -> Path:
    """The workbook of the assessment, as a person saves it."""
    page.goto(f"{server.assessment}/workbook")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the workbook").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def bring_back(page: Page, server: Site, path: Path) -> None:
    page.goto(f"{server.assessment}/workbook")
    page.get_by_label("Filled workbook (.xlsx)").set_input_files(path)
    page.get_by_role("button", name="Bring it in and look at the changes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Check the workbook before it is taken in"
    )


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_workbook_is_taken_in_and_undone(
    server: Site, signed_in_page: SignIn, tmp_path: Path, script: bool
):
    page = signed_in_page(LUCIA, java_script_enabled=script, accept_downloads=True)
    path = downloaded(page, server, tmp_path)
    assert "Instructions" in load_workbook(path).sheetnames
    path.write_bytes(edited(path.read_bytes(), put_in("17.a", "Note", "Written under ground")))

    bring_back(page, server, path)
    page.get_by_role("button", name="Take in 1 change").click()
    expect(page.get_by_text("1 change was taken in from the workbook.")).to_be_visible()
    page.get_by_role("button", name="Undo this workbook").click()

    expect(page.get_by_text("Everything is as it was before the workbook.")).to_be_visible()


def test_every_page_of_a_workbook_is_accessible(
    server: Site, signed_in_page: SignIn, tmp_path: Path
):
    page = signed_in_page(LUCIA, accept_downloads=True)
    path = downloaded(page, server, tmp_path)
    changed = edited(
        path.read_bytes(),
        put_in("17.a", "Note", "Written under ground"),
        put_in("1.a", "Answer", "mostly"),
        put_in("name", "Answer", "Tirso Alto"),
    )
    path.write_bytes(changed)

    bring_back(page, server, path)
    check_accessible(page)
    page.get_by_role("button", name="Take in 2 changes").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    check_accessible(page)
    page.get_by_label("Leave the cells that cannot be used as they are").check()
    page.get_by_role("button", name="Take in 2 changes").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("This workbook was taken in")
    check_accessible(page)


def test_a_conflict_is_chosen_by_keyboard_alone(
    server: Site, signed_in_page: SignIn, tmp_path: Path
):
    page = signed_in_page(LUCIA, accept_downloads=True)
    path = downloaded(page, server, tmp_path)
    path.write_bytes(edited(path.read_bytes(), put_in("17.a", "Note", "From the workbook")))
    other = edited(path.read_bytes(), put_in("17.a", "Note", "From Mateo"))
    theirs = tmp_path / "mateo.xlsx"
    theirs.write_bytes(other)
    mateo = signed_in_page(MATEO)
    bring_back(mateo, server, theirs)
    mateo.get_by_role("button", name="Take in 1 change").click()
    mateo.wait_for_load_state()

    bring_back(page, server, path)
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    check_accessible(page)
    _tab_to(page, "input[value=theirs]")
    page.keyboard.press("ArrowRight")
    _tab_to(page, "button.main")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("This workbook was taken in")
    expect(page.get_by_role("table")).to_contain_text("From the workbook")


def test_history_is_filtered_and_a_member_is_told_who_submits(server: Site, signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    page.goto(f"{server.assessment}/history")
    page.get_by_label("Kind").select_option(label="Action")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("table")).not_to_contain_text("Own rating")

    member = signed_in_page(MATEO)
    member.goto(f"{server.assessment}/submission")
    expect(member.get_by_text("Your role lets you fill in, not submit.")).to_be_visible()
    check_accessible(member)


def test_a_submitted_assessment_is_opened_again(server: Site, signed_in_page: SignIn):
    page = signed_in_page(JANA)
    page.get_by_role("link", name="RRA 3.0, period 2026").first.click()
    page.get_by_role("navigation", name="Assessment pages").get_by_text("Check and submit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This assessment was submitted")

    page.get_by_label("Reason").fill("A certificate came late")
    page.get_by_role("button", name="Open the assessment again").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers and submit")


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until something is focused, as a person would."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")
