"""What one certificate does at a site, and what it would do with a missing fact."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ddtool.domain.analysis import Grounds
from ddtool.domain.certificate_effects import SiteEffects, effects_at
from ddtool.domain.certificates import Certificate, CertificateStatus
from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.reasons import Code
from ddtool.domain.verdicts import Outcome
from tests.factories import (
    ON,
    make_assessment,
    make_cell,
    make_certificate,
    make_criteria_set,
    make_criterion,
    make_matrix,
    make_standards,
)

CELLS = (
    make_cell(criterion="1", activities=()),
    make_cell(criterion="2", level=Level.PARTIAL, covers=("2.b",)),
    make_cell(criterion="3", status="proposed"),
    make_cell(criterion="4", level=Level.NONE),
)


def effects(certificate: Certificate, *cells: Cell, **site: Any) -> SiteEffects:
    criteria = [make_criterion(number, "a", "b") for number in ("1", "2", "3", "4", "5")]
    grounds = Grounds(
        make_criteria_set(*criteria), make_matrix(*(cells or CELLS)), make_standards()
    )
    assessment = make_assessment()
    changed = replace(assessment, site=replace(assessment.site, **site))
    return effects_at(changed, certificate, grounds, as_of=ON)


def outcomes(found: SiteEffects) -> dict[str, Outcome]:
    return {one.criterion.number: one.ruling.outcome for one in found.criteria}


def test_each_criterion_with_a_cell_has_an_outcome():
    found = effects(make_certificate())

    assert outcomes(found) == {
        "1": Outcome.COUNTS,
        "2": Outcome.COUNTS,
        "3": Outcome.SUGGESTED,
        "4": Outcome.REJECTED,
    }
    assert found.criteria[1].ruling.share.requirements == ("2.b",)
    assert (found.own, found.compared) == ((), True)


@pytest.mark.parametrize(
    "missing",
    [
        {"valid_until": None},
        {"edition": ""},
        {"sites": ()},
        {"activities": ()},
        {"result_basis": None},
        {"accredited": None},
        {"last_audit": None},
        {"has_report": False},
        {"results": {}},
        {"valid_until": None, "sites": (), "accredited": None},
    ],
)
def test_what_waits_for_a_fact_tells_what_it_would_do_with_it(missing: dict[str, Any]):
    cell = make_cell(
        criterion="2",
        level=Level.PARTIAL,
        covers=("2.b",),
        accredited_required=True,
        report_required=True,
        max_audit_age_months=36,
        min_results=(("chapter 1", 60),),
    )

    (found,) = effects(make_certificate(**{"results": {"chapter 1": 80}, **missing}), cell).criteria

    assert found.ruling.outcome is Outcome.PENDING
    assert found.would
    assert (found.would.level, found.would.share.requirements) == (Level.PARTIAL, ("2.b",))
    assert found.would.until == (None if "valid_until" in missing else date(2027, 2, 28))


def test_a_fact_may_bring_less_than_the_whole():
    cell = make_cell(criterion="1", activities=("smelting",))

    (found,) = effects(make_certificate(activities=()), cell).criteria

    assert found.would
    assert found.would.level is Level.PARTIAL


def test_what_is_wrong_everywhere_is_told_apart():
    found = effects(
        make_certificate(
            status=CertificateStatus.SUSPENDED, valid_until=date(2025, 1, 31), sites=("S9",)
        )
    )

    assert [one.code for one in found.own] == [
        Code.NOT_ACTIVE,
        Code.EXPIRED,
        Code.SITE_NOT_COVERED,
    ]
    assert set(outcomes(found).values()) == {Outcome.REJECTED}


def test_a_standard_that_the_matrix_does_not_know_is_not_compared():
    found = effects(make_certificate(standard="ISO 9001"))

    assert found == SiteEffects(criteria=(), own=(), compared=False)


def test_a_suggestion_tells_what_it_would_bring_and_what_is_wrong_all_the_same():
    cells = (
        make_cell(criterion="1", status="proposed"),
        make_cell(criterion="2", status="proposed", level=Level.PARTIAL, covers=("2.b",)),
    )

    found = effects(
        make_certificate(areas=("furnace",), valid_until=None),
        *cells,
        areas=("furnace", "tank house"),
    )

    assert outcomes(found) == {"1": Outcome.SUGGESTED, "2": Outcome.SUGGESTED}
    first, second = (one.would for one in found.criteria)
    assert first is not None
    assert second is not None
    assert (first.outcome, first.level) == (Outcome.COUNTS, Level.PARTIAL)
    assert first.notes == ("areas not covered: tank house",)
    assert second.share.requirements == ("2.b",)
    assert (first.until, second.until) == (None, None)
    codes = {reason.code for reason in found.criteria[0].ruling.reasons}
    assert {Code.AREAS_MISSING, Code.EXPIRY_UNKNOWN} <= codes
