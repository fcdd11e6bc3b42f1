"""The improvement plan in the reader's words, and for calendars and spreadsheets."""

from collections.abc import Iterator, Sequence

from ddtool.calendars import Entry
from ddtool.domain.assessment_heads import StoredAssessment
from ddtool.domain.assessments import Action
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.history import Stored
from ddtool.reports.content import Voice
from ddtool.reports.content.plan import ActionRow, Plan, make_plan
from ddtool.reports.content.source import Source
from ddtool.sentences import n_
from ddtool.spreadsheets.lists import Head, write_list
from ddtool.spreadsheets.pages import Running
from ddtool.spreadsheets.writing import Value

__all__ = ["ActionRow", "Plan", "calendar_entries", "plan_as_workbook", "plan_of"]

_DUE = n_("Due: {label} {title} ({closes})")
_DONE = n_("Done: {label} {title} ({closes})")
_LIMIT = n_("Limit {letter}, {months}: {title}")
_ASSESSMENT_DAY = n_("Planned day of the assessment")
_OWNER, _COST, _CLOSURE = n_("Owner: {name}"), n_("Cost: {cost}"), n_("Shown closed by: {text}")
_HEADS: tuple[tuple[str, float], ...] = (
    (n_("Action"), 8),
    (n_("Closes"), 10),
    (n_("What will be done"), 44),
    (n_("Owner"), 24),
    (n_("Due day"), 13),
    (n_("State"), 13),
    (n_("Remark"), 26),
    (n_("Cost"), 14),
    (n_("Evidence of closure"), 40),
    (n_("Root cause"), 36),
    (n_("Assessor"), 36),
)


def plan_of(analysis: GapAnalysis, voice: Voice) -> Plan:
    """The plan of an assessment as reports have it: actions by due day beside the limits."""
    return make_plan(Source(analysis, voice))


def calendar_entries(
    stored: StoredAssessment, actions: Sequence[Stored[Action]], plan: Plan, voice: Voice
) -> Iterator[Entry]:
    """Every action that has a due day, the limits, and the planned day of the assessment."""
    labels = {row.id: row.label for row in plan.actions}
    id, site = stored.head.value.id, stored.assessment.site.name
    for one in actions:
        action = one.value
        if action.due is None:
            continue
        words = _DUE if action.state.is_open else _DONE
        closes = action.requirement or action.criterion
        label = labels.get(action.id, action.id)
        yield Entry(
            id=action.id,
            day=action.due,
            title=voice.gettext(words, label=label, title=action.title, closes=closes),
            text=_text(action, site, voice),
            changes=one.version,
            changed_at=one.changed_at,
        )
    for limit in plan.limits:
        if limit.day.value is not None:
            title = voice.gettext(
                _LIMIT, letter=limit.letter, months=limit.months, title=limit.title
            )
            yield Entry(f"{id}-{limit.letter}", limit.day.value, title, site)
    day = stored.assessment.assessment_day
    if day is not None:
        yield Entry(f"{id}-assessment", day, voice.gettext(_ASSESSMENT_DAY), site)


def plan_as_workbook(analysis: GapAnalysis, plan: Plan, voice: Voice) -> bytes:
    """The bytes of the workbook."""
    site = analysis.assessment.site
    owner = " · ".join(part for part in (site.organisation, site.name) if part)
    about = f"{owner} · {analysis.criteria_set.short_title} · {voice.day(analysis.as_of).text}"
    return write_list(
        plan.title,
        [Head(voice.gettext(words), width) for words, width in _HEADS],
        [_values(row) for row in plan.actions],
        Running(
            about,
            voice.gettext(n_("Self-assessment aid, not an assurance result")),
            voice.gettext(n_("Page")),
            voice.gettext(n_("of")),
        ),
    )


def _text(action: Action, site: str, voice: Voice) -> str:
    lines = [site]
    if action.owner:
        lines.append(voice.gettext(_OWNER, name=action.owner))
    if action.cost:
        lines.append(voice.gettext(_COST, cost=action.cost))
    if action.closure:
        lines.append(voice.gettext(_CLOSURE, text=action.closure))
    return "\n".join(lines)


def _values(row: ActionRow) -> list[Value]:
    return [
        row.label,
        row.requirement,
        row.title,
        row.owner,
        row.due.value,
        row.state.word,
        row.remark,
        row.cost,
        row.shown_closed,
        row.root_cause,
        row.judgement,
    ]
