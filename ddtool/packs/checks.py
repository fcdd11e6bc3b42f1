"""All packs of some folders checked at once, each problem told once."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.vocabulary import Vocabulary
from ddtool.packs.cell_checks import Surroundings, check_cells
from ddtool.packs.criteria_sets import CRITERIA_FILE, SET_FILE, read_criteria_set
from ddtool.packs.crosswalks import read_crosswalk
from ddtool.packs.due_diligence import DUE_DILIGENCE_FILE
from ddtool.packs.files import PackFiles, read_file
from ddtool.packs.folders import (
    PRIVATE,
    Kind,
    PackFolder,
    check_folder_name,
    hidden_folders,
    list_folders,
    read_shared,
)
from ddtool.packs.matrices import CELLS_FILE, MATRIX_FILE, PlacedMatrix, read_matrix
from ddtool.packs.other_texts import translate_matrix, translate_vocabulary
from ddtool.packs.problems import Findings
from ddtool.packs.roots import Roots, folders_in
from ddtool.packs.set_texts import translate_set
from ddtool.packs.standards import STANDARDS_FILE, read_standards
from ddtool.packs.vocabulary import VOCABULARY_FILE, read_vocabulary, vocabulary_overlays
from ddtool.sentences import Problem, Sentence

_PARTS = ("sets", "matrices", "crosswalks", STANDARDS_FILE, VOCABULARY_FILE)
_SET_FILES = (SET_FILE, CRITERIA_FILE, DUE_DILIGENCE_FILE)
_MATRIX_FILES = (MATRIX_FILE, CELLS_FILE)


def check_packs(roots: Roots) -> tuple[Problem, ...]:
    """All problems of all packs, shared files first."""
    findings = Findings("")
    around = _surroundings(roots, findings)
    for folder in list_folders(roots, Kind.MATRIX):
        _check_matrix_files(folder.read(findings), around, findings)
    _check_doubles(roots, findings)
    _check_crosswalks(roots, around.criteria_sets, findings)
    return tuple(findings.problems)


def check_path(roots: Roots, path: Path) -> tuple[Problem, ...]:
    """All problems of one folder: of one pack, or of packs laid out like the shipped ones."""
    kind = next((kind for kind in Kind if (path / kind.head_file).is_file()), None)
    if kind:
        findings = Findings("")
        files = PackFolder(kind, path, private=True).read(findings)
        return (*findings.problems, *check_files(roots, kind, files))
    if not any((path / name).exists() for name in _PARTS):
        remedy = Sentence(
            "name a folder with set.toml or matrix.toml, or one with folders of packs"
        )
        return (Problem(str(path), "", Sentence("there is no pack in this place"), remedy),)
    found = check_packs((roots[0], path))
    return tuple(problem for problem in found if problem.file.startswith(PRIVATE))


def check_files(roots: Roots, kind: Kind, files: PackFiles) -> tuple[Problem, ...]:
    """All problems of one pack that need not lie in any folder yet."""
    around = _surroundings(roots, Findings(""))
    findings = Findings("")
    if kind is Kind.MATRIX:
        _check_matrix_files(files, around, findings)
    else:
        _check_set_files(files, around.vocabulary, findings)
    return tuple(findings.problems)


def _surroundings(roots: Roots, findings: Findings) -> Surroundings:
    """What matrices may name, as far as it can be read."""
    shared = read_shared(roots, VOCABULARY_FILE, findings)
    vocabulary = read_vocabulary(shared, findings)
    for name in vocabulary_overlays(roots):
        for files in read_shared(roots, name, findings):
            translate_vocabulary(vocabulary, name, files, findings)
    standards = read_standards(read_shared(roots, STANDARDS_FILE, findings), findings)
    sets = (
        _check_set_files(folder.read(findings), vocabulary, findings)
        for folder in list_folders(roots, Kind.CRITERIA_SET)
    )
    by_name = {one.name: one for one in sets if one}
    return Surroundings(by_name, tuple(by_name), standards, vocabulary)


def _check_set_files(
    files: PackFiles, vocabulary: Vocabulary, findings: Findings
) -> CriteriaSet | None:
    criteria_set = read_criteria_set(files, vocabulary, findings)
    if criteria_set:
        check_criteria_set(criteria_set, files, findings)
    return criteria_set


def _check_matrix_files(files: PackFiles, around: Surroundings, findings: Findings) -> None:
    read = read_matrix(files, findings)
    if read:
        check_matrix(read, files, around, findings)


def check_criteria_set(criteria_set: CriteriaSet, files: PackFiles, findings: Findings) -> None:
    """Note whether the folder has another name, and what is wrong with the translations."""
    head = files.findings(SET_FILE, findings)
    check_folder_name(files.folder_name, criteria_set.id, criteria_set.edition, head)
    overlays = (f"text.{language}.toml" for language in criteria_set.languages[1:])
    _check_file_names(files, (*_SET_FILES, *overlays), findings)
    for language in criteria_set.languages[1:]:
        translate_set(criteria_set, language, files, findings)


def check_matrix(
    read: PlacedMatrix, files: PackFiles, around: Surroundings, findings: Findings
) -> None:
    """Note whether the folder has another name, and whatever is wrong with the cells."""
    head = files.findings(MATRIX_FILE, findings)
    check_folder_name(files.folder_name, read.matrix.id, read.matrix.edition, head)
    languages = files.overlays("text")
    overlays = (f"text.{language}.toml" for language in languages)
    _check_file_names(files, (*_MATRIX_FILES, *overlays), findings)
    check_cells(read.places, around, files.findings(CELLS_FILE, findings))
    for language in languages:
        translate_matrix(read.matrix, language, files, findings)


def _check_file_names(files: PackFiles, known: Sequence[str], findings: Findings) -> None:
    for name in files.contents:
        if name not in known:
            remedy = Sentence("remove it or use one of: {words}", words=", ".join(known))
            files.findings(name, findings).add("", Sentence("a pack has no such file"), remedy)


def _check_doubles(roots: Roots, findings: Findings) -> None:
    for kind in Kind:
        seen: set[str] = set()
        for folder in list_folders(roots, kind):
            if folder.path.name in seen:
                note_double(folder, findings)
            seen.add(folder.path.name)
        for folder in hidden_folders(roots, kind):
            found = Sentence("a pack of this name was loaded by upload; the folder is passed over")
            remedy = Sentence("remove the folder, or give its pack another edition")
            findings.of(folder.label).add("", found, remedy)


def note_double(folder: PackFolder, findings: Findings) -> None:
    """Note that a pack of that name exists already."""
    remedy = Sentence("give the private pack another id or edition")
    findings.of(folder.label).add(
        "", Sentence("a pack of that id and edition exists already"), remedy
    )


def _check_crosswalks(roots: Roots, sets: Mapping[str, CriteriaSet], findings: Findings) -> None:
    by_folder = {name.replace("@", "-"): one for name, one in sets.items()}
    for label, path in _crosswalk_files(roots):
        of_file = findings.of(label)
        source, _, target = path.stem.partition("--")
        if source in by_folder and target in by_folder:
            content = read_file(path, of_file) or b""
            read_crosswalk(content, by_folder[source], by_folder[target], of_file)
        else:
            found = Sentence(
                '"{source}" or "{target}" is no folder of a criteria set',
                source=source,
                target=target,
            )
            of_file.add(
                "", found, Sentence("name the file FROM--TO.csv by two folders of criteria sets")
            )


def _crosswalk_files(roots: Roots) -> Iterator[tuple[str, Path]]:
    for position, root in folders_in(roots):
        for path in sorted((root / "crosswalks").glob("*.csv")):
            yield f"{PRIVATE if position else ''}crosswalks/{path.name}", path
