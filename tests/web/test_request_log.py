"""Every request leaves one line that says who did what, and no secret of it."""

import logging
from typing import Any

import pytest
from flask import Flask

from ddtool.web import create_app
from ddtool.web.access import public
from tests.web.browser import Browser
from tests.web.making import installed

REQUESTS = "ddtool.web.requests"


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [vars(one) for one in caplog.records if one.name == REQUESTS]


@pytest.fixture(autouse=True)
def _listening(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ddtool")


def test_a_request_is_told_with_its_user_and_its_number(
    ana: Browser, caplog: pytest.LogCaptureFixture
):
    caplog.clear()

    page = ana.get("/sites?search=secret")

    (line,) = lines(caplog)
    assert (line["method"], line["address"], line["status"]) == ("GET", "/sites", 200)
    assert line["user"]
    assert line["organisation"]
    assert line["request"] == page.answer.headers["X-Request-Id"]
    assert "secret" not in caplog.text


def test_whoever_is_denied_something_stands_in_the_log(
    app: Flask, ana: Browser, caplog: pytest.LogCaptureFixture
):
    app.view_functions["sites.index"] = lambda: "open"
    caplog.clear()

    ana.get("/sites")

    (line,) = lines(caplog)
    assert (line["levelname"], line["msg"], line["status"]) == ("WARNING", "denied", 403)
    assert line["user"]


def test_a_password_is_never_written_down(anybody: Browser, caplog: pytest.LogCaptureFixture):
    anybody.post("/sign-in", {"email": "ana@north.example", "password": "a wrong one entirely"})

    assert lines(caplog)
    assert all("wrong one" not in str(line) for line in lines(caplog))


def test_a_secret_in_an_address_is_never_written_down(app: Flask, caplog: pytest.LogCaptureFixture):
    own = create_app(installed(app).settings)
    own.add_url_rule("/join/<secret>", "join", public(lambda secret: "welcome"))
    anybody = Browser(own)
    secret = "u7Zp0-3xq8Vd_aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

    anybody.get(f"/join/{secret}")
    anybody.get(f"/jion/{secret}")

    assert [line["address"] for line in lines(caplog)] == ["/join/<secret>", "/jion/..."]
    assert all(secret not in str(line) for line in lines(caplog))
    installed(own).database.close()
