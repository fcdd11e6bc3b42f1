"""Where the parts of a drawing stand; ``templates/macros/charts.html`` draws them.

All lengths are units of the drawing, which grows and shrinks as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from babel.dates import format_skeleton

from ddtool.reports.charts import Span

_LEFT, _RIGHT, _WIDTH = 210.0, 1090.0, 1120.0
_TOP, _ROW, _MARKER_LINE = 44.0, 34.0, 17.0
_TOO_NEAR, _DOT = 190.0, 18.0
_MOST_TICKS = 12
_STEPS_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
_ROOM_FOR_WORDS = 190.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a stacked bar."""

    tone: str
    x: float
    width: float


def stacked(parts: Iterable[tuple[str, int]]) -> tuple[Piece, ...]:
    """Pieces side by side, from pairs of a tone and a number; those of nothing are left out."""
    pieces: list[Piece] = []
    x = 0
    for tone, number in parts:
        if number:
            pieces.append(Piece(tone, x, number))
        x += number
    return tuple(pieces)


class Run(Enum):
    """How a certificate runs on a line of time: what it does for the site on the day shown."""

    COUNTS = "counts"
    PENDING = "pending"
    UNDECIDED = "undecided"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """A certificate from its issue to its last day; ``None`` where that is not stated."""

    name: str
    run: Run
    first: date | None
    last: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A day that is marked with an upright line. ``main`` is the day the page is about."""

    day: date
    words: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the line of time. ``x`` to ``x + width`` is the bar, ``words`` stand beside it."""

    life: Lifetime
    y: float
    x: float
    width: float
    words_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Upright:
    """A marked day; its words stand at ``y`` below the bars."""

    marked: Marked
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A line of time: ticks as pairs of a place and words, bars and marked days."""

    width: float
    height: float
    bottom: float
    ticks: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    marked: tuple[Upright, ...]

    @property
    def middle(self) -> float:
        """Where the day that the page is about stands, as a part of the width."""
        return next((one.x / self.width for one in self.marked if one.marked.main), 0.0)

    @property
    def shows(self) -> frozenset[str]:
        """What its key has to explain: each way a certificate runs, and "open" without end."""
        runs = {one.life.run.value for one in self.bars}
        return frozenset(
            runs | ({"open"} if any(one.life.last is None for one in self.bars) else set())
        )


def time_line(lives: Sequence[Lifetime], marked: Sequence[Marked], language: str) -> TimeLine:
    """The lives of certificates over the marked days, at least one of which is given.

    It begins at most two years before the first marked day, so that an old certificate does not
    press the days to come together.
    """
    span = _span(lives, marked)
    bottom = _TOP + _ROW * len(lives)
    uprights = tuple(_uprights(marked, span, bottom))
    lowest = max((one.y for one in uprights), default=bottom)
    return TimeLine(
        width=_WIDTH,
        height=lowest + 8,
        bottom=bottom,
        ticks=tuple((round(span.at(day), 1), words) for day, words in _ticks(span, language)),
        bars=tuple(_bar(life, span, _TOP + _ROW * place) for place, life in enumerate(lives)),
        marked=uprights,
    )


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due on a day. ``look`` is done, late or to_do."""

    day: date
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class DuePlace:
    """A due day in its place; those of nearly the same day stand above each other."""

    due: Due
    x: float
    y: float


def due_line(
    dues: Sequence[Due], marked: Sequence[Marked], language: str
) -> tuple[TimeLine, tuple[DuePlace, ...]]:
    """Due days over the marked days, at least one of which is given, and the line they stand on."""
    span = _span((), [*marked, *(Marked(one.day, one.words) for one in dues)])
    places = tuple(_due_places(dues, span))
    bottom = max((one.y for one in places), default=_TOP) + _DOT
    uprights = tuple(_uprights(marked, span, bottom))
    lowest = max((one.y for one in uprights), default=bottom)
    ticks = tuple((round(span.at(day), 1), words) for day, words in _ticks(span, language))
    return TimeLine(_WIDTH, lowest + 8, bottom, ticks, (), uprights), places


def _due_places(dues: Sequence[Due], span: Span) -> Iterator[DuePlace]:
    ends: list[float] = []
    for one in sorted(dues, key=lambda one: one.day):
        x = span.at(one.day)
        row = next((place for place, end in enumerate(ends) if x - end > _DOT), len(ends))
        ends[row : row + 1] = [x]
        yield DuePlace(one, round(x, 1), _TOP + _DOT * row)


def _span(lives: Sequence[Lifetime], marked: Sequence[Marked]) -> Span:
    days = [one.day for one in marked]
    known = [*days, *(day for one in lives for day in (one.first, one.last) if day is not None)]
    first = max(min(known), _moved(min(days), -24))
    last = min(max(known), _moved(max(days), 96))
    return Span(first.replace(day=1), _moved(last, 2), _LEFT, _RIGHT - _LEFT)


def _moved(day: date, months: int) -> date:
    """The first of a month so many months away, within what a calendar has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(min(max(year, date.min.year), date.max.year), month + 1, 1)


def _ticks(span: Span, language: str) -> Iterator[tuple[date, str]]:
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month
    step = next((one for one in _STEPS_MONTHS if months / one <= _MOST_TICKS), _STEPS_MONTHS[-1])
    locale = "en_GB" if language == "en" else language.replace("-", "_")
    day = date(span.first.year, 1, 1)
    while day < span.last:
        if day >= span.first and span.at(day) < _RIGHT - 30:
            yield day, format_skeleton("yMMM", day, locale=locale)
        day = _moved(day, step)


def _bar(life: Lifetime, span: Span, y: float) -> Bar:
    start = span.at(life.first or span.first)
    end = span.at(life.last or span.last)
    width = max(end - start, 2)
    inside = end + 8 + _ROOM_FOR_WORDS > _WIDTH
    words_x, anchor = (end - 8, "end") if inside else (end + 8, "start")
    if inside and life.last is not None and end - start < _ROOM_FOR_WORDS:
        words_x = start - 8
    return Bar(life, y, round(start, 1), round(width, 1), round(words_x, 1), anchor)


def _uprights(marked: Sequence[Marked], span: Span, bottom: float) -> Iterator[Upright]:
    """The marked days in order; words that would touch stand below each other."""
    ends: list[float] = []
    places = [span.at(one.day) for one in marked]
    for one in sorted(marked, key=lambda one: one.day):
        x = span.at(one.day)
        line = next((place for place, end in enumerate(ends) if x - end > _TOO_NEAR), len(ends))
        ends[line : line + 1] = [x]
        yield Upright(one, round(x, 1), bottom + 16 + _MARKER_LINE * line, _anchor(x, places))


def _anchor(x: float, places: Sequence[float]) -> str:
    """Where words stand at their line: away from the edges, and from a line that is near."""
    if x < _LEFT + 90:
        return "start"
    if x > _RIGHT - 90:
        return "end"
    after = any(0 < other - x <= _TOO_NEAR for other in places)
    before = any(0 < x - other <= _TOO_NEAR for other in places)
    if after is before:
        return "middle"
    return "end" if after else "start"
