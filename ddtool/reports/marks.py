"""The report's marks and bands as small drawings: shape first, pattern second, colour third.

Each is a whole SVG text. Presentation attributes only: a page's style sheet does not reach into
a drawing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

INK = "#211d1a"
MUTED = "#5c544d"
COPPER = "#934519"
OXIDE = "#7c1d18"
RULE = "#d9d2ca"
GREY = "#8f877e"

_RING = f'<circle cx="5" cy="5" r="4.1" fill="#fff" stroke="{INK}" stroke-width=".8"/>'
_HALF = f'{_RING}<path d="M5 .9a4.1 4.1 0 0 1 0 8.2z" fill="{INK}"/>'
_TICK = f'<path d="M1.2 5.4l2.7 2.7L9 2.2" fill="none" stroke="{INK}" stroke-width="1.3"/>'
_DASH = f'<path d="M1.8 5h6.4" stroke="{MUTED}" stroke-width="1"/>'
_DISC = f'<circle cx="5" cy="5" r="4.4" fill="{INK}"/>'
_CROSS = f'<path d="M2 2l6 6M8 2l-6 6" stroke="{OXIDE}" stroke-width="1.1"/>'
_SQUARE = f'<rect x=".5" y=".5" width="9" height="9" fill="{OXIDE}"/>'

_SHAPES: Mapping[str, str] = {
    "blocking": f'{_SQUARE}<path d="M3 3l4 4M7 3l-4 4" stroke="#fff" stroke-width="1.5"/>',
    "minor": _HALF,
    "to_confirm": f'<path d="M5 .6L9.4 5 5 9.4.6 5z" fill="#fff" stroke="{INK}" stroke-width=".9"/>'
    f'<circle cx="5" cy="5" r="1.5" fill="{INK}"/>',
    "open": f'<circle cx="5" cy="5" r="4.2" fill="#fff" stroke="{INK}" stroke-width=".9" '
    'stroke-dasharray="1.6 1.04"/>',
    "closed": _TICK,
    "not_applicable": _DASH,
    "coverage-full": _DISC,
    "coverage-combined": f'{_RING}<circle cx="5" cy="5" r="2.4" fill="{INK}"/>',
    "coverage-partial": _HALF,
    "coverage-pending": f'{_RING}<path d="M5 2.4V5l1.9 1.3" fill="none" stroke="{INK}" '
    'stroke-width=".9"/>',
    "coverage-suggested": f'<circle cx="5" cy="5" r="4.1" fill="none" stroke="{MUTED}" '
    'stroke-width=".8" stroke-dasharray="1.4 1.18"/>',
    "coverage-none": _DASH,
    "coverage-not_applicable": _DASH,
    "rejected": _CROSS,
    "warning": f'<path d="M5 1.1L9.3 9H.7z" fill="#fff" stroke="{INK}" stroke-width=".9"/>'
    f'<path d="M5 3.8v2.6M5 7.2v.9" stroke="{INK}" stroke-width=".9"/>',
    "action-planned": f'<circle cx="5" cy="5" r="3.9" fill="#fff" stroke="{INK}" '
    'stroke-width="1.2"/>',
    "action-running": _DISC,
    "action-done": _TICK,
    "action-returned": f'{_RING}<path d="M6.9 3.1H4.6L3.2 5l1.4 1.9h2.3" fill="none" '
    f'stroke="{INK}" stroke-width=".9"/>',
    "action-accepted": f'{_DISC}<path d="M2.6 5.2l1.7 1.7 3.1-3.6" fill="none" stroke="#fff" '
    'stroke-width="1.1"/>',
    "action-late": _SQUARE,
}

_GROUNDS: Mapping[str, str] = {
    "blocking": OXIDE,
    "minor": "#f6dcb4",
    "to_confirm": "#dde6ef",
    "open": "#fff",
    "closed": "#b9d0c4",
    "not_applicable": "#e4e0db",
}


def mark(name: str) -> str:
    """The drawing of a mark, ten units wide and high.

    :raises KeyError: there is no such mark.
    """
    return _svg(10, 10, _SHAPES[name])


def mark_names() -> tuple[str, ...]:
    """All marks."""
    return tuple(_SHAPES)


def band_names() -> tuple[str, ...]:
    """All gaps that have a band."""
    return tuple(_GROUNDS)


class Box(NamedTuple):
    """A place in a drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def path(self) -> str:
        """The outline, closed."""
        return f"M{self.x:g} {self.y:g}h{self.width:g}v{self.height:g}h{-self.width:g}z"


def band(name: str, width: float, height: float) -> str:
    """The ground of a gap with its pattern, drawn in one piece and cut at the edges."""
    return _svg(width, height, band_shapes(name, [Box(0, 0, width, height)]))


def band_shapes(name: str, boxes: Sequence[Box]) -> str:
    """The bands of one gap in several places, as one path for grounds and one for patterns."""
    ground = f'<path d="{"".join(box.path for box in boxes)}" fill="{_GROUNDS[name]}"/>'
    if name not in _PATTERNS:
        return ground
    lines, attributes = _PATTERNS[name]
    return f'{ground}<path d="{"".join(map(lines, boxes))}" fill="none" {attributes}/>'


def _svg(width: float, height: float, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}">{inside}</svg>'
    )


def hatching(box: Box, step: float = 4) -> str:
    """Diagonal lines over a box, none of which leaves it."""
    x, y, width, height = box
    lines = (
        f"M{x + max(0, start - height):.4g} {y + min(start, height):.4g}"
        f"L{x + min(start, width):.4g} {y + max(0, start - width):.4g}"
        for start in _steps(step / 2, width + height, step)
    )
    return "".join(lines)


def _dots(box: Box) -> str:
    """Points in rows; the round ends of lines without length make them dots."""
    rows = enumerate(_steps(2, box.height - 1, 3))
    return "".join(
        f"M{box.x + across:.4g} {box.y + down:.4g}h.01"
        for row, down in rows
        for across in _steps(2 + 1.5 * (row % 2), box.width - 1, 3)
    )


def _level_lines(box: Box) -> str:
    rows = _steps(1.5, box.height, 3)
    return "".join(f"M{box.x:g} {box.y + down:g}h{box.width:g}" for down in rows)


def _steps(start: float, end: float, step: float) -> Iterator[float]:
    while start < end:
        yield start
        start += step


_PATTERNS: Mapping[str, tuple[Callable[[Box], str], str]] = {
    "minor": (hatching, 'stroke="#8a5a12" stroke-width="1.1"'),
    "to_confirm": (_dots, 'stroke="#2c4d70" stroke-width="1.8" stroke-linecap="round"'),
    "open": (_level_lines, f'stroke="{INK}" stroke-width=".7"'),
}
