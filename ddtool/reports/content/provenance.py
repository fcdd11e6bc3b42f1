"""On whose decision a cell rests, in a few words."""

from ddtool.domain.equivalency import CellSource
from ddtool.reports.content.voice import Voice


def told_by(voice: Voice, source: CellSource) -> str:
    """Who has adopted a cell, on which day, and who has confirmed it."""
    day = voice.day(source.adopted_on).text
    if not source.confirmed_by:
        return voice.gettext("adopted by {name}, {day}", name=source.adopted_by, day=day)
    return voice.gettext(
        "adopted by {name}, {day}, confirmed by {second}",
        name=source.adopted_by,
        day=day,
        second=source.confirmed_by,
    )
