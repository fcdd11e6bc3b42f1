"""The pages around one's own account, and of people, as somebody meets them in a browser."""

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LUCIA, MATEO, SignIn, Site, sign_in
from tests.browser.looking import check_accessible

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/second-factor/switch-off", "Switch off the second factor"),
        ("/second-factor/recovery-codes", "Make new recovery codes"),
    ],
)
def test_everybody_can_use_the_pages_of_which_no_picture_is_taken(
    signed_in_page: SignIn, path: str, heading: str
):
    page = signed_in_page(LUCIA)

    page.goto(path)

    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_accessible(page)


def test_a_second_factor_is_set_up_and_asked_for(server: Site, signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    page.goto("/second-factor")
    page.get_by_role("button", name="Begin").click()
    secret = page.locator("code.mono").inner_text()
    check_accessible(page)

    page.get_by_role("textbox", name="Code").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Switch it on").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Keep these recovery codes")
    check_accessible(page)
    code = page.locator("ol code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, LUCIA, server.passwords[LUCIA])
    expect(page.get_by_role("heading", level=1)).to_have_text("Code from your app")
    check_accessible(page)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sites")


def test_somebody_is_invited_and_comes_in(signed_in_page: SignIn, new_context, server: Site):
    page = signed_in_page(LUCIA)
    page.goto("/people")
    page.get_by_label("E-mail address").fill("nilda.roca@lomas-de-tirso.example")
    page.get_by_role("button", name="Invite").click()
    link = page.get_by_label("Link").input_value()
    check_accessible(page)

    guest: Page = new_context(base_url=server.address).new_page()
    guest.goto(link)
    check_accessible(guest)
    guest.get_by_label("Your name").fill("Nilda Roca")
    guest.get_by_label("Password").fill("seven copper kettles sing")
    guest.get_by_role("button", name="Join").click()

    expect(guest.get_by_role("heading", level=1)).to_have_text("Sites")
    page.goto("/people")
    expect(page.get_by_role("row", name="Nilda Roca")).to_be_visible()


def test_a_member_is_changed_and_removed(signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    page.goto("/people")
    page.get_by_role("row", name=MATEO).get_by_role("link").click()
    check_accessible(page)

    page.get_by_role("link", name="Remove from your organisation").click()
    check_accessible(page)
    page.get_by_role("button", name="Remove", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    expect(page.get_by_role("row", name=MATEO)).to_have_count(0)


def test_dark_colours_are_kept_on_the_server(signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    page.goto("/account")

    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Save").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/sites")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_what_is_wrong_comes_first_and_leads_to_its_field(signed_in_page: SignIn):
    page = signed_in_page(LUCIA)
    page.goto("/account/password")
    page.get_by_label("Your password now").fill("not this one")
    page.get_by_label("New password").fill("short")

    page.get_by_role("button", name="Take this password").click()

    expect(page.get_by_role("alert")).to_be_focused()
    check_accessible(page)
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_label("New password")).to_be_focused()
