"""How the heat map is laid out so that the outlook is one page: measured before it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from ddtool.reports.content.cover import cut
from ddtool.reports.content.outlook import HeatSection, NextDate, OutlookPage, Tile
from ddtool.reports.typefaces import count_lines

# All lengths in points, as the style sheet has them (print.css).
_PAGE, _MARGIN_FOR_ERRORS = 708.0, 10.0
_SENTENCE_WIDTH, _MAP_WIDTH = 270.0, 425.0
_HEADING_WIDTH, _SECTION_WIDTH = 60.0, 68.0
_LOW_TILES, _WIDE_LOW_TILES, _LONG_NUMBER = 12, 8, 3
_LOW_TILE, _ONE_COUNT = 25.5, 15.3
_SECTION_LENGTH, _SHORTEST_SECTION = 26, 14
_TORN_ANYWAY = 24

# Tiles a row and the most letters of a title, best first.
_CHOICES = (
    (5, 60), (6, 60), (5, 45), (6, 45), (7, 45), (6, 34), (7, 34), (8, 34),
    (6, 26), (7, 26), (8, 26),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of tiles; ``heading`` only on the first row of a section, ``rest`` tiles are empty."""

    heading: HeatSection | None
    tiles: tuple[Tile, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Heat:
    """The map: ``columns`` tiles a row, titles cut to ``length``, 0 for numbers alone.

    ``section_length`` cuts the titles of sections; ``counted``: the counts stand there by section.
    """

    columns: int
    length: int
    sections: tuple[tuple[HeatRow, ...], ...]
    section_length: int
    counted: bool


def lay_out_heat(outlook: OutlookPage) -> Heat:
    """Few wide tiles where there is room, narrower ones or numbers alone where there is not."""
    room = _PAGE - _MARGIN_FOR_ERRORS - _height_of_the_rest(outlook)
    for columns, length in _CHOICES:
        if _tears_words(outlook, columns, length):
            continue
        sections = tuple(_sections(outlook, columns))
        if sum(_height(row, columns, length) for rows in sections for row in rows) <= room:
            return Heat(columns, length, sections, _SECTION_LENGTH, counted=True)
    return _low(outlook, room)


def _tears_words(outlook: OutlookPage, columns: int, length: int) -> bool:
    """Whether some word is wider than a tile, so that it would be broken without a hyphen."""
    width = _tile_width(columns)
    titles = (tile.title for section in outlook.sections for tile in section.tiles)
    words = {word for title in titles for word in cut(title, length).replace("-", "- ").split()}
    return any(count_lines(word, 7, width) > 1 for word in words if len(word) < _TORN_ANYWAY)


def _tile_width(columns: int) -> float:
    """The room for words in a tile."""
    return (_MAP_WIDTH - 3.4 * (columns + 1)) / columns - 10


def _low(outlook: OutlookPage, room: float) -> Heat:
    """Numbers alone; the counts by section only where they still fit below."""
    room += sum(_count_row(row.title, _SECTION_LENGTH) for row in outlook.rows)
    numbers = (tile.number for section in outlook.sections for tile in section.tiles)
    if max(map(len, numbers), default=0) > _LONG_NUMBER:
        wide = _numbered(outlook, _WIDE_LOW_TILES, room)
        if wide.counted:
            return wide
    return _numbered(outlook, _LOW_TILES, room)


def _numbered(outlook: OutlookPage, columns: int, room: float) -> Heat:
    sections = tuple(_sections(outlook, columns))
    height = _LOW_TILE * sum(len(rows) for rows in sections) + _ONE_COUNT * len(outlook.rows)
    return Heat(columns, 0, sections, _SHORTEST_SECTION, counted=height <= room)


def _sections(outlook: OutlookPage, columns: int) -> Iterator[tuple[HeatRow, ...]]:
    for section in outlook.sections:
        starts = range(0, len(section.tiles), columns)
        rows = (section.tiles[start : start + columns] for start in starts)
        yield tuple(
            HeatRow(section if place == 0 else None, tiles, columns - len(tiles))
            for place, tiles in enumerate(rows)
        )


def _height(row: HeatRow, columns: int, length: int) -> float:
    """A row of tiles with the space below it."""
    width = _tile_width(columns)
    lines = max(count_lines(cut(tile.title, length), 7, width) for tile in row.tiles)
    tile = max(13.5 + 8.6 * lines, 30.7) + 0.8
    if row.heading is None:
        return tile + 3.4
    title = cut(row.heading.title, _SECTION_LENGTH)
    heading = 2 + 11 * count_lines(title, 8.3, _HEADING_WIDTH)
    heading += 9 * count_lines(row.heading.note, 7, _HEADING_WIDTH)
    return max(tile, heading) + 3.4


def _height_of_the_rest(outlook: OutlookPage) -> float:
    """Heading, band, counts and dates."""
    said = sum(13 * count_lines(one, 9.5, _SENTENCE_WIDTH) + 4 for one in outlook.sentences)
    band = max(said, 57 + 11 * count_lines(outlook.still_open, 7.5, 195))
    counts = 82 + sum(_count_row(row.title, _SECTION_LENGTH) for row in outlook.rows)
    dates = sum(_date_row(date) for date in outlook.dates)
    return 43 + band + 38 + counts + (51 + dates if dates else 0)


def _count_row(title: str, length: int) -> float:
    return 4.8 + 10.5 * count_lines(cut(title, length), 7.75, _SECTION_WIDTH)


def _date_row(date: NextDate) -> float:
    texts = (cut(date.what, 70), 177), (date.lost, 90), (date.against, 130)
    return 6.4 + 10.5 * max(count_lines(text, 7.75, width) for text, width in texts)
