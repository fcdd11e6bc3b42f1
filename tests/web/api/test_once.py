"""What is asked for under a key is done once, whatever happens in between."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from ddtool.domain.assessments import Site
from ddtool.domain.keyed_requests import KeyedRequest
from ddtool.domain.people import Author
from ddtool.store import Database, keyed_requests
from ddtool.usecases.keyed_requests import AskedAlready, find_answer
from ddtool.usecases.sign_in import author_with_token
from ddtool.usecases.sites import list_sites, record_site
from tests.web.api.conftest import set_all_aside
from tests.web.api.program import Program
from tests.web.people import ANA, AT

SITE = {"name": "North smelter"}


def test_the_same_request_under_the_same_key_is_done_once(ana: Program):
    first = ana.post("/sites", SITE, Idempotency_Key="k-1")
    second = ana.post("/sites", SITE, Idempotency_Key="k-1")

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.get_json() == first.get_json()
    assert second.headers["Location"] == first.headers["Location"]
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert len(_names(ana)) == 1


def test_the_answer_stays_the_same_when_the_thing_has_changed(ana: Program):
    first = ana.post("/sites", SITE, Idempotency_Key="k-1").get_json()
    ana.patch(f"/sites/{first['id']}", {"name": "Renamed"}, first["etag"])

    assert ana.post("/sites", SITE, Idempotency_Key="k-1").get_json() == first


def test_another_request_under_the_same_key_is_refused(ana: Program):
    ana.post("/sites", SITE, Idempotency_Key="k-1")

    other = ana.post("/sites", {"name": "South"}, Idempotency_Key="k-1")

    assert other.status_code == 422
    assert other.get_json()["problems"][0]["field"] == "Idempotency-Key"
    assert _names(ana) == ["North smelter"]


def test_keys_of_two_people_do_not_meet(ana: Program, ben: Program):
    ana.post("/sites", SITE, Idempotency_Key="k-1")
    ben.post("/sites", {"name": "South"}, Idempotency_Key="k-1")

    assert sorted(_names(ana)) == ["North smelter", "South"]


def test_a_request_that_was_refused_can_be_mended_under_its_key(ana: Program):
    refused = ana.post("/sites", {"name": ""}, Idempotency_Key="k-1")
    mended = ana.post("/sites", SITE, Idempotency_Key="k-1")

    assert (refused.status_code, mended.status_code) == (422, 201)


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "\u00e4", "a\tb"])
def test_a_key_that_is_none_is_refused(ana: Program, key: str):
    answer = ana.post("/sites", SITE, Idempotency_Key=key)

    assert answer.status_code == 422
    assert _names(ana) == []


def test_a_file_is_brought_once_though_its_form_is_parted_anew(
    ana: Program, assessment: dict[str, Any]
):
    path = f"/assessments/{assessment['id']}/evidence"

    def bring(content: bytes) -> Any:
        form = {"file": (io.BytesIO(content), "a.pdf"), "title": "Policy"}
        return ana.ask("POST", path, data=form, Idempotency_Key="k-1")

    first, second = bring(b"%PDF-1.4\n%%EOF\n"), bring(b"%PDF-1.4\n%%EOF\n")
    other = bring(b"%PDF-1.5\n%%EOF\n")

    assert (first.status_code, second.status_code, other.status_code) == (201, 201, 422)
    assert second.get_json()["id"] == first.get_json()["id"]
    assert len(ana.get(path).get_json()["items"]) == 1


def test_an_assessment_is_handed_in_once(ana: Program, assessment: dict[str, Any]):
    set_all_aside(ana, f"/assessments/{assessment['id']}")
    path = f"/assessments/{assessment['id']}/submit"

    first = ana.post(path, Idempotency_Key="k-1")
    second = ana.post(path, Idempotency_Key="k-1")

    assert (first.status_code, second.status_code) == (200, 200)
    assert second.get_json() == first.get_json()


def test_after_a_crash_between_the_thing_and_its_answer_the_thing_is_told(
    app: Flask, ana: Program, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as crash:
        crash.setattr(keyed_requests, "keep_answer", _stopped)
        with pytest.raises(SystemExit):
            ana.post("/sites", SITE, Idempotency_Key="k-1")

    again = ana.post("/sites", SITE, Idempotency_Key="k-1")

    assert again.status_code == 201
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.get_json()["name"] == "North smelter"
    assert len(_names(ana)) == 1


def test_many_at_once_under_one_key_make_one_thing(app: Flask, ana: Program):
    programs = [ana, *(Program(app, ANA) for _ in range(7))]

    def record(program: Program) -> tuple[int, str]:
        answer = program.post("/sites", SITE, Idempotency_Key="k-1")
        return answer.status_code, answer.get_json()["id"]

    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(record, programs))

    assert len(answers) == 1
    assert {status for status, _ in answers} == {201}
    assert len(_names(ana)) == 1


def test_the_key_is_stored_with_what_it_made_or_neither_is(app: Flask, ana: Program):
    database, author = _database(app), _author(app, ana)
    request = KeyedRequest(author.user or "", "k-1", "0" * 64, "first try")
    rival = KeyedRequest(author.user or "", "k-1", "0" * 64, "second try")

    made = record_site(database.asked_by(request), author, Site(id="", name="North"))
    with pytest.raises(AskedAlready):
        record_site(database.asked_by(rival), author, Site(id="", name="North"))

    kept = find_answer(database, author, "k-1")
    assert kept is not None
    assert (kept.status, kept.made) == (0, made.value.id)
    assert len(list_sites(database, author)) == 1


def _stopped(*_arguments: object, **_named: object) -> None:
    raise SystemExit


def _names(program: Program) -> list[str]:
    return [one["name"] for one in program.get("/sites").get_json()["items"]]


def _database(app: Flask) -> Database:
    found: Database = app.extensions["ddtool"].database
    return found


def _author(app: Flask, program: Program) -> Author:
    secret = program.headers["Authorization"].removeprefix("Bearer ")
    found = author_with_token(_database(app), Author("", None, AT), secret)
    assert found is not None
    return found
