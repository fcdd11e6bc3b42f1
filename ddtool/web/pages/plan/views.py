"""The plan as a list with its line of time, as a calendar file and as a workbook."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from werkzeug.wrappers import Response

from ddtool.calendars import MEDIA_TYPE, write_calendar
from ddtool.domain.assessments import Action
from ddtool.domain.footing import footing_of
from ddtool.domain.if_done import if_all_done
from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.usecases.analyses import Analysed
from ddtool.usecases.finding_actions import list_findings
from ddtool.usecases.plans import (
    ActionRow,
    Plan,
    calendar_entries,
    plan_as_workbook,
    plan_of,
)
from ddtool.web import access, language, rail
from ddtool.web.access import requires
from ddtool.web.charts import Due, Marked, due_line
from ddtool.web.downloads import handed_out, spreadsheet
from ddtool.web.forms import said
from ddtool.web.pages.plan.routes import HERE, blueprint, stored_actions

_SOON = timedelta(days=30)
_TODAY = n_("Today")
_NAMED = n_("{name} {title}, due {day}")
_LIMIT = n_("{months}: {title}")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An action as it is shown. ``days`` are those left where it is due soon."""

    row: ActionRow
    action: Action
    days: int | None


@blueprint.get("")
@requires(Right.READ)
def index(assessment: UUID) -> str:
    """All actions by due day, beside the programme's limits."""
    found = rail.analysed(str(assessment))
    plan = _plan_of(found)
    line, places = due_line(_dues(plan, found), _marked(plan, found), language.code())
    return rail.render_within(
        "plan/index.html",
        found,
        here=HERE,
        plan=plan,
        rows=_rows(plan, found),
        line=line,
        places=places,
        unplanned=footing_of(found.analysis).to_plan,
        then=if_all_done(found.analysis).outlook,
        findings=list_findings(access.database(), access.author(), str(assessment)),
        carried=found.stored.head.value.carried_from is not None,
    )


@blueprint.get("/calendar")
@requires(Right.READ)
def calendar(assessment: UUID) -> Response:
    """The due days and limits as a calendar file."""
    found = rail.analysed(str(assessment))
    entries = calendar_entries(
        found.stored, stored_actions(str(assessment)), _plan_of(found), language.voice()
    )
    site = found.stored.assessment.site.name
    title = said(n_("Improvement plan"))
    name = f"{site}: {title}"
    content = write_calendar(name, entries, at=access.now())
    file = f"improvement-plan-{site}.ics"
    return handed_out(content, name=file, media_type=MEDIA_TYPE, size=len(content))


@blueprint.get("/export")
@requires(Right.READ)
def export(assessment: UUID) -> Response:
    """The plan as a workbook."""
    found = rail.analysed(str(assessment))
    content = plan_as_workbook(found.analysis, _plan_of(found), language.voice())
    site, day = found.stored.assessment.site.name, found.analysis.as_of.isoformat()
    return spreadsheet(content, "improvement-plan", site, day)


def _plan_of(found: Analysed) -> Plan:
    return plan_of(found.analysis, language.voice())


def _rows(plan: Plan, found: Analysed) -> tuple[PlanRow, ...]:
    actions = {one.id: one for one in found.stored.assessment.actions}
    today = found.analysis.as_of
    rows = []
    for row in plan.actions:
        action = actions[row.id]
        left = action.due - today if action.due and action.state.is_open else None
        is_soon = left is not None and timedelta() <= left <= _SOON
        rows.append(PlanRow(row, action, left.days if left is not None and is_soon else None))
    return tuple(rows)


def _dues(plan: Plan, found: Analysed) -> list[Due]:
    states = {one.id: one.state for one in found.stored.assessment.actions}
    return [
        Due(
            row.due.value,
            "late" if row.late else "to_do" if states[row.id].is_open else "done",
            said(_NAMED, name=row.label, title=row.title, day=row.due.text),
        )
        for row in plan.actions
        if row.due.value is not None
    ]


def _marked(plan: Plan, found: Analysed) -> list[Marked]:
    """Today, and the limits up to the first one after the last action."""
    limits = [
        Marked(limit.day.value, said(_LIMIT, months=limit.months, title=limit.title))
        for limit in plan.limits
        if limit.day.value is not None and limit.letter in plan.drawn
    ]
    return [Marked(found.analysis.as_of, said(_TODAY), main=True), *limits]
