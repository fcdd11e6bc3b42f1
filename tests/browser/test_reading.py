"""Pages to read: criteria, matrices and help, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LUCIA, SignIn
from tests.browser.looking import check_accessible

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize(
    "path",
    [
        "/criteria",
        "/criteria/rra@3.0",
        "/criteria/rra@3.0/17",
        "/matrices/demo@2026.11?criterion=17",
        "/help",
        "/accessibility",
        "/sources",
    ],
)
def test_everybody_can_read_the_pages_in_spanish_too(signed_in_page: SignIn, path: str):
    page = signed_in_page(LUCIA)
    page.set_extra_http_headers({"Accept-Language": "es"})

    page.goto(path)

    expect(page.locator("html")).to_have_attribute("lang", "es")
    check_accessible(page)


def test_a_matrix_is_filtered_and_leads_to_its_criterion(signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    page.goto("/criteria")
    page.get_by_role("link", name="Working matrix, November 2026").click()

    page.get_by_label("Standard", exact=True).select_option("GISTM")
    page.get_by_label("Criteria set").select_option("rra@3.0")
    page.get_by_role("button", name="Filter").click()

    expect(page.get_by_role("status")).to_have_text("4 lines. 0 of them count.")
    page.get_by_role("table").get_by_role("link", name="31").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("31Tailings Management")
