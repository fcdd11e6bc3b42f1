"""The report's charts as vector drawings, each an SVG text with its words escaped.

The strip of criteria, the validity of certificates, and the plan's line of time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import escape

from ddtool.reports.content.certificates import CertificateRow, Register
from ddtool.reports.content.cover import StripCell
from ddtool.reports.marks import COPPER, GREY, INK, MUTED, RULE, Box, band_shapes, hatching

_STRIP_WIDTH, _STRIP_HEIGHT = 496.0, 20.0
_GAP, _SECTION_GAP = 2.6, 6.0
_CHART_WIDTH, _LABELS, _ROW, _TOP = 482.0, 106.0, 15.0, 18.0
_LABEL_LENGTH = 28
_MOST_YEARS = 12
_YEAR_WIDTH = 22.0


def strip(cells: Sequence[StripCell]) -> str:
    """All criteria in a line, each in its band, with a gap between sections."""
    sections = sum(cell.first for cell in cells[1:])
    free = _STRIP_WIDTH - _GAP * max(len(cells) - 1, 0) - _SECTION_GAP * sections
    width = round(min(free / max(len(cells), 1), 24.0), 2)
    boxes: dict[str, list[Box]] = {}
    left = 0.0
    for place, cell in enumerate(cells):
        left += _SECTION_GAP if place and cell.first else 0
        boxes.setdefault(cell.mark, []).append(Box(round(left, 2), 0, width, _STRIP_HEIGHT))
        left += width + _GAP
    bands = "".join(band_shapes(name, places) for name, places in boxes.items())
    return _drawing(_STRIP_WIDTH, _STRIP_HEIGHT, bands)


def _drawing(width: float, height: float, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}pt" height="{height:g}pt">{inside}</svg>'
    )


def text(x: float, y: float, words: str, fill: str = MUTED, anchor: str = "start") -> str:
    """A line of text in a drawing."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="Report, Report CJK" font-size="7" '
        f'fill="{fill}" text-anchor="{anchor}">{escape(words)}</text>'
    )


@dataclass(frozen=True, slots=True)
class Span:
    """Days laid out over a width."""

    first: date
    last: date
    left: float
    width: float

    def at(self, day: date) -> float:
        """Where a day stands; days outside stand at the edge."""
        days = max((self.last - self.first).days, 1)
        share = (min(max(day, self.first), self.last) - self.first).days / days
        return self.left + share * self.width


def validity(register: Register, rows: Sequence[CertificateRow]) -> str:
    """Bars from issue to expiry: solid counts, hatched does not, dashed has no end."""
    span = _span(register)
    bottom = _TOP + _ROW * len(rows)
    parts = [*_years(span, bottom), *_marked_days(register, span, bottom)]
    for place, row in enumerate(rows):
        top = _TOP + _ROW * place
        label = row.label if row.label == row.standard else f"{row.label}  {row.standard}"
        if len(label) > _LABEL_LENGTH:
            label = label[: _LABEL_LENGTH - 1] + "…"
        parts += [text(0, top + 6.4, label, INK), _bar(register, row, span, top)]
    return _drawing(_CHART_WIDTH, bottom + 10, "".join(parts))


def _span(register: Register) -> Span:
    marked = (register.report_day.value, register.assessment_day.value)
    stated = (day.value for row in register.rows for day in (row.issued, row.valid_until))
    known = [day for day in (*marked, *stated) if day is not None]
    first, last = min(known), max(known)
    # A year of air behind the last day, so that an open end is seen to go on.
    last = max(last, date(min(last.year + 1, date.max.year), 1, 1))
    return Span(date(first.year, 1, 1), last, _LABELS, _CHART_WIDTH - _LABELS - 2)


def _years(span: Span, bottom: float) -> Iterator[str]:
    years = range(span.first.year, span.last.year + 1)
    step = -(-len(years) // _MOST_YEARS)
    for year in years[::step]:
        x = span.at(date(year, 1, 1))
        yield f'<path d="M{x:.1f} 14V{bottom:.1f}" stroke="{RULE}" stroke-width=".5"/>'
        if x < _CHART_WIDTH - 20:
            yield text(x + 2, bottom + 6, str(year))


def _marked_days(register: Register, span: Span, bottom: float) -> Iterator[str]:
    report, planned = register.report_day.value, register.assessment_day.value
    days = [(report, register.report_word), (planned, register.assessment_word)]
    known = sorted((day, word) for day, word in days if day is not None)
    for place, (day, word) in enumerate(known):
        x = span.at(day)
        last = place == len(known) - 1
        yield f'<path d="M{x:.1f} 4V{bottom:.1f}" stroke="{INK}" stroke-width=".8"/>'
        yield text(x + (2 if last else -2), 9, word, INK, "start" if last else "end")


def _bar(register: Register, row: CertificateRow, span: Span, top: float) -> str:
    start = span.at(row.issued.value or span.first)
    if row.valid_until.value is None:
        end = _CHART_WIDTH - 2
        box = f"M{end:.1f} {top:.1f}H{start:.1f}V{top + 8:.1f}H{end:.1f}"
        dashes = f'stroke="{INK}" stroke-width=".7" stroke-dasharray="2.4 1.6"'
        words = text(
            max(start, _after_marked_days(register, span)) + 4, top + 6.4, register.no_expiry
        )
        return f'<path d="{box}" fill="#fff" {dashes}/>{words}'
    width = max(span.at(row.valid_until.value) - start, 1)
    if row.counts_for:
        place = f'x="{start:.1f}" y="{top:.1f}" width="{width:.1f}" height="8"'
        return f'<rect {place} fill="{COPPER}"/>'
    lines = f'<path d="{hatching(Box(0, 0, width, 8))}" stroke="{GREY}" stroke-width=".8"/>'
    frame = f'<rect width="{width:.1f}" height="8" fill="#fff" stroke="{GREY}" stroke-width=".6"/>'
    return f'<g transform="translate({start:.1f} {top:.1f})">{frame}{lines}</g>'


def _after_marked_days(register: Register, span: Span) -> float:
    days = (register.report_day.value, register.assessment_day.value)
    return max(span.at(day) for day in days if day is not None)


def swatch(kind: str) -> str:
    """A piece of a validity bar for the legend."""
    inside = {
        "bar-counts": f'<rect width="16" height="8" fill="{COPPER}"/>',
        "bar-not": f'<rect x=".3" y=".3" width="15.4" height="7.4" fill="#fff" stroke="{GREY}" '
        f'stroke-width=".6"/><path d="{hatching(Box(0, 0, 16, 8))}" stroke="{GREY}" '
        'stroke-width=".9"/>',
        "bar-open": f'<path d="M16 .5H.5V7.5H16" fill="none" stroke="{INK}" stroke-width=".8" '
        'stroke-dasharray="2.4 1.6"/>',
    }[kind]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 8">{inside}</svg>'


def half_years(span: Span) -> Iterator[date]:
    """The first days of half years inside a span."""
    for year in range(span.first.year, span.last.year + 1):
        for month in (1, 7):
            day = date(year, month, 1)
            if span.first < day < span.last:
                yield day


def track(span: Span, limits: Iterable[tuple[str, date]], height: float) -> str:
    """The ground of the plan's line of time: half years in grey, limits in copper."""
    grey = _uprights((span.at(day) for day in half_years(span)), height)
    copper = _uprights((span.at(day) for _, day in limits), height)
    width = span.left * 2 + span.width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'preserveAspectRatio="none"><path d="{grey}" stroke="{RULE}" stroke-width=".5"/>'
        f'<path d="{copper}" stroke="{COPPER}" stroke-width="1"/></svg>'
    )


def _uprights(places: Iterable[float], height: float) -> str:
    return "".join(f"M{x:.1f} 0V{height:g}" for x in places)


def track_head(span: Span, limits: Sequence[tuple[str, date]]) -> str:
    """The letters of the limits over the line of time, and the years below them."""
    parts = [text(span.at(day), 7, letter, COPPER, "middle") for letter, day in limits]
    base = 16 if limits else 8
    parts += [text(x, base, str(year), MUTED, "middle") for year, x in _places_of_years(span)]
    return _drawing(span.left * 2 + span.width, base + 2, "".join(parts))


def with_room_for_years(span: Span) -> Span:
    """The span, made longer until its first and its last year can be named.

    Spans of so many years that there is no room for each stay as they are.
    """
    if (span.last.year - span.first.year + 2) * _YEAR_WIDTH > span.width:
        return span
    step = timedelta(days=max((span.last - span.first).days // 20, 1))
    named = {year for year, _ in _places_of_years(span)}
    while not {span.first.year, span.last.year} <= named:
        if span.first.year in named:
            span = replace(span, last=span.last + step)
        else:
            span = replace(span, first=span.first - step)
        named = {year for year, _ in _places_of_years(span)}
    return span


def _places_of_years(span: Span) -> Iterator[tuple[int, float]]:
    """The years that there is room to name, each with the middle of its number.

    Where years are narrower than their numbers, every second or third is named at its beginning.
    """
    years = range(span.first.year, span.last.year + 1)
    step = -(-len(years) * _YEAR_WIDTH // span.width)
    for year in years[:: int(step)]:
        left = span.at(max(span.first, date(year, 1, 1)))
        right = span.at(min(span.last, date(year, 12, 31)))
        if step > 1:
            right = min(left + _YEAR_WIDTH, span.left + span.width)
        if right - left >= _YEAR_WIDTH - 1:
            yield year, (left + right) / 2
