"""The report's marks and bands as small drawings: shape first, pattern second, colour third.

Each is a whole SVG text. Presentation attributes only: a page's style sheet does not reach into
a drawing.
"""

from collections.abc import Callable, Iterator, Mapping

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


def band(name: str, width: float, height: float) -> str:
    """The ground of a gap with its pattern, drawn in one piece and cut at the edges."""
    return _svg(width, height, band_shapes(name, width, height))


def band_shapes(name: str, width: float, height: float) -> str:
    """What is inside a band, for drawings that hold several."""
    ground = f'<rect width="{width:g}" height="{height:g}" fill="{_GROUNDS[name]}"/>'
    pattern = _PATTERNS.get(name)
    return ground + (pattern(width, height) if pattern else "")


def _svg(width: float, height: float, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}">{inside}</svg>'
    )


def hatching(width: float, height: float, step: float = 4) -> str:
    """The path of diagonal lines over a box, none of which leaves it."""
    lines = (
        f"M{max(0, start - height):g} {min(start, height):g}"
        f"L{min(start, width):g} {max(0, start - width):g}"
        for start in _steps(step / 2, width + height, step)
    )
    return "".join(lines)


def _hatch(width: float, height: float) -> str:
    return f'<path d="{hatching(width, height)}" stroke="#8a5a12" stroke-width="1.1"/>'


def _dots(width: float, height: float) -> str:
    rows = enumerate(_steps(2, height - 1, 3))
    dots = (
        f'<circle cx="{across:g}" cy="{down:g}" r=".9"/>'
        for row, down in rows
        for across in _steps(2 + 1.5 * (row % 2), width - 1, 3)
    )
    return f'<g fill="#2c4d70">{"".join(dots)}</g>'


def _level_lines(width: float, height: float) -> str:
    lines = "".join(f"M0 {down:g}H{width:g}" for down in _steps(1.5, height, 3))
    return f'<path d="{lines}" stroke="{INK}" stroke-width=".7"/>'


def _steps(start: float, end: float, step: float) -> Iterator[float]:
    while start < end:
        yield start
        start += step


_PATTERNS: Mapping[str, Callable[[float, float], str]] = {
    "minor": _hatch,
    "to_confirm": _dots,
    "open": _level_lines,
}
