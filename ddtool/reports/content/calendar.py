"""The days on which coverage will change, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ddtool.domain.decisions import SOMETHING_SHOWN, Coverage
from ddtool.domain.look_ahead import CoverageChange, Event, EventKind, ForecastDay
from ddtool.reports.content.source import Source, runs
from ddtool.reports.content.values import NOTHING, Day
from ddtool.reports.content.voice import Voice

_RANK = (
    Coverage.NOT_APPLICABLE,
    Coverage.NONE,
    Coverage.SUGGESTED,
    Coverage.PENDING,
    Coverage.PARTIAL,
    Coverage.COMBINED,
    Coverage.FULL,
)
_BEGINS = frozenset({EventKind.CERTIFICATE_BEGINS, EventKind.CELL_BEGINS})


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which coverage changes.

    ``what`` happens is said as the beginning of a sentence, ``clause`` as the middle of one;
    ``lost`` and ``gained`` are criteria; ``changes`` says how, in words.
    """

    day: Day
    what: str
    clause: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    changes: str
    against: str


def changes(source: Source) -> tuple[Change, ...]:
    """The days on which coverage changes, in order."""
    return tuple(_change(source, day) for day in source.analysis.forecast)


def other_ends(source: Source) -> tuple[Change, ...]:
    """The days before the assessment on which certificates end without any coverage being lost."""
    voice, analysis = source.voice, source.analysis
    told = {event.certificate for day in analysis.forecast for event in day.events}
    by_day: dict[date, list[str]] = {}
    for line in analysis.at_site:
        ends = line.certificate.valid_until
        if line.certificate.id not in told and ends and _before_assessment(source, ends):
            by_day.setdefault(ends, []).append(source.named(line.certificate.id))
    return tuple(
        Change(
            day=voice.day(day),
            what=_happens(voice, EventKind.CERTIFICATE_ENDS, tuple(names)),
            clause="",
            lost=(),
            gained=(),
            changes=NOTHING,
            against=_against(source, day),
        )
        for day, names in sorted(by_day.items())
    )


def _before_assessment(source: Source, day: date) -> bool:
    planned = source.analysis.assessment.assessment_day
    return planned is not None and source.analysis.as_of <= day < planned


def _change(source: Source, day: ForecastDay) -> Change:
    shown = _shown_day(day)
    told = "; ".join(_told(source, day.changes))
    clause = _events(source, day.events)
    return Change(
        day=source.voice.day(shown),
        what=clause[:1].upper() + clause[1:],
        clause=clause,
        lost=tuple(one.criterion for one in day.changes if _is_loss(one)),
        gained=tuple(one.criterion for one in day.changes if _is_gain(one)),
        changes=told or NOTHING,
        against=_against(source, shown),
    )


def _shown_day(day: ForecastDay) -> date:
    """The last good day where something ends, else the first day of the change."""
    ends = [event.last_day for event in day.events if event.kind not in _BEGINS]
    return max(ends) if ends else day.day


def _events(source: Source, events: Iterable[Event]) -> str:
    by_kind: dict[EventKind, dict[str, None]] = {}
    for event in events:
        by_kind.setdefault(event.kind, {})[source.named(event.certificate)] = None
    told = (_happens(source.voice, kind, tuple(names)) for kind, names in by_kind.items())
    return "; ".join(told) or NOTHING


def _happens(voice: Voice, kind: EventKind, certificates: tuple[str, ...]) -> str:
    n, names = len(certificates), voice.list_of(certificates)
    match kind:
        case EventKind.CERTIFICATE_BEGINS:
            return voice.ngettext("{names} begins", "{names} begin", n, names=names)
        case EventKind.CERTIFICATE_ENDS:
            return voice.ngettext("{names} ends", "{names} end", n, names=names)
        case EventKind.EDITION_ENDS:
            return voice.ngettext(
                "the edition of {names} ends", "the editions of {names} end", n, names=names
            )
        case EventKind.AUDIT_TOO_OLD:
            return voice.ngettext(
                "the last audit of {names} becomes too old",
                "the last audits of {names} become too old",
                n,
                names=names,
            )
        case EventKind.CELL_BEGINS:
            return voice.gettext("recognition of {names} begins", names=names)
        case EventKind.CELL_ENDS:
            return voice.gettext("recognition of {names} ends", names=names)


def _told(source: Source, changes: Iterable[CoverageChange]) -> Iterator[str]:
    """Criteria whose coverage changes in the same way are told together."""
    voice = source.voice
    alike: dict[tuple[Coverage, Coverage], list[str]] = {}
    for change in changes:
        alike.setdefault((change.before, change.after), []).append(change.criterion)
    for (before, after), numbers in alike.items():
        words = {"before": voice.words(before).lower(), "after": voice.words(after).lower()}
        if before is after:
            yield voice.gettext("{numbers} stay {after}", numbers=runs(numbers), **words)
        else:
            yield voice.gettext(
                "{numbers} from {before} to {after}", numbers=runs(numbers), **words
            )


def _is_loss(change: CoverageChange) -> bool:
    """Hints that end are no loss: they never counted."""
    fewer = _RANK.index(change.after) < _RANK.index(change.before)
    return fewer and change.before in SOMETHING_SHOWN


def _is_gain(change: CoverageChange) -> bool:
    more = _RANK.index(change.after) > _RANK.index(change.before)
    return more and change.after in SOMETHING_SHOWN


def _against(source: Source, day: date) -> str:
    planned, voice = source.analysis.assessment.assessment_day, source.voice
    if planned is None:
        return NOTHING
    days = (day - planned).days
    if days == 0:
        return voice.gettext("on the assessment day")
    if days < 0:
        return voice.ngettext(
            "one day before the assessment day", "{n} days before the assessment day", -days
        )
    return voice.ngettext(
        "one day after the assessment day", "{n} days after the assessment day", days
    )
