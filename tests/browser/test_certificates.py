"""Certificates and evidence as somebody meets them in a browser, with and without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import JANA, LUCIA, SignIn
from tests.browser.looking import check_accessible
from tests.evidence_files.samples import PDF

pytestmark = pytest.mark.chromium


def test_a_certificate_tells_what_it_does_while_it_is_filled_in(signed_in_page: SignIn):
    page = signed_in_page(JANA)
    page.goto("/certificates")
    page.get_by_role("link", name="Record a certificate").click()
    page.get_by_label("Standard").select_option("ISO 14001")
    page.get_by_role("button", name="Continue").click()
    check_accessible(page)
    effects = page.locator("#effects")
    expect(effects).to_contain_text("Tick the sites that the certificate names")

    page.get_by_label("Auental lead and zinc smelter", exact=True).check()
    expect(effects).to_contain_text("Would count for 4 criteria, but facts are missing.")
    page.get_by_label("Edition").select_option("2015")
    page.get_by_label("Yes").check()
    page.get_by_label("smelting").check()
    page.get_by_label("Status", exact=True).select_option("active")
    page.get_by_label("audited").check()
    page.get_by_label("Gravest nonconformity still open").select_option("none")
    page.get_by_label("Valid until").fill("2029-03-31")
    page.get_by_label("Valid until").blur()

    expect(effects).to_contain_text("Counts for 4 criteria.")
    page.get_by_role("button", name="Save certificate").click()
    said = page.get_by_role("status")
    expect(said.first).to_contain_text("The certificate is recorded.")
    expect(said.last).to_contain_text("What was submitted on 20 Nov 2026")
    check_accessible(page)


def test_the_same_without_script(signed_in_page: SignIn):
    page = signed_in_page(JANA, java_script_enabled=False)
    page.goto("/certificates/new?standard=ISO+14001")
    page.get_by_label("Edition").select_option("2015")
    page.get_by_label("No day is stated").check()
    page.get_by_label("Auental lead and zinc smelter", exact=True).check()

    page.get_by_role("button", name="Only show what it does").click()

    expect(page.locator("#effects")).to_contain_text("bring the day of expiry")
    expect(page.get_by_label("Edition")).to_have_value("2015")


def test_the_register_is_filtered_where_it_stands(signed_in_page: SignIn):
    page = signed_in_page(JANA)
    page.goto("/certificates")

    page.get_by_label("State").select_option("expired")

    expect(page.get_by_text("1 certificate", exact=True)).to_be_visible()
    assert "state=expired" in page.url
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as shown, Excel").click()
    assert download.value.suggested_filename == "certificates.xlsx"


def test_a_list_is_looked_at_and_stored(signed_in_page: SignIn, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("Standard;Certificate number\nISO 9001;Q-1\n", encoding="utf-8")
    page = signed_in_page(JANA)
    page.goto("/certificates/list")

    page.get_by_label("File with the list").set_input_files(path)
    page.get_by_role("button", name="Show what it would do").click()
    check_accessible(page)
    page.get_by_role("button", name="Store all of it").click()

    expect(page.get_by_role("status").first).to_contain_text("1 certificate was stored.")


def test_a_file_is_brought_with_its_progress_and_leads_back(signed_in_page: SignIn, tmp_path: Path):
    good, bad = tmp_path / "permit.pdf", tmp_path / "bad.pdf"
    good.write_bytes(PDF)
    bad.write_bytes(b"<html>")
    page = signed_in_page(LUCIA)
    evidence = _evidence(page)
    page.goto(f"{evidence}?requirement=17.a")
    check_accessible(page)

    page.get_by_label("File", exact=True).set_input_files(bad)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    check_accessible(page)
    page.get_by_label("File", exact=True).set_input_files(good)
    page.get_by_role("button", name="Add", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Occupational Health")
    page.goto(evidence)
    page.get_by_role("link", name="permit", exact=True).click()
    check_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download", exact=True).click()
    assert Path(download.value.path()).read_bytes() == PDF


def test_a_file_can_be_dropped(signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    page.goto(_evidence(page))

    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["%PDF-1.7 %%EOF"], "dropped.pdf"));
            const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true });
            document.querySelector("[data-drop]").dispatchEvent(drop);
        }"""
    )
    page.get_by_role("button", name="Add", exact=True).click()

    expect(page.get_by_role("link", name="dropped", exact=True)).to_be_visible()


def test_a_file_is_brought_without_script(signed_in_page: SignIn, tmp_path: Path):
    path = tmp_path / "licence.pdf"
    path.write_bytes(PDF)
    page = signed_in_page(LUCIA, java_script_enabled=False)
    page.goto(_evidence(page))

    page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_role("button", name="Add", exact=True).click()

    expect(page.get_by_role("link", name="licence", exact=True)).to_be_visible()


def _evidence(page: Page) -> str:
    """The address of the evidence of the first assessment that is open."""
    page.goto("/sites")
    links = page.locator("a[href*='/assessments/']")
    return f"{links.first.get_attribute('href')}/evidence"


def test_a_file_that_is_too_large_is_told_first(signed_in_page: SignIn, tmp_path: Path):
    page = signed_in_page(JANA)
    page.goto("/certificates/new?standard=ISO+9001")
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-1.7\n" + b"x" * (26 << 20))
    page.get_by_label("Issued by").fill("Typed before")

    page.locator("#document").set_input_files(large)
    page.get_by_role("button", name="Save certificate").click()

    told = "This file has 26.1 MB; at most 25 MB are taken. Choose a smaller one."
    assert page.get_by_role("alert").filter(has_text="This file has").inner_text() == told
    assert page.get_by_label("Issued by").input_value() == "Typed before"
    assert page.url.endswith("/certificates/new?standard=ISO+9001")
