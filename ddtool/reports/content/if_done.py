"""What would follow if every action of the plan closed its gap, in sentences."""

from dataclasses import dataclass

from ddtool.domain.if_done import IfDone, if_all_done
from ddtool.reports.content.outlook import OUTLOOK_MARKS
from ddtool.reports.content.source import Source, runs
from ddtool.reports.content.values import Sign


@dataclass(frozen=True, slots=True)
class OutlookIfDone:
    """The outlook then, and the sentences that it rests on. It is a forecast, not a promise."""

    title: str
    sign: Sign
    sentences: tuple[str, ...]


def outlook_if_done(source: Source) -> OutlookIfDone | None:
    """The outlook if all actions close; None where nothing is planned."""
    if not source.analysis.actions:
        return None
    then = if_all_done(source.analysis)
    word = source.voice.words(then.outlook)
    return OutlookIfDone(
        title=source.voice.gettext("Outlook if all actions close"),
        sign=Sign(OUTLOOK_MARKS[then.outlook], word),
        sentences=tuple(text for text in (_closes(source, then), _stays(source, then)) if text),
    )


def _closes(source: Source, then: IfDone) -> str:
    if not then.closes:
        return source.voice.gettext("No criterion has an action for everything that is missing.")
    return source.voice.ngettext(
        "The actions close one criterion: {numbers}.",
        "The actions close {n} criteria: {numbers}.",
        len(then.closes),
        numbers=runs(then.closes),
    )


def _stays(source: Source, then: IfDone) -> str:
    if not then.stay:
        return ""
    return source.voice.ngettext(
        "One gap stays, because not everything that is missing has an action: {numbers}.",
        "{n} gaps stay, because not everything that is missing has an action: {numbers}.",
        len(then.stay),
        numbers=runs(then.stay),
    )
