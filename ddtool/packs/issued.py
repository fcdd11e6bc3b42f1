"""Issued matrix editions read as packs: the same files, checked in the same way."""

from functools import lru_cache

from ddtool.domain.equivalency import Matrix
from ddtool.domain.issued_matrices import IssuedMatrix
from ddtool.packs.checks import check_matrix
from ddtool.packs.files import PackFiles
from ddtool.packs.folders import Kind, PackHead, find_folders
from ddtool.packs.heads import read_head
from ddtool.packs.loading import surroundings_of
from ddtool.packs.matrices import MATRIX_FILE, read_matrix
from ddtool.packs.other_texts import translate_matrix
from ddtool.packs.problems import Findings, PackProblems
from ddtool.packs.roots import Roots
from ddtool.packs.tables import read_table
from ddtool.sentences import Problem, Sentence

ISSUED = "issued/"
"""What problems call the place of editions that were issued in the installation."""

_KEPT = 64


def files_of(issued: IssuedMatrix) -> PackFiles:
    """The files of an issued edition."""
    contents = {name: text.encode() for name, text in issued.contents.items()}
    return PackFiles(f"{ISSUED}{issued.name.replace('@', '-')}", contents)


@lru_cache(maxsize=_KEPT)
def head_of(issued: IssuedMatrix) -> PackHead:
    """What a list shows of an issued edition."""
    table = read_table(files_of(issued), MATRIX_FILE, Findings(""))
    return PackHead(Kind.MATRIX, read_head(table), True, table.flag("fictional"), issued=True)


@lru_cache(maxsize=_KEPT)
def load_issued(roots: Roots, issued: IssuedMatrix, language: str) -> Matrix:
    """An issued edition, checked against the criteria sets of these folders.

    :raises PackProblems: it no longer fits the packs there are.
    """
    files = files_of(issued)
    if language:
        own, findings = load_issued(roots, issued, ""), Findings("")
        if language not in files.overlays("text"):
            return own
        return translate_matrix(own, language, files, findings)
    matrix, problems = read_unstored(roots, files)
    if matrix is None or problems:
        raise PackProblems(problems)
    return matrix


def read_unstored(roots: Roots, files: PackFiles) -> tuple[Matrix | None, tuple[Problem, ...]]:
    """A matrix that lies in no folder, as far as it can be read, with all its problems."""
    findings = Findings("")
    read = read_matrix(files, findings)
    if read is None:
        return None, tuple(findings.problems)
    check_matrix(read, files, surroundings_of(roots, read.matrix), findings)
    return read.matrix, tuple(findings.problems)


def check_issued(roots: Roots, issued: IssuedMatrix) -> tuple[Problem, ...]:
    """All problems of an issued edition; that a folder has its name is one."""
    files = files_of(issued)
    _, problems = read_unstored(roots, files)
    if find_folders(roots, Kind.MATRIX, issued.name):
        found = Sentence("a pack of that id and edition exists already")
        remedy = Sentence("give the private pack another id or edition")
        return (*problems, Problem(files.label, "", found, remedy))
    return problems


def forget_issued() -> None:
    """Read issued editions anew on next use: the packs they stand on may have changed."""
    load_issued.cache_clear()
    head_of.cache_clear()
