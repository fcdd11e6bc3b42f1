"""What assessors do by program: determine, give back, sign off; and what producers see of it."""

from typing import Any

import pytest
from flask import Flask

from ddtool.domain.people import Role
from ddtool.store import organisations
from ddtool.usecases.assignments import answer_assignment, give_assessment
from tests.web.api.conftest import set_all_aside
from tests.web.api.program import Program
from tests.web.people import ANA, RAVI
from tests.web.test_reviews import author_of


@pytest.fixture
def path(app: Flask, ana: Program, assessment: dict[str, Any]) -> str:
    """The address of a submitted assessment that was given to Veridia Audits and accepted."""
    address = f"/assessments/{assessment['id']}"
    set_all_aside(ana, address)
    ana.post(f"{address}/submit")
    database = app.extensions["ddtool"].database
    lead = author_of(database, ANA, Role.PRODUCER_LEAD)
    with database.read() as db:
        firm = organisations.named(db, "Veridia Audits")
    assert firm is not None
    offered = give_assessment(database, lead, assessment["id"], firm=firm.id)
    assessor = author_of(database, RAVI, Role.ASSESSOR)
    answer_assignment(database, assessor, offered.value.id, accepted=True, version=offered.version)
    return address


def test_an_assessor_determines_and_the_producer_sees_it(ana: Program, ravi: Program, path: str):
    address = f"{path}/determinations/17"
    read = ravi.get(address)

    without = ravi.put(address, {"rating": "fully_meets"})
    body = {"rating": "partially_meets", "reason": "Seen on site."}
    given = ravi.put(address, body, read.headers["ETag"])
    late = ravi.put(address, {"rating": "fully_meets"}, read.headers["ETag"])

    assert (read.get_json()["rating"], read.headers["ETag"]) == (None, '"0"')
    assert without.status_code == 428
    assert given.status_code == 200
    assert late.status_code == 412
    assert late.get_json()["current"]["reason"] == "Seen on site."
    assert ana.get(address).get_json()["rating"] == "partially_meets"


def test_a_producer_determines_nothing(ana: Program, path: str):
    answer = ana.put(f"{path}/determinations/17", {"rating": "fully_meets"}, '"0"')

    assert answer.status_code == 403


def test_an_assessment_is_given_back_with_a_reason(ana: Program, ravi: Program, path: str):
    silent = ravi.post(f"{path}/return", {"reason": ""})
    returned = ravi.post(f"{path}/return", {"reason": "Look at 17 again."})
    again = ravi.post(f"{path}/return", {"reason": "And once more."})

    assert silent.status_code == 422
    assert returned.get_json()["state"] == "open"
    assert again.status_code == 409
    assert ana.get(path).get_json()["state"] == "open"


def test_what_is_in_the_way_of_a_signature_is_listed(ravi: Program, path: str):
    answer = ravi.post(f"{path}/sign-off", {"statement": "I am independent."})

    problems = answer.get_json()["problems"]
    assert answer.status_code == 422
    assert {"field": "determinations/1", "detail": "There is no determination yet."} in problems


def test_what_was_looked_at_is_signed_once(ravi: Program, path: str):
    _determine_all(ravi, path)

    body = {"statement": "I am independent."}
    other = ravi.post(f"{path}/sign-off", body | {"submission_sha256": "0" * 64})
    signed = ravi.post(f"{path}/sign-off", body, Idempotency_Key="k-1")
    repeated = ravi.post(f"{path}/sign-off", body, Idempotency_Key="k-1")
    again = ravi.post(f"{path}/sign-off", body)

    assert other.status_code == 412
    assert signed.get_json()["firm"] == "Veridia Audits"
    assert repeated.get_json() == signed.get_json()
    assert again.status_code == 409


def test_whoever_determines_after_the_sign_off_is_told_that_it_stands_no_longer(
    ravi: Program, path: str
):
    address = f"{path}/determinations/17"
    _determine_all(ravi, path)
    ravi.post(f"{path}/sign-off", {"statement": "I am independent."})
    read = ravi.get(address)
    same, other = read.get_json()["reason"], "Seen on site since."

    as_it_was = ravi.put(
        address, {"rating": "not_applicable", "reason": same}, read.headers["ETag"]
    )
    changed = ravi.put(
        address, {"rating": "fully_meets", "reason": other}, as_it_was.headers["ETag"]
    )

    assert as_it_was.get_json()["sign_off"] == "stands"
    assert (changed.status_code, changed.get_json()["sign_off"]) == (200, "broken")


def _determine_all(program: Program, path: str) -> None:
    criteria = program.get("/criteria-sets/rra@3.0").get_json()["criteria"]
    body = {"rating": "not_applicable", "reason": "Nothing of this happens here."}
    for one in criteria:
        program.put(f"{path}/determinations/{one['number']}", body, '"0"')
