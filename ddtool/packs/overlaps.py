"""Two cells of a matrix that would both count, so that nobody could say which one holds."""

from collections.abc import Sequence
from datetime import date

from ddtool.domain.equivalency import Cell
from ddtool.packs.matrices import PlacedCell
from ddtool.packs.problems import Findings
from ddtool.sentences import Sentence


def check_overlaps(cells: Sequence[PlacedCell], findings: Findings) -> None:
    """Check 4, second part: of two counting cells nobody could say which one holds."""
    earlier: dict[tuple[str, ...], list[PlacedCell]] = {}
    for placed in cells:
        cell = placed.cell
        for edition in cell.editions if cell.counts else ():
            key = (cell.criteria_set, cell.criterion, cell.standard, edition)
            others = earlier.setdefault(key, [])
            for other in others:
                if _overlap(cell, other.cell):
                    found = Sentence(
                        "the same standard, edition {edition} and criterion as {place}",
                        edition=edition,
                        place=other.place,
                    )
                    remedy = Sentence(
                        "let effective_to of one end before the other begins, or keep one"
                    )
                    findings.add(placed.place, found, remedy)
            others.append(placed)


def _overlap(one: Cell, other: Cell) -> bool:
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(cell: Cell) -> date:
    return cell.conditions.effective_from or date.min


def _last(cell: Cell) -> date:
    return cell.conditions.effective_to or date.max
