"""Where the parts of a PDF stand: what is cut into how many rows, tables and drawings. No words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from ddtool.reports import charts, strips
from ddtool.reports.content import ReportContent
from ddtool.reports.content.coverage import CoverageRow, CoverageSection
from ddtool.reports.content.plan import Plan
from ddtool.reports.content.values import Sign
from ddtool.reports.heat import Heat, lay_out_heat

_MOST_COLUMNS, _MOST_BARS = 10, 38
_TRACK_WIDTH, _PARTS_WIDTH = 119.0, 250.0
_LONGEST_TRACK = timedelta(days=12 * 366)
_LONG_NAME = 80


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A criterion in one of the coverage tables."""

    row: CoverageRow
    signs: tuple[Sign | None, ...]


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """A coverage table with the certificates that fit; the first explains, the others only mark."""

    labels: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[MatrixRow, ...]], ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """All places of one report.

    ``images`` are drawings by name; ``track`` tells per action how far along the plan's line of
    time its mark stands, in percent, and is empty where no action has a day.
    """

    dense: bool
    heat: Heat
    coverage: tuple[CoverageTable, ...]
    gates_marked: bool
    validity: int
    track: tuple[float | None, ...]
    images: Mapping[str, str]


def lay_out(content: ReportContent) -> Layout:
    """Decide all places."""
    cover, rows = content.cover, content.certificates.rows
    charts_of_validity = _validity(content)
    track = _track(content.plan)
    images = {"strip": charts.strip(cover.strip), **charts_of_validity, **_parts(content)}
    if track:
        images |= {"track": track.ground, "track-head": track.head}
    return Layout(
        dense=max(len(cover.site), len(cover.organisation)) > _LONG_NAME,
        heat=lay_out_heat(content.outlook),
        coverage=tuple(_coverage_tables(content)),
        gates_marked=len(rows) <= _MOST_COLUMNS,
        validity=len(charts_of_validity),
        track=track.places if track else (),
        images=images,
    )


def _validity(content: ReportContent) -> dict[str, str]:
    """One chart, or several where there are more certificates than a page has room for."""
    rows = content.certificates.rows
    starts = range(0, len(rows), _MOST_BARS)
    return {
        f"validity-{place}": charts.validity(content.certificates, rows[start : start + _MOST_BARS])
        for place, start in enumerate(starts)
    }


def _parts(content: ReportContent) -> dict[str, str]:
    firsts = [cell.first for cell in content.cover.strip]
    return {
        f"parts-{place}": strips.parts_strip(one.strip, firsts, _PARTS_WIDTH)
        for place, one in enumerate(content.ahead.not_held)
    }


def _coverage_tables(content: ReportContent) -> Iterator[CoverageTable]:
    """One table, or several of about the same width where there are many certificates."""
    certificates = content.coverage.certificates
    tables = max(ceil(len(certificates) / _MOST_COLUMNS), 1)
    width = ceil(len(certificates) / tables)
    for place in range(tables):
        part = slice(place * width, (place + 1) * width)
        sections = (
            (section.title, _matrix_rows(section, part, everything=place == 0))
            for section in content.coverage.sections
        )
        kept = tuple((title, rows) for title, rows in sections if rows)
        yield CoverageTable(certificates[part], kept, first=place == 0)


def _matrix_rows(
    section: CoverageSection, part: slice, *, everything: bool
) -> tuple[MatrixRow, ...]:
    return tuple(
        MatrixRow(row, row.signs[part])
        for row in section.rows
        if everything or any(row.signs[part])
    )


class _Track(NamedTuple):
    head: str
    ground: str
    places: tuple[float | None, ...]


def _track(plan: Plan) -> _Track | None:
    """The plan's line of time; None where no action has a day."""
    days = [row.due.value for row in plan.actions if row.due.value is not None]
    if not days:
        return None
    limits = [
        (limit.letter, limit.day.value)
        for limit in plan.limits
        if limit.letter in plan.drawn and limit.day.value
    ]
    span = charts.with_room_for_years(_span([*days, *(day for _, day in limits)]))
    return _Track(
        head=charts.track_head(span, limits),
        ground=charts.track(span, limits, 600),
        places=tuple(_place(span, row.due.value) for row in plan.actions),
    )


def _span(days: Sequence[date]) -> charts.Span:
    first = min(days)
    last = min(max(days), first + _LONGEST_TRACK)
    margin = timedelta(days=max((last - first).days // 14, 30))
    return charts.Span(first - margin, last + margin, 0, _TRACK_WIDTH)


def _place(span: charts.Span, day: date | None) -> float | None:
    """The left margin in percent that centres a mark of 6 pt on the day."""
    if day is None:
        return None
    return round(max(span.at(day) - 3, 0) / _TRACK_WIDTH * 100, 1)
