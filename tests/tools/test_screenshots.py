from flask import Flask
from werkzeug.exceptions import HTTPException

from tools.screenshot_pages import NOT_TAKEN, PAGES

PLACES = ("site", "closed", "open", "certificate", "evidence", "action", "draft", "line")
SOME = dict.fromkeys(PLACES, "00000000-0000-4000-8000-000000000000")


def test_every_page_is_taken_or_a_reason_is_given(app: Flask):
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/")
    }

    taken = {_endpoint(app, one.address) for one in PAGES if one.status == 200}

    assert pages - taken - set(NOT_TAKEN) == set(), "take them, or say why not"
    assert set(NOT_TAKEN) <= pages - taken, "these are taken, or no longer there"


def test_no_two_pictures_have_one_name():
    names = [one.name for one in PAGES]

    assert len(names) == len(set(names))


def _endpoint(app: Flask, address: str) -> str:
    path = address.partition("?")[0].format(**SOME)
    try:
        return str(app.url_map.bind("localhost").match(path)[0])
    except HTTPException as missing:
        raise AssertionError(f"no page answers at {address}") from missing
