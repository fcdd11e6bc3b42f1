"""Each gate, by the reasons it finds."""

from datetime import date

import pytest

from ddtool.domain.certificates import CertificateStatus, EvidenceType, Nonconformity, ResultBasis
from ddtool.domain.gatekeeper import Gatekeeper
from ddtool.domain.months import months_later
from ddtool.domain.scales import falls_short
from tests.factories import ON, make_certificate, make_conditions, make_place

SCALES = {"TSM": (("C", "B", "A", "AA", "AAA"), ("no", "yes"))}


def found(certificate, conditions=None, place=None, on=ON):
    keeper = Gatekeeper(certificate, place or make_place(), on, SCALES)
    gated = keeper.judge(conditions or make_conditions())
    return [(reason.gate, reason.code.value, reason.kind.value) for reason in gated.reasons]


def test_a_sound_certificate_passes_all_gates():
    assert found(make_certificate()) == []


def test_evidence_that_is_no_third_party_assessment_meets_no_other_gate():
    membership = make_certificate(evidence_type=EvidenceType.MEMBERSHIP, sites=(), valid_until=None)

    assert found(membership) == [("G2", "supporting-evidence-only", "rejects")]


@pytest.mark.parametrize("status", ["suspended", "withdrawn", "cancelled", "expired", "inactive"])
def test_a_certificate_that_is_not_active_is_rejected(status):
    certificate = make_certificate(status=CertificateStatus(status))

    assert found(certificate) == [("G3", "not-active", "rejects")]


@pytest.mark.parametrize("status", ["applied", "draft", "pending"])
def test_a_certificate_that_is_not_issued_yet_is_rejected(status):
    certificate = make_certificate(status=CertificateStatus(status))

    assert found(certificate) == [("G3", "not-yet-valid", "rejects")]


def test_what_nobody_has_stated_is_a_missing_fact():
    unstated = make_certificate(status=None, result_basis=None, nonconformity=None)

    assert found(unstated) == [
        ("G3", "status-unknown", "fact_missing"),
        ("G8", "result-basis-unknown", "fact_missing"),
        ("G14", "nonconformity-unknown", "fact_missing"),
    ]


def test_a_minor_nonconformity_stops_and_lowers_nothing():
    assert found(make_certificate(nonconformity=Nonconformity.MINOR)) == []


def test_a_certificate_counts_from_the_day_it_is_issued():
    certificate = make_certificate(issued=date(2026, 6, 1))

    assert found(certificate) == []
    assert found(certificate, on=date(2026, 5, 31)) == [("G3", "not-yet-valid", "rejects")]


def test_a_certificate_counts_on_its_last_day_and_not_after():
    certificate = make_certificate(valid_until=date(2026, 6, 1))

    assert found(certificate) == []
    assert found(certificate, on=date(2026, 6, 2)) == [("G3", "expired", "rejects")]


def test_without_a_day_of_expiry_and_without_a_rule_a_fact_is_missing():
    certificate = make_certificate(valid_until=None)

    assert found(certificate) == [("G3", "expiry-unknown", "fact_missing")]


def test_the_validity_may_be_counted_from_the_last_audit():
    certificate = make_certificate(valid_until=None, last_audit=date(2023, 6, 1))
    conditions = make_conditions(validity_months=36)

    assert found(certificate, conditions) == []
    assert found(certificate, conditions, on=date(2026, 6, 2)) == [("G3", "expired", "rejects")]


def test_a_cell_is_in_force_from_its_first_to_its_last_day():
    conditions = make_conditions(effective_from=date(2026, 6, 1), effective_to=date(2026, 6, 3))
    certificate = make_certificate()

    assert found(certificate, conditions, on=date(2026, 6, 1)) == []
    assert found(certificate, conditions, on=date(2026, 6, 3)) == []
    outside = [("G4", "cell-not-in-force", "rejects")]
    assert found(certificate, conditions, on=date(2026, 5, 31)) == outside
    assert found(certificate, conditions, on=date(2026, 6, 4)) == outside


def test_an_edition_that_is_not_stated_is_a_missing_fact():
    assert found(make_certificate(edition="")) == [("G5", "edition-unknown", "fact_missing")]


def test_an_edition_that_the_cell_does_not_name_is_rejected():
    certificate = make_certificate(edition="2007")

    assert found(certificate) == [("G5", "edition-not-recognised", "rejects")]


def test_a_superseded_edition_counts_with_a_warning_until_its_transition_ends():
    certificate = make_certificate(transition_end=date(2026, 6, 1))

    assert found(certificate) == [("G5", "edition-superseded", "warns")]
    assert found(certificate, on=date(2026, 6, 2)) == [("G5", "edition-withdrawn", "rejects")]


def test_the_age_of_the_last_audit_is_counted_in_calendar_months():
    certificate = make_certificate(last_audit=date(2023, 6, 1))
    conditions = make_conditions(max_audit_age_months=36)

    assert found(certificate, conditions, on=date(2026, 6, 1)) == []
    too_old = [("G6", "audit-too-old", "rejects")]
    assert found(certificate, conditions, on=date(2026, 6, 2)) == too_old


def test_an_unknown_audit_day_is_a_missing_fact_where_the_cell_asks_for_it():
    certificate = make_certificate(last_audit=None)

    assert found(certificate) == []
    assert found(certificate, make_conditions(max_audit_age_months=36)) == [
        ("G6", "audit-date-unknown", "fact_missing")
    ]


@pytest.mark.parametrize(
    ("accredited", "expected"),
    [
        (True, []),
        (False, [("G7", "not-accredited", "rejects")]),
        (None, [("G7", "accreditation-unchecked", "fact_missing")]),
    ],
)
def test_accreditation_matters_where_the_cell_demands_it(accredited, expected):
    certificate = make_certificate(accredited=accredited)

    assert found(certificate) == []
    assert found(certificate, make_conditions(accredited_required=True)) == expected


def test_a_result_obtained_by_recognition_is_rejected_and_an_unknown_basis_waits():
    recognised = make_certificate(result_basis=ResultBasis.RECOGNISED)
    unknown = make_certificate(result_basis=None)

    assert found(recognised) == [("G8", "recognised-second-hand", "rejects")]
    assert found(unknown) == [("G8", "result-basis-unknown", "fact_missing")]


def test_the_site_must_be_named():
    assert found(make_certificate(sites=("S2",))) == [("G9", "site-not-covered", "rejects")]
    assert found(make_certificate(sites=())) == [("G9", "site-list-missing", "fact_missing")]


def test_areas_outside_cap_and_no_area_inside_rejects():
    place = make_place(areas=("refinery", "acid plant"))

    part = make_certificate(areas=("refinery",))
    none = make_certificate(areas=("office",))

    assert found(part, place=place) == [("G9", "areas-missing", "caps")]
    assert found(none, place=place) == [("G9", "site-not-covered", "rejects")]
    assert found(make_certificate(), place=place) == []


def test_activities_outside_cap_and_none_inside_rejects():
    part = make_certificate(activities=("smelting",))
    none = make_certificate(activities=("mining",))

    assert found(part) == [("G10", "activities-missing", "caps")]
    assert found(none) == [("G10", "activity-not-covered", "rejects")]


def test_a_scope_that_is_not_recorded_is_a_missing_fact_and_the_limit_of_the_cell_still_holds():
    certificate = make_certificate(activities=())
    limited = make_conditions(activities=("smelting",))

    assert found(certificate) == [("G10", "scope-unknown", "fact_missing")]
    assert found(certificate, limited) == [
        ("G10", "scope-unknown", "fact_missing"),
        ("G10", "activities-missing", "caps"),
    ]


def test_words_are_compared_by_their_place_on_the_scale():
    conditions = make_conditions(min_results=(("Water", "A"),))
    for result, expected in (
        ("AA", []),
        ("A", []),
        ("B", [("G11", "below-threshold", "caps")]),
    ):
        certificate = make_certificate(standard="TSM", results={"Water": result})
        assert found(certificate, conditions) == expected


def test_a_result_that_is_not_recorded_is_a_missing_fact():
    conditions = make_conditions(min_results=(("chapter 3.1", 75),))

    assert found(make_certificate(), conditions) == [("G11", "result-unknown", "fact_missing")]


def test_a_word_is_never_compared_with_a_number():
    with pytest.raises(ValueError, match='"A" cannot be compared with "75"'):
        falls_short("A", 75, SCALES["TSM"])


def test_words_of_two_scales_are_never_compared():
    with pytest.raises(ValueError, match="stand on no scale together"):
        falls_short("A", "yes", SCALES["TSM"])


def test_every_missing_companion_is_named():
    conditions = make_conditions(requires_companion=("Supplement", "Annex"))

    assert found(make_certificate(companions=("Annex",)), conditions) == [
        ("G12", "companion-missing", "caps")
    ]


def test_a_report_that_the_cell_asks_for_must_be_supplied():
    certificate = make_certificate(has_report=False)

    assert found(certificate) == []
    assert found(certificate, make_conditions(report_required=True)) == [
        ("G13", "report-missing", "fact_missing")
    ]


def test_an_open_nonconformity_caps_or_rejects():
    major = make_certificate(nonconformity=Nonconformity.MAJOR)
    critical = make_certificate(nonconformity=Nonconformity.CRITICAL)

    assert found(major) == [("G14", "major-nonconformity", "caps")]
    assert found(critical) == [("G14", "critical-nonconformity", "rejects")]


def test_a_certificate_that_ends_before_the_assessment_warns_and_counts():
    place = make_place(assessment_day=date(2027, 3, 1))

    assert found(make_certificate(), place=place) == [("G15", "lapses-before-assessment", "warns")]
    same_day = make_place(assessment_day=date(2027, 2, 28))
    assert found(make_certificate(), place=same_day) == []


def test_all_reasons_are_found_not_the_first():
    certificate = make_certificate(
        status=CertificateStatus.SUSPENDED, sites=("S2",), result_basis=None
    )

    assert [code for _, code, _ in found(certificate)] == [
        "not-active",
        "result-basis-unknown",
        "site-not-covered",
    ]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 6, 1), 36, date(2026, 6, 1)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
        (date(2026, 5, 5), 200_000, date.max),
    ],
)
def test_months_are_calendar_months_clamped_to_the_end(day, months, expected):
    assert months_later(day, months) == expected
