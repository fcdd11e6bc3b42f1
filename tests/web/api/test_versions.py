"""Nobody's change is written over: ETag, If-Match, and what stands now."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from tests.web.api.conftest import make_certificate, make_site, set_all_aside
from tests.web.api.program import Program
from tests.web.people import ANA, BEN


def test_a_thing_carries_the_etag_that_changes_it(ana: Program, site: dict[str, Any]):
    path = f"/sites/{site['id']}"
    read = ana.get(path)

    changed = ana.patch(path, {"country": "Peru"}, read.headers["ETag"])

    assert read.headers["ETag"] == read.get_json()["etag"]
    assert changed.get_json()["country"] == "Peru"
    assert changed.headers["ETag"] != read.headers["ETag"]
    assert ana.get(path).headers["ETag"] == changed.headers["ETag"]


def test_what_was_left_out_stays_and_null_takes_an_answer_back(ana: Program, site: dict[str, Any]):
    path = f"/sites/{site['id']}"
    first = ana.patch(path, {"facts": {"has_tailings": True, "findings": False}}, site["etag"])

    second = ana.patch(path, {"facts": {"findings": None}}, first.headers["ETag"]).get_json()

    assert second["facts"] == {"has_tailings": True}
    assert second["name"] == "North smelter"


def test_without_if_match_nothing_is_changed(ana: Program, site: dict[str, Any]):
    certificate = make_certificate(ana, site["id"])

    answers = [
        ana.patch(f"/sites/{site['id']}", {"country": "Peru"}),
        ana.delete(f"/certificates/{certificate['id']}"),
    ]

    assert [one.status_code for one in answers] == [428, 428]
    assert ana.get(f"/sites/{site['id']}").get_json() == site
    assert ana.get(f"/certificates/{certificate['id']}").status_code == 200


def test_whoever_was_late_sees_what_stands_now(ana: Program, ben: Program, site: dict[str, Any]):
    path = f"/sites/{site['id']}"
    ben.patch(path, {"country": "Peru"}, site["etag"])

    late = ana.patch(path, {"country": "Kenya"}, site["etag"])

    assert late.status_code == 412
    assert late.get_json()["current"]["country"] == "Peru"
    assert late.get_json()["current"]["changed_by"] == "Ben Baker"
    assert late.headers["ETag"] == late.get_json()["current"]["etag"]
    assert ana.patch(path, {"country": "Kenya"}, late.headers["ETag"]).status_code == 200


@pytest.mark.parametrize("tag", ['"99"', '"x"', 'W/"1"', "1", '"1.1.1"', '"-1"', '"١"'])
def test_an_etag_that_is_none_changes_nothing(ana: Program, site: dict[str, Any], tag: str):
    answer = ana.ask(
        "PATCH",
        f"/sites/{site['id']}",
        json={"country": "Peru"},
        If_Match=tag.encode().decode("latin-1"),
    )

    assert answer.status_code in (200, 412)
    assert (answer.status_code == 200) is tag.startswith(('"1.', "1"))


def test_one_of_several_etags_is_enough(ana: Program, site: dict[str, Any]):
    answer = ana.patch(f"/sites/{site['id']}", {"country": "Peru"}, '"7", "1", "8"')

    assert answer.status_code == 200


def test_the_first_answer_is_given_to_the_unanswered_state(
    ana: Program, assessment: dict[str, Any]
):
    path = f"/assessments/{assessment['id']}/answers/1.a"
    read = ana.get(path)

    without = ana.put(path, {"answer": "met"})
    first = ana.put(path, {"answer": "met"}, read.headers["ETag"])
    doubled = ana.ask("PUT", path, json={"answer": "not_met"}, If_None_Match="*")

    assert read.get_json()["answer"] == "unanswered"
    assert without.status_code == 428
    assert first.status_code == 200
    assert doubled.status_code == 412
    assert doubled.get_json()["current"]["answer"] == "met"


def test_nothing_there_yet_can_be_said_with_if_none_match(ana: Program, assessment: dict[str, Any]):
    path = f"/assessments/{assessment['id']}/ratings/1"

    answer = ana.ask("PUT", path, json={"rating": "fully_meets"}, If_None_Match="*")

    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"1"'


def test_a_save_that_is_repeated_is_no_conflict(ana: Program, assessment: dict[str, Any]):
    path = f"/assessments/{assessment['id']}/answers/1.a"
    ana.put(path, {"answer": "met", "note": "Policy"}, '"0"')

    again = ana.put(path, {"answer": "met", "note": "Policy"}, '"0"')

    assert again.status_code == 200
    assert again.headers["ETag"] == '"1"'


def test_an_assessment_can_be_changed_while_others_answer(
    ana: Program, ben: Program, assessment: dict[str, Any]
):
    path = f"/assessments/{assessment['id']}"
    ben.put(f"{path}/answers/1.a", {"answer": "met"}, '"0"')

    changed = ana.patch(path, {"period": "2026"}, assessment["etag"])

    assert changed.status_code == 200
    assert changed.get_json()["period"] == "2026"


def test_an_assessment_is_not_handed_in_otherwise_than_it_was_read(
    ana: Program, ben: Program, assessment: dict[str, Any]
):
    path = f"/assessments/{assessment['id']}"
    set_all_aside(ana, path)
    read = ana.get(path).headers["ETag"]
    ben.put(f"{path}/answers/1.a", {"answer": "met"}, '"0"')

    late = ana.post(f"{path}/submit", If_Match=read)

    assert late.status_code == 412
    assert late.get_json()["current"]["state"] == "open"
    assert ana.post(f"{path}/submit", If_Match=late.headers["ETag"]).status_code == 200


def test_what_is_known_already_is_not_sent_again(ana: Program, site: dict[str, Any]):
    answer = ana.get(f"/sites/{site['id']}", If_None_Match=site["etag"])

    assert answer.status_code == 304
    assert answer.data == b""


def test_of_many_at_once_one_wins_and_the_others_are_told(
    app: Flask, ana: Program, assessment: dict[str, Any]
):
    path = f"/assessments/{assessment['id']}/answers/1.a"
    programs = [Program(app, email) for email in (ANA, BEN) * 4]

    def answer(number: int) -> int:
        body = {"answer": "met", "note": f"note {number}"}
        return programs[number].put(path, body, '"0"').status_code

    with ThreadPoolExecutor(8) as threads:
        statuses = sorted(threads.map(answer, range(8)))

    assert statuses == [200] + [412] * 7
    assert ana.get(path).headers["ETag"] == '"1"'


def test_a_site_is_put_aside_taken_back_and_removed_while_it_has_nothing(ana: Program):
    site = make_site(ana)
    path = f"/sites/{site['id']}"

    aside = ana.ask("PUT", f"{path}/archive")
    change = ana.ask("PATCH", path, json={"place": "Coast"}, If_Match=site["etag"])
    back = ana.ask("DELETE", f"{path}/archive")
    gone = ana.ask("DELETE", path, If_Match=site["etag"])

    assert aside.get_json()["archived_at"] == "2026-12-01T09:30:00Z"
    assert (change.status_code, back.status_code, gone.status_code) == (409, 204, 204)
    assert ana.get(path).status_code == 404


def test_a_site_that_has_something_is_not_removed(ana: Program):
    site = make_site(ana)
    make_certificate(ana, site["id"])

    answer = ana.ask("DELETE", f"/sites/{site['id']}", If_Match=site["etag"])

    assert answer.status_code == 409
    assert "put it aside instead" in answer.get_json()["detail"]
