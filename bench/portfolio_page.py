"""Measure: the portfolio of 10,000 sites opened by a programme admin, from stored results.

The sites are made up by a seeded generator and belong to 2,000 organisations; every third has an
earlier cycle. What is measured is the whole page, from the request to the last byte.
"""

import gc
import logging
import random
import re
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
from flask.testing import FlaskClient

from ddtool.domain.people import Author, Role
from ddtool.packs import Library
from ddtool.settings import read_settings
from ddtool.store import Database, upgrading
from ddtool.usecases.accounts import NewUser, add_user
from ddtool.web import create_app

SITES = 10_000
CRITERIA_SET = "rra@3.0"
ON = date(2026, 12, 1)

_WHO, _PASSWORD = "admin@bench.example", "copper kettle seven winds"
_AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
_WRITTEN = "2026-12-01T09:30:00.000000Z"
_SITES_EACH, _EVERY_EARLIER = 5, 3
_METALS = ("copper", "lead", "molybdenum", "nickel", "zinc")
_ACTIVITIES = ("mining", "concentrating", "smelting", "refining")
_COUNTRIES = ("Chile", "Germany", "Malaysia", "Peru", "Sweden", "Zambia")
_OUTLOOKS = ("blocked", "incomplete", "conditional", "ready")
_STAGES = ("in_progress", "handed_in", "returned", "signed_off", "sign_off_broken")
_STANDARDS = ("IRMA", "ISO 14001", "ISO 45001", "SA8000", "TSM", "ResponsibleSteel", "GISTM")
_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')

Rows = dict[str, list[dict[str, Any]]]


def prepare(sites: int = SITES) -> Callable[[], int]:
    """The work: one request for the page; it returns how many bytes came."""
    logging.disable()
    instance = Path(tempfile.mkdtemp(prefix="ddtool-portfolio-")) / "instance"
    instance.mkdir(mode=0o700)
    settings = read_settings({"DDTOOL_INSTANCE": str(instance)})
    database = Database(settings.database_url)
    upgrading.upgrade(database)
    admin = NewUser(_WHO, Role.PROGRAMME_ADMIN, "Bench Admin")
    add_user(database, Author("bench", None, _AT), admin, _PASSWORD)
    database.close()
    _fill(instance / "ddtool.sqlite", _made(sites, Library((settings.criteria,))))
    client = create_app(settings, lambda: _AT).test_client()
    _sign_in(client)
    gc.freeze()

    def work() -> int:
        answer = client.get("/portfolio/")
        if answer.status_code != 200 or f"{sites}</b>".encode() not in answer.data:
            raise RuntimeError("the portfolio was not shown")
        return len(answer.data)

    return work


def _sign_in(client: FlaskClient) -> None:
    token = _TOKEN.findall(client.get("/sign-in").text)[0]
    sent = {"email": _WHO, "password": _PASSWORD, "csrf_token": token}
    client.post("/sign-in", data=sent)
    token = _TOKEN.findall(client.get("/second-factor").text)[0]
    client.post("/second-factor/begin", data={"csrf_token": token})
    page = client.get("/second-factor").text
    secret = re.findall(r'<code class="mono">([^<]+)</code>', page)[0]
    code = pyotp.TOTP(secret).at(_AT)
    client.post("/second-factor", data={"code": code, "csrf_token": _TOKEN.findall(page)[0]})


def _fill(path: Path, rows: Rows) -> None:
    connection = sqlite3.connect(path)
    for table, some in rows.items():
        names = tuple(some[0])
        places = ", ".join(f":{name}" for name in names)
        connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", some)  # noqa: S608 -- names of our own tables
    connection.commit()
    connection.close()


def _made(sites: int, library: Library) -> Rows:
    chance = random.Random(20261201)  # noqa: S311 -- sites for a measure, no secret
    criteria = library.criteria_set(CRITERIA_SET).criteria
    lengths = len(criteria), sum(len(one.assessed) for one in criteria)
    rows: Rows = {"organisations": [], "sites": [], "assessments": [], "portfolio_results": []}
    for number in range(sites):
        if number % _SITES_EACH == 0:
            rows["organisations"].append(_organisation(number))
        site = _site(number)
        rows["sites"].append(site)
        for earlier in (0, 1) if number % _EVERY_EARLIER == 0 else (0,):
            head = _assessment(site, earlier)
            rows["assessments"].append(head)
            rows["portfolio_results"].append(_result(chance, head, earlier, lengths))
    return rows


def _organisation(number: int) -> dict[str, Any]:
    owner = _owner(number)
    return {"id": owner, "name": f"Producer {number:05d}", "kind": "producer", **_changed()}


def _site(number: int) -> dict[str, Any]:
    return {
        "organisation_id": _owner(number),
        "id": f"5{number:035d}",
        "name": f"Site {number:05d}",
        "country": "",
        "place": "",
        **dict.fromkeys(("activities", "areas", "metals"), "[]"),
        "facts": "{}",
        "fictional": 1,
        **_changed(),
    }


def _assessment(site: dict[str, Any], earlier: int) -> dict[str, Any]:
    return {
        "organisation_id": site["organisation_id"],
        "id": f"{earlier}{site['id'][1:]}",
        "site_id": site["id"],
        "criteria_set": CRITERIA_SET,
        "pack_sha256": "0" * 64,
        **dict.fromkeys(("matrix", "period", "prepared_by"), ""),
        "state": "submitted",
        "revision": 1,
        **_changed(),
    }


def _result(
    chance: random.Random, head: dict[str, Any], earlier: int, lengths: tuple[int, int]
) -> dict[str, Any]:
    gaps = "".join(chance.choices("bomtc-", (1, 2, 8, 1, 18, 3), k=lengths[0]))
    lapse = ON + timedelta(days=chance.randint(1, 900))
    named = {name: head[name] for name in ("organisation_id", "site_id", "criteria_set")}
    return named | {
        "assessment_id": head["id"],
        "matrix": "working@2026.11",
        "grounds": "0" * 64,
        "event": 1,
        "submission": 1,
        **dict.fromkeys(("newest", "newest_submitted"), 1 - earlier),
        "day": f"{2026 - 3 * earlier}-06-01",
        "as_of": ON.isoformat(),
        "country": chance.choice(_COUNTRIES),
        "activities": f"|{'|'.join(chance.sample(_ACTIVITIES, 2))}|",
        "metals": f"|{'|'.join(chance.sample(_METALS, 2))}|",
        "outlook": chance.choice(_OUTLOOKS),
        "stage": chance.choice(_STAGES),
        "gaps": gaps,
        "lacks": "".join(chance.choices("npue.", (1, 2, 1, 1, 12), k=lengths[1])),
        "helps": "|".join(
            f"{one}{chance.choice('=~')}{chance.randint(1, 9)}" for one in _STANDARDS
        ),
        "blocking": gaps.count("b"),
        "to_close": sum(map(gaps.count, "bomt")),
        "next_lapse": lapse.isoformat(),
        "lapses": f'[["{lapse.isoformat()}", ["ISO 45001"], ["17", "18"]]]',
        "fault": "",
    }


def _owner(number: int) -> str:
    return f"1{number // _SITES_EACH:035d}"


def _changed() -> dict[str, Any]:
    return {"version": 1, "changed_at": _WRITTEN, "changed_by": "bench"}
