"""What the plan in a report warns of."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from ddtool.domain.assessments import ActionState
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
