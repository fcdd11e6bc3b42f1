"""Packs out to a workbook and in from one."""

import shutil
import tempfile
from pathlib import Path

from ddtool.domain.errors import DdtoolError
from ddtool.domain.issued_matrices import IssuedMatrix
from ddtool.packs.cells import COLUMNS
from ddtool.packs.checks import check_files
from ddtool.packs.columns import ColumnMap, read_column_map
from ddtool.packs.drafts import Draft, read_draft, tell_by_workbook
from ddtool.packs.files import PackFiles, read_file
from ddtool.packs.folders import Kind, find_folders
from ddtool.packs.issued import files_of, forget_issued
from ddtool.packs.loading import forget_loaded, list_names, load_criteria_set, load_matrix
from ddtool.packs.matrices import CELLS_FILE, MATRIX_FILE
from ddtool.packs.overlay_sheets import overlay_to_rows
from ddtool.packs.problems import Findings, PackProblems
from ddtool.packs.roots import Roots, folders_in
from ddtool.packs.rows import read_rows
from ddtool.packs.set_sheets import set_to_sheets
from ddtool.packs.sheets import MATRIX_SHEETS, SET_SHEETS, Sheets, head_to_rows, number_rows
from ddtool.packs.tables import read_table
from ddtool.packs.workbook import MAX_CELLS, count_cells, write_workbook
from ddtool.sentences import Sentence
from ddtool.whole_files import make_folder, telling_why


class TooLargeForWorkbook(DdtoolError):
    """A pack has more cells than a workbook of ours may hold."""


class UnknownPack(DdtoolError):
    """Neither a criteria set nor a matrix is called so."""


class PackExists(DdtoolError):
    """A pack of that name is there already; packs are never overwritten."""


def export_pack(roots: Roots, name: str, path: Path, *, issued: IssuedMatrix | None = None) -> None:
    """Write a criteria set or a matrix, translations included, to a workbook.

    ``issued`` is the edition of that name, where it was issued in the installation.

    :raises UnknownPack: there is neither a set nor a matrix of that name.
    :raises PackProblems: the pack has problems; only whole packs are handed out.
    :raises TooLargeForWorkbook: it has too many cells.
    """
    kind, files = (Kind.MATRIX, files_of(issued)) if issued else _whole_pack(roots, name)
    sheets = pack_to_sheets(kind, files)
    if count_cells(sheets) > MAX_CELLS:
        limit = f"{MAX_CELLS:,}"
        raise TooLargeForWorkbook(
            Sentence(
                "{name} has more than {limit} cells, too many for a workbook.",
                name=name,
                limit=limit,
            )
        )
    columns = SET_SHEETS if kind is Kind.CRITERIA_SET else MATRIX_SHEETS
    write_workbook(path, sheets, columns, title=name)


def import_pack(roots: Roots, path: Path, column_map: Path | None = None) -> Path:
    """Read a pack from a workbook, check it, and store it in the last of the folders of packs.

    The path of the new pack is handed back. Nothing is stored if there is a single problem.

    :raises NotAWorkbook: the file is no workbook, or one that must not be opened.
    :raises PackProblems: all problems, with their places in the workbook.
    :raises PackExists: a pack of that id and edition is there already.
    """
    findings = Findings(path.name)
    draft = read_draft(path, _column_map(column_map, findings), findings)
    findings.refuse()
    assert draft is not None  # noqa: S101 -- no draft means a finding
    found = check_files(roots, draft.kind, draft.files)
    if found:
        raise PackProblems(tell_by_workbook(problem, draft, path.name) for problem in found)
    _refuse_known(roots, draft)
    _, private = folders_in(roots)[-1]
    target = store_pack(draft, private)
    forget_loaded()
    forget_issued()
    return target


def _whole_pack(roots: Roots, name: str) -> tuple[Kind, PackFiles]:
    kind = _kind_of(roots, name)
    if kind is Kind.MATRIX:
        load_matrix(roots, name, "")
    else:
        load_criteria_set(roots, name, "")
    return kind, find_folders(roots, kind, name)[0].read(Findings(""))


def _kind_of(roots: Roots, name: str) -> Kind:
    for kind in Kind:
        if find_folders(roots, kind, name):
            return kind
    known = ", ".join(name for kind in Kind for name in list_names(roots, kind)) or "none"
    raise UnknownPack(
        Sentence(
            'There is no criteria set or matrix "{name}"; there is: {known}.',
            name=name,
            known=known,
        )
    )


def _column_map(path: Path | None, findings: Findings) -> ColumnMap:
    if path is None:
        return ColumnMap()
    of_file = findings.of(path.name)
    return read_column_map(read_file(path, of_file) or b"", of_file)


def _refuse_known(roots: Roots, draft: Draft) -> None:
    folder_name = draft.files.folder_name
    loaded = (pack for root in roots if not isinstance(root, Path) for pack in root)
    if any((one.kind, one.folder_name) == (draft.kind.value, folder_name) for one in loaded):
        raise PackExists(
            Sentence(
                "A pack {folder_name} was loaded by upload already, and never changes; give this "
                "one another edition.",
                folder_name=folder_name,
            )
        )
    for position, root in folders_in(roots):
        folder = root / draft.kind.value / folder_name
        if folder.exists() and position:
            raise PackExists(
                Sentence(
                    "There is a private pack {folder_name} already; to replace it, first delete "
                    "its folder {folder}, or give this one another id or edition.",
                    folder_name=folder_name,
                    folder=folder,
                )
            )
        if folder.exists():
            raise PackExists(
                Sentence(
                    "There is a pack {folder_name} already; give this one another id or edition.",
                    folder_name=folder_name,
                )
            )


def pack_to_sheets(kind: Kind, files: PackFiles) -> Sheets:
    """The sheets of a pack that is free of problems."""
    findings = Findings("")
    tables = {
        name: read_table(files, name, findings).values
        for name in files.contents
        if name.endswith(".toml")
    }
    if kind is Kind.CRITERIA_SET:
        return set_to_sheets(tables)
    rows = read_rows(files.contents[CELLS_FILE], COLUMNS, findings)
    texts = [row for name, table in tables.items() for row in overlay_to_rows(name, table)]
    return {
        "Matrix": number_rows(list(head_to_rows(tables[MATRIX_FILE])), MATRIX_SHEETS["Matrix"]),
        "Cells": number_rows([row.values for row in rows], COLUMNS),
        "Texts": number_rows(texts, MATRIX_SHEETS["Texts"]),
    }


def store_pack(draft: Draft, root: Path) -> Path:
    """Write the files of a checked pack into a folder of packs, whole or not at all."""
    target = root / draft.files.label
    make_folder(target.parent, 0o700)
    with telling_why(target):
        _move_in(draft, target)
    return target


def _move_in(draft: Draft, target: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix=".import-", dir=target.parent))
    try:
        for name, content in draft.files.contents.items():
            (folder / name).write_bytes(content)
        folder.rename(target)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
