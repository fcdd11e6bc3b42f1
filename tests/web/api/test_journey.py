"""What a producer does in the pages, done by a program from beginning to end."""

import io
from typing import Any

from tests.web.api.conftest import make_assessment, make_certificate, make_site, set_all_aside
from tests.web.api.program import Program


def test_a_producer_answers_rates_and_plans(ana: Program):
    site = make_site(ana, areas=["smelter"], metals=["copper"], facts={"has_tailings": True})
    path = f"/assessments/{make_assessment(ana, site['id'])['id']}"
    criteria = ana.get("/criteria-sets/rra@3.0").get_json()["criteria"]
    for requirement in [one["id"] for one in criteria[0]["requirements"]]:
        stands = ana.get(f"{path}/answers/{requirement}")
        body = {"answer": "met", "note": "Policy of 2026"}
        ana.put(f"{path}/answers/{requirement}", body, stands.headers["ETag"])
        _bring(ana, path, requirement)
    rating = {"rating": "fully_meets", "reason": "All of it is in place."}
    ana.put(f"{path}/ratings/1", rating, ana.get(f"{path}/ratings/1").headers["ETag"])
    action = ana.post(f"{path}/actions", {"criterion": "2", "title": "Map the stakeholders"})

    gaps = ana.get(f"{path}/gaps").get_json()

    assert action.headers["Location"] == f"/api/v1/actions/{action.get_json()['id']}"
    assert gaps["outlook"]["outlook"] == "incomplete"
    assert [one["criterion"] for one in gaps["gaps"]][:2] == ["2", "3"]
    assert gaps["gaps"][0]["actions"] == [action.get_json()["id"]]


def test_a_producer_sees_what_certificates_cover_and_when_that_ends(ana: Program):
    site = make_site(ana)
    certificate = make_certificate(ana, site["id"])
    path = f"/assessments/{make_assessment(ana, site['id'])['id']}"

    coverage = ana.get(f"{path}/coverage?as_of=2026-12-24").get_json()
    ahead = ana.get(f"{path}/forecast").get_json()

    assert coverage["as_of"] == "2026-12-24"
    assert [one["criterion"] for one in coverage["criteria"]][:3] == ["1", "2", "3"]
    health = next(one for one in coverage["criteria"] if one["criterion"] == "17")
    assert [one["credential"] for one in health["trace"]] == [certificate["id"]]
    assert {"standard", "edition", "closes", "leaves_open"} <= set(ahead["what_if"][0])


def test_a_complete_assessment_is_handed_in_and_opened_again(
    ana: Program, assessment: dict[str, Any]
):
    path = f"/assessments/{assessment['id']}"
    set_all_aside(ana, path)

    body = {"name": "Ana Alvarez", "function": "Site manager"}
    handed_in = ana.post(f"{path}/submit", body, If_Match=ana.get(path).headers["ETag"]).get_json()
    silent = ana.post(f"{path}/reopen", {"reason": " "})
    opened = ana.post(f"{path}/reopen", {"reason": "A permit was renewed."}).get_json()

    assert handed_in["state"] == "submitted"
    assert len(handed_in["submission"]["sha256"]) == 64
    assert silent.status_code == 422
    assert opened["state"] == "open"
    assert opened["submission"] == handed_in["submission"]


def test_what_is_missing_before_handing_in_is_listed(ana: Program, assessment: dict[str, Any]):
    path = f"/assessments/{assessment['id']}"
    set_all_aside(ana, path)
    tag = ana.get(f"{path}/ratings/1").headers["ETag"]
    ana.put(f"{path}/ratings/1", {"rating": None}, tag)
    ana.put(f"{path}/answers/1.a", {"answer": "partly_met"}, '"0"')

    refused = ana.post(f"{path}/submit")

    problems = {one["field"]: one["detail"] for one in refused.get_json()["problems"]}
    assert refused.status_code == 422
    assert problems["answers/1.a"] == "Say in the note which part is missing."
    assert problems["answers/1.b"] == "Answer this requirement."
    assert problems["ratings/1"] == "Rate this criterion."
    assert ana.get(path).get_json()["state"] == "open"


def test_whoever_does_not_declare_hands_nothing_in(ana: Program, assessment: dict[str, Any]):
    path = f"/assessments/{assessment['id']}"

    answer = ana.post(f"{path}/submit", {"declared": False})

    assert answer.status_code == 422
    assert "Declare" in answer.get_json()["detail"]


def test_a_submitted_assessment_takes_no_more_answers(ana: Program, assessment: dict[str, Any]):
    path = f"/assessments/{assessment['id']}"
    set_all_aside(ana, path)
    ana.post(f"{path}/submit")

    answer = ana.put(f"{path}/answers/1.a", {"answer": "met"}, '"0"')
    again = ana.post(f"{path}/submit")

    assert (answer.status_code, again.status_code) == (409, 409)
    assert "submitted" in answer.get_json()["detail"]


def test_the_file_of_evidence_comes_back_as_it_was_and_is_never_shown(
    ana: Program, assessment: dict[str, Any]
):
    brought = _bring(ana, f"/assessments/{assessment['id']}", "1.a")

    answer = ana.get(f"/evidence/{brought['id']}/file")

    assert answer.data == _PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_evidence_that_is_taken_away_is_gone(ana: Program, assessment: dict[str, Any]):
    brought = _bring(ana, f"/assessments/{assessment['id']}", "1.a")

    removed = ana.delete(f"/evidence/{brought['id']}", brought["etag"])

    assert removed.status_code == 204
    assert ana.get(f"/evidence/{brought['id']}").status_code == 404
    assert ana.get(f"/assessments/{assessment['id']}/evidence").get_json()["items"] == []


def test_what_is_known_of_evidence_is_changed(ana: Program, assessment: dict[str, Any]):
    brought = _bring(ana, f"/assessments/{assessment['id']}", "1.a")
    address = f"/evidence/{brought['id']}"

    changed = ana.patch(address, {"valid_until": "2028-12-31"}, brought["etag"])
    late = ana.patch(address, {"title": "Other"}, brought["etag"])
    moved = ana.patch(address, {"location": "https://example.org/a"}, changed.headers["ETag"])

    assert changed.get_json()["valid_until"] == "2028-12-31"
    assert changed.get_json()["title"] == "Policy"
    assert late.status_code == 412
    assert late.get_json()["current"]["valid_until"] == "2028-12-31"
    assert moved.status_code == 422


def test_the_history_tells_who_did_what_the_newest_first(
    ana: Program, ben: Program, assessment: dict[str, Any]
):
    path = f"/assessments/{assessment['id']}"
    ben.put(f"{path}/answers/1.a", {"answer": "met"}, '"0"')
    ana.put(f"{path}/answers/1.a", {"answer": "not_met"}, '"1"')

    first = ana.get(f"{path}/history?limit=2").get_json()
    second = ana.get(f"{path}/history?limit=2&cursor={first['next']}").get_json()

    told = [(one["by"], one["noun"], one["verb"]) for one in first["items"] + second["items"]]
    assert told == [
        ("Ana Alvarez", "answer", "changed"),
        ("Ben Baker", "answer", "added"),
        ("Ana Alvarez", "assessment", "added"),
    ]
    assert first["items"][0]["old"] == {"answer": "met"}
    assert second["next"] is None
    assert ana.get(f"{path}/history?cursor=eA==").status_code == 422


def test_an_assessment_begins_with_the_answers_of_an_earlier_one(
    ana: Program, site: dict[str, Any], assessment: dict[str, Any]
):
    ana.put(f"/assessments/{assessment['id']}/answers/1.a", {"answer": "met"}, '"0"')

    body = {"site": site["id"], "criteria_set": "rra@3.0", "carried_from": assessment["id"]}
    later = ana.post("/assessments", body).get_json()

    carried = ana.get(f"/assessments/{later['id']}/answers/1.a").get_json()
    assert later["carried_from"] == assessment["id"]
    assert (carried["answer"], carried["carried"]) == ("met", "same")


def test_the_reason_of_not_applicable_is_kept(ana: Program, assessment: dict[str, Any]):
    path = f"/assessments/{assessment['id']}/answers/1.a"

    body = {"answer": "not_applicable", "reason": "The site has no such process."}
    answer = ana.put(path, body, '"0"').get_json()

    assert answer["reason"] == "The site has no such process."
    assert ana.get(path).get_json()["reason"] == "The site has no such process."


def test_all_answers_come_in_pages_in_the_order_of_the_set(
    ana: Program, assessment: dict[str, Any]
):
    path = f"/assessments/{assessment['id']}/answers"
    found: list[str] = []
    query = "limit=40"
    while query:
        page = ana.get(f"{path}?{query}").get_json()
        found += [one["requirement"] for one in page["items"]]
        query = f"limit=40&cursor={page['next']}" if page["next"] else ""

    assert found[:3] == ["1.a", "1.b", "1.c"]
    assert len(found) == len(set(found)) > 80


def test_the_rules_answer_as_the_command_does(ana: Program):
    request = {
        "on": "2026-06-01",
        "site": {"id": "S1", "activities": ["smelting"]},
        "criterion": {"set": "rra@3.0", "id": "17"},
    }

    one = ana.post("/coverage", request | {"id": "Q1"}).get_json()
    several = ana.post("/coverage", [request, request]).get_json()

    assert one == {
        "id": "Q1", "coverage": "none", "by": [], "residual": [], "needs_assessor": False,
        "codes": [], "proposal": None, "effective": None, "trace": [],
    }  # fmt: skip
    assert [answer["coverage"] for answer in several] == ["none", "none"]


_PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def _bring(program: Program, path: str, requirement: str) -> dict[str, Any]:
    form = {
        "file": (io.BytesIO(_PDF), "policy.pdf"),
        "title": "Policy",
        "requirements": requirement,
    }
    answer = program.ask("POST", f"{path}/evidence", data=form)
    assert answer.status_code == 201, answer.text
    brought: dict[str, Any] = answer.get_json()
    return brought
