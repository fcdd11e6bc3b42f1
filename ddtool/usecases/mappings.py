"""Matrices for other systems."""

from datetime import datetime
from typing import Any

from ddtool.exchange import mapping_collection
from ddtool.packs import Library


def map_controls(library: Library, matrix: str, *, at: datetime) -> dict[str, Any]:
    """A matrix as an OSCAL mapping collection; ``at`` knows its time zone.

    :raises UnknownMatrix: no pack carries it.
    """
    found = library.matrix(matrix)
    names = dict.fromkeys(cell.criteria_set for cell in found.cells)
    sets = {name: library.criteria_set(name) for name in names}
    return mapping_collection(found, sets, library.standards(), at)
