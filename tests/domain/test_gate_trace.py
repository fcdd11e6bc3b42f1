from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ddtool.domain.certificates import CertificateStatus, EvidenceType, Nonconformity
from ddtool.domain.coverage import judge
from ddtool.domain.gate_trace import GATES, Passing, Trace, trace_gates
from ddtool.domain.gatekeeper import Gatekeeper
from ddtool.domain.reasons import Code
from tests.factories import ON, make_aspect, make_cell, make_certificate, make_place


def _trace(certificate=None, cell=None, place=None, on: date = ON) -> Trace:
    certificate, place = certificate or make_certificate(), place or make_place()
    keeper = Gatekeeper(certificate, place, on, {})
    (verdict,) = judge(keeper, make_aspect(), [cell or make_cell()])
    return trace_gates(verdict, certificate, place, on=on)


def _passing(trace: Trace) -> dict[str, Passing]:
    return {step.gate: step.passing for step in trace.steps}


def test_every_gate_is_told_in_the_order_of_the_rules():
    trace = _trace()

    assert tuple(step.gate for step in trace.steps) == GATES
    assert GATES[0] == "G2"
    assert GATES[-1] == "G15"


def test_what_a_cell_does_not_demand_is_not_asked():
    passing = _passing(_trace())

    not_asked = [gate for gate, one in passing.items() if one is Passing.NOT_ASKED]
    assert not_asked == ["G4", "G6", "G7", "G11", "G12", "G13", "G15"]
    assert passing["G3"] is Passing.PASSED


@pytest.mark.parametrize(
    ("gate", "demand"),
    [
        ("G4", {"effective_from": date(2020, 1, 1)}),
        ("G6", {"max_audit_age_months": 24}),
        ("G7", {"accredited_required": True}),
        ("G13", {"report_required": True}),
    ],
)
def test_what_a_cell_demands_and_the_certificate_has_is_passed(gate: str, demand: dict[str, Any]):
    passing = _passing(_trace(cell=make_cell(**demand)))

    assert passing[gate] is Passing.PASSED


def test_a_gate_that_rejects_does_not_hide_one_that_lowers():
    certificate = make_certificate(
        status=CertificateStatus.SUSPENDED, nonconformity=Nonconformity.MAJOR
    )

    passing = _passing(_trace(certificate))

    assert passing["G3"] is Passing.REJECTED
    assert passing["G14"] is Passing.LOWERED


def test_a_missing_fact_is_told_apart_from_a_rejection():
    passing = _passing(_trace(make_certificate(edition="")))

    assert passing["G5"] is Passing.FACT_MISSING


def test_supporting_evidence_meets_no_other_gate():
    trace = _trace(make_certificate(evidence_type=EvidenceType.QUESTIONNAIRE))

    passing = _passing(trace)
    assert passing.pop("G2") is Passing.REJECTED
    assert set(passing.values()) == {Passing.NOT_ASKED}


def test_without_a_cell_only_the_certificates_own_gates_are_asked():
    trace = _trace(cell=make_cell(criterion="18"))

    asked = [gate for gate, one in _passing(trace).items() if one is not Passing.NOT_ASKED]
    assert asked == ["G2", "G3", "G9"]
    assert [one.code for one in trace.of_the_cell] == [Code.OTHER_CRITERIA_VERSION]


def test_the_assessment_day_is_asked_about_only_while_the_certificate_runs():
    place = make_place(assessment_day=date(2027, 6, 1))

    running = _passing(_trace(place=place))
    expired = _passing(_trace(place=place, on=date(2027, 3, 1)))

    assert running["G15"] is Passing.WARNED
    assert expired["G15"] is Passing.NOT_ASKED


def test_what_only_the_cell_says_is_of_no_gate():
    trace = _trace(cell=replace(make_cell(), status="proposed"))

    assert [one.code for one in trace.of_the_cell] == [Code.CELL_NOT_PUBLISHED]
    assert Code.CELL_NOT_PUBLISHED in [one.code for one in trace.reasons]
