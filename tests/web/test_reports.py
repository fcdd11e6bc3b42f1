"""Reports are asked for on a page, watched there, and opened."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from ddtool.languages import load_language
from ddtool.sentences import Sentence
from ddtool.usecases.report_making import make_report
from ddtool.usecases.report_work import (
    give_back,
    store_failed,
    store_made,
    take_up,
    tell_step,
)
from ddtool.usecases.submissions import submit
from tests.web.browser import Browser, Page
from tests.web.people import AT
from tests.web.producing import (
    ASSESSMENT,
    begin,
    database_of,
    files_of,
    lead_of,
    library_of,
)

PATH = f"/assessments/{ASSESSMENT}/reports"
JSON = {"content": "0", "as_of": "2026-12-01", "language": "en", "files": "json"}


@pytest.fixture
def begun(app: Flask) -> Flask:
    begin(app)
    return app


def make(app: Flask) -> None:
    """The next report is made, as the worker has it made."""
    report = take_up(database_of(app), at=AT)
    assert report is not None
    made = make_report(
        database_of(app),
        files_of(app),
        library_of(app),
        report,
        translations=load_language,
        tell=lambda _step, _message: None,
    )
    assert store_made(database_of(app), report, made, at=AT)


def rows(page: Page) -> list[str]:
    return [text for text in page.texts("tr") if text.startswith("Gap report")]


def file_of(page: Page) -> str:
    found: list[str] = re.findall(r"/reports/[-0-9a-f]{36}/file", page.answer.text)
    return found[0]


def test_the_page_begins_with_what_most_people_want(begun: Flask, ana: Browser):
    page = ana.get(PATH)

    assert page.texts("h1") == ["Reports"]
    assert page.form["as_of"] == "2026-12-01"
    assert page.form["content"] == "0"
    assert "No report has been asked for yet" in page.text
    assert "Status on 1 Dec 2026 Assessment day –" in page.text


def test_a_report_is_asked_for_made_and_opened(begun: Flask, ana: Browser):
    asked = ana.follow(ana.post(PATH, JSON))
    make(begun)

    page = ana.get(PATH)
    file = ana.get(file_of(page))

    assert "Waiting" in rows(asked)[0]
    assert "Ready" in rows(page)[0]
    assert "sha256" in rows(page)[0]
    assert file.status == 200
    assert file.answer.mimetype == "application/json"
    assert b'"ddtool-gap-report"' in file.answer.data


def test_the_history_names_the_kind_of_report_that_was_asked_for(begun: Flask, ana: Browser):
    ana.post(PATH, JSON)

    history = ana.get(f"/assessments/{ASSESSMENT}/history").text

    assert "Kind: Gap report" in history
    assert "Submission: 0" not in history


def test_a_file_is_handed_out_as_a_download_that_can_do_nothing(begun: Flask, ana: Browser):
    ana.post(PATH, JSON)
    make(begun)

    headers = ana.get(file_of(ana.get(PATH))).answer.headers

    name = "gap-report-North-smelter-rra-3.0-2026-12-01.json"
    assert headers["Content-Disposition"] == f"attachment; filename={name}"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cache-Control"] == "no-store"


def test_several_files_are_asked_for_at_once(begun: Flask, ana: Browser):
    page = ana.follow(ana.post(PATH, JSON | {"files": "pdf,xlsx"}))

    assert len(rows(page)) == 2


def test_the_same_once_more_says_that_nothing_has_changed(begun: Flask, ana: Browser):
    ana.post(PATH, JSON)
    make(begun)

    page = ana.follow(ana.post(PATH, JSON))

    assert len(rows(page)) == 1
    assert "Nothing has changed since this report was made: JSON" in page.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"files": ""}, "Choose at least one file."),
        ({"as_of": "tomorrow"}, '"tomorrow" is no day'),
        ({"content": "9"}, "Choose one of those listed."),
        ({"language": "xx"}, "Choose one of those listed."),
        ({"files": "exe"}, "Choose one of those listed."),
    ],
)
def test_what_cannot_be_asked_for_is_said_beside_its_field(
    begun: Flask, ana: Browser, wrong: dict[str, str], told: str
):
    page = ana.post(PATH, JSON | wrong)

    assert page.status == 422
    assert page.texts("title")[0].startswith("Error:")
    assert page.text.count(told) == 2
    assert rows(page) == []


def test_a_running_report_says_its_step_and_is_asked_for_again_by_script(
    begun: Flask, ana: Browser
):
    ana.post(PATH, JSON)
    report = take_up(database_of(begun), at=AT)
    assert report is not None
    message = Sentence("Laying out page {page}", page=12)
    tell_step(database_of(begun), report, done=4, total=5, message=message, at=AT)

    page = ana.get(f"/reports/{report.id}/row", headers={"HX-Request": "true"})

    assert "Step 4 of 5: Laying out page 12" in page.text
    assert f'hx-get="/reports/{report.id}/row" hx-trigger="every 1s"' in page.answer.text
    assert "<progress" in page.answer.text


def test_a_finished_row_asks_for_nothing_any_more(begun: Flask, ana: Browser):
    ana.post(PATH, JSON)
    make(begun)

    page = ana.get(PATH)

    assert "hx-get" not in page.answer.text
    assert "Look again" not in page.answer.text


def test_a_row_opened_without_script_is_the_whole_page(begun: Flask, ana: Browser):
    ana.post(PATH, JSON)
    report = take_up(database_of(begun), at=AT)
    assert report is not None

    page = ana.follow(ana.get(f"/reports/{report.id}/row"))

    assert page.texts("h1") == ["Reports"]
    assert "Look again how far they are" in page.answer.text


def test_a_failed_report_says_why_and_can_be_asked_for_again(begun: Flask, ana: Browser):
    ana.post(PATH, JSON)
    report = take_up(database_of(begun), at=AT)
    assert report is not None
    store_failed(database_of(begun), report, Sentence("Pango is missing."), at=AT)

    failed = ana.get(PATH)
    page = ana.follow(ana.post(f"/reports/{report.id}/again"))

    assert "Not made Pango is missing." in rows(failed)[0]
    assert ["Waiting" in one for one in rows(page)].count(True) == 1


def test_an_order_can_be_taken_back(begun: Flask, ana: Browser):
    ana.post(PATH, JSON)
    report = take_up(database_of(begun), at=AT)
    assert report is not None
    give_back(database_of(begun), report, counted=False, at=AT)

    page = ana.follow(ana.post(f"/reports/{report.id}/stop"))

    assert "Stopped by Ana Alvarez." in rows(page)[0]


def test_a_report_that_nobody_makes_says_so(begun: Flask, ana: Browser):
    ana.post(PATH, JSON)
    with database_of(begun).changing() as connection:
        before = (AT - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        connection.exec_driver_sql("UPDATE reports SET asked_at = ?", (before,))

    assert "Nobody seems to be making reports" in rows(ana.get(PATH))[0]


def test_what_was_handed_in_is_offered_and_chosen_first(begun: Flask, ana: Browser):
    submit(database_of(begun), lead_of(begun), ASSESSMENT, matrix="demo@2026.11", revision=1)

    page = ana.get(PATH)
    asked = ana.follow(ana.post(PATH, JSON | {"content": page.form["content"]}))

    assert page.form["content"] == "1"
    assert "submission of 1 Dec 2026" in rows(asked)[0].replace("\xa0", " ")


def test_a_damaged_file_is_not_handed_out(begun: Flask, ana: Browser):
    ana.post(PATH, JSON)
    make(begun)
    path = file_of(ana.get(PATH))
    for file in files_of(begun).folder.iterdir():
        file.write_bytes(b"half")

    page = ana.get(path)

    assert page.status == 422
    assert "Ask for it again" in page.text


def test_a_competitor_finds_nothing_of_it(begun: Flask, ana: Browser, sue: Browser):
    ana.post(PATH, JSON)
    make(begun)
    report = file_of(ana.get(PATH)).removesuffix("/file")

    answers = [
        sue.get(PATH),
        sue.post(PATH, JSON),
        sue.get(f"{report}/row", headers={"HX-Request": "true"}),
        sue.get(f"{report}/file"),
        sue.post(f"{report}/again"),
        sue.post(f"{report}/stop"),
    ]

    assert [one.status for one in answers] == [404] * 6


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("comparison", "There is no earlier assessment of this site to compare with"),
        ("assessor", "No assessor has said anything about what was handed in last"),
    ],
)
def test_a_report_that_would_be_empty_is_not_made(begun: Flask, ana: Browser, kind: str, told: str):
    offered = ana.get(PATH)
    page = ana.post(PATH, JSON | {"kind": kind})

    assert page.status == 422
    assert told in page.text
    assert page.form["kind"] == kind
    assert told in offered.text
