"""What certificates that nobody holds would add, alone and together."""

from datetime import date
from typing import Any

from ddtool.domain.analysis import Grounds, analyse, situation_of
from ddtool.domain.certificates import Certificate, Nonconformity, Standard
from ddtool.domain.decisions import Coverage
from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.imagining import at_best
from ddtool.domain.together import Difference, try_together
from ddtool.domain.verdicts import Outcome, Ruling
from tests.factories import (
    ON,
    make_aspect,
    make_assessment,
    make_cell,
    make_certificate,
    make_criteria_set,
    make_matrix,
    make_place,
    make_standards,
)

SHOWS_A = {"level": Level.PARTIAL, "covers": ("17.a",), "gap_note": "the rest"}
SHOWS_B = {"level": Level.PARTIAL, "covers": ("17.b",), "gap_note": "the rest"}


def _try(
    cells: tuple[Cell, ...], *chosen: str, held: tuple[Certificate, ...] = ()
) -> tuple[Difference, ...]:
    standards = make_standards(Standard("SA8000", "SA8000"), Standard("IRMA", "IRMA"))
    grounds = Grounds(make_criteria_set(), make_matrix(*cells), standards)
    analysis = analyse(make_assessment(certificates=held), grounds, as_of=ON)
    return try_together(situation_of(analysis, grounds), held, chosen)


def test_two_certificates_together_close_what_neither_closes_alone():
    cells = (make_cell(standard="SA8000", **SHOWS_A), make_cell(standard="IRMA", **SHOWS_B))

    (alone,) = _try(cells, "SA8000")
    (both,) = _try(cells, "SA8000", "IRMA")

    assert (alone.before.coverage, alone.after.coverage) == (Coverage.NONE, Coverage.PARTIAL)
    assert alone.newly_shown == ("17.a",)
    assert both.after.coverage is Coverage.COMBINED
    assert both.newly_shown == ("17.a", "17.b")
    assert both.by == ("IRMA", "SA8000")


def test_only_what_is_not_shown_yet_is_newly_shown():
    cells = (make_cell(**SHOWS_A), make_cell(standard="IRMA", level=Level.FULL))

    (found,) = _try(cells, "IRMA", held=(make_certificate(),))

    assert found.newly_shown == ("17.b",)
    assert found.after.coverage is Coverage.FULL


def test_a_proposed_cell_gives_a_hint_and_shows_nothing():
    (found,) = _try((make_cell(standard="IRMA", status="proposed"),), "IRMA")

    assert found.hint_only
    assert found.newly_shown == ()


def test_a_standard_without_cells_changes_nothing():
    assert _try((make_cell(),), "IRMA") == ()


def _at_best(certificate: Certificate, **cell: Any) -> Ruling:
    return at_best(
        make_cell(**cell),
        certificate,
        make_aspect(),
        place=make_place(),
        on=ON,
        standards=make_standards(),
    )


def test_at_best_a_certificate_shows_what_its_cell_says_until_its_own_last_day():
    certificate = make_certificate(sites=(), nonconformity=Nonconformity.MAJOR)

    ruling = _at_best(certificate, accredited_required=True, min_results=(("score", 60),))

    assert ruling.outcome is Outcome.COUNTS
    assert ruling.level is Level.FULL
    assert ruling.until == date(2027, 2, 28)


def test_at_best_an_expired_certificate_is_renewed():
    ruling = _at_best(make_certificate(valid_until=date(2026, 1, 1)))

    assert ruling.outcome is Outcome.COUNTS
    assert ruling.until == date.max


def test_at_best_a_cell_that_nobody_adopted_stays_a_hint():
    assert _at_best(make_certificate(), status="proposed").outcome is Outcome.SUGGESTED


def test_at_best_an_edition_the_cell_does_not_name_is_replaced_by_one_it_names():
    ruling = _at_best(make_certificate(edition="2007"), editions=("2018",))

    assert ruling.outcome is Outcome.COUNTS
