"""The same application, but with other settings or at another moment."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Flask

from tests.web.people import AT


def wait(app: Flask, **time: int) -> None:
    """From now on it is so much later than the moment of the tests."""
    known = app.extensions["ddtool"]
    app.extensions["ddtool"] = replace(known, clock=lambda: AT + timedelta(**time))


def set_up(app: Flask, **settings: Any) -> None:
    """From now on these settings hold."""
    known = app.extensions["ddtool"]
    app.extensions["ddtool"] = replace(known, settings=replace(known.settings, **settings))


def send_letters(app: Flask, address: str) -> None:
    """From now on letters leave by the server at an address."""
    set_up(
        app,
        smtp_url=f"smtp://{address}",
        mail_from="ddtool@example.org",
        site_url="https://ddtool.example.org",
    )
