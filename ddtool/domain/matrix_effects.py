"""What another matrix would do to assessments: the coverage of which criteria changes, and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ddtool.domain.analysis import Grounds, place_of
from ddtool.domain.assessments import Assessment
from ddtool.domain.decisions import Coverage
from ddtool.domain.equivalency import Cell, Matrix
from ddtool.domain.lines import aspect_of
from ddtool.domain.scales import find_incomparable


@dataclass(frozen=True, slots=True)
class Changed:
    """The coverage of one criterion before and after."""

    criterion: str
    before: Coverage
    after: Coverage


@dataclass(frozen=True, slots=True)
class Difference:
    """What one matrix says that another does not, line by line; each line by what it is about."""

    new: tuple[Cell, ...]
    gone: tuple[Cell, ...]
    changed: tuple[tuple[Cell, Cell], ...]
    same: int

    @property
    def touched(self) -> tuple[Cell, ...]:
        """The lines that could make a difference to somebody."""
        return (*self.new, *self.gone, *(one for pair in self.changed for one in pair))


def coverage_changes(
    assessment: Assessment, before: Grounds, after: Grounds, *, as_of: date
) -> tuple[Changed, ...]:
    """The criteria whose coverage is another one under other grounds, in the order of the set."""
    old, new = (_coverages(assessment, grounds, as_of) for grounds in (before, after))
    numbers = [one.number for one in after.criteria_set.criteria]
    return tuple(
        Changed(number, was, becomes)
        for number, was, becomes in zip(numbers, old, new, strict=True)
        if was is not becomes
    )


def is_comparable(assessment: Assessment, grounds: Grounds) -> bool:
    """Whether every result of the certificates is on a scale that the matrix asks for."""
    scales = grounds.standards.scales
    return find_incomparable(assessment.certificates, grounds.matrix.cells, scales) is None


def difference(before: Matrix, after: Matrix) -> Difference:
    """What the second matrix says that the first does not."""
    old, new = _by_name(before.cells), _by_name(after.cells)
    both = [(old[name], new[name]) for name in new if name in old]
    changed = tuple((one, other) for one, other in both if one != other)
    return Difference(
        new=tuple(cell for name, cell in new.items() if name not in old),
        gone=tuple(cell for name, cell in old.items() if name not in new),
        changed=changed,
        same=len(both) - len(changed),
    )


def _coverages(assessment: Assessment, grounds: Grounds, as_of: date) -> list[Coverage]:
    criteria_set = grounds.criteria_set
    asked = [aspect_of(assessment, criteria_set.name, one) for one in criteria_set.criteria]
    held = grounds.standards.dated(assessment.certificates)
    place = place_of(assessment)
    return [one.coverage for one in grounds.matcher.decide_all(asked, place, held, as_of)]


def _by_name(cells: Sequence[Cell]) -> dict[str, Cell]:
    return {cell.id: cell for cell in cells}
