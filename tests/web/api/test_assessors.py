"""What an assessor reads by program: what was handed in of what was given to them, nothing else."""

import io
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from ddtool.domain.assessments import Determination
from ddtool.domain.criteria import Rating
from ddtool.domain.people import Role
from ddtool.store import assignments, organisations
from ddtool.usecases.assignments import answer_assignment, end_assignment, give_assessment
from ddtool.usecases.reviews import determine
from tests.web.api.conftest import set_all_aside
from tests.web.api.program import Program
from tests.web.people import ANA, RAVI
from tests.web.test_reviews import author_of

PDF = b"%PDF-1.4\n%%EOF\n"
READ = ("", "/answers", "/answers/1.a", "/ratings", "/ratings/1", "/determinations/1", "/coverage",
        "/gaps", "/forecast", "/evidence")  # fmt: skip


@pytest.fixture
def document(ana: Program, assessment: dict[str, Any]) -> str:
    """A document that shows requirement 1.a."""
    form = {"requirements": "1.a", "title": "Manual", "file": (io.BytesIO(PDF), "a.pdf")}
    made = ana.ask("POST", f"/assessments/{assessment['id']}/evidence", data=form)
    return str(made.get_json()["id"])


@pytest.fixture
def given(app: Flask, ana: Program, assessment: dict[str, Any], document: str) -> str:
    """The address of a handed-in assessment that Veridia Audits has accepted."""
    address = f"/assessments/{assessment['id']}"
    set_all_aside(ana, address)
    ana.post(f"{address}/submit")
    database = app.extensions["ddtool"].database
    lead = author_of(database, ANA, Role.PRODUCER_LEAD)
    with database.read() as db:
        firm = organisations.named(db, "Veridia Audits")
    assert firm is not None
    offered = give_assessment(database, lead, assessment["id"], firm=firm.id)
    ravi = author_of(database, RAVI, Role.ASSESSOR)
    answer_assignment(database, ravi, offered.value.id, accepted=True, version=offered.version)
    return address


def test_an_assessor_reads_the_whole_given_assessment(ravi: Program, given: str, document: str):
    (listed,) = ravi.get("/assessments").get_json()["items"]
    read = {path: ravi.get(f"{given}{path}") for path in READ}

    assert listed["id"] == given.rpartition("/")[2]
    assert {path: answer.status_code for path, answer in read.items()} == dict.fromkeys(READ, 200)
    assert read["/answers/1.a"].get_json()["evidence"] == [document]
    assert [one["title"] for one in read["/evidence"].get_json()["items"]] == ["Manual"]


def test_an_assessor_reads_the_evidence_of_what_was_given(ravi: Program, given: str, document: str):
    told = ravi.get(f"/evidence/{document}")
    file = ravi.get(f"/evidence/{document}/file")

    assert told.get_json()["uses"] == [
        {
            "assessment": given.rpartition("/")[2],
            "requirements": ["1.a"],
            "certificate": None,
            "action": None,
        }
    ]
    assert file.data == PDF
    assert "sandbox" in file.headers["Content-Security-Policy"]


def test_an_assessor_changes_nothing_of_the_producers(ravi: Program, given: str, document: str):
    assert ravi.put(f"{given}/answers/1.a", {"answer": "met"}, '"1"').status_code == 403
    assert ravi.ask("DELETE", f"/evidence/{document}", If_Match='"1"').status_code == 403
    assert ravi.get("/sites").status_code == 403
    assert ravi.get("/certificates").status_code == 403


def test_what_a_producer_changes_after_a_return_is_not_read_before_it_is_handed_in(
    ana: Program, ravi: Program, given: str
):
    before = ravi.get(f"{given}/answers/1.a").get_json()
    ravi.post(f"{given}/return", {"reason": "1.a is too thin."})
    stands = ana.get(f"{given}/answers/1.a").headers["ETag"]

    ana.put(f"{given}/answers/1.a", {"answer": "met", "note": "Half a thought"}, stands)

    said = ("answer", "note")
    after = ravi.get(f"{given}/answers/1.a").get_json()
    assert [after[name] for name in said] == [before[name] for name in said]
    assert ana.get(f"{given}/answers/1.a").get_json()["note"] == "Half a thought"


def test_an_ended_assignment_is_not_there(app: Flask, ravi: Program, given: str, document: str):
    database = app.extensions["ddtool"].database
    lead = author_of(database, ANA, Role.PRODUCER_LEAD)
    with database.read() as db:
        assignment = next(iter(_assignments(db, lead.organisation, given)))
    end_assignment(database, lead, assignment.value.id, version=assignment.version)

    asked = [f"{given}{path}" for path in READ]
    asked += [f"/evidence/{document}", f"/evidence/{document}/file"]

    assert {ravi.get(path).status_code for path in asked} == {404}
    assert ravi.get("/assessments").get_json()["items"] == []
    assert ravi.post(f"{given}/sign-off", {"statement": "Independent."}).status_code == 404


def test_what_was_offered_is_accepted_once_as_it_was_read(
    app: Flask, ana: Program, ravi: Program, assessment: dict[str, Any]
):
    database = app.extensions["ddtool"].database
    lead = author_of(database, ANA, Role.PRODUCER_LEAD)
    with database.read() as db:
        firm = organisations.named(db, "Veridia Audits")
    assert firm is not None
    give_assessment(database, lead, assessment["id"], firm=firm.id)
    (offered,) = ravi.get("/assignments").get_json()["items"]
    address = f"/assignments/{offered['id']}/answer"

    blind = ravi.post(address, {"accepted": True})
    taken = ravi.post(address, {"accepted": True}, If_Match=offered["etag"])
    late = ravi.post(address, {"accepted": False}, If_Match=offered["etag"])
    foreign = ana.post(address, {"accepted": True}, If_Match=offered["etag"])

    assert (blind.status_code, taken.status_code, late.status_code) == (428, 200, 412)
    assert (taken.get_json()["accepted_by"], taken.get_json()["is_over"]) == ("Ravi Menon", False)
    assert late.get_json()["current"]["accepted_by"] == "Ravi Menon"
    assert foreign.status_code == 403


def test_a_second_word_is_said_on_the_determination_that_was_read(
    app: Flask, ravi: Program, given: str
):
    address = f"{given}/determinations/17"
    database = app.extensions["ddtool"].database
    lea = replace(author_of(database, RAVI, Role.ASSESSOR), name="Lea Lind", user=None)
    said = Determination("17", Rating.FULLY_MEETS, "Seen by Lea.")
    determine(database, lea, given.rpartition("/")[2], said, version=0)
    tag = ravi.get(address).headers["ETag"]

    silent = ravi.post(f"{address}/second-opinion", {"agrees": False}, If_Match=tag)
    stale = ravi.post(f"{address}/second-opinion", {"agrees": True}, If_Match='"7"')
    agreed = ravi.post(f"{address}/second-opinion", {"agrees": True}, If_Match=tag)

    assert (silent.status_code, stale.status_code, agreed.status_code) == (422, 412, 200)
    assert agreed.get_json()["agrees"] is True


def _assignments(db: Any, organisation: str | None, address: str) -> Any:
    return assignments.of_assessment(db, organisation or "", address.rpartition("/")[2])
