"""Packs: criteria sets, matrices, standards, vocabulary and crosswalks, read from folders."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ddtool.domain.certificates import Standards
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.crosswalks import Crosswalk
from ddtool.domain.equivalency import Matrix
from ddtool.domain.issued_matrices import IssuedMatrix
from ddtool.domain.pack_uses import MATRICES, OutOfUse, Retirement, UploadedPack
from ddtool.domain.vocabulary import Vocabulary
from ddtool.packs import loading
from ddtool.packs.checks import check_packs, check_path
from ddtool.packs.files import PackFiles
from ddtool.packs.fitting import FittingMatrices, find_fitting
from ddtool.packs.folders import Kind, PackHead, find_folders, hidden_folders, list_folders
from ddtool.packs.issued import check_issued, files_of, head_of, load_issued
from ddtool.packs.matrix_texts import MatrixTexts, texts_of
from ddtool.packs.problems import Findings, PackProblems
from ddtool.packs.roots import Roots
from ddtool.sentences import Problem, Sentence

__all__ = ["FittingMatrices", "Library", "MatrixTexts", "PackHead", "PackProblems", "Problem"]


@dataclass(frozen=True)
class Library:
    """All packs of some folders: the shipped ones first, then private ones of the same layout.

    Packs are read on first use and kept for the life of the process, also across libraries of the
    same folders. Whatever is wrong with one is raised as :class:`PackProblems`, all at once.
    ``issued`` are the matrix editions of the installation's database, in the order of their issue;
    ``uploaded`` are the packs that were loaded into it; ``retired`` are taken out of use.
    """

    folders: tuple[Path, ...]
    issued: tuple[IssuedMatrix, ...] = ()
    uploaded: tuple[UploadedPack, ...] = ()
    retired: tuple[Retirement, ...] = ()

    @property
    def roots(self) -> Roots:
        """Where packs come from: the folders, then what was uploaded.

        Folders that are not there are left out, as most installations have no private one: what
        was read is kept for these roots, and read anew once a private folder comes into being.
        """
        there = (*self.folders[:1], *(one for one in self.folders[1:] if one.is_dir()))
        return (*there, self.uploaded) if self.uploaded else there

    def retirement(self, kind: str, name: str) -> Retirement | None:
        """That a criteria set or matrix was taken out of use once; None where it never was."""
        return next((one for one in self.retired if (one.kind, one.name) == (kind, name)), None)

    def is_out_of_use(self, kind: str, name: str, day: date) -> bool:
        """Whether no assessment begins with a criteria set or matrix on a day."""
        found = self.retirement(kind, name)
        return found is not None and found.holds_on(day)

    def uploaded_pack(self, kind: str, name: str) -> UploadedPack | None:
        """The pack of that name that was loaded by upload; None for all others."""
        return next((one for one in self.uploaded if (one.kind, one.name) == (kind, name)), None)

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
        return loading.load_criteria_set(self.roots, name, language)

    def matrix(self, name: str, language: str = "") -> Matrix:
        """A matrix such as ``working@2026.11``; what is not translated stays in its own language.

        :raises UnknownMatrix: no pack carries it; the message says what there is.
        """
        issued = self.issued_edition(name)
        if issued is not None:
            return load_issued(self.roots, issued, language)
        if not find_folders(self.roots, Kind.MATRIX, name):
            raise loading.unknown_matrix(name, [head.name for head in self.matrices()])
        return loading.load_matrix(self.roots, name, language)

    def matrix_texts(self, name: str) -> MatrixTexts:
        """The texts of a matrix that is free of problems: its head, and its rows by columns.

        :raises UnknownMatrix: no pack carries it.
        """
        self.matrix(name)
        return texts_of(self.files_of(Kind.MATRIX, name))

    def files_of(self, kind: Kind, name: str) -> PackFiles:
        """The files of a pack that is there."""
        issued = self.issued_edition(name) if kind is Kind.MATRIX else None
        if issued is not None:
            return files_of(issued)
        return find_folders(self.roots, kind, name)[0].read(Findings(""))

    def issued_edition(self, name: str) -> IssuedMatrix | None:
        """The edition of that name that was issued here; None for packs that lie in folders."""
        return next((one for one in self.issued if one.name == name), None)

    def matrices_for(self, criteria_set: str, *, fictional: bool = False) -> FittingMatrices:
        """The matrix to take for a criteria set where nobody names one, and what else there is."""
        return find_fitting(self.roots, criteria_set, fictional=fictional, issued=self.issued)

    def matrix_for_new(self, criteria_set: str, day: date, *, fictional: bool = False) -> str:
        """The matrix that an assessment begun on a day has to name; empty where it need not.

        It names one where that which it would take by itself is out of use.

        :raises OutOfUse: all that speak about the criteria set are.
        """
        usual = self.matrices_for(criteria_set, fictional=fictional).chosen
        if usual is None or not self.is_out_of_use(MATRICES, usual.name, day):
            return ""
        gone = [one.name for one in self.retired if one.kind == MATRICES and one.holds_on(day)]
        left = find_fitting(
            self.roots, criteria_set, fictional=fictional, issued=self.issued, without=gone
        )
        if left.chosen is None:
            raise OutOfUse(
                Sentence(
                    "Every matrix for {criteria_set} is out of use; ask the programme.",
                    criteria_set=criteria_set,
                )
            )
        return left.chosen.name

    def refuse_out_of_use(self, kind: str, name: str, day: date) -> None:
        """Refuse to begin an assessment with a criteria set or matrix on a day.

        :raises OutOfUse: it is out of use by then.
        """
        found = self.retirement(kind, name)
        if found is not None and found.holds_on(day):
            raise OutOfUse(
                Sentence(
                    "{name} is out of use since {day}: {reason} Choose another one.",
                    name=name,
                    day=found.since,
                    reason=found.reason_told,
                )
            )

    def standards(self) -> Standards:
        """The standards, their editions and scales."""
        return loading.load_standards(self.roots)

    def vocabulary(self, language: str = "") -> Vocabulary:
        """The activities, metals and facts that packs and sites may name."""
        return loading.load_vocabulary(self.roots, language)

    def crosswalk(self, source: str, target: str) -> Crosswalk | None:
        """Where answers can be looked at again under another set; None if that is not recorded."""
        return loading.load_crosswalk(self.roots, source, target)

    def crosswalks(self) -> tuple[tuple[str, str], ...]:
        """The pairs of criteria sets, source and target, that have a crosswalk."""
        return loading.list_crosswalks(self.roots)

    def check(self, path: Path | None = None) -> tuple[Problem, ...]:
        """All problems of all packs, or of one folder checked against these packs; none is good."""
        if path:
            return check_path(self.roots, path)
        issued = (found for one in self.issued for found in check_issued(self.roots, one))
        return (*check_packs(self.roots), *issued)

    def unreadable(self) -> int:
        """How many packs are in none of the lists because their head has problems."""
        folders = [one for kind in Kind for one in list_folders(self.roots, kind)]
        return sum(1 for folder in folders if folder.head(Findings("")) is None)

    def hidden(self) -> tuple[str, ...]:
        """The folders that are passed over because a pack of their name was loaded by upload."""
        return tuple(one.label for kind in Kind for one in hidden_folders(self.roots, kind))

    def _heads(self, kind: Kind) -> tuple[PackHead, ...]:
        heads = (folder.head(Findings("")) for folder in list_folders(self.roots, kind))
        return tuple(head for head in heads if head)
