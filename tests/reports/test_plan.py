"""What the plan in a report warns of."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ddtool.domain.assessments import ActionState, ClosingDocument
from ddtool.reports import charts
from ddtool.reports.formats.excel import to_excel
from tests.reports.analyses import analyse, content, demonstration, nothing_answered


def _changed(**changes: object):
    return content(analyse(replace(demonstration().assessment, **changes)))  # type: ignore[arg-type]


def test_a_limit_that_passed_without_a_submission_is_told():
    plan = _changed(commitment_day=date(2026, 1, 15), submission=None).plan

    assert plan.alerts[0] == "Limit A passed on 15\xa0Jul\xa02026, and nothing has been submitted."


def test_a_limit_on_the_report_day_has_not_passed():
    plan = _changed(commitment_day=date(2026, 6, 1), submission=None).plan

    assert plan.limits[0].day.value == date(2026, 12, 1)
    assert plan.alerts == ("No action yet for one open requirement: 20.d.",)


def test_an_action_that_ended_without_closing_its_requirement_is_pointed_out():
    actions = tuple(
        replace(one, state=ActionState.DONE) if one.requirement == "1.c" else one
        for one in demonstration().assessment.actions
    )

    report = _changed(actions=actions)

    row = next(one for one in report.plan.actions if one.requirement == "1.c")
    step = report.gaps.groups[1].blocks[0].requirements[0].steps[0]
    assert (row.remark, step.remark) == ("done, but gap not closed", "done, but gap not closed")


def test_the_alerts_count_as_many_requirements_as_the_gaps_show():
    assessment = demonstration().assessment
    report = content(analyse(replace(assessment, answers=assessment.answers[:90], actions=())))

    gaps = load_workbook(BytesIO(to_excel(report)))["Gaps"].iter_rows(values_only=True)
    rows = sum("No action yet" in row for row in gaps)
    named = [alert.split()[0] for alert in report.plan.alerts]
    assert report.plan.alerts[0].startswith("No action yet for 11 open requirements: ")
    assert report.plan.alerts[1].startswith("40 unanswered requirements have no action yet either")
    assert (rows, named) == (51, ["No", "40"])


def test_what_is_unanswered_is_named_too():
    alerts = content(nothing_answered()).plan.alerts

    assert alerts[0].startswith(
        "171 unanswered requirements have no action yet either; answer them first: 1.a–1.f, "
    )


def test_actions_due_after_a_limit_are_told_in_words_limit_by_limit():
    plan = content(analyse(demonstration().assessment)).plan

    assert plan.violations == (
        "10 actions are due after a limit that they have to keep: ACT-16–ACT-24 after limit B "
        "(Improvement plan complete, 15\xa0Sep\xa02027); ACT-25 after limit C (All criteria met, "
        "15\xa0Sep\xa02028)."
    )


def test_what_is_overdue_is_named_in_one_sentence():
    actions = tuple(
        replace(one, due=date(2026, 11, 30)) if one.requirement in ("7.b", "1.c") else one
        for one in demonstration().assessment.actions
    )

    assert _changed(actions=actions).plan.overdue == "2 actions are overdue: ACT-08, ACT-01."


def test_the_outlook_if_all_actions_close_says_what_it_rests_on():
    then = content(analyse(demonstration().assessment)).plan.if_done

    assert then is not None
    assert (then.title, then.sign.word) == ("Outlook if all actions close", "Conditional")
    assert then.sentences == (
        "The actions close 14 criteria: 1, 2, 4, 7, 10, 12, 15, 17, 19, 25–27, 29, 32.",
        "One gap stays, because not everything that is missing has an action: 20.",
    )


def test_without_a_plan_there_is_no_such_outlook():
    assert _changed(actions=()).plan.if_done is None


def test_a_number_that_was_given_is_the_name_of_an_action_everywhere():
    actions = tuple(
        replace(one, number=number)
        for number, one in enumerate(reversed(demonstration().assessment.actions), start=1)
    )

    report = _changed(actions=actions)

    assert report.plan.actions[0].label == "A25"
    sheet = load_workbook(BytesIO(to_excel(report)))["Improvement plan"]
    assert sheet["A5"].value == "A25"
    step = next(
        step
        for group in report.gaps.groups
        for block in group.blocks
        for row in block.requirements
        for step in row.steps
        if step.title.startswith("Explain the complaints channel")
    )
    assert step.label == "A25"


def test_root_cause_judgement_and_documents_stand_in_the_excel_report():
    first, *rest = demonstration().assessment.actions
    judged = replace(
        first,
        root_cause="=Nobody was asked",
        state=ActionState.RETURNED,
        judgement="No records for March.",
        judged_by="Ravi Menon",
        judged_on=date(2026, 11, 20),
        documents=(ClosingDocument("d", "Log of complaints"),),
    )

    report = _changed(actions=(judged, *rest))

    row = report.plan.actions[0]
    assert row.judgement == "Returned by Ravi Menon, 20\xa0Nov\xa02026: No records for March."
    assert row.shown_closed == "Log of complaints"
    sheet = load_workbook(BytesIO(to_excel(report)))["Improvement plan"]
    cells = [cell.value for cell in sheet[5]]
    assert cells[9:12] == ["Log of complaints", "=Nobody was asked", row.judgement]
    assert sheet["K5"].data_type == "s"


@pytest.mark.parametrize(
    ("first", "last", "limit", "years"),
    [
        (date(2026, 3, 1), date(2027, 1, 5), date(2027, 2, 1), ["2026", "2027"]),
        (date(2026, 12, 20), date(2028, 1, 20), date(2028, 3, 1), ["2026", "2027", "2028"]),
        (date(2026, 1, 1), date(2036, 1, 1), date(2028, 3, 1), ["2026", "2029", "2032"]),
    ],
)
def test_the_line_of_time_names_its_years(first: date, last: date, limit: date, years: list[str]):
    span = charts.with_room_for_years(charts.Span(first, last, 0, 119.0))

    head = charts.track_head(span, [("A", limit)])

    assert re.findall(r">(\d{4})<", head) == years
