"""The interface does the same on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from ddtool.settings import read_settings
from ddtool.store import Database
from ddtool.web import create_app
from tests.web.api.conftest import make_assessment, make_certificate, make_site, set_all_aside
from tests.web.api.program import Program
from tests.web.people import ANA, AT, BEN, add_people


@pytest.fixture
def either(url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on each kind of database in turn."""
    opened = Database(url)
    add_people(opened)
    opened.close()
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o700, exist_ok=True)
    made = create_app(
        read_settings({"DDTOOL_INSTANCE": str(instance), "DDTOOL_DATABASE_URL": url}), lambda: AT
    )
    yield made
    made.extensions["ddtool"].database.close()


def test_a_producer_comes_from_a_site_to_a_submission(either: Flask):
    ana = Program(either, ANA)
    site = make_site(ana, areas=["smelter"], facts={"has_tailings": True})
    certificate = make_certificate(ana, site["id"])
    path = f"/assessments/{make_assessment(ana, site['id'])['id']}"
    set_all_aside(ana, path)
    read = ana.get(f"{path}/answers/1.a").headers["ETag"]
    ana.put(f"{path}/answers/1.a", {"answer": "met", "note": "Größe, 证书, 😀"}, read)

    coverage = ana.get(f"{path}/coverage").get_json()
    submitted = ana.post(f"{path}/submit").get_json()
    removed = ana.delete(f"/certificates/{certificate['id']}", certificate["etag"])

    assert ana.get(f"{path}/answers/1.a").get_json()["note"] == "Größe, 证书, 😀"
    assert len(coverage["criteria"]) == 33
    assert submitted["state"] == "submitted"
    assert removed.status_code == 204


def test_of_many_at_once_one_wins_and_the_others_are_told(either: Flask):
    ana = Program(either, ANA)
    address = f"/sites/{make_site(ana)['id']}"
    programs = [Program(either, email) for email in (ANA, BEN) * 3]

    def change(number: int) -> int:
        return programs[number].patch(address, {"country": f"C{number}"}, '"1"').status_code

    with ThreadPoolExecutor(6) as threads:
        statuses = sorted(threads.map(change, range(6)))

    assert statuses == [200] + [412] * 5


def test_many_at_once_under_one_key_make_one_thing(either: Flask):
    programs = [Program(either, ANA) for _ in range(6)]

    def record(program: Program) -> str:
        answer = program.post("/sites", {"name": "North"}, Idempotency_Key="k-1")
        return str(answer.get_json()["id"])

    with ThreadPoolExecutor(6) as threads:
        made = set(threads.map(record, programs))

    assert len(made) == 1
    assert len(programs[0].get("/sites").get_json()["items"]) == 1
