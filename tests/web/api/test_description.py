"""The description is whole and sound, and a page shows all of it."""

import re
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator

from tests.web.api.program import Program, description, validate
from tests.web.browser import Browser

CONTRACT = {
    "/criteria-sets": "GET",
    "/criteria-sets/{name}": "GET",
    "/matrices": "GET",
    "/matrices/{name}": "GET",
    "/sites": "GET POST",
    "/sites/{site}": "GET PATCH",
    "/certificates": "GET POST",
    "/certificates/{certificate}": "GET PATCH DELETE",
    "/assessments": "GET POST",
    "/assessments/{assessment}": "GET PATCH",
    "/assessments/{assessment}/submit": "POST",
    "/assessments/{assessment}/return": "POST",
    "/assessments/{assessment}/sign-off": "POST",
    "/assignments": "GET",
    "/assignments/{assignment}/answer": "POST",
    "/assessments/{assessment}/determinations/{criterion}/second-opinion": "POST",
    "/assessments/{assessment}/answers/{requirement}": "GET PUT",
    "/assessments/{assessment}/determinations/{criterion}": "GET PUT",
    "/assessments/{assessment}/ratings/{criterion}": "GET PUT",
    "/assessments/{assessment}/coverage": "GET",
    "/assessments/{assessment}/gaps": "GET",
    "/assessments/{assessment}/forecast": "GET",
    "/assessments/{assessment}/evidence": "GET POST",
    "/evidence/{evidence}": "GET DELETE",
    "/evidence/{evidence}/file": "GET",
    "/assessments/{assessment}/actions": "GET POST",
    "/actions/{action}": "GET PATCH DELETE",
    "/assessments/{assessment}/actions/{action}/judgement": "GET PUT",
    "/assessments/{assessment}/findings": "GET",
    "/assessments/{assessment}/workbook": "GET POST",
    "/assessments/{assessment}/reports": "GET POST",
    "/reports/{report}": "GET",
    "/reports/{report}/file": "GET",
    "/coverage": "POST",
}


@pytest.fixture
def described(app: Flask) -> dict[str, Any]:
    return description(app)


def test_everything_of_the_contract_is_offered(described: dict[str, Any]):
    offered = {
        path.removeprefix("/api/v1"): {method.upper() for method in methods}
        for path, methods in described["paths"].items()
    }

    for path, methods in CONTRACT.items():
        assert set(methods.split()) <= offered.get(path, set()), path


def test_every_route_of_the_interface_is_described(app: Flask, described: dict[str, Any]):
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    }

    assert routes == set(described["paths"])


def test_the_description_is_sound(described: dict[str, Any]):
    assert described["openapi"].startswith("3.1.")
    assert described["info"]["title"] == "ddtool"
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    identifiers = [one["operationId"] for one in _operations(described)]
    assert len(identifiers) == len(set(identifiers))


def test_every_reference_leads_somewhere(described: dict[str, Any]):
    references = set(re.findall(r"'\$ref': '([^']+)'", repr(described)))

    assert references
    for reference in references:
        assert reference.startswith("#/components/schemas/")
        assert reference.rpartition("/")[2] in described["components"]["schemas"], reference


def test_every_operation_says_what_it_needs_and_gives(described: dict[str, Any]):
    for one in _operations(described):
        assert one["summary"]
        assert one["tags"]
        assert "401" in one["responses"]
        names = {parameter["name"] for parameter in one["parameters"]}
        if "428" in one["responses"]:
            assert "If-Match" in names, one["operationId"]
        if "201" in one["responses"]:
            assert "Idempotency-Key" in names, one["operationId"]


def test_nobody_needs_a_token_to_read_it(app: Flask):
    assert app.test_client().get("/api/v1/openapi.json").mimetype == "application/json"


def test_a_page_shows_every_operation_with_an_example(app: Flask, described: dict[str, Any]):
    page = Browser(app).get("/api/v1/docs")

    assert page.status == 200
    assert page.texts("h1") == ["Interface for programs"]
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            assert f"{method.upper()} {path}" in page.text
            assert one["summary"] in page.texts("h3")
    assert page.text.count("curl -H") == len(list(_operations(described)))


def test_the_examples_of_bodies_are_sound(described: dict[str, Any]):
    schemas = described["components"]["schemas"]
    bodies = {name: one for name, one in schemas.items() if "examples" in one}

    assert {"NewSite", "SiteChange", "NewCertificate", "AnswerBody"} <= set(bodies)
    for shape in bodies.values():
        for example in shape["examples"]:
            validate(described, shape, example)


def test_an_installation_says_that_it_is_well(app: Flask):
    answer = app.test_client().get("/healthz")

    assert answer.status_code == 200
    assert answer.get_json().keys() == {"status", "version", "database", "pid"}
    assert answer.get_json()["status"] == "ok"


def test_an_installation_without_its_database_says_so(app: Flask, ana: Program):
    database = app.extensions["ddtool"].database
    database.close()
    path = database.engine.url.database
    with open(path, "r+b") as file:  # noqa: PTH123 -- the file is broken on purpose
        file.write(b"no database at all" * 100)

    answer = app.test_client().get("/healthz")
    refused = app.test_client().get("/api/v1/sites", headers=ana.headers)

    assert answer.status_code == 503
    assert answer.get_json()["status"] == "failing"
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert refused.mimetype == "application/problem+json"


def _operations(described: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for methods in described["paths"].values() for one in methods.values()]
