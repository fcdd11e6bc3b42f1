"""What a sheet is made of before anything is drawn: tables of columns and rows, and links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from ddtool.spreadsheets.writing import Value, text_for_cell


class Kind(Enum):
    """What a column holds; it decides format and alignment."""

    TEXT = "text"
    NAME = "name"
    NUMBER = "number"
    DAY = "day"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, ``width`` characters wide. ``palette`` names states whose words are coloured."""

    title: str
    width: float
    kind: Kind = Kind.TEXT
    palette: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A row of another sheet, by the sheet's key and the row's anchor."""

    sheet: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row. Others can point at its ``anchor``; ``links`` are by column, counted from 0."""

    values: tuple[Value, ...]
    anchor: str = ""
    links: Mapping[int, Target] = field(default_factory=dict)


@dataclass(frozen=True)
class Block:
    """One table, with a row below it that sums up, where there is one.

    ``heading`` stands above it; ``empty`` is said in place of a table without rows. Tables with a
    filter have room for its button in every head.
    """

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str
    heading: str = ""
    total: Row | None = None
    filtered: bool = True

    @property
    def height(self) -> int:
        """How many rows it takes below its heads."""
        return len(self.rows) + (self.total is not None)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The titles of its columns as a table can have them: one line, short, all different."""
        found: dict[str, str] = {}
        for column in self.columns:
            title = text_for_cell(" ".join(column.title.split()))[:_LONGEST_HEAD] or _NO_TITLE
            while title.casefold() in found:
                title += _AGAIN
            found[title.casefold()] = title
        return tuple(found.values())


@dataclass(frozen=True)
class Page:
    """One sheet: title, what it shows, tables from top to bottom. ``key`` is its name in the code.

    ``frozen`` columns stay in view with the heads of the first table. ``above`` and ``below`` are
    rows left free over the first table and under the last, for what else is drawn there. Only the
    first ``printed`` columns go on paper, where that is not 0; the others are for the screen.
    """

    key: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    legend: str = ""
    frozen: int = 1
    above: int = 0
    below: int = 0
    printed: int = 0
    one_sheet_of_paper: bool = False

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """The width of each column: what the widest table asks for."""
        columns = max(len(block.columns) for block in self.blocks)
        return tuple(
            max(block.columns[at].width for block in self.blocks if at < len(block.columns))
            for at in range(columns)
        )

    def head_rows(self) -> tuple[int, ...]:
        """The row of the column heads of each table."""
        rows, at = [], HEAD_ROW + self.above
        for block in self.blocks:
            rows.append(at)
            at += max(1, block.height) + _BETWEEN
        return tuple(rows)

    def last_row(self) -> int:
        """The last row with something in it."""
        return self.head_rows()[-1] + self.blocks[-1].height + self.below

    def places(self) -> Mapping[str, int]:
        """The row of each anchor; of rows with the same anchor the first."""
        found: dict[str, int] = {}
        for head, block in zip(self.head_rows(), self.blocks, strict=True):
            for number, row in enumerate(block.rows, start=head + 1):
                if row.anchor:
                    found.setdefault(row.anchor, number)
        return found


HEAD_ROW = 4
"""Title, lead, legend, then the column heads of the first table."""

_BETWEEN = 3
_LONGEST_HEAD = 200
_NO_TITLE, _AGAIN = "–", "\N{PRIME}"
