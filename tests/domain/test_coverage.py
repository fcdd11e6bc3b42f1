"""Pairs, combining and rating: what verdicts on several certificates come to."""

from dataclasses import replace

import pytest

from ddtool.domain.certificates import Nonconformity
from ddtool.domain.coverage import Question, decide
from ddtool.domain.criteria import Rating
from ddtool.domain.equivalency import Level
from ddtool.domain.shares import Share, residual
from ddtool.domain.verdicts import Chain, Relation
from tests.factories import ON, make_aspect, make_cell, make_certificate, make_place

HALVES = make_aspect(requirements=("a", "b"))


def ask(certificates, cells, **changes):
    question = Question(make_aspect(), make_place(), ON, certificates, cells, {})
    return decide(replace(question, **changes))


def codes(decision):
    return [code.value for code in decision.codes]


def test_one_full_is_enough_whatever_the_others_are():
    full = make_certificate()
    expired = make_certificate(id="old", valid_until=make_certificate().issued)

    decision = ask([expired, full], [make_cell()])

    assert decision.coverage.value == "full"
    assert decision.by == ("k45",)
    assert codes(decision) == ["expired"]


def test_partials_that_reach_everything_are_combined_and_wait_for_the_assessor():
    cells = [
        make_cell(level=Level.PARTIAL, covers=("a",)),
        make_cell(level=Level.PARTIAL, covers=("b",), standard="SA8000"),
    ]
    certificates = [make_certificate(), make_certificate(id="sa", standard="SA8000")]

    decision = ask(certificates, cells, aspect=HALVES)

    assert decision.coverage.value == "combined"
    assert decision.by == ("k45", "sa")
    assert decision.residual == ()
    assert decision.needs_assessor
    assert decision.proposal is Rating.PARTIALLY_MEETS


def test_partials_without_parts_stay_partial_with_all_their_notes():
    cells = [
        make_cell(level=Level.PARTIAL, gap_note="worker remedy"),
        make_cell(level=Level.PARTIAL, gap_note="contractors", standard="SA8000"),
    ]
    certificates = [make_certificate(), make_certificate(id="sa", standard="SA8000")]

    decision = ask(certificates, cells)

    assert decision.coverage.value == "partial"
    assert decision.residual == ("contractors", "worker remedy")


def test_a_partial_that_describes_nothing_leaves_the_whole_criterion_open():
    decision = ask([make_certificate()], [make_cell(level=Level.PARTIAL)])

    assert decision.residual == ("partial, remainder not described: treat whole criterion as open",)


def test_a_missing_fact_makes_it_pending_not_partial():
    certificate = make_certificate(accredited=None)

    decision = ask([certificate], [make_cell(accredited_required=True)])

    assert decision.coverage.value == "pending"
    assert codes(decision) == ["accreditation-unchecked"]
    assert decision.proposal is None


@pytest.mark.parametrize("status", ["proposed", "draft", "inferred", ""])
def test_a_cell_that_nobody_decided_gives_a_hint_at_most(status):
    decision = ask([make_certificate()], [make_cell(status=status)])

    assert decision.coverage.value == "suggested"
    assert codes(decision) == ["cell-not-published"]


@pytest.mark.parametrize("status", ["published", "adopted"])
def test_published_and_adopted_cells_count(status):
    decision = ask([make_certificate()], [make_cell(status=status)])

    assert decision.coverage.value == "full"


def test_a_cell_that_says_none_is_no_hint_even_when_it_is_only_proposed():
    decision = ask([make_certificate()], [make_cell(level=Level.NONE, status="proposed")])

    assert decision.coverage.value == "none"
    assert codes(decision) == ["cell-not-published"]


def test_a_cell_that_nobody_compared_is_as_if_it_were_not_there():
    decision = ask([make_certificate()], [make_cell(level=Level.UNKNOWN)])

    assert decision.coverage.value == "none"
    assert codes(decision) == ["edition-not-recognised"]


def test_a_fall_below_the_threshold_lowers_to_the_level_that_the_cell_names():
    cell = make_cell(min_results=(("chapter 3.2", 75),), below_threshold=Level.PARTIAL)
    certificate = make_certificate(results={"chapter 3.2": 62})

    decision = ask([certificate], [cell])

    assert decision.coverage.value == "partial"
    assert decision.residual == ("chapter 3.2 62 below 75",)


def test_a_fall_below_the_threshold_without_a_named_level_is_rejected():
    cell = make_cell(min_results=(("chapter 3.2", 75),))
    certificate = make_certificate(results={"chapter 3.2": 62})

    decision = ask([certificate], [cell])

    assert decision.coverage.value == "none"
    assert codes(decision) == ["below-threshold"]


def test_a_full_cell_with_an_activity_outside_shows_its_share_whole():
    certificate = make_certificate(activities=("smelting",))

    decision = ask([certificate], [make_cell()])

    assert decision.coverage.value == "partial"
    assert decision.residual == ("activities not covered: refining",)


def test_a_major_nonconformity_takes_the_share_away():
    certificate = make_certificate(nonconformity=Nonconformity.MAJOR)

    decision = ask([certificate], [make_cell()], aspect=HALVES)

    assert decision.coverage.value == "partial"
    assert decision.residual == ("open major nonconformity on the topic",)


def test_only_cells_of_the_own_edition_are_judged_where_there_are_any():
    other = make_cell(editions=("2007",), level=Level.FULL)
    own = make_cell(level=Level.PARTIAL, gap_note="remedy")

    decision = ask([make_certificate()], [other, own])

    assert decision.coverage.value == "partial"
    assert [verdict.cell for verdict in decision.verdicts] == [own]


def test_a_standard_with_cells_for_other_criteria_only_says_so():
    decision = ask([make_certificate()], [make_cell(criterion="18")])

    assert codes(decision) == ["other-criteria-version"]
    assert decision.verdicts[0].cell is None


def test_a_chain_gives_a_hint_at_most():
    chain = Chain("ISO 45001", "EMAS", Relation.SUPERSET, Relation.EQUAL)

    decision = ask([make_certificate()], [], chains=[chain])

    assert decision.coverage.value == "suggested"
    assert codes(decision) == ["derived-by-chain"]


def test_a_chain_from_which_nothing_follows_is_rejected():
    chain = Chain("ISO 45001", "EMAS", Relation.SUBSET, Relation.SUPERSET)

    decision = ask([make_certificate()], [], chains=[chain])

    assert decision.coverage.value == "none"
    assert codes(decision) == ["chain-proves-nothing"]


def test_a_criterion_that_does_not_apply_asks_for_nothing():
    decision = ask([make_certificate()], [make_cell()], aspect=make_aspect(applicable=False))

    assert decision.coverage.value == "not_applicable"
    assert decision.by == ()
    assert decision.codes == ()
    assert decision.needs_assessor


@pytest.mark.parametrize(
    ("own", "evidence", "effective", "expected", "assessor"),
    [
        (None, False, None, [], False),
        (Rating.DOES_NOT_MEET, False, Rating.DOES_NOT_MEET, ["self-rated-lower"], True),
        (Rating.PARTIALLY_MEETS, False, Rating.PARTIALLY_MEETS, [], False),
        (Rating.FULLY_MEETS, False, Rating.PARTIALLY_MEETS, ["self-rated-higher"], False),
        (Rating.FULLY_MEETS, True, Rating.FULLY_MEETS, [], False),
    ],
)
def test_a_certificate_never_raises_a_rating(own, evidence, effective, expected, assessor):
    cell = make_cell(level=Level.PARTIAL, gap_note="remedy")
    aspect = make_aspect(own=own, residual_evidence=evidence)

    decision = ask([make_certificate()], [cell], aspect=aspect)

    assert decision.effective is effective
    assert codes(decision) == expected
    assert decision.needs_assessor is assessor


def test_an_open_case_on_the_topic_calls_for_the_assessor_and_hides_nothing():
    decision = ask([make_certificate()], [make_cell()], aspect=make_aspect(adverse_signal=True))

    assert decision.coverage.value == "full"
    assert codes(decision) == ["adverse-signal"]
    assert decision.needs_assessor


def test_the_residual_is_told_coarsest_first():
    need = Share(("a", "b", "c"), ("mining", "smelting"), ("north", "south"))
    shares = [
        Share(("a",), ("mining",), ("north",)),
        Share(("b",), ("mining",), ("north", "south")),
    ]

    assert residual(need, shares) == (
        "c",
        "activities not covered: smelting",
        "a / mining / south",
    )


def test_the_residual_names_areas_that_no_share_reaches():
    need = Share(("*",), ("*",), ("north", "south", "west"))

    assert residual(need, [Share(("*",), ("*",), ("north",))]) == (
        "areas not covered: south, west",
    )
