from typing import Any

import pytest
from flask import Flask

from tests.web.api.program import Program
from tests.web.people import ANA, BEN, ILSE, RAVI, SUE, begin_session


@pytest.fixture
def stranger(app: Flask) -> Program:
    """A program without a token."""
    return Program(app)


@pytest.fixture
def ana(app: Flask) -> Program:
    """A program of the lead of North Metals."""
    return Program(app, ANA)


@pytest.fixture
def ben(app: Flask) -> Program:
    """A program of a member of North Metals."""
    return Program(app, BEN)


@pytest.fixture
def sue(app: Flask) -> Program:
    """A program of the lead of South Metals, a competitor."""
    return Program(app, SUE)


@pytest.fixture
def ravi(app: Flask) -> Program:
    """A program of an assessor, who has a second factor."""
    return _with_second_factor(app, RAVI)


@pytest.fixture
def ilse(app: Flask) -> Program:
    """A program of a programme admin, who has a second factor."""
    return _with_second_factor(app, ILSE)


def _with_second_factor(app: Flask, email: str) -> Program:
    begin_session(app, email)
    return Program(app, email)


@pytest.fixture
def site(ana: Program) -> dict[str, Any]:
    """A smelter of North Metals, as the interface tells of it."""
    return make_site(ana)


@pytest.fixture
def assessment(ana: Program, site: dict[str, Any]) -> dict[str, Any]:
    """An assessment of that smelter against rra@3.0."""
    return make_assessment(ana, site["id"])


def make_site(program: Program, **changes: Any) -> dict[str, Any]:
    """Record a smelter."""
    body = {"name": "North smelter", "country": "Chile", "activities": ["smelting"]}
    made: dict[str, Any] = program.post("/sites", body | changes).get_json()
    return made


def make_assessment(program: Program, site: str) -> dict[str, Any]:
    """Begin an assessment."""
    body = {"site": site, "criteria_set": "rra@3.0", "assessment_day": "2027-03-15"}
    made: dict[str, Any] = program.post("/assessments", body).get_json()
    return made


def make_certificate(program: Program, site: str, **changes: Any) -> dict[str, Any]:
    """Record an ISO 45001 certificate of a site that counts."""
    body = {
        "standard": "ISO 45001",
        "edition": "2018",
        "issued": "2024-07-01",
        "valid_until": "2027-06-30",
        "last_audit": "2026-06-12",
        "sites": [site],
        "activities": ["smelting"],
        "accredited": True,
        "has_report": True,
        "status": "active",
        "result_basis": "audited",
        "nonconformity": "none",
    }
    made: dict[str, Any] = program.post("/certificates", body | changes).get_json()
    return made


def set_all_aside(program: Program, path: str) -> None:
    """Say of every criterion that it does not apply: the shortest way to a complete assessment."""
    criteria = program.get("/criteria-sets/rra@3.0").get_json()["criteria"]
    body = {"rating": "not_applicable", "reason": "Nothing of this happens here."}
    for one in criteria:
        program.ask("PUT", f"{path}/ratings/{one['number']}", json=body, If_None_Match="*")
