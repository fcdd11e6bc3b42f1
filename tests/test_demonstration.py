"""The fictional producers against what their authors expect of them, certificate by certificate."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ddtool.domain.analysis import Grounds, analyse
from ddtool.domain.assessments import Assessment
from ddtool.domain.criteria import Rating
from ddtool.domain.equivalency import Cell, Conditions, Level, Matrix
from ddtool.domain.gaps import Gap, GapAnalysis, Outlook
from ddtool.domain.verdicts import Outcome, Ruling
from ddtool.packs import Library
from ddtool.usecases.demonstration import demonstration_sites, read_demonstration

CRITERIA = Path(__file__).parents[1] / "criteria"
LIBRARY = Library((CRITERIA,))
DAY = date(2026, 12, 1)

# Site, certificate, the outcomes it has for the criteria of rra@3.0 that have a cell of its
# standard, and every code that its gates and cells give, when all those cells are treated as
# published. Codes of pairs without a cell are named where there is no cell at all.
EXPECTED = [
    ("DEMO-S1", "A1", "counts rejected", "edition-superseded published-as-none"),
    ("DEMO-S1", "A2", "counts rejected", "lapses-before-assessment published-as-none"),
    (
        "DEMO-S1",
        "A3",
        "counts pending rejected",
        "activities-missing below-threshold published-as-none result-unknown",
    ),
    ("DEMO-S1", "A4", "rejected", "scope-unknown site-not-covered"),
    ("DEMO-S1", "A5", "rejected", "activities-missing below-threshold"),
    ("DEMO-S1", "A6", "rejected", "supporting-evidence-only"),
    ("DEMO-S1", "A7", "pending", "accreditation-unchecked activities-missing"),
    ("DEMO-S2", "B1", "counts rejected", "published-as-none"),
    ("DEMO-S2", "B2", "counts rejected", "edition-superseded published-as-none"),
    ("DEMO-S2", "B3", "rejected", "major-nonconformity not-active"),
    ("DEMO-S2", "B4", "counts", ""),
    ("DEMO-S2", "B5", "rejected", "activities-missing expired"),
    ("DEMO-S2", "B6", "rejected", "scope-unknown site-not-covered"),
    ("DEMO-S2", "B7", "pending", "expiry-unknown"),
    ("DEMO-S3", "C1", "rejected", "activities-missing published-as-none"),
    (
        "DEMO-S3",
        "C2",
        "counts rejected",
        "activities-missing areas-missing edition-superseded published-as-none",
    ),
    ("DEMO-S3", "C3", "rejected", "activities-missing not-accredited"),
    ("DEMO-S3", "C4", "pending", "activities-missing result-basis-unknown"),
    ("DEMO-S3", "C5", "rejected", "edition-not-recognised expired"),
    ("DEMO-S3", "C6", "pending rejected", "activities-missing published-as-none report-missing"),
    ("DEMO-S3", "C7", "rejected", "activities-missing published-as-none"),
]


@cache
def assessment(site: str) -> Assessment:
    return read_demonstration(CRITERIA / "demo", site, LIBRARY)


@cache
def counting_matrix() -> Matrix:
    """The working matrix as if somebody had published each of its cells."""
    matrix = LIBRARY.matrix("working@2026.11")
    return replace(matrix, cells=tuple(replace(one, status="published") for one in matrix.cells))


def analysed(site: str, matrix: Matrix) -> GapAnalysis:
    grounds = Grounds(LIBRARY.criteria_set("rra@3.0"), matrix, LIBRARY.standards())
    return analyse(assessment(site), grounds, as_of=DAY)


@cache
def as_if_published(site: str) -> GapAnalysis:
    return analysed(site, counting_matrix())


@cache
def as_shipped() -> GapAnalysis:
    return analysed("DEMO-S2", LIBRARY.matrix("demo@2026.11"))


def rulings(analysis: GapAnalysis, certificate: str) -> list[Ruling]:
    """Those against a cell, or all where no cell speaks about the certificate's standard."""
    found = [
        verdict
        for line in analysis.lines
        for verdict in line.decision.verdicts
        if verdict.certificate == certificate
    ]
    with_cell = [verdict.ruling for verdict in found if verdict.cell is not None]
    return with_cell or [verdict.ruling for verdict in found]


def codes(found: list[Ruling]) -> list[str]:
    return sorted({reason.code.value for ruling in found for reason in ruling.reasons})


def test_every_certificate_of_the_demonstration_is_expected_to_do_something():
    held = [
        (site, one.id)
        for site in demonstration_sites(CRITERIA / "demo")
        for one in assessment(site).certificates
    ]

    assert [(site, certificate) for site, certificate, _, _ in EXPECTED] == held
    assert len(held) == 21


@pytest.mark.parametrize(("site", "certificate", "outcomes", "expected"), EXPECTED)
def test_a_certificate_gets_the_reasons_its_author_expects(
    site: str, certificate: str, outcomes: str, expected: str
):
    found = rulings(as_if_published(site), certificate)

    assert sorted({ruling.outcome.value for ruling in found}) == outcomes.split()
    assert codes(found) == expected.split()


def test_irma_is_below_its_threshold_where_a_chapter_scored_too_low():
    below = [
        line.criterion.number
        for line in as_if_published("DEMO-S1").lines
        for verdict in line.decision.verdicts
        if verdict.certificate == "A3"
        and any(reason.code == "below-threshold" for reason in verdict.ruling.reasons)
    ]

    assert below == ["17", "23"]


def test_irma_leaves_the_sx_ew_plant_open_everywhere():
    found = rulings(as_if_published("DEMO-S1"), "A3")

    assert all(
        "activities-missing" in {reason.code.value for reason in ruling.reasons}
        for ruling in found
        if ruling.outcome is Outcome.COUNTS
    )


def test_the_joint_standard_shows_five_requirements_of_criterion_10():
    line = as_if_published("DEMO-S2").by_number["10"]

    (ruling,) = (one.ruling for one in line.decision.verdicts if one.certificate == "B4")

    assert ruling.share.requirements == ("10.b", "10.d", "10.e", "10.f", "10.g")


def test_an_edition_that_ended_is_told_once_a_cell_names_it():
    cell = Cell(
        criteria_set="rra@3.0",
        criterion="17",
        standard="OHSAS 18001",
        level=Level.PARTIAL,
        conditions=Conditions(editions=("2007",)),
        status="published",
        gap_note="health surveillance",
    )
    matrix = replace(counting_matrix(), cells=(*counting_matrix().cells, cell))

    found = rulings(analysed("DEMO-S3", matrix), "C5")

    assert codes(found) == ["activities-missing", "edition-withdrawn", "expired"]


def test_nothing_of_the_working_matrix_counts():
    analysis = analysed("DEMO-S2", LIBRARY.matrix("working@2026.11"))

    assert not [line.certificate.id for line in analysis.certificates if line.counts]
    assert analysis.counts[Gap.CLOSED] == 13


def test_the_full_demonstration_is_blocked_by_criterion_32():
    analysis = as_shipped()

    assert analysis.outlook is Outlook.BLOCKED
    assert [line.criterion.number for line in analysis.with_gap(Gap.BLOCKING)] == ["32"]
    assert {gap.value: number for gap, number in analysis.counts.items()} == {
        "blocking": 1,
        "minor": 14,
        "to_confirm": 0,
        "open": 0,
        "closed": 13,
        "not_applicable": 5,
    }


def test_each_rating_of_the_demonstration_leads_to_its_gap():
    follows = {
        Rating.FULLY_MEETS: Gap.CLOSED,
        Rating.PARTIALLY_MEETS: Gap.MINOR,
        Rating.DOES_NOT_MEET: Gap.BLOCKING,
        Rating.NOT_APPLICABLE: Gap.NOT_APPLICABLE,
    }

    for line in as_shipped().lines:
        assert line.own is not None
        assert line.own.rating is not None
        assert line.gap is follows[line.own.rating], line.criterion.number


def test_the_suspended_certificate_gives_nothing_for_criterion_17():
    decision = as_shipped().by_number["17"].decision

    assert (decision.coverage.value, decision.by) == ("none", ())
    assert "not-active" in decision.codes


def test_the_verification_statement_waits_for_its_day_of_expiry():
    decision = as_shipped().by_number["27"].decision

    assert (decision.coverage.value, decision.by) == ("pending", ("B7",))


def test_only_the_protected_area_makes_criterion_25_apply():
    line = as_shipped().by_number["25"]

    assert [condition.value for condition in line.basis] == ["in_or_near_protected_area"]
