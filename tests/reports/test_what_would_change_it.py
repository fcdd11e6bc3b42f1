"""Why a certificate counts or not never says two things at once, whatever comes together."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from typing import Any

import pytest

from ddtool.domain.analysis import Grounds, analyse
from ddtool.domain.assessments import Assessment
from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    Edition,
    EvidenceType,
    Nonconformity,
    ResultBasis,
    Standard,
    Standards,
)
from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.gate_trace import Passing
from ddtool.reports.content import Voice
from ddtool.reports.content.gate_by_gate import CellTrace, PairSaid, explain_pair
from ddtool.reports.content.source import Source
from tests.factories import (
    ON,
    make_cell,
    make_certificate,
    make_criteria_set,
    make_matrix,
    make_site,
)

NOTHING_HELPS = "Nothing you could bring changes this"
UNDECIDED = "Nobody has decided yet what ISO 45001:2018 counts for, so it counts for nothing here."

FLAWS: dict[str, dict[str, Any]] = {
    "suspended": {"status": CertificateStatus.SUSPENDED},
    "expired": {"valid_until": date(2026, 3, 31)},
    "no last day": {"valid_until": None},
    "no edition": {"edition": ""},
    "not accredited": {"accredited": False},
    "accreditation unchecked": {"accredited": None},
    "second-hand": {"result_basis": ResultBasis.RECOGNISED},
    "other site": {"sites": ("S9",)},
    "no sites": {"sites": ()},
    "other activities": {"activities": ("mining",)},
    "some activities": {"activities": ("smelting",)},
    "no report": {"has_report": False},
    "status not stated": {"status": None},
    "basis not known": {"result_basis": None},
    "nonconformity not stated": {"nonconformity": None},
    "minor": {"nonconformity": Nonconformity.MINOR},
    "major": {"nonconformity": Nonconformity.MAJOR},
    "critical": {"nonconformity": Nonconformity.CRITICAL},
    "questionnaire": {"evidence_type": EvidenceType.QUESTIONNAIRE},
    "ends before the assessment": {"valid_until": date(2026, 8, 31)},
}
DEMANDS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "much": {"accredited_required": True, "report_required": True, "max_audit_age_months": 6},
    "over": {"effective_to": date(2026, 1, 31)},
    "other activities": {"activities": ("mining",)},
    "fewer activities": {"activities": ("smelting",)},
}
SUPERSEDED = Standards(
    (
        Standard(
            "ISO 45001",
            "Occupational health and safety",
            editions=(
                Edition("2018", "ISO 45001:2018", transition_end=date(2028, 4, 30)),
                Edition("2027", "ISO 45001:2027"),
            ),
        ),
    )
)


def explained(cell: Cell, certificate: Certificate, **changes: Any) -> PairSaid:
    site = make_site(id="S1", activities=("smelting", "refining"), areas=())
    assessment = Assessment(
        site,
        "rra@3.0",
        certificates=(certificate,),
        assessment_day=date(2026, 12, 1),
    )
    grounds = Grounds(make_criteria_set(), make_matrix(cell), SUPERSEDED)
    analysis = analyse(assessment, grounds, as_of=ON)
    voice = replace(Voice(standards=SUPERSEDED), **changes)
    return explain_pair(
        Source(analysis, voice), analysis.lines[0], analysis.certificates[0].certificate
    )


def cases() -> Iterator[Any]:
    flawed = [(), *((one,) for one in FLAWS), *combinations(FLAWS, 2)]
    for status, demand in product(("proposed", "published"), DEMANDS):
        for level in (Level.NONE, Level.PARTIAL, Level.FULL):
            cell = make_cell(status=status, level=level, **DEMANDS[demand])
            yield pytest.param(cell, flawed, id=f"{status}-{level.code}-{demand}")


def told(cell: Cell, flawed: list[tuple[str, ...]]) -> Iterator[tuple[PairSaid, CellTrace]]:
    for names in flawed:
        changes = {key: value for name in names for key, value in FLAWS[name].items()}
        pair = explained(cell, make_certificate(**changes))
        (trace,) = pair.traces
        yield pair, trace


@pytest.mark.parametrize(("cell", "flawed"), tuple(cases()))
def test_an_open_decision_stands_first_and_nothing_else_is_asked_for(cell: Cell, flawed: Any):
    for pair, trace in told(cell, flawed):
        mending = trace.mending
        if cell.counts:
            assert (mending.decision, mending.afterwards) == ((), ())
            assert pair.word != "Recognition not decided"
        else:
            assert trace.recognition.word == "Stopped"
            assert pair.word == "Recognition not decided"
            assert pair.summary[0].startswith("Nobody has decided yet what ISO 45001")
            assert "This installation has not decided yet" in mending.decision[1]
            assert (mending.to_do, mending.at_best) == ((), "")


@pytest.mark.parametrize(("cell", "flawed"), tuple(cases()))
def test_nothing_is_promised_and_denied_at_once(cell: Cell, flawed: Any):
    for pair, trace in told(cell, flawed):
        mending, passings = trace.mending, [gate.passing for gate in trace.gates]
        denied = any(NOTHING_HELPS in text for text in mending.beyond)
        assert not (denied and (mending.to_do or mending.afterwards or mending.at_best))
        assert bool(mending.at_best) == bool(mending.to_do)
        stops = any("stops it" in text or "stop it" in text for text in pair.summary)
        assert stops == (Passing.REJECTED in passings)
        if "It passes every check that is made." in pair.summary:
            assert set(passings) <= {Passing.PASSED, Passing.NOT_ASKED}
            assert trace.recognition.passing is Passing.PASSED


@pytest.mark.parametrize(("cell", "flawed"), tuple(cases()))
def test_what_stops_nothing_is_never_told_to_be_done_and_has_its_day(cell: Cell, flawed: Any):
    for _, trace in told(cell, flawed):
        asked = {help for help, _ in (*trace.mending.to_do, *trace.mending.afterwards)}
        assert "Move to the newer edition before that day." not in asked
        for help, found in trace.mending.remarks:
            assert help not in asked
            assert "202" in found


def test_an_edition_that_ends_is_a_remark_beside_the_open_decision():
    pair = explained(make_cell(status="proposed"), make_certificate(), deciders=("Ilse Adler",))

    (trace,) = pair.traces
    assert pair.title == "Why ISO 45001:2018 does not count yet for criterion 17"
    assert pair.summary == (UNDECIDED, "One check warns, and stops nothing.")
    assert (trace.recognition.title, trace.recognition.word) == ("Recognition decided", "Stopped")
    assert trace.mending.decision == (
        "Ask the programme admin of this installation, Ilse Adler, to decide what ISO 45001:2018 "
        "counts for.",
        "This installation has not decided yet. Before it has, nothing you change on the "
        "certificate helps; show the criterion by evidence of your own.",
    )
    assert trace.mending.remarks == (
        (
            "Move to the newer edition before that day.",
            "A newer edition is out; this one is accepted until 30\xa0Apr\xa02028.",
        ),
    )


def test_what_is_wrong_with_the_certificate_comes_only_after_the_decision():
    expired = make_certificate(valid_until=date(2026, 3, 31))

    pair = explained(make_cell(status="proposed"), expired)

    (trace,) = pair.traces
    assert pair.summary[:2] == (UNDECIDED, "Besides, one check stops it.")
    assert trace.mending.afterwards == (
        (
            "Renew it, and record the new last day.",
            "The certificate expired on 31\xa0Mar\xa02026.",
        ),
    )


def test_a_decided_recognition_is_told_with_what_follows_when_all_is_done():
    expired = make_certificate(valid_until=date(2026, 3, 31))

    (trace,) = explained(make_cell(), expired).traces

    assert (trace.recognition.word, trace.recognition.found) == (
        "Passed",
        ("Published by the scheme owners.",),
    )
    assert [help for help, _ in trace.mending.to_do] == ["Renew it, and record the new last day."]
    assert trace.mending.at_best.startswith("With all of this: Closes the criterion")
