"""A line that two people have adopted shows exactly what a published one shows, and no more."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddtool.domain.certificates import Certificate, CertificateStatus
from ddtool.domain.coverage import Question, decide
from ddtool.domain.decisions import Aspect, Coverage
from ddtool.domain.equivalency import Cell
from ddtool.domain.matrix_editions import (
    DraftCell,
    SamePerson,
    Signature,
    adopted,
    confirmed,
    rewritten,
    sent_back,
    withdrawn,
)
from ddtool.domain.places import Place
from ddtool.packs.matrix_texts import cell_of

ON = date(2026, 6, 1)
ILSE, OMAR = Signature("Ilse", "1", ON), Signature("Omar", "2", ON)
SOURCE = {"source_document": "Matrix", "source_edition": "3", "source_date": "2026-05-01"}
PLACE = Place("S1", ("mining", "smelting"), ("north", "south"), None)
ASPECT = Aspect("rra@3.0", "1", ("a", "b"), applicable=True)

rows = st.fixed_dictionaries(
    {
        "criteria_set": st.just("rra@3.0"),
        "criterion": st.just("1"),
        "standard": st.just("S"),
        "editions": st.sampled_from(("1", "1;2")),
        "level": st.sampled_from(("none", "partial", "full", "exceeds", "unknown")),
        "covers": st.sampled_from(("", "a", "b", "a;b")),
        "gap_note": st.sampled_from(("", "remedy")),
        "activities": st.sampled_from(("", "mining", "mining;smelting")),
        "accredited_required": st.sampled_from(("", "yes", "no")),
        "report_required": st.sampled_from(("", "yes")),
        "max_audit_age_months": st.sampled_from(("", "12")),
        "effective_from": st.sampled_from(("", "2026-01-01", "2026-07-01")),
        "effective_to": st.sampled_from(("", "2026-12-31", "2026-05-31")),
        "requires_companion": st.sampled_from(("", "supplement")),
        "level_without_companion": st.sampled_from(("", "partial")),
    }
)
certificates = st.builds(
    Certificate,
    id=st.just("k"),
    standard=st.just("S"),
    edition=st.sampled_from(("1", "2", "")),
    status=st.sampled_from((CertificateStatus.ACTIVE, CertificateStatus.SUSPENDED)),
    issued=st.sampled_from((date(2025, 1, 1), None)),
    valid_until=st.sampled_from((date(2027, 1, 1), date(2026, 1, 1), None)),
    last_audit=st.sampled_from((date(2026, 1, 1), date(2024, 1, 1), None)),
    sites=st.sampled_from((("S1",), ("S2",), ())),
    areas=st.sampled_from(((), ("north",), ("north", "south"))),
    activities=st.sampled_from((("mining", "smelting"), ("mining",), ())),
    accredited=st.sampled_from((True, False, None)),
    has_report=st.booleans(),
    companions=st.sampled_from((("supplement",), ())),
)


def line(row: dict[str, str]) -> DraftCell:
    """The row as a suggestion in a draft."""
    return DraftCell("x", 1, {key: text for key, text in row.items() if text})


def told(cell: DraftCell) -> Cell:
    """The cell that the issued edition would have."""
    return cell_of(cell.row())[0]


def asked(cell: Cell, certificate: Certificate) -> Question:
    return Question(ASPECT, PLACE, ON, (certificate,), (cell,), {})


def decision(cell: Cell, certificate: Certificate) -> tuple[object, ...]:
    """All of it but the cells and what is told of them, which say who stands behind them."""
    found = decide(asked(cell, certificate))
    rulings = tuple(
        (one.ruling.outcome, one.ruling.level, one.ruling.handed_on, one.ruling.share,
         one.ruling.notes, [reason.code for reason in one.ruling.reasons])
        for one in found.verdicts
    )  # fmt: skip
    return (rulings, found.codes, *(part for part in found if part is not found.findings))


@given(rows, certificates)
@settings(max_examples=300)
def test_an_adopted_line_yields_what_a_published_one_yields(row, certificate):
    by_two = told(confirmed(adopted(line(row), SOURCE, ILSE), OMAR))
    published = replace(told(line(row)), status="published")

    assert by_two.status == "adopted"
    assert decision(by_two, certificate) == decision(published, certificate)


@given(rows, certificates)
@settings(max_examples=200)
def test_a_line_that_waits_yields_what_a_suggestion_yields(row, certificate):
    waiting = told(adopted(line(row), SOURCE, ILSE))

    assert waiting.status == "proposed"
    assert decision(waiting, certificate) == decision(told(line(row)), certificate)
    assert decide(asked(waiting, certificate)).coverage in (Coverage.NONE, Coverage.SUGGESTED)


@given(rows)
def test_whatever_was_sent_back_or_rewritten_stands_on_nobody(row):
    by_two = confirmed(adopted(line(row), SOURCE, ILSE), OMAR)

    back = sent_back(adopted(line(row), SOURCE, ILSE))
    other = rewritten(by_two, {**by_two.said, "rationale": "other words"})

    for one in (back, other):
        assert not one.counts
        assert (one.adopted.name, one.confirmed.name) == ("", "")


def test_the_same_words_again_change_nothing():
    by_two = confirmed(adopted(line({"level": "full"}), SOURCE, ILSE), OMAR)

    assert rewritten(by_two, by_two.said) is by_two


def test_the_same_person_under_another_name_is_no_second_person():
    waiting = adopted(line({"level": "full"}), SOURCE, ILSE)

    with pytest.raises(SamePerson):
        confirmed(waiting, replace(ILSE, name="I. Brandt"))


def test_a_withdrawn_line_keeps_who_stood_behind_it():
    by_two = confirmed(adopted(line({"level": "full"}), SOURCE, ILSE), OMAR)

    gone = told(withdrawn(by_two, date(2026, 12, 31), ILSE))

    assert gone.conditions.effective_to == date(2026, 12, 31)
    assert (gone.source.adopted_by, gone.source.confirmed_by) == ("Ilse", "Omar")
