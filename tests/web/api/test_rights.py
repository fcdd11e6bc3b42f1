"""Nobody gets in without a token, and nobody to another organisation's things."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from ddtool.domain.people import Author
from ddtool.store import tokens
from ddtool.usecases.accounts import revoke_token
from ddtool.usecases.sign_in import author_with_token
from tests.web.api.conftest import make_assessment, make_certificate, make_site
from tests.web.api.program import Program, description
from tests.web.browser import Browser
from tests.web.people import ANA, AT, RAVI
from tests.web.statements import statements

UNKNOWN = "00000000-0000-4000-8000-000000000000"
_OPEN_TO_ALL = ("/api/v1/criteria-sets", "/api/v1/matrices", "/api/v1/coverage")
_OF_ADMINS = (*_OPEN_TO_ALL, "/api/v1/portfolio", "/api/v1/audit")
_OF_ASSESSORS = ("look", "review")
_LISTS_OF_ASSESSORS = ("/api/v1/assessments", "/api/v1/assignments")
_WRITING = ("INSERT", "UPDATE", "DELETE")
_FORM = {"requirements": "1.a", "title": "T"}


@pytest.fixture
def things(ana: Program) -> dict[str, str]:
    """One of everything that North Metals has, by the name of its place in a path."""
    site = make_site(ana)
    certificate = make_certificate(ana, site["id"])
    assessment = make_assessment(ana, site["id"])
    path = f"/assessments/{assessment['id']}"
    action = ana.post(f"{path}/actions", {"criterion": "2", "title": "Map them"}).get_json()
    form = _FORM | {"file": (io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "a.pdf")}
    evidence = ana.ask("POST", f"{path}/evidence", data=form).get_json()
    report = ana.post(f"{path}/reports", {"format": "json"}).get_json()
    return {
        "site": site["id"],
        "report": report["id"],
        "certificate": certificate["id"],
        "assessment": assessment["id"],
        "action": action["id"],
        "evidence": evidence["id"],
    }


def test_whoever_has_no_token_gets_nothing_but_the_description(app: Flask, stranger: Program):
    for method, path, _ in _operations(app):
        answer = stranger.ask(method, _filled(path, {}))

        assert answer.status_code == 401, (method, path)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "header", ["Bearer wrong", "Bearer", "Basic YTpi", "bearer \u00e4", "Bearer " + "x" * 5000]
)
def test_a_bad_token_is_no_token(app: Flask, header: str):
    answer = app.test_client().get("/api/v1/sites", headers={"Authorization": header})

    assert answer.status_code == 401


def test_a_session_in_a_browser_opens_nothing_here(app: Flask):
    browser = Browser(app)
    browser.arrive(ANA)

    assert browser.client.get("/sites").status_code == 200
    assert browser.client.get("/api/v1/sites").status_code == 401


def test_a_token_that_was_revoked_opens_nothing(app: Flask, ana: Program):
    database = app.extensions["ddtool"].database
    author = _author_of(app, ana)
    token = _tokens(database, author.user or "")[0]

    revoke_token(database, author, token)

    assert ana.get("/sites").status_code == 401


def test_another_organisations_things_look_like_unknown_ones(
    app: Flask, things: dict[str, str], sue: Program
):
    asked = 0
    for method, path, operation in _operations(app):
        if "{name}" in path or "{" not in path:
            continue
        options = _options(operation)
        foreign = sue.ask(method, _filled(path, things), **options())
        unknown = sue.ask(method, _filled(path, {}), **options())

        expected = 403 if 'right "review"' in operation["description"] else 404
        assert foreign.status_code == unknown.status_code == expected, (method, path)
        assert _without_instance(foreign) == _without_instance(unknown)
        asked += 1
    assert asked > 20


def test_nothing_of_another_organisation_is_listed(things: dict[str, str], sue: Program):
    for path in ("/sites", "/certificates", "/assessments", f"/assessments?site={things['site']}"):
        assert sue.get(path).get_json() == {"items": [], "next": None}


def test_another_organisations_things_cannot_be_named_in_a_body(
    things: dict[str, str], sue: Program
):
    own = make_site(sue)["id"]
    certificate = {"standard": "ISO 45001", "sites": [things["site"]]}
    assessment = {"site": things["site"], "criteria_set": "rra@3.0"}
    carried = {"site": own, "criteria_set": "rra@3.0", "carried_from": things["assessment"]}

    assert sue.post("/certificates", certificate).status_code == 404
    assert sue.post("/assessments", assessment).status_code == 404
    assert sue.post("/assessments", carried).status_code == 404
    assert sue.get("/certificates").get_json()["items"] == []
    assert sue.get("/assessments").get_json()["items"] == []


def test_a_member_does_everything_but_hand_in(things: dict[str, str], ben: Program):
    path = f"/assessments/{things['assessment']}"

    assert ben.put(f"{path}/answers/1.a", {"answer": "met"}, '"0"').status_code == 200
    assert ben.post(f"{path}/submit").status_code == 403
    assert ben.get(path).get_json()["state"] == "open"


def test_admins_see_packs_and_nothing_of_producers(
    app: Flask, things: dict[str, str], ilse: Program
):
    for method, path, operation in _operations(app):
        answer = ilse.ask(method, _filled(path, things), **_options(operation)())

        assert (answer.status_code != 403) is path.startswith(_OF_ADMINS), (method, path)


def test_assessors_find_nothing_that_was_not_given_to_them(
    app: Flask, things: dict[str, str], ravi: Program
):
    for method, path, operation in _operations(app):
        answer = ravi.ask(method, _filled(path, things), **_options(operation)())
        theirs = any(f'right "{right}"' in operation["description"] for right in _OF_ASSESSORS)

        if path in _LISTS_OF_ASSESSORS and method == "GET":
            assert answer.get_json()["items"] == []
        elif not path.startswith(_OPEN_TO_ALL):
            assert answer.status_code == (404 if theirs else 403), (method, path)


def test_whose_role_needs_a_second_factor_gets_nothing_without_one(app: Flask):
    answer = Program(app, RAVI).get("/criteria-sets")

    assert answer.status_code == 403
    assert "second factor" in answer.get_json()["detail"]


def test_looking_changes_nothing(app: Flask, things: dict[str, str], ana: Program):
    ana.get("/sites")
    with statements(app.extensions["ddtool"].database) as said:
        for method, path, _ in _operations(app):
            if method == "GET":
                assert ana.get(_filled(path, things)).status_code in (200, 403, 404, 409), path

    assert [one for one in said if one.lstrip().upper().startswith(_WRITING)] == []


def _operations(app: Flask) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description(app)["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def _filled(path: str, things: dict[str, str]) -> str:
    places = {"requirement": "1.a", "criterion": "1", "name": "rra@3.0"} | things
    for name in (
        "site", "certificate", "assessment", "assignment", "action", "evidence", "report",
        "requirement", "criterion", "name",
    ):  # fmt: skip
        path = path.replace("{" + name + "}", places.get(name, UNKNOWN))
    return path


def _options(operation: dict[str, Any]) -> Any:
    """What a sound request brings, made anew each time: files are read only once."""
    bodies = {
        "sites_record": {"name": "N"},
        "certificates_record": {"standard": "ISO 45001"},
        "assessments_start": {"site": UNKNOWN, "criteria_set": "rra@3.0"},
        "answers_save": {"answer": "met"},
        "ratings_save": {"rating": None},
        "actions_plan": {"criterion": "1", "title": "T"},
        "actions_judge": {"accepted": True},
        "assignments_answer": {"accepted": True},
        "reports_order": {"format": "json"},
        "assessments_open_again": {"reason": "A permit was renewed."},
        "determinations_save": {"rating": "fully_meets"},
        "second_opinions_give": {"agrees": True},
        "determinations_give_back": {"reason": "Look again."},
        "determinations_sign": {"statement": "I am independent."},
    }

    def made() -> dict[str, Any]:
        content = operation.get("requestBody", {}).get("content", {})
        options: dict[str, Any] = {"If_Match": '"1"'} if operation["tags"] else {}
        if "multipart/form-data" in content:
            options["data"] = {"file": (io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "a.pdf")}
        elif content:
            options["json"] = bodies.get(operation["operationId"], {})
        return options

    return made


def _without_instance(answer: Any) -> dict[str, Any]:
    said: dict[str, Any] = answer.get_json()
    return {name: value for name, value in said.items() if name != "instance"}


def _author_of(app: Flask, program: Program) -> Author:
    secret = program.headers["Authorization"].removeprefix("Bearer ")
    found = author_with_token(app.extensions["ddtool"].database, Author("", None, AT), secret)
    assert found is not None
    return found


def _tokens(database: Any, user: str) -> list[str]:
    with database.read() as db:
        return [one.id for one in tokens.of_user(db, user)]
