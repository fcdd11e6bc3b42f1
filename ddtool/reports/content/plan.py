"""Section 6: the programme's limits, what has no action yet, and all actions by due day."""

from dataclasses import dataclass
from datetime import date

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.gaps import ActionLine
from ddtool.domain.natural_order import natural
from ddtool.domain.time_limits import TimeLimit
from ddtool.reports.content.if_done import OutlookIfDone, outlook_if_done
from ddtool.reports.content.plan_alerts import (
    action_remarks,
    missing,
    overdue,
    passed,
    unanswered,
    violations,
)
from ddtool.reports.content.source import Source
from ddtool.reports.content.values import Day, Sign
from ddtool.wording import TIME_LIMITS


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of the programme; the day is a dash while the commitment day is not known."""

    letter: str
    months: str
    title: str
    day: Day


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action in the plan. ``remark`` tells of a limit missed, a day passed, a gap left open."""

    id: str
    label: str
    criterion: str
    requirement: str
    title: str
    owner: str
    due: Day
    state: Sign
    remark: str
    late: bool
    cost: str
    closure: str
    overdue: bool
    root_cause: str
    documents: tuple[str, ...]
    judgement: str

    @property
    def shown_closed(self) -> str:
        """Everything that shows it closed: the producer's words, then the documents' titles."""
        return "; ".join(text for text in (self.closure, *self.documents) if text)


@dataclass(frozen=True, slots=True)
class Plan:
    """The improvement plan. ``alerts`` are sentences: a limit that passed, gaps without an action.

    ``overdue`` and ``violations`` name actions whose day has passed, and those due after a limit;
    both are empty where there are none. ``if_done`` is the outlook if all actions close.

    ``binding`` says what the limits bind.
    ``drawn`` are the letters of the limits on the line of time: those near the actions.
    """

    title: str
    lead: str
    limits: tuple[Limit, ...]
    binding: str
    overdue: str
    violations: str
    alerts: tuple[str, ...]
    if_done: OutlookIfDone | None
    heading: str
    none: str
    key: tuple[Sign, ...]
    drawn: tuple[str, ...]
    lines_word: str
    actions: tuple[ActionRow, ...]


def make_plan(source: Source) -> Plan:
    """The plan, actions by due day, those without a day last."""
    voice, analysis = source.voice, source.analysis
    drawn = _drawn(source)
    rows = sorted((_row(source, line) for line in analysis.actions), key=_order)
    return Plan(
        title=voice.gettext("Improvement plan"),
        lead=_lead(source),
        limits=tuple(_limit(source, limit) for limit in analysis.limits),
        binding=voice.gettext(
            "B binds the improvement plan, C all criteria: an action due after either is marked."
        ),
        overdue=overdue(source),
        violations=violations(source),
        if_done=outlook_if_done(source),
        alerts=tuple(
            text for text in (passed(source), missing(source), unanswered(source)) if text
        ),
        heading=voice.gettext("Actions by due day"),
        none="" if rows else voice.gettext("No action is recorded yet."),
        key=_key(source),
        drawn=drawn,
        lines_word=_lines_word(source, drawn),
        actions=tuple(rows),
    )


def _order(row: ActionRow) -> tuple[date, tuple[tuple[int, str], ...]]:
    return row.due.value or date.max, natural(row.label)


def _lead(source: Source) -> str:
    day, voice = source.analysis.assessment.commitment_day, source.voice
    if day is None:
        return voice.gettext(
            "The programme’s limits run from the commitment day, which is not recorded yet."
        )
    return voice.gettext(
        "The programme’s limits, counted from the commitment day, {day}.", day=voice.day(day).text
    )


def _limit(source: Source, limit: TimeLimit) -> Limit:
    voice = source.voice
    months = voice.ngettext("one month", "{n} months", limit.months)
    title = voice.gettext(TIME_LIMITS.get(limit.id, limit.id))
    return Limit(limit.letter, months, title, voice.day(limit.day))


def _key(source: Source) -> tuple[Sign, ...]:
    voice = source.voice
    states = [Sign(f"action-{state.value}", voice.words(state)) for state in ActionState]
    return (*states, Sign("action-late", voice.gettext("after its limit, or overdue")))


def _drawn(source: Source) -> tuple[str, ...]:
    """The limits up to the first one after the last action."""
    days = [line.action.due for line in source.analysis.actions if line.action.due]
    limits = [limit for limit in source.analysis.limits if limit.day is not None]
    if not days:
        return ()
    before = [limit.letter for limit in limits if limit.day and limit.day <= max(days)]
    return tuple(limit.letter for limit in limits[: max(len(before), 1)])


def _lines_word(source: Source, drawn: tuple[str, ...]) -> str:
    if not drawn:
        return ""
    names = source.voice.list_of(drawn)
    return source.voice.ngettext(
        "Upright line: limit {names}.", "Upright lines: limits {names}.", len(drawn), names=names
    )


def _row(source: Source, line: ActionLine) -> ActionRow:
    voice, action = source.voice, line.action
    late = line.after_limit is not None or line.overdue
    mark = "action-late" if late else f"action-{action.state.value}"
    return ActionRow(
        id=action.id,
        label=source.actions.get(action.id, action.id),
        criterion=action.criterion,
        requirement=action.requirement or action.criterion,
        title=action.title,
        owner=action.owner,
        due=voice.day(action.due),
        state=Sign(mark, voice.words(action.state)),
        remark=", ".join(action_remarks(source, line)),
        late=late,
        cost=action.cost,
        closure=action.closure,
        overdue=line.overdue,
        root_cause=action.root_cause,
        documents=tuple(one.title for one in action.documents),
        judgement=_judgement(source, action),
    )


def _judgement(source: Source, action: Action) -> str:
    """What the assessor says of it, in one sentence; empty where nobody has judged it."""
    if not action.judged_by:
        return ""
    voice = source.voice
    said = {"by": action.judged_by, "day": voice.day(action.judged_on).text}
    accepted = action.state is ActionState.ACCEPTED
    if accepted and not action.judgement:
        return voice.gettext("Accepted by {by}, {day}.", **said)
    said["reason"] = action.judgement
    if accepted:
        return voice.gettext("Accepted by {by}, {day}: {reason}", **said)
    return voice.gettext("Returned by {by}, {day}: {reason}", **said)
