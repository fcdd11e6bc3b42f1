"""Signing in with a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LUCIA, SignIn

pytestmark = pytest.mark.chromium


def test_somebody_signs_in_and_sees_their_sites(signed_in_page: SignIn):
    page = signed_in_page(LUCIA)

    expect(page.get_by_role("heading", level=1)).to_have_text("Sites")


def test_the_same_without_script(signed_in_page: SignIn):
    page = signed_in_page(LUCIA, java_script_enabled=False)

    expect(page.get_by_role("heading", level=1)).to_have_text("Sites")
