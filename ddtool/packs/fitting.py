"""Which matrices speak about a criteria set, and which of them to take where nobody names one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ddtool.domain.equivalency import Matrix
from ddtool.domain.issued_matrices import IssuedMatrix
from ddtool.packs.folders import Kind, list_folders
from ddtool.packs.issued import head_of, load_issued
from ddtool.packs.loading import load_matrix
from ddtool.packs.problems import Findings, PackProblems
from ddtool.packs.roots import Roots


@dataclass(frozen=True, slots=True)
class FittingMatrices:
    """Matrices with cells for a set: the one to take, the names of the others.

    ``unusable`` names private ones that have problems; nobody can say whether they would fit.
    """

    chosen: Matrix | None
    others: tuple[str, ...] = ()
    unusable: tuple[str, ...] = ()


Place = tuple[int, int, date, str]
"""Where a matrix stands among others, the last one first to be taken."""

_NEVER, _UPLOADED, _SHIPPED, _PRIVATE, _DEFAULT = range(5)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A matrix that might speak about a set. ``turn`` is the place among issued editions."""

    name: str
    fictional: bool
    kind: int
    turn: int = 0
    issued: IssuedMatrix | None = None

    def load(self, roots: Roots) -> Matrix:
        """The matrix itself."""
        if self.issued is not None:
            return load_issued(roots, self.issued, "")
        return load_matrix(roots, self.name, "")

    def place(self, matrix: Matrix) -> Place:
        """Where it stands among others."""
        return self.kind, self.turn, matrix.published or date.min, self.name


def find_fitting(
    roots: Roots,
    criteria_set: str,
    *,
    fictional: bool = False,
    issued: Sequence[IssuedMatrix] = (),
    without: Collection[str] = (),
) -> FittingMatrices:
    """The edition issued last to be taken by default; else a private matrix before a shipped one.

    Of several the newest, then the last by name. Issued editions that are not taken by default are
    only offered. A matrix loaded by upload is taken only where nothing else speaks about the set:
    nothing that assessments stand on changes by loading it. Fictional matrices are for fictional
    sites only; those take others where none is fictional. Those ``without`` names are passed over.
    """
    unusable: list[str] = []
    named = [*_in_folders(roots, unusable), *_issued(issued)]
    candidates = [one for one in named if one.name not in without]
    found: list[tuple[_Candidate, Matrix]] = []
    for wanted in (True, False) if fictional else (False,):
        if not any(one.kind > _NEVER for one, _ in found):
            alike = [one for one in candidates if one.fictional is wanted]
            found += _speaking(roots, criteria_set, alike, unusable)
    found.sort(key=lambda one: (one[0].fictional, one[0].place(one[1])))
    best = [matrix for one, matrix in reversed(found) if one.kind > _NEVER]
    offered = [matrix for one, matrix in reversed(found) if one.kind == _NEVER]
    names = [matrix.name for matrix in (*best[1:], *offered)]
    return FittingMatrices(best[0] if best else None, tuple(names), tuple(unusable))


def _in_folders(roots: Roots, unusable: list[str]) -> Iterator[_Candidate]:
    for folder in list_folders(roots, Kind.MATRIX):
        head = folder.head(Findings(""))
        if head is not None:
            private = _UPLOADED if head.uploaded else _PRIVATE
            yield _Candidate(head.name, head.fictional, private if head.private else _SHIPPED)
        elif folder.private:
            unusable.append(folder.path.name)


def _issued(issued: Sequence[IssuedMatrix]) -> Iterator[_Candidate]:
    for turn, one in enumerate(issued):
        kind = _DEFAULT if one.by_default else _NEVER
        yield _Candidate(one.name, head_of(one).fictional, kind, turn, one)


def _speaking(
    roots: Roots,
    criteria_set: str,
    candidates: Sequence[_Candidate],
    unusable: list[str],
) -> list[tuple[_Candidate, Matrix]]:
    """Those with cells for the set; private ones that have problems are noted as unusable."""
    found = []
    for one in candidates:
        try:
            matrix = one.load(roots)
        except PackProblems:
            if one.kind == _SHIPPED:
                raise
            unusable.append(one.name)
            continue
        if any(cell.criteria_set == criteria_set for cell in matrix.cells):
            found.append((one, matrix))
    return found
