"""What the plan warns of: limits passed, gaps without an action, actions that closed nothing."""

from collections.abc import Callable, Sequence

from ddtool.domain.assessments import Action
from ddtool.domain.gaps import (
    TO_BE_CLOSED,
    ActionLine,
    Gap,
    Lack,
    RequirementLine,
)
from ddtool.domain.time_limits import SELF_ASSESSMENT, TimeLimit
from ddtool.reports.content.source import Source, runs, spans
from ddtool.wording import TIME_LIMITS


def passed(source: Source) -> str:
    """That the day of the self-assessment has passed and nothing was submitted; else nothing."""
    voice, analysis = source.voice, source.analysis
    limit = next((one for one in analysis.limits if one.id == SELF_ASSESSMENT), None)
    if limit is None or limit.day is None or analysis.assessment.submission is not None:
        return ""
    if limit.day >= analysis.as_of:
        return ""
    return voice.gettext(
        "Limit {letter} passed on {day}, and nothing has been submitted.",
        letter=limit.letter,
        day=voice.day(limit.day).text,
    )


def missing(source: Source) -> str:
    """The answered requirements for which nobody plans anything, as many as the gaps show."""
    ids = _without_action(source, lambda part: part.lack is not Lack.UNANSWERED)
    if not ids:
        return ""
    return source.voice.ngettext(
        "No action yet for one open requirement: {ids}.",
        "No action yet for {n} open requirements: {ids}.",
        len(ids),
        ids=spans(ids),
    )


def unanswered(source: Source) -> str:
    """The other requirements of the gaps without an action: those to be answered first."""
    ids = _without_action(source, lambda part: part.lack is Lack.UNANSWERED)
    if not ids:
        return ""
    return source.voice.ngettext(
        "One unanswered requirement has no action yet either; answer it first: {ids}.",
        "{n} unanswered requirements have no action yet either; answer them first: {ids}.",
        len(ids),
        ids=spans(ids),
    )


def _without_action(source: Source, which: Callable[[RequirementLine], bool]) -> list[str]:
    return [
        part.requirement.id
        for line in source.analysis.with_gap(*TO_BE_CLOSED)
        if not any(not action.requirement for action in line.actions)
        for part in line.lacking
        if not part.actions and which(part)
    ]


def action_remarks(source: Source, line: ActionLine) -> tuple[str, ...]:
    """What is wrong with an action: a limit missed, a day passed, or ended without effect."""
    voice = source.voice
    said = []
    if line.after_limit is not None:
        said.append(_after_limit(source, line.action, line.after_limit))
    if line.overdue:
        said.append(voice.gettext("overdue"))
    if _left_open(source, line.action):
        word = voice.words(line.action.state)
        said.append(voice.gettext("{state}, but gap not closed", state=word))
    return tuple(said)


def overdue(source: Source) -> str:
    """The actions that should be done by now, by their names; else nothing."""
    late = [line.action for line in source.analysis.actions if line.overdue]
    if not late:
        return ""
    return source.voice.ngettext(
        "One action is overdue: {names}.",
        "{n} actions are overdue: {names}.",
        len(late),
        names=runs(source.actions.get(one.id, one.id) for one in late),
    )


def violations(source: Source) -> str:
    """The actions that end after a limit of the programme, in words; else nothing."""
    late = [line for line in source.analysis.actions if line.after_limit is not None]
    if not late:
        return ""
    return source.voice.ngettext(
        "One action is due after a limit that it has to keep: {which}.",
        "{n} actions are due after a limit that they have to keep: {which}.",
        len(late),
        which="; ".join(
            _after(source, limit, [line.action for line in late if line.after_limit is limit])
            for limit in dict.fromkeys(line.after_limit for line in late)
            if limit is not None
        ),
    )


def _after(source: Source, limit: TimeLimit, actions: Sequence[Action]) -> str:
    voice = source.voice
    return voice.gettext(
        "{names} after limit {letter} ({limit}, {day})",
        names=runs(source.actions.get(one.id, one.id) for one in actions),
        letter=limit.letter,
        limit=voice.gettext(TIME_LIMITS.get(limit.id, limit.id)),
        day=voice.day(limit.day).text,
    )


def _after_limit(source: Source, action: Action, limit: TimeLimit) -> str:
    days = (action.due - limit.day).days if action.due and limit.day else 0
    return source.voice.ngettext(
        "one day after limit {letter}", "{n} days after limit {letter}", days, letter=limit.letter
    )


def _left_open(source: Source, action: Action) -> bool:
    """Whether an action has ended while something is still missing on what it was to close."""
    line = source.analysis.by_number.get(action.criterion)
    if line is None or action.state.is_open:
        return False
    if action.requirement:
        return any(part.requirement.id == action.requirement for part in line.lacking)
    return bool(line.lacking) or line.gap in {Gap.BLOCKING, Gap.MINOR}
