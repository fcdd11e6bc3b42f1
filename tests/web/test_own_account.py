"""What everybody sees and changes about themselves."""

import pytest
from flask import Flask

from tests.web.browser import Browser
from tests.web.people import ANA, BEN, PASSWORD

NEW_PASSWORD = "iron kettle nine winds"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def elsewhere(app: Flask, email: str = ANA) -> Browser:
    """The same person at another browser."""
    browser = Browser(app)
    browser.get("/sign-in")
    browser.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    browser.sign_in(email)
    return browser


def test_name_language_and_colours_hold_from_the_next_page_on(ana: Browser):
    ana.get("/account")

    page = ana.follow(ana.post("/account", {"name": "Ana A.", "language": "es", "theme": "dark"}))

    (html,) = page.all("html")
    assert (html.get("lang"), html.get("data-theme")) == ("es", "dark")
    assert page.form["name"] == "Ana A."
    (again,) = ana.get("/people").all("html")
    assert (again.get("lang"), again.get("data-theme")) == ("es", "dark")


def test_as_the_browser_says_there_is_no_theme_and_its_language(ana: Browser):
    (html,) = ana.get("/account", headers={"Accept-Language": "es-PE,es;q=0.9"}).all("html")

    assert (html.get("lang"), html.get("data-theme")) == ("es", None)


def test_before_signing_in_the_browser_says_the_language(anybody: Browser):
    (html,) = anybody.get("/sign-in", headers={"Accept-Language": "es"}).all("html")

    assert html.get("lang") == "es"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Fill this in."),
        ({"name": "x" * 101}, "This has 101 characters; at most 100 are taken."),
        ({"language": "tlh"}, "Choose one of those listed."),
        ({"theme": "pink"}, "Choose one of those listed."),
    ],
)
def test_details_that_cannot_be_are_told(ana: Browser, wrong: dict[str, str], sentence: str):
    ana.get("/account")

    page = ana.post("/account", {"name": "Ana", "language": "", "theme": ""} | wrong)

    assert page.status == 422
    assert sentence in page.text


def test_a_new_password_keeps_this_browser_and_signs_out_the_others(app: Flask, ana: Browser):
    other = elsewhere(app)
    ana.get("/account/password")

    answer = ana.post("/account/password", {"old": PASSWORD, "password": NEW_PASSWORD})

    assert ana.follow(answer).texts("h1") == ["Your account"]
    assert other.get("/sites").status == 302
    assert Browser(app).sign_in(ANA, NEW_PASSWORD).status == 302


def test_a_new_password_needs_the_old_one(ana: Browser):
    ana.get("/account/password")

    page = ana.post("/account/password", {"old": "not this one", "password": NEW_PASSWORD})

    assert page.status == 422
    assert "This is not your password." in page.text
    assert page.form["old"] == page.form["password"] == ""


def test_a_weak_password_is_told_at_its_field(ana: Browser):
    ana.get("/account/password")

    page = ana.post("/account/password", {"old": PASSWORD, "password": "short"})

    assert page.status == 422
    (field,) = page.all("input", id="password")
    assert field.get("aria-describedby") == "password-hint password-err"


def test_browsers_are_listed_by_name_and_one_is_signed_out(app: Flask, ana: Browser):
    other = elsewhere(app)
    page = ana.get("/account")
    assert "Firefox on Linux" in page.texts("th", scope="row")
    (form,) = [
        one for one in page.all("form") if "/sessions/" in one.get("action", "")
        and "others" not in one.get("action", "")
    ]  # fmt: skip

    ana.post(form.get("action", ""))

    assert other.get("/sites").status == 302
    assert ana.get("/sites").status == 200


def test_all_other_browsers_are_signed_out(app: Flask, ana: Browser):
    others = [elsewhere(app), elsewhere(app)]
    ana.get("/account")

    ana.post("/account/sessions/end-others")

    assert [other.get("/sites").status for other in others] == [302, 302]
    assert ana.get("/sites").status == 200


def test_the_browser_of_another_is_not_found(app: Flask, ana: Browser):
    ben = elsewhere(app, BEN)
    elsewhere(app, BEN)
    (form,) = [
        one for one in ben.get("/account").all("form") if one.get("action", "").endswith("/end")
    ]
    ana.get("/account")

    assert ana.post(form.get("action", "")).status == 404


def test_a_token_is_shown_once_and_then_revoked(ana: Browser):
    ana.get("/account")

    page = ana.post("/account/tokens", {"purpose": "nightly upload"})

    (secret,) = page.all("input", id="secret")
    assert len(secret.get("value", "")) == 43
    listed = ana.get("/account")
    assert secret.get("value", "") not in listed.answer.text
    assert "nightly upload" in listed.texts("th", scope="row")
    (form,) = [one for one in listed.all("form") if "/tokens/" in one.get("action", "")]
    ana.post(form.get("action", ""))
    assert "nightly upload" not in ana.get("/account").text


def test_nobody_acts_for_an_organisation_of_others(ana: Browser):
    ana.get("/account")

    for id in ("", "00000000-0000-4000-8000-000000000000", "nonsense"):
        assert ana.post("/account/organisation", {"organisation": id}).status == 404
