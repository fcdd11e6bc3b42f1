"""Packs from their folders, each read once per process.

Every function collects all problems and refuses the whole pack if there is one.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from ddtool.domain.certificates import Standards
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.crosswalks import Crosswalk
from ddtool.domain.equivalency import Matrix
from ddtool.domain.errors import UnknownCriteriaSet, UnknownLanguage, UnknownMatrix
from ddtool.domain.vocabulary import Vocabulary
from ddtool.packs.cell_checks import Surroundings
from ddtool.packs.checks import check_criteria_set, check_matrix, note_double
from ddtool.packs.criteria_sets import read_criteria_set
from ddtool.packs.crosswalks import read_crosswalk
from ddtool.packs.files import read_file
from ddtool.packs.folders import Kind, PackFolder, find_folders, list_folders, read_shared
from ddtool.packs.matrices import read_matrix
from ddtool.packs.other_texts import translate_matrix, translate_vocabulary
from ddtool.packs.problems import Findings, PackProblems
from ddtool.packs.roots import Roots, folders_in
from ddtool.packs.set_texts import translate_set
from ddtool.packs.standards import STANDARDS_FILE, read_standards
from ddtool.packs.vocabulary import VOCABULARY_FILE, read_vocabulary, vocabulary_overlays
from ddtool.sentences import Sentence

T = TypeVar("T")

_KEPT = 128
"""How many packs of each kind a process keeps: those of what was loaded earlier may go."""


@lru_cache(maxsize=_KEPT)
def load_vocabulary(roots: Roots, language: str) -> Vocabulary:
    """The activities, metals and facts of all roots, in a language as far as it is translated."""
    if language:
        return _translated_vocabulary(roots, f"vocabulary.{language}.toml")
    findings = Findings(VOCABULARY_FILE)
    vocabulary = read_vocabulary(read_shared(roots, VOCABULARY_FILE, findings), findings)
    findings.refuse()
    return vocabulary


@lru_cache(maxsize=_KEPT)
def load_standards(roots: Roots) -> Standards:
    """The standards of all roots."""
    findings = Findings(STANDARDS_FILE)
    standards = read_standards(read_shared(roots, STANDARDS_FILE, findings), findings)
    findings.refuse()
    return standards


@lru_cache(maxsize=_KEPT)
def load_criteria_set(roots: Roots, name: str, language: str) -> CriteriaSet:
    """A criteria set in one of its languages; an empty language means its own."""
    if language:
        own = load_criteria_set(roots, name, "")
        return own if language == own.language else _translated(roots, own, language)
    folder = _only(roots, Kind.CRITERIA_SET, name)
    findings = Findings(folder.label)
    files = folder.read(findings)
    criteria_set = read_criteria_set(files, load_vocabulary(roots, ""), findings)
    if criteria_set:
        check_criteria_set(criteria_set, files, findings)
    return _whole(criteria_set, findings)


@lru_cache(maxsize=_KEPT)
def load_matrix(roots: Roots, name: str, language: str) -> Matrix:
    """A matrix, checked against the criteria sets it speaks about and the standards."""
    if language:
        return _translated_matrix(roots, load_matrix(roots, name, ""), language)
    folder = _only(roots, Kind.MATRIX, name)
    findings = Findings(folder.label)
    files = folder.read(findings)
    read = read_matrix(files, findings)
    if read:
        check_matrix(read, files, surroundings_of(roots, read.matrix), findings)
    return _whole(read.matrix if read else None, findings)


def surroundings_of(roots: Roots, matrix: Matrix) -> Surroundings:
    """What the cells of a matrix may name."""
    known = list_names(roots, Kind.CRITERIA_SET)
    sets = _sets_of(matrix, roots)
    return Surroundings(sets, known, load_standards(roots), load_vocabulary(roots, ""))


@lru_cache(maxsize=_KEPT)
def load_crosswalk(roots: Roots, source: str, target: str) -> Crosswalk | None:
    """The crosswalk between two criteria sets, or None where there is none."""
    file_name = crosswalk_file(source, target)
    found = [
        path for _, root in folders_in(roots) if (path := root / "crosswalks" / file_name).is_file()
    ]
    if not found:
        return None
    findings = Findings(f"crosswalks/{file_name}")
    if len(found) > 1:
        findings.add(
            "", Sentence("this crosswalk exists twice"), Sentence("remove the private one")
        )
    ends = load_criteria_set(roots, source, ""), load_criteria_set(roots, target, "")
    crosswalk = read_crosswalk(read_file(found[0], findings) or b"", *ends, findings)
    findings.refuse()
    return crosswalk


def list_names(roots: Roots, kind: Kind) -> tuple[str, ...]:
    """The names of all packs of a kind whose head can be read."""
    heads = (folder.head(Findings("")) for folder in list_folders(roots, kind))
    return tuple(head.name for head in heads if head)


def list_crosswalks(roots: Roots) -> tuple[tuple[str, str], ...]:
    """Source and target of every crosswalk whose criteria sets exist."""
    names = list_names(roots, Kind.CRITERIA_SET)
    return tuple(
        (source, target)
        for source in names
        for target in names
        if any(
            (root / "crosswalks" / crosswalk_file(source, target)).is_file()
            for _, root in folders_in(roots)
        )
    )


def crosswalk_file(source: str, target: str) -> str:
    """The file of a crosswalk, such as ``rra-2.0--rra-3.0.csv``."""
    return f"{source}--{target}.csv".replace("@", "-")


def unknown_matrix(name: str, names: Sequence[str]) -> UnknownMatrix:
    """That there is no matrix of that name, and which there are."""
    known = ", ".join(names) or "none"
    return UnknownMatrix(
        Sentence('There is no matrix "{name}"; there is: {known}.', name=name, known=known)
    )


def forget_loaded() -> None:
    """Read everything anew on next use: after an import, and in tests."""
    for loader in (
        load_vocabulary, load_standards, load_criteria_set, load_matrix, load_crosswalk,
    ):  # fmt: skip
        loader.cache_clear()


def _whole(pack: T | None, findings: Findings) -> T:
    """The pack, if nothing at all was found."""
    if pack is None or findings.problems:
        raise PackProblems(findings.problems)
    return pack


def _only(roots: Roots, kind: Kind, name: str) -> PackFolder:
    folders = find_folders(roots, kind, name)
    if not folders:
        raise _unknown(roots, kind, name)
    if len(folders) > 1:
        findings = Findings("")
        note_double(folders[1], findings)
        findings.refuse()
    return folders[0]


def _unknown(roots: Roots, kind: Kind, name: str) -> UnknownCriteriaSet | UnknownMatrix:
    if kind is Kind.MATRIX:
        return unknown_matrix(name, list_names(roots, kind))
    known = ", ".join(list_names(roots, kind)) or "none"
    return UnknownCriteriaSet(
        Sentence('There is no criteria set "{name}"; there is: {known}.', name=name, known=known)
    )


def _translated(roots: Roots, own: CriteriaSet, language: str) -> CriteriaSet:
    if language not in own.languages:
        known = ", ".join(own.languages)
        raise UnknownLanguage(
            Sentence(
                '{name} has no texts in "{language}"; it has: {known}.',
                name=own.name,
                language=language,
                known=known,
            )
        )
    findings = Findings("")
    files = _only(roots, Kind.CRITERIA_SET, own.name).read(findings)
    return _whole(translate_set(own, language, files, findings), findings)


def _translated_matrix(roots: Roots, own: Matrix, language: str) -> Matrix:
    findings = Findings("")
    files = _only(roots, Kind.MATRIX, own.name).read(findings)
    if language not in files.overlays("text"):
        return own
    return _whole(translate_matrix(own, language, files, findings), findings)


def _translated_vocabulary(roots: Roots, name: str) -> Vocabulary:
    findings = Findings(name)
    vocabulary = load_vocabulary(roots, "")
    known = name in vocabulary_overlays(roots)
    for files in read_shared(roots, name, findings) if known else ():
        vocabulary = translate_vocabulary(vocabulary, name, files, findings)
    return _whole(vocabulary, findings)


def _sets_of(matrix: Matrix, roots: Roots) -> Mapping[str, CriteriaSet]:
    """The criteria sets a matrix speaks about, as far as they exist."""
    named = sorted({cell.criteria_set for cell in matrix.cells})
    return {
        name: load_criteria_set(roots, name, "")
        for name in named
        if find_folders(roots, Kind.CRITERIA_SET, name)
    }
