"""Findings, actions and judgements by program."""

from typing import Any

import pytest
from flask import Flask

from ddtool.domain.people import Role
from ddtool.domain.reviews import Finding, FindingKind
from ddtool.usecases.findings import record_finding
from tests.web.api.program import Program
from tests.web.api.test_determinations import path
from tests.web.people import RAVI
from tests.web.test_reviews import author_of

__all__ = ["path"]


@pytest.fixture
def finding(app: Flask, path: str) -> str:
    """A finding of the assessor on 2.a."""
    said = Finding("", "2", FindingKind.MAJOR, "No map of risks.", ("2.a",))
    database, ravi = (
        app.extensions["ddtool"].database,
        author_of(app.extensions["ddtool"].database, RAVI, Role.ASSESSOR),
    )
    return record_finding(database, ravi, path.rpartition("/")[2], said).value.id


def test_a_finding_is_listed_and_planned(ana: Program, path: str, finding: str):
    listed = ana.get(f"{path}/findings").get_json()["items"]
    made = ana.post(f"{path}/actions", {"title": "Draw it", "finding": finding})
    again = ana.post(f"{path}/actions", {"title": "Draw it", "finding": finding})

    assert [(one["text"], one["action"]) for one in listed] == [("No map of risks.", None)]
    action = made.get_json()
    assert made.status_code == 201
    assert (action["label"], action["criterion"], action["requirement"]) == ("A1", "2", "2.a")
    assert again.status_code == 409
    (told,) = ana.get(f"{path}/findings").get_json()["items"]
    assert told["action"] == action["id"]


def test_what_is_done_is_returned_and_then_accepted(
    ana: Program, ravi: Program, path: str, finding: str
):
    made = ana.post(f"{path}/actions", {"title": "Draw it", "finding": finding}).get_json()
    address = f"/actions/{made['id']}"
    judgement = f"{path}/actions/{made['id']}/judgement"
    early = ravi.put(judgement, {"accepted": True}, made["etag"])
    done = ana.patch(address, {"state": "done", "root_cause": "No budget"}, made["etag"])

    without = ravi.put(judgement, {"accepted": False, "reason": "No legend."})
    silent = ravi.put(judgement, {"accepted": False}, done.headers["ETag"])
    returned = ravi.put(
        judgement, {"accepted": False, "reason": "No legend."}, done.headers["ETag"]
    )
    late = ravi.put(judgement, {"accepted": True}, done.headers["ETag"])

    assert early.status_code == 422
    assert without.status_code == 428
    assert silent.status_code == 422
    assert (returned.get_json()["state"], returned.get_json()["judged_by"]) == (
        "returned",
        "Ravi Menon",
    )
    assert late.status_code == 412
    again = ana.patch(address, {"state": "done"}, returned.headers["ETag"])
    accepted = ravi.put(judgement, {"accepted": True}, again.headers["ETag"])
    assert accepted.get_json()["state"] == "accepted"
    assert accepted.get_json()["root_cause"] == "No budget"


def test_a_program_of_the_producer_cannot_accept(ana: Program, path: str):
    made = ana.post(f"{path}/actions", {"criterion": "2", "title": "Draw it"}).get_json()

    accepted = ana.patch(f"/actions/{made['id']}", {"state": "accepted"}, made["etag"])
    begun = ana.post(f"{path}/actions", {"criterion": "2", "title": "T", "state": "accepted"})

    assert (accepted.status_code, begun.status_code) == (422, 422)
    judgement = f"{path}/actions/{made['id']}/judgement"
    assert ana.put(judgement, {"accepted": True}, made["etag"]).status_code == 403


def test_an_assessor_lists_the_actions_of_what_was_given_to_them(
    ana: Program, ravi: Program, path: str, assessment: dict[str, Any]
):
    ana.post(f"{path}/actions", {"criterion": "2", "title": "Draw it"})

    assert [one["label"] for one in ravi.get(f"{path}/actions").get_json()["items"]] == ["A1"]
    unknown = f"/assessments/{assessment['site']}/actions"
    assert ravi.get(unknown).status_code == 404


def test_the_gaps_say_what_follows_if_all_actions_close(ana: Program, path: str):
    outlook = ana.get(f"{path}/gaps").get_json()["outlook"]

    assert set(outlook["if_all_actions_close"]) == {"outlook", "closes", "stay"}
