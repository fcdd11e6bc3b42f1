"""The whole way of a producer by mouse: from the first sign-in to gap report and history."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, on_a_server, sign_in
from tests.browser.newcomers import PASSWORD, VERA, add_newcomer
from tests.browser.opened import Numbers, excel_numbers, json_numbers, pdf_text
from tests.browser.workbooks import fill_in_the_rest
from tests.evidence_files.samples import PDF

pytestmark = [pytest.mark.chromium, pytest.mark.pango, pytest.mark.timeout(400)]

SITE = "Harz Bridge copper smelter"
ANSWERS = {"a": "Met", "b": "Met", "c": "Partly met", "d": "Met", "e": "Met", "f": "Met"}
FACTS = {
    "tailings facility": "No",
    "artisanal or small-scale mining on": "No",
    "housing for workers": "No",
    "security forces guard": "Yes",
}
REPORT_MILLISECONDS = 120_000
SAVED = re.compile(r"Saved \d\d:\d\d")
ASKED = 154


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Site]:
    with on_a_server(tmp_path / "served", add_newcomer) as site:
        yield site


@pytest.fixture
def page(server: Site, new_context) -> Page:
    """Vera, who has just signed in for the first time."""
    page: Page = new_context(base_url=server.address, accept_downloads=True).new_page()
    sign_in(page, VERA, PASSWORD)
    return page


def test_a_producer_goes_all_the_way_by_mouse(page: Page, tmp_path: Path):
    add_the_site(page)
    record_the_certificate(page, tmp_path)
    begin_the_assessment(page)
    answer_a_criterion(page, tmp_path)
    look_why_the_certificate_counts(page)
    plan_what_is_missing(page, tmp_path)
    fill_in_the_workbook(page, tmp_path)
    submit(page)

    shown = numbers_of(page)
    files = ordered_reports(page, tmp_path)

    assert shown == Numbers(blocking=0, open=0, minor=1, to_confirm=0, closed=29, not_applicable=3)
    assert json_numbers(files["json"]) == shown
    assert excel_numbers(files["xlsx"]) == shown
    assert_the_pdf_says_the_same(files["pdf"], shown)
    look_who_did_it(page)


def add_the_site(page: Page) -> None:
    page.get_by_role("link", name="Record the first site").click()
    page.get_by_label("Name of the site").fill(SITE)
    page.get_by_label("Country").select_option("Germany")
    page.get_by_role("group", name="What does the site do?").get_by_label("smelting").click()
    page.get_by_role("group", name="Which metals").get_by_label("copper").click()
    page.get_by_label("Areas of the site").fill("furnaces\nacid plant")
    for question, answer in FACTS.items():
        group = page.get_by_role("group", name=re.compile(question))
        group.get_by_label(answer, exact=True).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SITE)


def record_the_certificate(page: Page, folder: Path) -> None:
    file = folder / "certificate.pdf"
    file.write_bytes(PDF)
    page.get_by_role("link", name="Record a certificate").click()
    page.get_by_label("Standard").select_option("ISO 45001")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Edition").select_option("2018")
    page.get_by_label("Number on the document").fill("HB-OHS-1")
    page.get_by_label("Issued by").fill("Nordlicht Cert (fictional)")
    page.get_by_label("Status", exact=True).select_option("active")
    page.get_by_label("Issued (optional)").fill("2025-03-01")
    page.get_by_label("Valid until").fill("2028-02-28")
    page.get_by_label("Last audit").fill("2026-02-10")
    page.get_by_role("group", name="accredited").get_by_label("Yes").click()
    page.get_by_role("group", name="Sites named").get_by_label(SITE).check()
    page.get_by_role("group", name="Activities in the scope").get_by_label("smelting").click()
    page.get_by_role("group", name="reached").get_by_label("audited").click()
    page.get_by_label("Gravest nonconformity").select_option(label="none open")
    page.get_by_label(re.compile("^Document")).set_input_files(file)
    expect(page.locator("#effects")).to_contain_text("Counts for one criterion.")
    page.get_by_role("button", name="Save certificate").click()
    expect(page.get_by_role("status").first).to_contain_text("The certificate is recorded.")
    expect(page.get_by_role("main")).to_contain_text("certificate.pdf")


def begin_the_assessment(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Sites").click()
    page.get_by_role("link", name="New assessment").click()
    page.get_by_label("Criteria set").select_option("rra@3.0")
    page.get_by_label("Period").fill("2027")
    page.get_by_label("Planned day").fill("2027-03-15")
    page.get_by_label("Commitment day").fill("2026-09-15")
    page.get_by_role("button", name="Begin the assessment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Task list")


def answer_a_criterion(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="Occupational Health & Safety").click()
    expect(page.locator("#three")).to_contain_text("Partial")
    for letter, answer in ANSWERS.items():
        part = requirement(page, letter)
        part.get_by_role("radio", name=answer, exact=True).click()
        expect(page.locator(f'[id="saved-17.{letter}"]')).to_have_text(SAVED)
    part = requirement(page, "c")
    part.get_by_label("What is missing").fill("Lead in blood is not yet measured yearly.")
    expect(page.locator('[id="saved-17.c"]')).to_have_text(SAVED)
    add_evidence(page, folder)
    page.locator("#rating").get_by_role("radio", name="Partially meets").click()
    page.get_by_label("Why").fill("One requirement is partly met.")
    expect(page.locator("#saved-rating")).to_have_text(SAVED)


def requirement(page: Page, letter: str) -> Locator:
    return page.get_by_role("group", name=f"Requirement 17.{letter}")


def add_evidence(page: Page, folder: Path) -> None:
    file = folder / "exposure-survey.pdf"
    file.write_bytes(PDF)
    requirement(page, "a").get_by_role("link", name="Add evidence").click()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_label("Title").fill("Exposure survey 2026")
    page.get_by_label("Date of the document").fill("2026-09-09")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Occupational Health & Safety")
    listed = requirement(page, "a").get_by_role("list", name="Evidence for 17.a")
    expect(listed).to_contain_text("Exposure survey 2026")


def turn_to(page: Page, title: str) -> None:
    pages = page.get_by_role("navigation", name="Assessment pages")
    pages.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def look_why_the_certificate_counts(page: Page) -> None:
    turn_to(page, "Coverage")
    row = row_of_17(page)
    row.get_by_role("cell").get_by_role("link").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ISO 45001:2018")
    gates = page.get_by_role("table")
    expect(gates).to_contain_text("It is against the edition 2018.")
    expect(page.get_by_text("M. Lindqvist (fictional)").first).to_be_visible()


def row_of_17(page: Page) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("link", name="Occupational"))


def plan_what_is_missing(page: Page, folder: Path) -> None:
    turn_to(page, "Gaps")
    row = row_of_17(page)
    expect(row).to_contain_text("Improvement plan")
    row.get_by_role("link", name="Add action").click()
    page.get_by_label("What will be done").fill("Measure lead in blood twice a year")
    page.get_by_label("Owner").fill("Dr. E. Vogt")
    page.get_by_label("Due day").fill("2027-05-31")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Measure lead in blood twice a year")).to_be_visible()
    calendar = downloaded(page, page.get_by_role("link", name="Calendar file"), folder)
    text = calendar.read_text(encoding="utf-8")
    assert "Measure lead in blood twice a year" in text.replace("\n ", "").replace("\r", "")
    assert "DTSTART;VALUE=DATE:20270531" in text


def downloaded(page: Page, link: Locator, folder: Path) -> Path:
    with page.expect_download() as download:
        link.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def fill_in_the_workbook(page: Page, folder: Path) -> None:
    turn_to(page, "Workbook")
    path = downloaded(page, page.get_by_role("link", name="Download the workbook"), folder)
    fill_in_the_rest(path)
    take_in(page, path)
    page.get_by_role("button", name="Undo this workbook").click()
    expect(page.get_by_text("Everything is as it was before the workbook.")).to_be_visible()
    turn_to(page, "Task list")
    expect(page.get_by_role("heading", name=f"6 of {ASKED} requirements answered")).to_be_visible()
    turn_to(page, "Workbook")
    take_in(page, path)


def take_in(page: Page, path: Path) -> None:
    page.get_by_label("Filled workbook (.xlsx)").set_input_files(path)
    page.get_by_role("button", name="Bring it in and look at the changes").click()
    expect(page.get_by_role("table").first).to_contain_text("Looked at on the spot.")
    page.get_by_role("button", name=re.compile(r"Take in \d+ changes")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This workbook was taken in")


def submit(page: Page) -> None:
    turn_to(page, "Check and submit")
    expect(page.get_by_text("Nothing stops the submission.")).to_be_visible()
    page.get_by_label("I declare this").click()
    page.get_by_label("Your name").fill("Vera Lindner")
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This assessment was submitted")


def numbers_of(page: Page) -> Numbers:
    """The counts over the list of gaps."""
    turn_to(page, "Gaps")
    counted = page.get_by_role("main").locator(".counts li").all()
    found = {
        one.locator("span").last.inner_text(): one.locator("b").inner_text() for one in counted
    }
    words = ("Blocking", "Open", "Improvement plan", "To confirm", "Closed", "Not applicable")
    return Numbers(*(int(found[word]) for word in words))


def ordered_reports(page: Page, folder: Path) -> dict[str, Path]:
    """All three files, made by the worker of the server; by their endings."""
    turn_to(page, "Reports")
    page.get_by_label("JSON").click()
    page.get_by_role("button", name="Make report").click()
    expect(page.get_by_text("Ready")).to_have_count(3, timeout=REPORT_MILLISECONDS)
    links = page.get_by_role("table").get_by_role("link", name=re.compile("PDF,|Excel,|JSON,"))
    files = [downloaded(page, link, folder) for link in links.all()]
    return {path.suffix[1:]: path for path in files}


def assert_the_pdf_says_the_same(path: Path, shown: Numbers) -> None:
    text = pdf_text(path)
    assert SITE in text
    assert "Measure lead in blood twice a year" in text
    assert "Lead in blood is not yet measured yearly." in text
    counted = f"{shown.minor} improvement plan · {shown.closed} closed"
    assert f"33 criteria: {counted} · {shown.not_applicable} not applicable" in text


def look_who_did_it(page: Page) -> None:
    turn_to(page, "History")
    page.get_by_label("Kind").select_option(label="Action")
    page.get_by_role("button", name="Show").click()
    row = page.get_by_role("row").filter(has_text="Measure lead in blood twice a year")
    expect(row).to_contain_text("Vera Lindner")
