"""Criteria sets and matrices, to be read: by section and criterion, and cell by cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ddtool.domain.criteria import CriteriaSet, Criterion
from ddtool.domain.crosswalks import Crosswalk
from ddtool.domain.equivalency import LEVELS, Cell, Matrix
from ddtool.domain.matrix_effects import Difference, difference
from ddtool.domain.refusals import NotFound
from ddtool.domain.set_differences import turned_round
from ddtool.packs import Library, PackHead

CELLS_OF_A_PAGE = 50
"""How many cells are shown at once."""

_STATUSES = ("published", "adopted", "proposed")


@dataclass(frozen=True, slots=True)
class ReadableSet:
    """A criteria set in the reader's language as far as it has that, and the matrices about it."""

    criteria_set: CriteriaSet
    matrices: tuple[PackHead, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadableCriterion:
    """A criterion with its neighbours in the set; None at either end."""

    of: ReadableSet
    criterion: Criterion
    before: Criterion | None
    after: Criterion | None


@dataclass(frozen=True, slots=True)
class TwoSets:
    """Two criteria sets, and the crosswalk from the first to the second where there is one."""

    before: CriteriaSet
    after: CriteriaSet
    crosswalk: Crosswalk | None


@dataclass(frozen=True, slots=True)
class TwoMatrices:
    """Two matrices with what is new, gone, changed and the same, line by line."""

    before: Matrix
    after: Matrix
    difference: Difference


@dataclass(frozen=True, slots=True)
class CellFilter:
    """Which cells to show; what is empty does not matter. ``level`` is a level's code."""

    criteria_set: str = ""
    criterion: str = ""
    standard: str = ""
    level: str = ""
    status: str = ""

    def fits(self, cell: Cell) -> bool:
        """Whether a cell is to be shown."""
        pairs = (
            (self.criteria_set, cell.criteria_set),
            (self.criterion, cell.criterion),
            (self.standard, cell.standard),
            (self.level, cell.level.code),
            (self.status, cell.status),
        )
        return all(wanted in ("", found) for wanted, found in pairs)


@dataclass(frozen=True, slots=True)
class CellChoices:
    """What can be asked for: only what at least one cell of the matrix has."""

    criteria_sets: tuple[str, ...]
    criteria: tuple[str, ...]
    standards: tuple[str, ...]
    levels: tuple[str, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadableCells:
    """A page of the cells that fit. ``page`` counts from 1; ``found`` are those of all pages."""

    matrix: Matrix
    choices: CellChoices
    shown: tuple[Cell, ...]
    found: int
    counting: int
    page: int
    pages: int


def list_criteria(library: Library) -> tuple[tuple[PackHead, ...], tuple[PackHead, ...]]:
    """The criteria sets and the matrices there are, without reading them."""
    return library.criteria_sets(), library.matrices()


def list_sources(library: Library) -> tuple[CriteriaSet, ...]:
    """All criteria sets whole, for whose they are and where they were read."""
    return tuple(library.criteria_set(head.name) for head in library.criteria_sets())


def read_set(library: Library, name: str, language: str) -> ReadableSet:
    """A criteria set with the matrices that say something about it.

    :raises UnknownCriteriaSet: there is none of that name.
    """
    found = library.criteria_set(name)
    if language in found.languages:
        found = library.criteria_set(name, language)
    about = (head for head in library.matrices() if _speaks_about(library, head, name))
    return ReadableSet(found, tuple(about))


def read_criterion(library: Library, name: str, number: str, language: str) -> ReadableCriterion:
    """One criterion, its requirements with it.

    :raises UnknownCriteriaSet: there is no such set.
    :raises NotFound: the set has no such criterion.
    """
    found = read_set(library, name, language)
    criteria = found.criteria_set.criteria
    for place, criterion in enumerate(criteria):
        if criterion.number == number:
            before = criteria[place - 1] if place else None
            after = criteria[place + 1] if place + 1 < len(criteria) else None
            return ReadableCriterion(found, criterion, before, after)
    raise NotFound("criterion")


def read_two_sets(library: Library, before: str, after: str, language: str) -> TwoSets:
    """Two criteria sets to be compared, in the reader's language where both have it.

    :raises UnknownCriteriaSet: there is none of one of the names.
    """
    found = [library.criteria_set(name) for name in (before, after)]
    if all(language in one.languages for one in found):
        found = [library.criteria_set(one.name, language) for one in found]
    there = library.crosswalk(before, after)
    back = library.crosswalk(after, before) if there is None else None
    return TwoSets(found[0], found[1], turned_round(back) if back else there)


def sets_with(library: Library, before: str, after: CriteriaSet) -> TwoSets:
    """A criteria set to be compared with one that is not loaded yet, so has no crosswalk."""
    return TwoSets(library.criteria_set(before), after, None)


def matrix_difference(library: Library, before: str, after: Matrix) -> Difference:
    """What a matrix that is not loaded yet says that one which is does not."""
    return difference(library.matrix(before), after)


def read_two_matrices(library: Library, before: str, after: str, language: str) -> TwoMatrices:
    """Two matrices, and what the second says that the first does not.

    :raises UnknownMatrix: there is none of one of the names.
    """
    told = difference(library.matrix(before), library.matrix(after))
    return TwoMatrices(library.matrix(before, language), library.matrix(after, language), told)


def read_cells(
    library: Library, name: str, wanted: CellFilter, *, language: str, page: int = 1
) -> ReadableCells:
    """The cells of a matrix that fit a filter, one page of them, in the order of the matrix.

    A page beyond the last shows the last.

    :raises UnknownMatrix: there is none of that name.
    """
    matrix = library.matrix(name, language)
    fitting = tuple(cell for cell in matrix.cells if wanted.fits(cell))
    pages = max(1, -(-len(fitting) // CELLS_OF_A_PAGE))
    page = min(max(page, 1), pages)
    begin = (page - 1) * CELLS_OF_A_PAGE
    return ReadableCells(
        matrix=matrix,
        choices=_choices(matrix.cells),
        shown=fitting[begin : begin + CELLS_OF_A_PAGE],
        found=len(fitting),
        counting=sum(cell.counts for cell in fitting),
        page=page,
        pages=pages,
    )


def _speaks_about(library: Library, head: PackHead, name: str) -> bool:
    return any(cell.criteria_set == name for cell in library.matrix(head.name).cells)


def _choices(cells: Sequence[Cell]) -> CellChoices:
    levels, statuses = {cell.level.code for cell in cells}, {cell.status for cell in cells}
    return CellChoices(
        criteria_sets=_each_once(cell.criteria_set for cell in cells),
        criteria=_each_once(cell.criterion for cell in cells),
        standards=tuple(sorted({cell.standard for cell in cells}, key=str.casefold)),
        levels=tuple(code for code in LEVELS if code in levels),
        statuses=tuple(one for one in _STATUSES if one in statuses),
    )


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
