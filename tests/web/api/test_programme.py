"""What programmes read by program: the portfolio and the audit trail, each as far as they may."""

from typing import Any

from flask import Flask

from ddtool.usecases.portfolio import catch_up
from tests.web import making
from tests.web.api.conftest import make_assessment, make_certificate, make_site, set_all_aside
from tests.web.api.program import Program
from tests.web.people import AT


def hand_in(app: Flask, program: Program, **site: Any) -> dict[str, Any]:
    """A site with an assessment that was handed in, as the portfolio then has it."""
    place = make_site(program, **site)
    make_certificate(program, place["id"])
    assessment = make_assessment(program, place["id"])
    path = f"/assessments/{assessment['id']}"
    set_all_aside(program, path)
    tag = program.get(path).headers["ETag"]
    assert program.post(f"{path}/submit", None, If_Match=tag).status_code == 200
    known = making.installed(app)
    catch_up(known.database, known.library, at=AT, as_of=AT.date(), most=10)
    return assessment


def test_a_lead_reads_their_own_sites_and_an_admin_what_was_handed_in(
    app: Flask, ana: Program, sue: Program, ilse: Program
):
    assessment = hand_in(app, ana, country="Peru")
    make_assessment(sue, make_site(sue, name="South mine")["id"])
    known = making.installed(app)
    catch_up(known.database, known.library, at=AT, as_of=AT.date(), most=10)

    (mine,) = ana.get("/portfolio").get_json()["items"]
    (theirs,) = sue.get("/portfolio").get_json()["items"]
    (all_of_it,) = ilse.get("/portfolio?stage=handed_in&country=Peru").get_json()["items"]

    assert (mine["name"], mine["assessment"]) == ("North smelter", assessment["id"])
    assert (theirs["stage"], theirs["handed_in_on"]) == ("in_progress", None)
    assert all_of_it == mine | {"assessment": None}
    assert (all_of_it["gaps"]["4"], len(all_of_it["gaps"])) == ("to_confirm", 33)
    assert ilse.get("/portfolio?stage=signed_off").get_json()["items"] == []
    assert ilse.get("/portfolio?stage=nonsense").status_code == 422
    assert ilse.get("/portfolio?criteria_set=none@1").status_code == 422


def test_sites_come_in_pages_without_gaps_or_doubles(app: Flask, ana: Program):
    for number in range(3):
        make_assessment(ana, make_site(ana, name=f"Site {number}")["id"])
    known = making.installed(app)
    catch_up(known.database, known.library, at=AT, as_of=AT.date(), most=10)

    first = ana.get("/portfolio?limit=2").get_json()
    second = ana.get(f"/portfolio?limit=2&cursor={first['next']}").get_json()

    assert second["next"] is None
    names = [one["name"] for one in (*first["items"], *second["items"])]
    assert sorted(names) == ["Site 0", "Site 1", "Site 2"]


def test_an_admin_searches_the_audit_trail_and_is_in_it(app: Flask, ana: Program, ilse: Program):
    make_certificate(ana, make_site(ana)["id"])
    ilse.get("/portfolio")

    found = ilse.get("/audit?thing=c1&noun=certificate&first=2026-12-01").get_json()["items"]
    seen = ilse.get("/audit?kind=accesses&limit=1").get_json()

    (entry,) = found
    assert (entry["what"], entry["about"], entry["done"]) == ("Certificate", "C1", "added")
    assert "old" not in entry
    assert (seen["items"][0]["by"], seen["items"][0]["seen"]) == ("Ilse Brandt", "audit_trail")
    older = ilse.get(f"/audit?kind=accesses&limit=1&cursor={seen['next']}").get_json()["items"]
    assert [one["seen"] for one in older] == ["portfolio"]
    assert ilse.get("/audit?first=soon").status_code == 422
    assert ana.get("/audit").status_code == 403
