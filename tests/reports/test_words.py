"""Small things on paper: numbers in one piece, lists in order, certificates held told apart."""

from dataclasses import replace
from datetime import date

import pytest

from ddtool.domain.assessments import AnswerCode, Determination, OwnRating
from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import GapAnalysis
from ddtool.reports.heat import lay_out_heat
from ddtool.reports.printing import make_sheets
from tests.reports.analyses import analyse, content, demonstration

IRMA = Certificate(
    id="X1",
    standard="IRMA",
    edition="1.0",
    issued=date(2026, 1, 1),
    valid_until=date(2029, 1, 1),
    last_audit=date(2026, 5, 1),
    sites=("DEMO-S2",),
    activities=("smelting", "refining", "recycling"),
    accredited=True,
    has_report=True,
)
ISO = replace(IRMA, standard="ISO 45001", edition="2018")


def holding(*certificates: Certificate) -> GapAnalysis:
    return analyse(replace(demonstration().assessment, certificates=certificates))


def test_many_missing_results_are_listed_in_order_and_once():
    says = " ".join(
        content(holding(replace(IRMA, activities=("mining",)))).certificates.rows[0].says
    )

    assert (
        "These results are not recorded: chapter 1.1, chapter 1.2, chapter 1.3, chapter 1.4, "
        "chapter 1.5, chapter 2.1, chapter 2.3, chapter 2.5, chapter 3.1, "
    ) in says
    assert says.count("chapter 2.1") == 1


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        (replace(ISO, valid_until=date(2026, 9, 30)), "held, does not count: expired"),
        (replace(ISO, sites=()), "held, a fact is missing"),
        (replace(ISO, sites=("S9",)), "held for another site"),
    ],
)
def test_why_a_certificate_held_does_not_count_is_told_apart(certificate, words):
    not_held = {one.standard: one.held for one in content(holding(certificate)).ahead.not_held}

    assert not_held["ISO 45001:2018"] == words


def test_long_numbers_have_wide_tiles_and_never_break():
    assessment = replace(
        demonstration().assessment,
        criteria_set="jdds@rev3",
        answers=(),
        actions=(),
        ratings=(OwnRating("P1.1", Rating.DOES_NOT_MEET), OwnRating("P4.2", Rating.DOES_NOT_MEET)),
    )
    site = replace(assessment.site, facts={})
    report = content(analyse(replace(assessment, site=site)))

    assert lay_out_heat(report.outlook).columns == 8
    assert ".heat a{white-space:nowrap;" in make_sheets(report).html


def test_titles_on_the_map_give_way_to_numbers_before_a_word_is_torn():
    outlook = content().outlook
    long = replace(outlook, sentences=(outlook.sentences[0] * 3,) * 3)

    assert lay_out_heat(outlook).length > 0
    assert (lay_out_heat(long).columns, lay_out_heat(long).length) == (12, 0)


def test_a_matrix_with_adopted_cells_is_no_longer_called_suggestions():
    label = "suggestions, not published by any scheme owner"
    found = demonstration()
    adopted = replace(found, matrix=replace(found.matrix, label=label, published=0, adopted=2))
    suggested = replace(found, matrix=replace(adopted.matrix, adopted=0))

    said = [
        [fact.text for fact in (*report.cover.facts, *report.reading.sources) if label in fact.text]
        for report in (content(adopted), content(suggested))
    ]

    assert [len(texts) for texts in said] == [0, 2]


def test_a_document_on_every_requirement_is_not_called_missing_evidence():
    assessment = demonstration().assessment
    answers = tuple(
        replace(one, answer=AnswerCode.PARTLY_MET) if one.requirement == "5.b" else one
        for one in assessment.answers
    )
    given = Determination("5", Rating.PARTIALLY_MEETS, "Two duties are not in the register.")
    analysis = analyse(replace(assessment, answers=answers, determinations=(given,)))

    (block,) = [
        block
        for group in content(analysis).gaps.groups
        for block in group.blocks
        if block.number == "5"
    ]

    assert (
        "The site’s own “Fully meets” goes beyond what certificates show, and 5.b is not answered "
        "“Met”."
    ) in block.remarks


def test_a_gap_that_names_no_requirement_is_told_beside_those_that_have_a_plan():
    given = Determination("6", Rating.PARTIALLY_MEETS, "The index has holes.")
    analysis = analyse(replace(demonstration().assessment, determinations=(given,)))

    says = content(analysis).outlook.sentences[1]

    assert says == (
        "15 criteria are met in part and need an improvement plan. 14 of 16 gaps have a plan. One "
        "gap without a plan names no requirement: it needs an action for the whole criterion. 25 "
        "of 26 open requirements have an action with an owner and a due day."
    )
