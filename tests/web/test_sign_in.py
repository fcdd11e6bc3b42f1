import pytest
from flask import Flask

from tests.web.browser import Browser
from tests.web.people import ANA, PASSWORD


def test_whoever_signs_in_comes_to_the_sites(anybody: Browser):
    page = anybody.follow(anybody.follow(anybody.sign_in(ANA)))

    assert page.status == 200
    assert page.texts("h1") == ["Sites"]


def test_a_page_that_was_asked_for_is_shown_after_signing_in(anybody: Browser):
    asked = anybody.follow(anybody.get("/sites?view=all"))

    page = anybody.post(
        "/sign-in", {"email": ANA, "password": PASSWORD, "next": asked.form["next"]}
    )

    assert page.answer.headers["Location"] == "/sites?view=all"


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https://evil.example", "https:evil.example", "/\\evil.example", "/a\n"],
)
def test_nobody_is_sent_to_another_host_after_signing_in(anybody: Browser, wanted: str):
    page = anybody.post("/sign-in", {"email": ANA, "password": PASSWORD, "next": wanted})

    assert page.answer.headers["Location"] == "/"


@pytest.mark.parametrize("email", [ANA, "nobody@nowhere.example"])
def test_a_wrong_password_and_an_unknown_address_are_told_alike(anybody: Browser, email: str):
    page = anybody.post("/sign-in", {"email": email, "password": "something else entirely"})

    assert page.status == 422
    assert page.texts("title") == ["Error: Sign in - ddtool"]
    assert "E-mail address or password is wrong." in page.text
    assert page.form["email"] == email
    assert page.form["password"] == ""


def test_signing_out_ends_the_session_on_the_server(app: Flask, ana: Browser):
    secret = ana.client.get_cookie("ddtool")
    assert secret is not None
    ana.get("/sites")

    ana.post("/sign-out")

    thief = Browser(app)
    thief.client.set_cookie("ddtool", secret.value)
    assert thief.get("/sites").status == 302


def test_a_form_without_its_token_is_refused_and_says_so(anybody: Browser):
    anybody.get("/sign-in")

    answer = anybody.client.post("/sign-in", data={"email": ANA, "password": PASSWORD})

    assert answer.status_code == 400
    assert "Open the page again and send it once more." in answer.text


def test_over_https_cookies_are_bound_to_the_host(anybody: Browser):
    secure = "https://localhost"
    page = anybody.get("/sign-in", base_url=secure)
    answer = anybody.client.post(
        "/sign-in",
        data=page.form | {"email": ANA, "password": PASSWORD},
        base_url=secure,
        headers={"Referer": f"{secure}/sign-in"},
    )

    sent = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("__Host-ddtool=")]
    assert len(sent) == 1
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(sent[0].split("; "))
