"""Strips of small boxes, one for each criterion: what a certificate not held would do."""

from collections.abc import Sequence

from ddtool.reports.marks import COPPER, GREY, INK, RULE, Box

PARTS = ("closes", "completes", "part", "hint", "open")
"""What a certificate not held can do for a criterion."""

_PART_STEP, _PART_GAP, _MOST_PARTS = 9.5, 5.0, 45


def parts_shapes(part: str, boxes: Sequence[Box]) -> str:
    """What a certificate not held would do for the criteria in boxes of 8 by 8."""
    whole = "".join(box.path for box in boxes)
    frame = "".join(Box(box.x + 0.4, 0.4 + box.y, 7.2, 7.2).path for box in boxes)
    inner = "".join(Box(box.x + 2.2, box.y + 2.2, 3.6, 3.6).path for box in boxes)
    lower = "".join(Box(box.x, box.y + 4, 8, 4).path for box in boxes)
    level = "".join(Box(box.x + 1, box.y + 3.6, 6, 0.8).path for box in boxes)
    framed = f'<path d="{frame}" fill="#fff" stroke="{COPPER}" stroke-width=".8"/>'
    return {
        "closes": f'<path d="{whole}" fill="{COPPER}"/>',
        "completes": f'{framed}<path d="{inner}" fill="{COPPER}"/>',
        "part": f'{framed}<path d="{lower}" fill="{COPPER}"/>',
        "hint": f'<path d="{frame}" fill="none" stroke="{INK}" stroke-width=".8" '
        'stroke-dasharray="1.6 1.2"/>',
        "open": f'<path d="{frame}" fill="#fff" stroke="{GREY}" stroke-width=".5"/>',
        "": f'<path d="{level}" fill="{RULE}"/>',
    }[part]


def part_mark(part: str) -> str:
    """The same for one criterion, for the legend."""
    shape = parts_shapes(part, [Box(0, 0, 8, 8)])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{shape}</svg>'


def parts_strip(parts: Sequence[str], firsts: Sequence[bool], width: float) -> str:
    """What a certificate would do for all criteria in their order, with gaps between sections."""
    places = _places(firsts)
    boxes: dict[str, list[Box]] = {}
    for part, (x, y) in zip(parts, places, strict=True):
        boxes.setdefault(part, []).append(Box(x, y, 8, 8))
    drawn = "".join(parts_shapes(part, there) for part, there in boxes.items())
    long = max((x for x, _ in places), default=0) + 8
    high = max((y for _, y in places), default=0) + 8
    scale = min(width / long, 0.8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {long:g} {high:g}" '
        f'width="{long * scale:.1f}pt" height="{high * scale:.1f}pt">{drawn}</svg>'
    )


def _places(firsts: Sequence[bool]) -> list[tuple[float, float]]:
    """Where each box stands: in lines of equal length at most, never more than 45 in a line."""
    a_line = -(-len(firsts) // max(-(-len(firsts) // _MOST_PARTS), 1)) or 1
    places: list[tuple[float, float]] = []
    across = 0.0
    for place, first in enumerate(firsts):
        line, column = divmod(place, a_line)
        across = 0.0 if column == 0 else across + _PART_STEP + (_PART_GAP if first else 0)
        places.append((across, line * 11.0))
    return places
