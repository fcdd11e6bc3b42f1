"""Nothing but the code opens a session of somebody who has a second factor."""

import re

import pyotp
import pytest
from flask import Flask

from tests.web.browser import Browser, Page
from tests.web.installations import wait
from tests.web.people import ANA, AT, ILSE, PASSWORD, RAVI


def secret_on(page: Page) -> str:
    (secret,) = page.texts("code", class_="mono")
    return secret


def code_of(secret: str, seconds: int = 0) -> str:
    return pyotp.TOTP(secret).at(AT, counter_offset=seconds // 30)


def enrol(browser: Browser) -> tuple[str, Page]:
    """Set up a second factor; the secret of the app, and the page with the recovery codes."""
    page = browser.follow(browser.post("/second-factor/begin"))
    secret = secret_on(page)
    return secret, browser.post("/second-factor", {"code": code_of(secret)})


def sign_in(app: Flask, email: str) -> tuple[Browser, Page]:
    browser = Browser(app)
    return browser, browser.sign_in(email)


def test_setting_up_shows_a_qr_code_and_the_secret_in_letters(ana: Browser):
    page = ana.follow(ana.post("/second-factor/begin"))

    assert re.fullmatch(r"[A-Z2-7]{32}", secret_on(page))
    assert '<svg class="qr" viewBox="0 0 ' in page.answer.text


def test_looking_at_the_page_makes_no_secret(ana: Browser):
    page = ana.get("/second-factor")

    assert page.status == 200
    assert page.texts("code") == []


def test_ten_recovery_codes_are_shown_once(ana: Browser):
    _secret, page = enrol(ana)

    assert page.status == 200
    assert len(page.texts("code")) == 10
    assert ana.get("/second-factor").status == 302
    assert "10 recovery codes are left." in ana.get("/account").text


def test_a_wrong_first_code_is_told_at_its_field(ana: Browser):
    ana.post("/second-factor/begin")

    page = ana.post("/second-factor", {"code": "12"})

    assert page.status == 422
    assert "This code is wrong or was used already." in page.text
    assert page.texts("title") == ["Error: Second factor - ddtool"]


def test_after_the_password_nothing_opens_but_the_code(app: Flask, ana: Browser):
    secret, _page = enrol(ana)
    browser, page = sign_in(app, ANA)

    assert browser.follow(browser.follow(page)).texts("h1") == ["Code from your app"]
    for path in ("/sites", "/account", "/people", "/second-factor", "/account/password"):
        answer = browser.get(path)
        assert answer.answer.headers["Location"].startswith("/second-factor/code"), path
    assert browser.post("/account/tokens", {"purpose": "ci"}).status == 302
    assert browser.get("/sign-in").texts("nav") == ["Sign out"]

    wait(app, seconds=30)
    given = browser.post("/second-factor/code", {"code": code_of(secret, 30), "next": "/people"})
    assert ana.follow(ana.get("/")).texts("h1") == ["Sites"]

    assert given.answer.headers["Location"] == "/people"
    assert browser.get("/people").status == 200


def test_the_cookie_of_before_the_code_opens_nothing_after_it(app: Flask, ana: Browser):
    _secret, page = enrol(ana)
    browser, _page = sign_in(app, ANA)
    old = browser.client.get_cookie("ddtool")
    assert old is not None
    browser.get("/second-factor/code")

    browser.post("/second-factor/code", {"code": page.texts("code")[0]})

    thief = Browser(app)
    thief.client.set_cookie("ddtool", old.value)
    assert thief.get("/sites").answer.headers["Location"].startswith("/sign-in")
    assert browser.get("/sites").status == 200


def test_wrong_codes_have_to_wait(app: Flask, ana: Browser):
    enrol(ana)
    browser, _page = sign_in(app, ANA)
    browser.get("/second-factor/code")

    pages = [browser.post("/second-factor/code", {"code": "000000"}) for _ in range(4)]

    assert [page.status for page in pages] == [422] * 4
    assert "Too many tries. Wait 1 seconds and try again." in pages[-1].text


def test_whoever_has_not_given_the_code_can_still_sign_out(app: Flask, ana: Browser):
    enrol(ana)
    browser, _page = sign_in(app, ANA)
    browser.get("/second-factor/code")

    assert browser.post("/sign-out").answer.headers["Location"] == "/sign-in"


@pytest.mark.parametrize("email", [RAVI, ILSE])
def test_assessors_and_admins_set_one_up_before_anything_else(app: Flask, email: str):
    browser, page = sign_in(app, email)

    asked = browser.follow(browser.follow(page))

    assert asked.texts("h1") == ["Set up a second factor"]
    assert "Your role needs it." in asked.text
    assert browser.get("/account").status == 302
    enrol(browser)
    assert browser.get("/account").status == 200


def test_new_recovery_codes_need_password_or_code(ana: Browser):
    enrol(ana)

    refused = ana.post("/second-factor/recovery-codes", {"proof": "something else"})
    made = ana.post("/second-factor/recovery-codes", {"proof": PASSWORD})

    assert refused.status == 422
    assert "This is neither your password nor a code that is still good." in refused.text
    assert len(made.texts("code")) == 10


def test_it_is_switched_off_with_the_password(app: Flask, ana: Browser):
    enrol(ana)

    assert ana.post("/second-factor/switch-off", {"proof": "wrong"}).status == 422
    assert ana.post("/second-factor/switch-off", {"proof": PASSWORD}).status == 302

    assert "Signing in asks for your password alone." in ana.get("/account").text
    browser, page = sign_in(app, ANA)
    assert browser.follow(browser.follow(page)).texts("h1") == ["Sites"]
