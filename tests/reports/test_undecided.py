"""Facts that nobody has answered, and cases that are open: both must stand in every report."""

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from ddtool.domain.assessments import OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import GapAnalysis
from ddtool.reports.formats.excel import to_excel
from tests.reports.analyses import analyse, content, demonstration, everything_missing


def without_facts(**changes: object) -> GapAnalysis:
    """The demonstration on whose facts nobody has said anything."""
    assessment = demonstration().assessment
    site = replace(assessment.site, facts={})
    return analyse(replace(assessment, site=site, **changes))  # type: ignore[arg-type]


def test_facts_without_an_answer_are_listed_with_what_hangs_on_them():
    aside = content(without_facts()).set_aside

    told = {fact.question: fact.text for fact in aside.facts}
    assert aside.facts_heading == "Facts still to be answered"
    assert told["Does the company provide housing for workers?"] == "17.g"
    assert told["Do private or public security forces guard the site?"] == "22.c–22.e"


def test_nothing_says_that_every_criterion_applies_while_a_fact_is_missing():
    report = content(everything_missing())

    assert "Nothing is set aside: every criterion applies." not in report.set_aside.none
    assert report.set_aside.lead.endswith("they decide what else applies.")
    assert report.outlook.still_open == (
        "32 of 32 criteria that apply or may apply are still to be closed. 10 facts about the "
        "site are still to be answered (section 8)."
    )


def test_where_all_facts_are_answered_no_list_of_them_is_shown():
    aside = content().set_aside

    assert aside.facts == ()


def test_a_requirement_that_facts_set_aside_is_listed_though_nobody_answered_it():
    assessment = demonstration().assessment
    answers = tuple(one for one in assessment.answers if one.requirement not in ("4.d", "17.g"))
    analysis = analyse(replace(assessment, answers=answers))

    rows = {row.number: row for row in content(analysis).set_aside.rows}
    book = load_workbook(BytesIO(to_excel(content(analysis))))
    listed = [row[0].value for row in book["Not applicable"].iter_rows()]

    assert (rows["17.g"].reason, rows["17.g"].whole, rows["17.g"].stated) == (
        "It does not apply to a site like this.",
        False,
        True,
    )
    assert rows["17.g"].basis == "Does the company provide housing for workers? No"
    assert rows["4.d"].basis == "Activities: smelting, refining, recycling"
    assert {"4.d", "17.g"} <= set(listed)


def test_the_own_reason_for_what_facts_set_aside_stands_with_the_fact_it_rests_on():
    rows = {row.number: row for row in content().set_aside.rows}

    assert rows["17.g"].reason == "The company provides no housing."
    assert rows["17.g"].basis == "Does the company provide housing for workers? No"


def test_what_hangs_on_a_fact_is_marked_in_gaps_and_coverage():
    report = content(everything_missing())

    blocks = {block.number: block for group in report.gaps.groups for block in group.blocks}
    rows = {row.number: row for section in report.coverage.sections for row in section.rows}
    housing = next(row for row in blocks["17"].requirements if row.id == "17.g")
    assert (blocks["21"].may_apply, blocks["1"].may_apply) == ("may apply", "")
    assert (housing.may_apply, rows["21"].may_apply, rows["1"].may_apply) == (
        "may apply",
        "may apply",
        "",
    )


def test_a_blocking_criterion_of_another_set_is_told_to_be_uncertain():
    ratings = (OwnRating("P2.6", Rating.DOES_NOT_MEET, "Not yet."),)

    groups = content(
        without_facts(criteria_set="jdds@rev3", answers=(), actions=(), ratings=ratings)
    ).gaps.groups

    assert groups[0].blocks[0].may_apply == "may apply"
    assert groups[0].blocks[0].section == "Step 2"


def test_the_workbook_tells_what_may_apply_and_which_facts_decide():
    workbook = load_workbook(BytesIO(to_excel(content(everything_missing()))))

    criteria = {row[0]: row[14] for row in workbook["Criteria"].iter_rows(4, values_only=True)}
    told = [row[1] for row in workbook["Not applicable"].iter_rows(values_only=True)]
    assert (criteria["No."], criteria[1], criteria[21]) == ("Applies", "applies", "may apply")
    assert "Does the company provide housing for workers?" in told


def with_open_cases(*numbers: str) -> GapAnalysis:
    """The demonstration with a case open on each of these criteria."""
    assessment = demonstration().assessment
    ratings = (replace(one, open_case=one.criterion in numbers) for one in assessment.ratings)
    return analyse(replace(assessment, ratings=tuple(ratings)))


def test_an_open_case_stands_in_the_block_of_its_gap():
    block = content(with_open_cases("32")).gaps.groups[0].blocks[0]

    assert block.number == "32"
    assert block.verdicts[1].detail == "open case"
    assert block.remarks == ("A grievance, incident or allegation on the topic is open.",)


def test_a_closed_criterion_with_an_open_case_is_to_be_looked_at_again():
    gaps = content(with_open_cases("3")).gaps

    assert gaps.settle_heading == "Closed, but to be looked at again"
    assert [(row.number, row.title, row.remarks) for row in gaps.settle] == [
        (
            "3",
            "Business Integrity",
            ("A grievance, incident or allegation on the topic is open.",),
        )
    ]


def test_the_workbook_has_a_column_for_open_cases():
    workbook = load_workbook(BytesIO(to_excel(content(with_open_cases("3", "32")))))

    cells = {row[0]: row for row in workbook["Criteria"].iter_rows(4, values_only=True)}
    assert [cells["No."][15], cells[3][15], cells[4][15], cells[32][15]] == [
        "Open case",
        "open",
        None,
        "open",
    ]
    assert cells[3][17] == "A grievance, incident or allegation on the topic is open."
