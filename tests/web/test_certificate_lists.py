"""Bringing in a list of certificates: a preview first, then all of it or nothing."""

from io import BytesIO
from typing import Any

from flask import Flask

from tests.web.browser import Browser, Page
from tests.web.north import CERTIFICATE, stored

LIST = (
    "Standard,Certificate number,Valid until,Sites named,Colour\n"
    "ISO 45001,OHS 1,2030-02-28,North smelter,red\n"
    "ISO 14001,E-9,2029-01-31,Harbour depot,\n"
)


def bring(browser: Browser, content: str = LIST, name: str = "all.csv") -> Page:
    browser.get("/certificates/list")
    return browser.post("/certificates/list", {"file": (BytesIO(content.encode()), name)})


def confirm(browser: Browser, page: Page, **changes: Any) -> Page:
    return browser.post("/certificates/list/apply", dict(page.form) | changes)


def test_a_preview_shows_every_row_and_stores_nothing(app: Flask, ana: Browser, north: str):
    page = bring(ana)

    rows = page.texts("tr")[1:]
    assert rows[0].startswith("ISO 45001 2018 OHS 1 line 2, Standard changed Valid until:")
    assert "2027-02-28 → 2030-02-28" in rows[0]
    assert rows[1].endswith("Sites not recorded here: Harbour depot")
    assert "Columns that were not read: Colour" in page.text
    assert page.texts("li")[-4:] == ["1 new", "1 changed", "0 the same", "0 problems"]
    assert list(stored(app, north)) == ["ISO 45001"]


def test_what_was_shown_is_stored_when_confirmed(app: Flask, ana: Browser, north: str):
    page = ana.follow(confirm(ana, bring(ana)))

    assert "2 certificates were stored." in page.text
    found = stored(app, north)
    assert (found["ISO 14001"].number, found["ISO 45001"].id) == ("E-9", CERTIFICATE)
    assert "Everything in it is stored already." in bring(ana).text


def test_problems_are_listed_by_line_and_nothing_can_be_stored(ana: Browser, north: str):
    page = bring(ana, "Standard,Status\nISO 45001,live\nISO 99999,\n")

    assert "2 problems keep the list from being stored" in page.text
    assert any(one.startswith('all.csv, line 2, Status: "live" is not') for one in page.texts("li"))
    assert not page.all("form", action="/certificates/list/apply")


def test_a_change_by_somebody_else_shows_the_preview_again(
    app: Flask, ana: Browser, ben: Browser, north: str
):
    shown = bring(ana)
    ben.follow(confirm(ben, bring(ben, LIST.replace("2030", "2031"))))

    page = confirm(ana, shown)

    assert page.status == 409
    assert "Something has changed since this was shown; look at it again." in page.text
    assert ana.follow(confirm(ana, page)).status == 200
    assert stored(app, north)["ISO 45001"].valid_until.year == 2030  # type: ignore[union-attr]


def test_a_file_that_is_no_list_is_refused_beside_its_field(ana: Browser, north: str):
    ana.get("/certificates/list")

    nothing = ana.post("/certificates/list", {})
    hostile = bring(ana, "PK\x03\x04 nothing", "all.xlsx")

    assert (nothing.status, hostile.status) == (422, 422)
    field = "File with the list (.xlsx or .csv): "
    assert nothing.texts("li")[0] == field + "Choose the file with your list."
    assert hostile.texts("li")[0].startswith(field + "all.xlsx is ")


def test_a_list_that_is_no_longer_kept_is_asked_for_again(app: Flask, ana: Browser, north: str):
    shown = bring(ana)
    for path in app.extensions["ddtool"].files.folder.iterdir():
        path.unlink()

    page = confirm(ana, shown)

    assert page.status == 422
    assert "The file of this list is no longer kept; bring it again." in page.text


def test_nobody_applies_a_list_that_others_brought(ana: Browser, sue: Browser, north: str):
    shown = bring(ana)

    assert confirm(sue, shown).status == 404
    assert confirm(ana, shown, brought="made up").status == 404


def test_the_template_can_be_filled_in_and_brought(ana: Browser, north: str):
    content = ana.get("/certificates/template.csv").answer.data.decode("utf-8-sig")

    page = bring(ana, content + "ISO 9001,2015,Q 1\n")

    assert page.texts("li")[-4:] == ["1 new", "0 changed", "0 the same", "0 problems"]
    answer = ana.get("/certificates/template.xlsx").answer
    assert answer.data.startswith(b"PK")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=certificates-")
