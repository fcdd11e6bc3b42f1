"""Which matrices speak about a criteria set, and which of them to take where nobody names one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ddtool.domain.equivalency import Matrix
from ddtool.packs.folders import Kind, PackFolder, PackHead, list_folders
from ddtool.packs.loading import load_matrix
from ddtool.packs.problems import Findings, PackProblems


@dataclass(frozen=True, slots=True)
class FittingMatrices:
    """Matrices with cells for a set: the one to take, the names of the others.

    ``unusable`` names private ones that have problems; nobody can say whether they would fit.
    """

    chosen: Matrix | None
    others: tuple[str, ...] = ()
    unusable: tuple[str, ...] = ()


def find_fitting(
    roots: tuple[Path, ...], criteria_set: str, *, fictional: bool = False
) -> FittingMatrices:
    """A private matrix before a shipped one, then the newest, then the last by name.

    Fictional matrices are for fictional sites only; those take others where none is fictional.
    """
    folders = list(list_folders(roots, Kind.MATRIX))
    heads = [(folder, folder.head(Findings(""))) for folder in folders]
    unusable = [folder.path.name for folder, head in heads if head is None and folder.private]
    found: list[tuple[PackHead, Matrix]] = []
    for wanted in (True, False) if fictional else (False,):
        found = found or _speaking(roots, criteria_set, _alike(heads, wanted), unusable)
    found.sort(key=lambda one: (one[0].private, one[1].published or date.min, one[1].name))
    names = [matrix.name for _, matrix in reversed(found)]
    chosen = found[-1][1] if found else None
    return FittingMatrices(chosen, tuple(names[1:]), tuple(unusable))


def _alike(
    heads: Sequence[tuple[PackFolder, PackHead | None]], fictional: bool
) -> Sequence[PackHead]:
    return [head for _, head in heads if head and head.fictional is fictional]


def _speaking(
    roots: tuple[Path, ...], criteria_set: str, heads: Sequence[PackHead], unusable: list[str]
) -> list[tuple[PackHead, Matrix]]:
    """Those with cells for the set; private ones that have problems are noted as unusable."""
    found = []
    for head in heads:
        try:
            matrix = load_matrix(roots, head.name, "")
        except PackProblems:
            if not head.private:
                raise
            unusable.append(head.name)
            continue
        if any(cell.criteria_set == criteria_set for cell in matrix.cells):
            found.append((head, matrix))
    return found
