"""Packs: criteria sets, matrices, standards, vocabulary and crosswalks, read from folders."""

from dataclasses import dataclass
from pathlib import Path

from ddtool.domain.certificates import Standards
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.crosswalks import Crosswalk
from ddtool.domain.equivalency import Matrix
from ddtool.domain.issued_matrices import IssuedMatrix
from ddtool.domain.vocabulary import Vocabulary
from ddtool.packs import loading
from ddtool.packs.checks import check_packs, check_path
from ddtool.packs.fitting import FittingMatrices, find_fitting
from ddtool.packs.folders import Kind, PackHead, find_folders, list_folders
from ddtool.packs.issued import check_issued, files_of, head_of, load_issued
from ddtool.packs.matrix_texts import MatrixTexts, texts_of
from ddtool.packs.problems import Findings, PackProblems
from ddtool.sentences import Problem

__all__ = ["FittingMatrices", "Library", "MatrixTexts", "PackHead", "PackProblems", "Problem"]


@dataclass(frozen=True)
class Library:
    """All packs of some folders: the shipped ones first, then private ones of the same layout.

    Packs are read on first use and kept for the life of the process, also across libraries of the
    same folders. Whatever is wrong with one is raised as :class:`PackProblems`, all at once.
    ``issued`` are the matrix editions of the installation's database, in the order of their issue.
    """

    folders: tuple[Path, ...]
    issued: tuple[IssuedMatrix, ...] = ()

    def criteria_sets(self) -> tuple[PackHead, ...]:
        """What criteria sets there are; those whose head cannot be read are left out."""
        return self._heads(Kind.CRITERIA_SET)

    def matrices(self) -> tuple[PackHead, ...]:
        """What matrices there are; those whose head cannot be read are left out."""
        return (*self._heads(Kind.MATRIX), *map(head_of, self.issued))

    def criteria_set(self, name: str, language: str = "") -> CriteriaSet:
        """A criteria set such as ``rra@3.0``, in its own language unless another is asked for.

        :raises UnknownCriteriaSet: no pack carries it; the message says what there is.
        :raises UnknownLanguage: it has no texts in that language.
        """
        return loading.load_criteria_set(self._present, name, language)

    def matrix(self, name: str, language: str = "") -> Matrix:
        """A matrix such as ``working@2026.11``; what is not translated stays in its own language.

        :raises UnknownMatrix: no pack carries it; the message says what there is.
        """
        issued = self.issued_edition(name)
        if issued is not None:
            return load_issued(self._present, issued, language)
        if not find_folders(self.folders, Kind.MATRIX, name):
            raise loading.unknown_matrix(name, [head.name for head in self.matrices()])
        return loading.load_matrix(self._present, name, language)

    def matrix_texts(self, name: str) -> MatrixTexts:
        """The texts of a matrix that is free of problems: its head, and its rows by columns.

        :raises UnknownMatrix: no pack carries it.
        """
        self.matrix(name)
        issued = self.issued_edition(name)
        if issued is not None:
            return texts_of(files_of(issued))
        folder = find_folders(self.folders, Kind.MATRIX, name)[0]
        return texts_of(folder.read(Findings("")))

    def issued_edition(self, name: str) -> IssuedMatrix | None:
        """The edition of that name that was issued here; None for packs that lie in folders."""
        return next((one for one in self.issued if one.name == name), None)

    def matrices_for(self, criteria_set: str, *, fictional: bool = False) -> FittingMatrices:
        """The matrix to take for a criteria set where nobody names one, and what else there is."""
        return find_fitting(self._present, criteria_set, fictional=fictional, issued=self.issued)

    def standards(self) -> Standards:
        """The standards, their editions and scales."""
        return loading.load_standards(self._present)

    def vocabulary(self, language: str = "") -> Vocabulary:
        """The activities, metals and facts that packs and sites may name."""
        return loading.load_vocabulary(self._present, language)

    def crosswalk(self, source: str, target: str) -> Crosswalk | None:
        """Where answers can be looked at again under another set; None if that is not recorded."""
        return loading.load_crosswalk(self._present, source, target)

    def crosswalks(self) -> tuple[tuple[str, str], ...]:
        """The pairs of criteria sets, source and target, that have a crosswalk."""
        return loading.list_crosswalks(self.folders)

    def check(self, path: Path | None = None) -> tuple[Problem, ...]:
        """All problems of all packs, or of one folder checked against these packs; none is good."""
        if path:
            return check_path(self.folders, path)
        issued = (found for one in self.issued for found in check_issued(self.folders, one))
        return (*check_packs(self.folders), *issued)

    def unreadable(self) -> int:
        """How many packs are in none of the lists because their head has problems."""
        folders = [one for kind in Kind for one in list_folders(self.folders, kind)]
        return sum(1 for folder in folders if folder.head(Findings("")) is None)

    @property
    def _present(self) -> tuple[Path, ...]:
        """The folders that are there: most installations have no private one.

        What was read is kept for these; it is read anew once a private folder comes into being.
        """
        return (*self.folders[:1], *(one for one in self.folders[1:] if one.is_dir()))

    def _heads(self, kind: Kind) -> tuple[PackHead, ...]:
        heads = (folder.head(Findings("")) for folder in list_folders(self.folders, kind))
        return tuple(head for head in heads if head)
