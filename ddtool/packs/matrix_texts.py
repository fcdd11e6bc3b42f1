"""Matrices as texts, as they are worked on before they are packs: a head, and rows by columns."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ddtool.domain.equivalency import Cell, Matrix
from ddtool.domain.matrix_editions import OF_PERSONS, DraftCell, Signature
from ddtool.packs.cells import COLUMNS, read_cell
from ddtool.packs.columns import ColumnMap
from ddtool.packs.drafts import Draft, read_draft, tell_by_workbook
from ddtool.packs.files import PackFiles
from ddtool.packs.folders import Kind
from ddtool.packs.issued import read_unstored
from ddtool.packs.matrices import CELLS_FILE, MATRIX_FILE
from ddtool.packs.problems import Findings, PackProblems
from ddtool.packs.roots import Roots
from ddtool.packs.rows import Row, read_rows
from ddtool.packs.tables import read_table
from ddtool.packs.toml_text import write_toml
from ddtool.packs.workbook import Opener
from ddtool.sentences import Problem, Sentence
from ddtool.spreadsheets.guard import open_safely

HEAD_TEXTS = ("id", "edition", "title", "publisher", "label", "rights", "note")
"""The keys of ``matrix.toml`` that are texts."""

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MatrixTexts:
    """A matrix as texts: its head by keys, its rows by the columns that hold something."""

    head: Mapping[str, str]
    fictional: bool
    rows: tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem of a matrix that lies in no folder; ``row`` counts its rows, None for its head."""

    row: int | None
    problem: Problem


def texts_of(files: PackFiles) -> MatrixTexts:
    """The texts of a matrix; what cannot be read is left out, for the checks to tell."""
    findings = Findings("")
    head = read_table(files, MATRIX_FILE, findings)
    rows = read_rows(files.contents.get(CELLS_FILE, b""), COLUMNS, findings)
    return MatrixTexts(
        {key: str(head.values[key]) for key in HEAD_TEXTS if head.values.get(key)},
        head.values.get("fictional") is True,
        tuple({key: text for key, text in row.values.items() if text} for row in rows),
    )


def line_from(row: Mapping[str, str], position: int, id: str) -> DraftCell:
    """A row of a matrix as a line, as good as it is there."""
    day = row.get("adopted_on", "")
    signed = date.fromisoformat(day) if day else None
    return DraftCell(
        id=id,
        position=position,
        said={key: text for key, text in row.items() if key not in OF_PERSONS},
        status=row.get("status", ""),
        adopted=Signature(row.get("adopted_by", ""), None, signed),
        confirmed=Signature(row.get("confirmed_by", "")),
    )


def contents_of(texts: MatrixTexts, *, published: date | None = None) -> dict[str, str]:
    """The files of the pack that these texts make."""
    head: dict[str, object] = {key: texts.head[key] for key in HEAD_TEXTS if texts.head.get(key)}
    if texts.fictional:
        head["fictional"] = True
    if published:
        head["published"] = published
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([row.get(column, "") for column in COLUMNS] for row in texts.rows)
    return {MATRIX_FILE: write_toml(head), CELLS_FILE: text.getvalue()}


def as_files(contents: Mapping[str, str], name: str) -> PackFiles:
    """These files as a pack of that name."""
    encoded = {file: text.encode() for file, text in contents.items()}
    return PackFiles(f"{Kind.MATRIX.value}/{name.replace('@', '-')}", encoded)


def check_texts(
    folders: Roots, contents: Mapping[str, str], name: str
) -> tuple[Matrix | None, tuple[RowProblem, ...]]:
    """The matrix that these files make, as far as it can be read, and all their problems."""
    files = as_files(contents, name)
    matrix, problems = read_unstored(folders, files)
    rows = read_rows(files.contents[CELLS_FILE], COLUMNS, Findings(""))
    numbers = {row.place: number for number, row in enumerate(rows)}
    return matrix, tuple(
        RowProblem(numbers.get(one.place) if one.file.endswith(CELLS_FILE) else None, one)
        for one in problems
    )


def cell_of(values: Values) -> tuple[Cell, tuple[Problem, ...]]:
    """The cell of one row, as far as it can be read, and what cannot be read of it."""
    findings = Findings("")
    return read_cell(Row("", dict.fromkeys(COLUMNS, "") | dict(values)), findings), tuple(
        findings.problems
    )


def read_matrix_workbook(
    folders: Roots,
    path: Path,
    column_map: ColumnMap,
    head: Mapping[str, str],
    *,
    opener: Opener = open_safely,
) -> MatrixTexts:
    """A matrix in somebody's workbook; what ``head`` says stands above what the workbook says.

    ``opener`` opens the workbook: one that a stranger sent is opened in a process of its own.

    :raises NotAWorkbook: the file is no workbook, or one that must not be opened.
    :raises PackProblems: all problems, by sheet and row.
    """
    findings = Findings(path.name)
    draft = read_draft(path, column_map, findings, opener=opener)
    if draft is not None and draft.kind is not Kind.MATRIX:
        findings.add("", Sentence("there is no sheet of cells"), Sentence("name it above"))
    findings.refuse()
    assert draft is not None  # noqa: S101 -- no draft means a finding
    read = texts_of(draft.files)
    texts = MatrixTexts({**read.head, **head}, read.fictional, read.rows)
    _refuse_problems(folders, texts, draft, path.name)
    return texts


def _refuse_problems(folders: Roots, texts: MatrixTexts, draft: Draft, file_name: str) -> None:
    contents = {
        CELLS_FILE: draft.files.contents[CELLS_FILE].decode(),
        MATRIX_FILE: contents_of(texts)[MATRIX_FILE],
    }
    name = f"{texts.head.get('id', '')}@{texts.head.get('edition', '')}"
    _, found = check_texts(folders, contents, name)
    if found:
        raise PackProblems(tell_by_workbook(one.problem, draft, file_name) for one in found)


def rows_alike(one: Values, other: Values, columns: Sequence[str] = COLUMNS) -> bool:
    """Whether two rows say the same in these columns."""
    return all(one.get(column, "") == other.get(column, "") for column in columns)
