"""Packs loaded by upload, compared, and taken out of use, in the browser."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask

from tests.packs.test_uploads import zipped
from tests.web import making
from tests.web.browser import Browser, Page
from tests.web.people import ILSE
from tests.web.programming import OMAR, add_omar
from tests.web.test_rights import confirmed

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
NEWER = {"set.toml": {'edition = "3.0"': 'edition = "3.1"', "Assessment 3.0": "Assessment 3.1"}}
SAFETY = {"criteria.toml": {'title = "Occupational Health & Safety"': 'title = "Safe work"'}}


@pytest.fixture
def ilse(app: Flask) -> Browser:
    return confirmed(app, ILSE)


def pack(folder: str, changes: Mapping[str, Mapping[str, str]]) -> bytes:
    """A ZIP of a shipped pack, with words in its files changed."""
    files = {}
    for path in (CRITERIA / folder).iterdir():
        text = path.read_text(encoding="utf-8")
        for before, after in changes.get(path.name, {}).items():
            assert before in text
            text = text.replace(before, after)
        files[f"{path.parent.name}/{path.name}"] = text
    return zipped(files)


def bring(browser: Browser, content: bytes, name: str = "pack.zip") -> Page:
    browser.get("/packs/load")
    data = {"file": (io.BytesIO(content), name)}
    return browser.post("/packs/load", data, content_type="multipart/form-data")


def load(browser: Browser, look: Page) -> Page:
    """Load what was looked at."""
    actions = [one.get("action", "") for one in look.all("form")]
    address = next(one for one in actions if one.startswith("/packs/load/"))
    return browser.post(address, look.form)


def test_an_admin_looks_at_a_set_loads_it_and_everybody_compares_it(ilse: Browser, ben: Browser):
    page = ilse.follow(bring(ilse, pack("sets/rra-3.0", NEWER | SAFETY)))

    assert "Nothing is wrong with it; it is not loaded yet." in page.text
    assert "Against rra@3.0" in page.texts("h2")
    assert "1 changed" in " ".join(page.text.split())
    assert ben.get("/criteria/rra@3.1").status == 404
    loaded = ilse.follow(load(ilse, page))
    assert "Loaded by Ilse Brandt on 1 Dec 2026 from pack.zip." in loaded.text

    told = ben.get("/criteria/rra@3.1/compare?with=rra@3.0&show=changed")
    assert "There is no crosswalk between the two" in told.text
    assert told.texts("summary")[-1].startswith("17")
    assert told.texts("del") == ["Occupational Health & Safety"]
    assert told.texts("ins") == ["Safe work"]


def test_what_is_wrong_with_a_pack_is_told_at_once_and_nothing_is_kept(ilse: Browser):
    wrong = {"matrix.toml": {"2026.11": "2026.12"}, "cells.csv": {",proposed,": ",published,"}}

    page = bring(ilse, pack("matrices/working-2026.11", wrong))

    assert page.status == 422
    assert "619 problems" in page.texts("h2")
    assert "matrices/working-2026.12/cells.csv line 2" in page.texts("th")
    assert "empty.xlsx is empty." in bring(ilse, b"", "empty.xlsx").text
    again = bring(ilse, pack("sets/rra-3.0", {}))
    assert "rra@3.0 is loaded already, and says the same." in again.text


def test_a_second_admin_loads_a_matrix_with_lines_that_count(
    app: Flask, ilse: Browser, ben: Browser
):
    add_omar(app)
    omar = confirmed(app, OMAR)
    newer = {
        "matrix.toml": {'"2026.11"': '"2026.12"'},
        "cells.csv": {"principles 1.7, 5.4": "principle 1.7"},
    }
    page = ilse.follow(bring(ilse, pack("matrices/demo-2026.11", newer)))

    assert "two programme admins stand behind the matrix" in page.text
    asked = ilse.follow(load(ilse, page))
    assert "Until then it counts nowhere." in asked.text
    assert "Load it" not in asked.texts("button")
    listed = omar.get("/criteria")
    assert "Wait for a second person" in listed.texts("h2")
    links = [one.get("href", "") for one in listed.all("a")]
    link = next(one for one in links if one.startswith("/packs/load/"))
    load(omar, omar.get(link))

    said = "Loaded by Ilse Brandt, confirmed by Omar Haddad on 1 Dec 2026, from pack.zip."
    assert said in ben.get("/matrices/demo@2026.12").text
    told = ben.get("/matrices/demo@2026.12/compare")
    assert "demo@2026.12 compared with demo@2026.11" in told.texts("h1")


def test_a_set_out_of_use_is_offered_to_nobody_and_those_that_run_say_so(
    app: Flask, ilse: Browser, ana: Browser
):
    site = making.add_site(app)
    running = making.begin(app, site).id
    page = ilse.get("/packs/sets/rra@3.0/use")
    assert "1 assessment stands on it." in page.text

    empty = ilse.post("/packs/sets/rra@3.0/use", page.form | {"reason": ""})
    assert empty.status == 422
    out = {"reason": "RRA 3.1 took its place.", "since": "2026-12-01"}
    past = ilse.post("/packs/sets/rra@3.0/use", page.form | out | {"since": "2020-01-01"})
    assert "This day has passed; give today or a later day." in past.text
    done = ilse.follow(ilse.post("/packs/sets/rra@3.0/use", page.form | out))

    said = "Out of use for new assessments since 1 Dec 2026."
    assert said in done.text
    assert "RRA 3.1 took its place." in done.text
    begin = ana.get(f"/sites/{site.id}/assessments/new")
    options = [one.get("value") for one in begin.all("option")]
    assert "rra@2.0" in options
    assert "rra@3.0" not in options
    assert said in ana.get(f"/assessments/{running}/settings").text
    late = ilse.post("/packs/sets/rra@3.0/use", page.form | out | {"reason": "Another."})
    assert "Somebody has changed this since you read it" in late.text
    back = ilse.get("/packs/sets/rra@3.0/use")
    ilse.post("/packs/sets/rra@3.0/back", back.form)
    assert said not in ana.get("/criteria/rra@3.0").text


def test_two_matrices_and_two_editions_of_criteria_are_compared_whole(ben: Browser):
    sets = ben.get("/criteria/rra@3.0/compare?with=rra@2.0")
    matrices = ben.get("/matrices/working@2026.11/compare?with=demo@2026.11&page=99")

    assert "through the crosswalk between the two" in sets.text
    assert len(sets.all("details")) >= 33
    assert matrices.status == 200
    assert ben.get("/criteria/rra@3.0/compare?with=none@1").status == 404
    assert ben.get("/matrices/demo@2026.11/compare?with=none@1").status == 404
