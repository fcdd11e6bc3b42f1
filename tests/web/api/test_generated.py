"""Thousands of requests made up from the description: none breaks, none is answered otherwise."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.api.conftest import make_certificate
from tests.web.api.program import Program

_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
_EXAMPLES = 8
_PARTS = 3
"""All operations together take longer than a test may; each part takes every third."""


@pytest.fixture
def known(ana: Program, site: dict[str, Any], assessment: dict[str, Any]) -> dict[str, str]:
    """What there is, by the names of places in paths."""
    path = f"/assessments/{assessment['id']}"
    action = ana.post(f"{path}/actions", {"criterion": "2", "title": "Map them"}).get_json()
    link = {"location": "https://example.org/policy", "requirements": "1.a"}
    evidence = ana.ask("POST", f"{path}/evidence", data=link, content_type="multipart/form-data")
    return {
        "site": site["id"],
        "certificate": make_certificate(ana, site["id"])["id"],
        "assessment": assessment["id"],
        "action": action["id"],
        "evidence": evidence.get_json()["id"],
        "requirement": "1.a",
        "criterion": "1",
        "name": "rra@3.0",
    }


@pytest.mark.parametrize("part", range(_PARTS))
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_made_up_request_breaks_anything(
    app: Flask, ana: Program, known: dict[str, str], mode: GenerationMode, part: int
):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operations = [one.ok() for one in schema.get_all_operations()]  # type: ignore[union-attr]
    tried = 0
    for operation in operations[part::_PARTS]:
        strategy = operation.as_strategy(generation_mode=mode)
        tried += _try(strategy, ana, known)

    assert len(operations) > 40
    assert tried > len(operations[part::_PARTS]) * _EXAMPLES / 2


def _try(strategy: Any, program: Program, known: dict[str, str]) -> int:
    """Send what a strategy makes up; most go to things that there are."""
    tried = [0]

    @settings(
        max_examples=_EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy, is_known=st.sampled_from([True, True, True, False]))
    def send(case: Any, is_known: bool) -> None:
        places = dict(case.path_parameters or {})
        if is_known:
            case.path_parameters = {name: known.get(name, value) for name, value in places.items()}
        tried[0] += 1
        # Buffered: the answer is read to its end and closed, as a server does.
        case.call_and_validate(checks=_CHECKS, headers=program.headers, buffered=True)

    send()
    return tried[0]
