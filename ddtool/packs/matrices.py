"""A matrix from its files ``matrix.toml`` and ``cells.csv``."""

from dataclasses import dataclass, replace

from ddtool.domain.equivalency import Cell, Matrix
from ddtool.packs.cells import COLUMNS, REQUIRED_COLUMNS, name_cells, read_cell
from ddtool.packs.files import PackFiles
from ddtool.packs.heads import read_head
from ddtool.packs.problems import Findings
from ddtool.packs.rows import read_rows
from ddtool.packs.tables import Table, read_table
from ddtool.sentences import Sentence

MATRIX_FILE = "matrix.toml"
CELLS_FILE = "cells.csv"
MATRIX_KEYS = (
    "id", "edition", "title", "publisher", "label", "fictional", "published", "rights", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell and the place of its row, for problems."""

    place: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class PlacedMatrix:
    """A matrix as read, before it is checked against criteria sets and standards."""

    matrix: Matrix
    places: tuple[PlacedCell, ...]


def read_matrix(files: PackFiles, findings: Findings) -> PlacedMatrix | None:
    """The matrix with the places of its cells, or None where a file is missing."""
    for name in (MATRIX_FILE, CELLS_FILE):
        if name not in files.contents:
            files.findings(name, findings).add(
                "", Sentence("the file is missing"), Sentence("add it")
            )
            return None
    head = read_table(files, MATRIX_FILE, findings).only(MATRIX_KEYS)
    places = _read_cells(files, findings)
    cells = tuple(placed.cell for placed in places)
    return PlacedMatrix(_matrix(head, cells, files.sha256), places)


def _matrix(head: Table, cells: tuple[Cell, ...], sha256: str) -> Matrix:
    known = read_head(head)
    return Matrix(
        id=known.id,
        edition=known.edition,
        title=known.title,
        publisher=known.publisher,
        label=known.label,
        rights=head.text("rights"),
        note=head.text("note"),
        fictional=head.flag("fictional"),
        published=head.day("published"),
        cells=cells,
        sha256=sha256,
    )


def _read_cells(files: PackFiles, findings: Findings) -> tuple[PlacedCell, ...]:
    of_file = files.findings(CELLS_FILE, findings)
    content = files.contents[CELLS_FILE]
    rows = read_rows(content, COLUMNS, of_file, required=REQUIRED_COLUMNS)
    cells = [read_cell(row, of_file) for row in rows]
    names = name_cells(cells)
    return tuple(
        PlacedCell(row.place, replace(cell, id=name))
        for row, cell, name in zip(rows, cells, names, strict=True)
    )
