"""Section 1, one page: the outlook in a word, in three sentences, as a map and in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from ddtool.domain.gaps import TO_BE_CLOSED, CriterionLine, Gap, Outlook
from ddtool.reports.content.calendar import Change, changes, other_ends
from ddtool.reports.content.facts import facts_to_answer
from ddtool.reports.content.outlook_sentences import outlook_sentences
from ddtool.reports.content.source import Source, short_title
from ddtool.reports.content.values import NOTHING, Day, Sign

_DATES = 4
OUTLOOK_MARKS = {
    Outlook.BLOCKED: Gap.BLOCKING.value,
    Outlook.INCOMPLETE: Gap.OPEN.value,
    Outlook.CONDITIONAL: Gap.MINOR.value,
    Outlook.READY: Gap.CLOSED.value,
}
"""The mark of each outlook: that of the gap which decides it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A word of the outlook's scale, and whether it is the one reached."""

    word: str
    mark: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """A criterion on the heat map. ``anchor`` names the place that tells more of it."""

    number: str
    title: str
    gap: Sign
    anchor: str


@dataclass(frozen=True, slots=True)
class HeatSection:
    """The tiles of a section, and how many of them are still to be closed."""

    title: str
    note: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many criteria of a section have each gap, in the order of the columns."""

    title: str
    numbers: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class CountColumn:
    """A gap as a column, and what it means in two or three words."""

    gap: Sign
    meaning: str


@dataclass(frozen=True, slots=True)
class NextDate:
    """A day on which something changes, what it costs, and how far it is from the assessment."""

    day: Day
    what: str
    lost: str
    against: str


@dataclass(frozen=True, slots=True)
class OutlookPage:
    """Everything on the outlook's page."""

    title: str
    sign: Sign
    scale: tuple[Step, ...]
    still_open: str
    sentences: tuple[str, ...]
    heading: str
    sections: tuple[HeatSection, ...]
    columns: tuple[CountColumn, ...]
    rows: tuple[CountRow, ...]
    total: CountRow
    dates: tuple[NextDate, ...]
    more_dates: str


def make_outlook(source: Source) -> OutlookPage:
    """The outlook with the heat map, the counts and the next dates."""
    voice, analysis = source.voice, source.analysis
    dates = _dates(source)
    more = len(dates) - _DATES
    return OutlookPage(
        title=voice.gettext("Outlook"),
        sign=Sign(OUTLOOK_MARKS[analysis.outlook], voice.words(analysis.outlook)),
        scale=tuple(
            Step(voice.words(one), OUTLOOK_MARKS[one], one is analysis.outlook) for one in Outlook
        ),
        still_open=_still_open(source),
        sentences=outlook_sentences(source),
        heading=voice.ngettext("The criterion", "The {n} criteria", len(analysis.lines)),
        sections=_heat(source),
        columns=_columns(source),
        rows=_rows(source),
        total=CountRow(voice.gettext("All"), tuple(analysis.counts.values()), len(analysis.lines)),
        dates=dates[:_DATES],
        more_dates=_more(source, more),
    )


def _more(source: Source, more: int) -> str:
    if more <= 0:
        return ""
    return source.voice.ngettext(
        "One more day stands in section 5.", "{n} more days stand in section 5.", more
    )


def _still_open(source: Source) -> str:
    voice, analysis = source.voice, source.analysis
    left = sum(analysis.counts[gap] for gap in TO_BE_CLOSED)
    facts = len(facts_to_answer(source))
    if not facts:
        return voice.ngettext(
            "{left} of one applicable criterion is still to be closed.",
            "{left} of {n} applicable criteria are still to be closed.",
            analysis.applicable,
            left=left,
        )
    open_ones = voice.ngettext(
        "{left} of one criterion that applies or may apply is still to be closed.",
        "{left} of {n} criteria that apply or may apply are still to be closed.",
        analysis.applicable,
        left=left,
    )
    asked = voice.ngettext(
        "One fact about the site is still to be answered (section 8).",
        "{n} facts about the site are still to be answered (section 8).",
        facts,
    )
    return f"{open_ones} {asked}"


def _heat(source: Source) -> tuple[HeatSection, ...]:
    analysis = source.analysis
    found: list[HeatSection] = []
    for section in analysis.criteria_set.sections:
        lines = analysis.in_section(section)
        note = _left_in(source, lines)
        tiles = tuple(_tile(source, line) for line in lines)
        found.append(HeatSection(short_title(section.title), note, tiles))
    return tuple(section for section in found if section.tiles)


def _left_in(source: Source, lines: Sequence[CriterionLine]) -> str:
    """How much is left of what applies; what nobody has answered is not called a gap to close."""
    left = sum(line.gap in TO_BE_CLOSED for line in lines)
    asked = sum(line.gap is not Gap.NOT_APPLICABLE for line in lines)
    if left and left == sum(line.gap is Gap.OPEN for line in lines):
        return source.voice.gettext("{left} of {all} unanswered", left=left, all=asked)
    return source.voice.gettext("{left} of {all} to be closed", left=left, all=asked)


def _tile(source: Source, line: CriterionLine) -> Tile:
    criterion = line.criterion
    anchor = f"{'k' if line.gap is Gap.CLOSED else 'c'}{criterion.number}"
    if line.gap is Gap.CLOSED and not source.analysis.at_site:
        anchor = "coverage"
    return Tile(criterion.number, criterion.title, source.gap(line.gap), anchor)


def _columns(source: Source) -> tuple[CountColumn, ...]:
    voice = source.voice
    meanings = {
        Gap.BLOCKING: voice.gettext("does not meet"),
        Gap.MINOR: voice.gettext("in part"),
        Gap.TO_CONFIRM: voice.gettext("for the assessor"),
        Gap.OPEN: voice.gettext("unanswered"),
        Gap.CLOSED: voice.gettext("meets"),
        Gap.NOT_APPLICABLE: voice.gettext("with a reason"),
    }
    return tuple(CountColumn(source.gap(gap), meanings[gap]) for gap in Gap)


def _rows(source: Source) -> tuple[CountRow, ...]:
    analysis = source.analysis
    counted = [
        (short_title(section.title), tuple(analysis.counts_in(section).values()))
        for section in analysis.criteria_set.sections
    ]
    return tuple(CountRow(title, numbers, sum(numbers)) for title, numbers in counted)


def _dates(source: Source) -> tuple[NextDate, ...]:
    """The assessment day, the days on which coverage changes, and what ends before it, in order."""
    voice, planned = source.voice, source.analysis.assessment.assessment_day
    dates = [_next_date(source, one) for one in (*changes(source), *other_ends(source))]
    if planned is not None and planned >= source.analysis.as_of:
        what = voice.gettext("Planned assessment day")
        dates.append(NextDate(voice.day(planned), what, NOTHING, NOTHING))
    return tuple(sorted(dates, key=lambda date: date.day.value or source.analysis.as_of))


def _next_date(source: Source, change: Change) -> NextDate:
    lost = ", ".join(change.lost) or NOTHING
    return NextDate(change.day, change.what, lost, change.against)
