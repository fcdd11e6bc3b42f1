"""Workbooks and reports through the interface: asked for, brought, opened."""

import json
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from ddtool.languages import load_language
from ddtool.usecases.report_making import make_report
from ddtool.usecases.report_work import store_failed, store_made, take_up
from tests.usecases.imported import edited, put_in
from tests.web.api.program import Program
from tests.web.people import AT

ONCE = "k-1"


@pytest.fixture
def path(assessment: dict[str, Any]) -> str:
    """The address of an assessment."""
    return f"/assessments/{assessment['id']}"


@pytest.mark.parametrize("format", ["json", "xlsx", pytest.param("pdf", marks=pytest.mark.pango)])
def test_a_report_is_asked_for_made_and_opened(app: Flask, ana: Program, path: str, format: str):
    asked = ana.post(f"{path}/reports", {"format": format, "as_of": "2026-12-24"})
    address = asked.headers["Location"]
    waiting = ana.get(address).get_json()
    early = ana.get(f"{address}/file")
    make_next_report(app)
    made = ana.get(address).get_json()
    file = ana.get(made["file"])

    assert asked.status_code == 202
    assert (waiting["state"], waiting["file"]) == ("waiting", None)
    assert early.status_code == 409
    assert (made["state"], made["as_of"]) == ("made", "2026-12-24")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert len(file.data) == made["size"]
    assert look_into(format, file.data)


def test_the_same_report_on_unchanged_data_is_not_made_again(ana: Program, path: str):
    first = ana.post(f"{path}/reports", {"format": "json"})
    second = ana.post(f"{path}/reports", {"format": "json"}, Idempotency_Key=ONCE)
    third = ana.post(f"{path}/reports", {"format": "json"}, Idempotency_Key=ONCE)

    assert second.get_json()["id"] == first.get_json()["id"]
    assert third.get_json()["id"] == first.get_json()["id"]
    assert third.status_code == 202
    assert len(ana.get(f"{path}/reports").get_json()["items"]) == 1


def test_a_report_that_failed_says_why(app: Flask, ana: Program, path: str):
    asked = ana.post(f"{path}/reports", {"format": "json"}).get_json()
    report = take_up(app.extensions["ddtool"].database, at=AT)
    assert report is not None
    store_failed(app.extensions["ddtool"].database, report, "The disk is full.", at=AT)

    failed = ana.get(f"/reports/{asked['id']}").get_json()

    assert failed["state"] == "failed"
    assert failed["message"] == "The disk is full."
    assert ana.get(f"/reports/{asked['id']}/file").get_json()["state"] == "failed"


def test_an_order_is_taken_back(app: Flask, ana: Program, path: str):
    asked = ana.post(f"{path}/reports", {"format": "json"}).get_json()

    stopped = ana.post(f"/reports/{asked['id']}/stop").get_json()

    assert stopped["id"] == asked["id"]
    assert take_up(app.extensions["ddtool"].database, at=AT) is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "format"),
        ({"format": "docx"}, "format"),
        ({"format": "pdf", "language": "xx"}, "language"),
        ({"format": "pdf", "matrix": "nothing@1"}, "matrix"),
        ({"format": "pdf", "submission": -1}, "submission"),
        ({"format": "pdf", "as_of": "soon"}, "as_of"),
    ],
)
def test_a_report_that_there_is_not_is_refused(
    ana: Program, path: str, body: dict[str, Any], field: str
):
    answer = ana.post(f"{path}/reports", body)

    assert answer.status_code == 422
    assert [one["field"] for one in answer.get_json()["problems"]] == [field]


def test_a_report_on_a_submission_that_there_is_not_is_a_404(ana: Program, path: str):
    assert ana.post(f"{path}/reports", {"format": "pdf", "submission": 7}).status_code == 404


def test_a_workbook_is_shown_before_it_is_taken_in(ana: Program, path: str):
    content = filled(ana, path)

    shown = bring(ana, f"{path}/workbook?preview=1", content)

    assert shown["state"] == "shown"
    assert [(one["thing"], one["field"], one["file"]) for one in shown["changes"]] == [
        ("17.a", "answer", "met")
    ]
    assert ana.get(f"{path}/answers/17.a").get_json()["answer"] == "unanswered"


def test_a_workbook_is_taken_in(ana: Program, path: str):
    content = filled(ana, path)

    applied = bring(ana, f"{path}/workbook?preview=0", content)

    assert applied["state"] == "applied"
    assert [one["thing"] for one in applied["changes"]] == ["17.a"]
    assert ana.get(f"{path}/answers/17.a").get_json()["answer"] == "met"


def test_a_workbook_is_taken_in_once_under_its_key(ana: Program, path: str):
    content = filled(ana, path)

    first = bring(ana, f"{path}/workbook?preview=0", content, Idempotency_Key=ONCE)
    second = bring(ana, f"{path}/workbook?preview=0", content, Idempotency_Key=ONCE)

    assert second == first
    assert ana.get(f"{path}/answers/17.a").headers["ETag"] == '"1"'


def test_what_both_sides_have_changed_is_decided_by_whoever_asks(ana: Program, path: str):
    content = filled(ana, path)
    ana.put(f"{path}/answers/17.a", {"answer": "not_met"}, '"0"')

    refused = send(ana, f"{path}/workbook?preview=0", content)
    theirs = bring(ana, f"{path}/workbook?preview=0&conflicts=theirs", content)
    kept = ana.get(f"{path}/answers/17.a").get_json()["answer"]
    bring(ana, f"{path}/workbook?preview=0&conflicts=mine", content)

    assert refused.status_code == 409
    assert [one["thing"] for one in refused.get_json()["preview"]["conflicts"]] == ["17.a"]
    assert (theirs["changes"], kept) == ([], "not_met")
    assert ana.get(f"{path}/answers/17.a").get_json()["answer"] == "met"


def test_cells_that_cannot_be_used_are_told_and_nothing_is_taken_in(ana: Program, path: str):
    content = edited(ana.get(f"{path}/workbook").data, put_in("17.a", "Answer", "perhaps"))

    refused = send(ana, f"{path}/workbook?preview=0", content)

    assert refused.status_code == 422
    assert "perhaps" in refused.get_json()["problems"][0]["detail"]
    assert bring(ana, f"{path}/workbook?preview=0&leave_out=1", content)["state"] == "applied"


def test_a_preview_that_is_outdated_is_not_taken_in(ana: Program, path: str):
    content = filled(ana, path)
    seen = bring(ana, f"{path}/workbook", content)
    ana.put(f"{path}/answers/17.b", {"answer": "met"}, '"0"')

    late = send(ana, f"{path}/workbook?preview=0&digest={seen['digest']}", content)

    assert late.status_code == 412
    assert ana.get(f"{path}/answers/17.a").get_json()["answer"] == "unanswered"


def test_what_is_no_workbook_of_this_assessment_is_refused(ana: Program, path: str):
    for content in (b"", b"PK", b"no workbook", b"PK\x03\x04" + b"\0" * 100):
        answer = send(ana, f"{path}/workbook?preview=0", content)
        assert answer.status_code == 422, content
        assert answer.get_json()["detail"]
    assert ana.ask("POST", f"{path}/workbook", data="x").status_code == 415
    assert ana.ask("POST", f"{path}/workbook?preview=2", data={}).status_code == 422


def make_next_report(app: Flask) -> None:
    """The next report is made, as the worker has it made."""
    opened = app.extensions["ddtool"]
    report = take_up(opened.database, at=AT)
    assert report is not None
    made = make_report(
        opened.database,
        opened.files,
        opened.library,
        report,
        translations=load_language,
        tell=lambda _step, _message: None,
    )
    assert store_made(opened.database, report, made, at=AT)


def look_into(format: str, content: bytes) -> bool:
    """Whether a file is what it says."""
    if format == "json":
        return bool(json.loads(content)["format"]["name"] == "ddtool-gap-report")
    if format == "xlsx":
        return len(load_workbook(BytesIO(content)).sheetnames) > 5
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def filled(program: Program, path: str) -> bytes:
    """The workbook of an assessment in which one requirement is answered."""
    return edited(program.get(f"{path}/workbook").data, put_in("17.a", "Answer", "Met"))


def send(program: Program, address: str, content: bytes, **headers: str) -> Any:
    """Bring a workbook."""
    form = {"file": (BytesIO(content), "north.xlsx")}
    return program.ask("POST", address, data=form, **headers)


def bring(program: Program, address: str, content: bytes, **headers: str) -> dict[str, Any]:
    """Bring a workbook that is good."""
    answer = send(program, address, content, **headers)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.get_json()
    return told


def test_an_assessment_leaves_as_a_file_and_comes_back_once(ana: Program, path: str):
    file = ana.get(f"{path}/file")

    shown = bring_file(ana, "?preview=1", file.data)
    came = bring_file(ana, "?preview=0", file.data, Idempotency_Key=ONCE)
    again = bring_file(ana, "?preview=0", file.data, Idempotency_Key=ONCE)

    assert file.mimetype == "application/zip"
    assert shown.get_json()["assessment"] is None
    assert shown.get_json()["criteria_set"] == "rra@3.0"
    assert came.get_json()["assessment"] == again.get_json()["assessment"] is not None
    assert ana.get(came.headers["Location"]).get_json()["criteria_set"] == "rra@3.0"
    assert len(ana.get("/assessments").get_json()["items"]) == 2
    assert bring_file(ana, "", b"nothing").status_code == 422


def test_an_assessment_is_put_aside_taken_back_and_removed(
    ana: Program, assessment: dict[str, Any], path: str
):
    put = ana.ask("PUT", f"{path}/archive")
    back = ana.delete(f"{path}/archive")
    stands = ana.get(f"{path}/archive").get_json()
    removed = ana.delete(path, tag=assessment["etag"])

    assert put.get_json()["archived_by"] == "Ana Alvarez"
    assert (back.status_code, stands["archived_at"]) == (204, None)
    assert removed.status_code == 204
    assert ana.get(path).status_code == 404


def bring_file(program: Program, query: str, content: bytes, **headers: str) -> Any:
    form = {"file": (BytesIO(content), "north.ddtool.zip")}
    return program.ask("POST", f"/assessment-files{query}", data=form, **headers)
