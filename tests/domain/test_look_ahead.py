"""The days on which coverage changes, and what another certificate would do."""

from datetime import date

from ddtool.domain.analysis import Grounds, analyse
from ddtool.domain.certificates import Edition, Standard
from ddtool.domain.decisions import Coverage
from ddtool.domain.equivalency import Level
from ddtool.domain.look_ahead import EventKind
from tests.factories import (
    ON,
    make_assessment,
    make_cell,
    make_certificate,
    make_criteria_set,
    make_matrix,
    make_rating,
    make_standards,
)


def run(assessment, *cells, standards=()):
    grounds = Grounds(make_criteria_set(), make_matrix(*cells), make_standards(*standards))
    return analyse(assessment, grounds, as_of=ON)


def holding(*certificates):
    return make_assessment(certificates=certificates)


def told(analysis):
    return [
        (one.day, [(event.kind, event.certificate) for event in one.events])
        for one in analysis.forecast
    ]


def test_coverage_changes_on_the_day_after_the_last_valid_day():
    analysis = run(holding(make_certificate(valid_until=date(2027, 2, 28))), make_cell())

    assert told(analysis) == [(date(2027, 3, 1), [(EventKind.CERTIFICATE_ENDS, "k45")])]
    change = analysis.forecast[0].changes[0]
    assert (change.criterion, change.before, change.after) == ("17", Coverage.FULL, Coverage.NONE)
    assert change.certificates_lost == ("k45",)


def test_a_second_certificate_that_holds_longer_keeps_the_coverage():
    longer = make_certificate(id="k46", valid_until=date(2028, 2, 28))

    analysis = run(holding(make_certificate(), longer), make_cell())

    assert [day for day, _ in told(analysis)] == [date(2027, 3, 1), date(2028, 2, 29)]
    assert analysis.forecast[0].changes[0].after is Coverage.FULL


def test_an_edition_that_ends_earlier_than_the_certificate_is_the_cause():
    iso = Standard("EMAS", "EMAS", editions=(Edition("III", transition_end=date(2026, 12, 31)),))
    certificate = make_certificate(standard="EMAS", edition="III")

    analysis = run(
        holding(certificate), make_cell(standard="EMAS", editions=("III",)), standards=(iso,)
    )

    assert told(analysis) == [(date(2027, 1, 1), [(EventKind.EDITION_ENDS, "k45")])]


def test_an_audit_that_becomes_too_old_is_the_cause():
    analysis = run(holding(make_certificate()), make_cell(max_audit_age_months=12))

    assert told(analysis)[0] == (date(2026, 11, 11), [(EventKind.AUDIT_TOO_OLD, "k45")])


def test_recognition_may_begin_and_end():
    begins = make_cell(effective_from=date(2026, 7, 1), effective_to=date(2026, 7, 31))

    analysis = run(holding(make_certificate()), begins)

    assert told(analysis) == [
        (date(2026, 7, 1), [(EventKind.CELL_BEGINS, "k45")]),
        (date(2026, 8, 1), [(EventKind.CELL_ENDS, "k45")]),
    ]


def test_a_certificate_issued_later_begins_to_count():
    analysis = run(holding(make_certificate(issued=date(2026, 9, 1))), make_cell())

    assert told(analysis)[0] == (date(2026, 9, 1), [(EventKind.CERTIFICATE_BEGINS, "k45")])
    assert analysis.forecast[0].changes[0].certificates_gained == ("k45",)


def test_a_day_on_which_only_hints_change_is_not_told():
    analysis = run(holding(make_certificate()), make_cell(status="proposed"))

    assert analysis.forecast == ()


def test_a_standard_that_would_close_the_gap_comes_first():
    cells = (
        make_cell(standard="A", level=Level.PARTIAL, covers=("17.a",)),
        make_cell(standard="B"),
        make_cell(standard="C", status="proposed"),
    )

    analysis = run(make_assessment(), *cells)

    assert [(one.standard, one.closes, one.shows_part, one.hints) for one in analysis.what_if] == [
        ("B", ("17",), (), ()),
        ("A", (), ("17",), ()),
        ("C", (), (), ("17",)),
    ]
    assert [one.leaves_open for one in analysis.what_if] == [(), ("17",), ("17",)]


def test_a_standard_that_completes_what_is_held_is_told_apart():
    cells = (
        make_cell(level=Level.PARTIAL, covers=("17.a",)),
        make_cell(standard="B", level=Level.PARTIAL, covers=("17.b",)),
    )

    analysis = run(holding(make_certificate()), *cells)

    assert [(one.standard, one.completes) for one in analysis.what_if] == [("B", ("17",))]


def test_a_certificate_that_counts_is_no_suggestion_and_one_that_does_not_is_marked_held():
    counting = run(holding(make_certificate()), make_cell())
    expired = run(holding(make_certificate(valid_until=date(2026, 1, 1))), make_cell())

    assert counting.what_if == ()
    assert [(one.standard, one.held) for one in expired.what_if] == [("ISO 45001", True)]


def test_the_imagined_certificate_meets_every_condition_of_the_cells():
    cell = make_cell(
        min_results=(("chapter 1", 75),),
        requires_companion=("Supplement",),
        accredited_required=True,
        report_required=True,
        max_audit_age_months=12,
    )

    assert run(make_assessment(), cell).what_if[0].closes == ("17",)


def test_nothing_is_suggested_for_a_closed_gap():
    assert run(make_assessment(ratings=(make_rating(),)), make_cell()).what_if == ()
