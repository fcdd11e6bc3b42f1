"""What the plan warns of: limits passed, gaps without an action, actions that closed nothing."""

from collections.abc import Callable

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.gaps import TO_BE_CLOSED, ActionLine, Gap, Lack, RequirementLine
from ddtool.domain.plan import SELF_ASSESSMENT
from ddtool.reports.content.source import Source, spans

_ENDED = (ActionState.DONE, ActionState.ACCEPTED)


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
        said.append(voice.gettext("after limit {letter}", letter=line.after_limit.letter))
    if line.overdue:
        said.append(voice.gettext("overdue"))
    if _left_open(source, line.action):
        word = voice.words(line.action.state)
        said.append(voice.gettext("{state}, but gap not closed", state=word))
    return tuple(said)


def _left_open(source: Source, action: Action) -> bool:
    """Whether an action has ended while something is still missing on what it was to close."""
    line = source.analysis.by_number.get(action.criterion)
    if line is None or action.state not in _ENDED:
        return False
    if action.requirement:
        return any(part.requirement.id == action.requirement for part in line.lacking)
    return bool(line.lacking) or line.gap in {Gap.BLOCKING, Gap.MINOR}
