"""What the programme decides for the whole installation, and who may."""

from flask import Flask

from tests.web.browser import Browser
from tests.web.people import ILSE
from tests.web.test_rights import confirmed

ADDRESS = "/programme/settings"


def test_the_programme_asks_for_two_assessors_until_it_says_otherwise(app: Flask):
    ilse = confirmed(app, ILSE)
    page = ilse.get(ADDRESS)
    assert "two_assessors" not in page.form

    ilse.post(ADDRESS, {"two_assessors": "y", "version": page.form["version"]})

    stored = ilse.get(ADDRESS)
    assert stored.form["two_assessors"] == "y"
    assert "Changed last by" in stored.text
    ilse.post(ADDRESS, {"version": stored.form["version"]})
    assert "two_assessors" not in ilse.get(ADDRESS).form


def test_a_setting_that_somebody_else_has_changed_is_not_written_over(app: Flask):
    ilse = confirmed(app, ILSE)
    ilse.get(ADDRESS)
    ilse.post(ADDRESS, {"two_assessors": "y", "version": "0"})

    late = ilse.post(ADDRESS, {"version": "0"})

    assert late.status == 409
    assert "has changed this setting since you looked" in late.text
    assert ilse.get(ADDRESS).form["two_assessors"] == "y"


def test_nobody_else_sees_the_settings(app: Flask, ana: Browser):
    assert ana.get(ADDRESS).status == 403
