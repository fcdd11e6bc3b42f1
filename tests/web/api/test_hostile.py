"""Whatever is sent, the answer says in words what is wrong; nothing is half done."""

import json
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from tests.web.api.conftest import make_certificate
from tests.web.api.program import Program, description

DEEP = "[" * 100_000
UNREADABLE = {
    "nothing": "",
    "no JSON": "{",
    "two values": "{}{}",
    "a bomb of lists": DEEP,
    "a bomb of objects": '{"a":' * 50_000,
    "deeper than anybody needs": '{"name": ' + "[" * 40 + "]" * 40 + "}",
    "a name twice": '{"name": "A", "name": "B"}',
    "no number": '{"name": NaN}',
    "infinity": '{"name": -Infinity}',
    "a huge number": '{"name": ' + "9" * 5000 + "}",
    "a large number": '{"name": 1e300}',
    "no UTF-8": b'{"name": "\xff"}',
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_is_no_json_is_refused_in_words(ana: Program, case: str):
    answer = ana.ask("POST", "/sites", data=UNREADABLE[case], content_type="application/json")

    assert answer.status_code == 400
    assert len(answer.get_json()["detail"].split()) > 3
    assert ana.get("/sites").get_json()["items"] == []


@pytest.mark.parametrize("body", ["[]", "null", "1", '"text"', "true"])
def test_what_is_no_object_is_refused(ana: Program, body: str):
    answer = ana.ask("POST", "/sites", data=body, content_type="application/json")

    assert answer.status_code == 422
    assert answer.get_json()["problems"] == [{"field": "", "detail": "Give an object."}]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""]
)
def test_another_media_type_is_refused(ana: Program, kind: str):
    answer = ana.ask("POST", "/sites", data='{"name": "A"}', content_type=kind)

    assert answer.status_code == 415


def test_all_faults_are_told_at_once_by_their_fields(ana: Program):
    body = {
        "name": "",
        "country": 1,
        "activities": "smelting",
        "facts": {"has_tailings": "yes"},
        "colour": "red",
    }

    problems = ana.post("/sites", body).get_json()["problems"]

    assert {one["field"]: one["detail"] for one in problems} == {
        "name": "Give this; it is needed.",
        "country": "Give a text.",
        "activities": "Give a list.",
        "facts.has_tailings": "Give true or false, without quotes.",
        "colour": "This is not known here; known are: "
        "name, country, place, activities, metals, areas, facts.",
    }


def test_words_that_nobody_knows_are_told_with_those_that_are(ana: Program):
    body = {"name": "A", "activities": ["smelting", "baking"], "facts": {"has_cake": True}}

    problems = ana.post("/sites", body).get_json()["problems"]

    assert [one["field"] for one in problems] == ["activities[1]", "facts.has_cake"]
    assert "smelting" in problems[0]["detail"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"standard": "ISO 1"}, "standard"),
        ({"issued": "2027-01-01", "valid_until": "2026-01-01"}, "valid_until"),
        ({"issued": "1.1.2027"}, "issued"),
        ({"issued": "2027-02-30"}, "issued"),
        ({"issued": "9999-12-31"}, "issued"),
        ({"sites": ["North smelter"]}, "sites[0]"),
        ({"status": "fine"}, "status"),
        ({"accredited": "yes"}, "accredited"),
        ({"results": {"score": 1e16}}, ""),
        ({"results": {"score": True}}, "results.score"),
        ({"activities": ["baking"]}, "activities[0]"),
        ({"note": "x" * 10_001}, "note"),
        ({"areas": ["a"] * 201}, "areas"),
        ({"areas": [None]}, "areas[0]"),
    ],
)
def test_a_certificate_that_cannot_be_is_refused(ana: Program, changes: dict[str, Any], field: str):
    answer = ana.post("/certificates", {"standard": "ISO 45001"} | changes)

    assert answer.status_code == (422 if field else 400)
    if field:
        assert [one["field"] for one in answer.get_json()["problems"]] == [field]
    assert ana.get("/certificates").get_json()["items"] == []


def test_texts_are_cleaned_as_in_the_pages(ana: Program):
    body = '{"name": "  Cafe\\u0301 \\u0000\\ud800\\ufffe smelter\\u0007 "}'

    answer = ana.ask("POST", "/sites", data=body, content_type="application/json")

    assert answer.status_code == 201
    assert answer.get_json()["name"] == "Café  smelter"


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "limit=1_0", "limit=1&limit=2", "cursor=%FF",
              "cursor=a", "colour=red", "limit=٣"]
)  # fmt: skip
def test_a_page_that_there_is_not_is_refused(ana: Program, query: str):
    answer = ana.get(f"/sites?{query}")

    assert answer.status_code == 422
    assert answer.get_json()["problems"]


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "0001-01-01", "20261201", "٢٠٢٦-12-01"])
def test_a_day_that_there_is_not_is_refused(ana: Program, assessment: dict[str, Any], day: str):
    answer = ana.get(f"/assessments/{assessment['id']}/coverage?as_of={day}")

    assert answer.status_code == 422
    assert answer.get_json()["problems"][0]["field"] == "as_of"


@pytest.mark.parametrize(
    "path",
    ["/sites/1", "/sites/x/y", "/sites/", "/%00", "/matrices/..%2f..%2fetc", "/criteria-sets/%FF",
     "/criteria-sets/rra@3.0%00", "/matrices/" + "x" * 3000, "/nothing"],
)  # fmt: skip
def test_an_address_that_there_is_not_is_a_404(ana: Program, path: str):
    assert ana.get(path).status_code == 404


@pytest.mark.parametrize("id", ["%00", "x" * 2000, "1.a%0a", "%F0%9F%98%80", "..", "1.zz"])
def test_a_requirement_that_there_is_not_is_a_404(
    ana: Program, assessment: dict[str, Any], id: str
):
    path = f"/assessments/{assessment['id']}"

    for address in (f"{path}/answers/{id}", f"{path}/ratings/{id}"):
        assert ana.get(address).status_code == 404
        assert ana.put(address, {"answer": "met"}, '"0"').status_code in (404, 422)


def test_too_large_a_body_is_refused_before_it_is_read(ana: Program):
    body = json.dumps({"name": "A", "place": "x" * 1_200_000})

    answer = ana.ask("POST", "/sites", data=body, content_type="application/json")

    assert answer.status_code == 413


def test_a_method_that_an_address_does_not_take_is_told(ana: Program):
    answer = ana.delete("/sites")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_result_that_cannot_be_compared_is_told_and_not_a_fault_of_ours(
    ana: Program, site: dict[str, Any]
):
    answer = ana.post(
        "/certificates",
        {"standard": "ISO 45001", "sites": [site["id"]], "results": {"score": "good"}},
    )

    assert answer.status_code == 422


def test_a_file_of_a_kind_that_is_not_taken_is_refused(ana: Program, assessment: dict[str, Any]):
    path = f"/assessments/{assessment['id']}/evidence"
    for form in (
        {"file": (BytesIO(b"<svg/>"), "a.svg")},
        {"file": (BytesIO(b"MZ"), "a.pdf")},
        {"title": "nothing"},
        {"location": "javascript:alert(1)"},
        {"location": "http://example.org/a"},
        {"location": "https://example.org/a", "requirements": "99.z"},
        {"location": "https://example.org/a", "requirements": "[" * 9000},
        {"location": "https://example.org/a", "colour": "red"},
        {"location": "https://example.org/a", "title": ["a", "b"]},
        {"location": "https://example.org/a", "document_date": "yesterday"},
    ):
        answer = ana.ask("POST", path, data=form, content_type="multipart/form-data")
        assert answer.status_code == 422, form
        assert answer.get_json()["detail"]
    assert ana.get(path).get_json()["items"] == []


def test_parts_of_a_form_without_names_are_refused(ana: Program, assessment: dict[str, Any]):
    part = b"--x\r\nContent-Disposition: form-data%s\r\n\r\nvalue\r\n"
    body = part % b"" + part % b'; name=""' + part % b'; filename="a"' * 2 + b"--x--\r\n"

    answer = ana.ask(
        "POST",
        f"/assessments/{assessment['id']}/evidence",
        data=body,
        content_type="multipart/form-data; boundary=x",
        Idempotency_Key="k-1",
    )

    assert answer.status_code == 422


def test_errors_are_told_in_the_language_that_is_asked_for(app: Flask, ana: Program):
    english = ana.get("/sites/1", Accept_Language="en").get_json()["detail"]

    assert english == "There is no such thing here, or it belongs to somebody else."
    assert description(app)["openapi"] == "3.1.0"


def test_an_unforeseen_fault_tells_a_number_and_no_trace(
    app: Flask, ana: Program, caplog: pytest.LogCaptureFixture
):
    def broken(**_values: object) -> str:
        raise RuntimeError("a secret of the house")

    guarded = app.view_functions["api.sites_index"]
    broken.__dict__.update(guarded.__dict__)
    app.view_functions["api.sites_index"] = broken

    answer = app.test_client().get("/api/v1/sites", headers=ana.headers)

    assert answer.status_code == 500
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["reference"]
    assert "secret" not in answer.text


def test_a_certificate_of_many_sites_keeps_each_once(ana: Program, site: dict[str, Any]):
    made = make_certificate(ana, site["id"], sites=[site["id"], site["id"].upper()])

    assert made["sites"] == [site["id"]]


def test_a_result_that_no_matrix_can_compare_is_not_stored(ana: Program):
    certificate = {"standard": "TSM", "edition": "2023", "number": "T-1"}

    answer = ana.post("/certificates", certificate | {"results": {"Water Stewardship": "yes"}})

    assert answer.status_code == 422
    assert "T-1 states Water Stewardship=yes" in answer.text
    assert ana.get("/certificates").get_json()["items"] == []


def test_numbers_that_nobody_can_mean_are_refused(ana: Program, assessment: dict[str, Any]):
    result = ana.post("/certificates", {"standard": "IRMA", "results": {"chapter 1.5": 101}})
    action = {"criterion": "17", "title": "Train", "cost": "-5000 EUR"}
    cost = ana.post(f"/assessments/{assessment['id']}/actions", action)

    assert (result.status_code, cost.status_code) == (422, 422)
    assert "Give a percentage, a number from 0 to 100." in result.text
    assert "is below nought" in cost.text


def test_what_a_program_leaves_out_of_a_certificate_is_not_presumed(ana: Program):
    made = ana.post("/certificates", {"standard": "ISO 14001"}).get_json()

    assert (made["status"], made["result_basis"], made["nonconformity"]) == (None, None, None)
