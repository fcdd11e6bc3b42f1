"""The owners' matrix from a workbook: checked whole, shown, and only then taken over as a draft."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from ddtool.domain.equivalency import Matrix
from ddtool.domain.errors import UnknownMatrix
from ddtool.domain.matrix_editions import (
    DraftCell,
    EditionHead,
    EditionIssued,
    EditionState,
    Signature,
    put_forward,
)
from ddtool.domain.matrix_effects import Difference, difference
from ddtool.domain.people import Author
from ddtool.domain.refusals import NotFound
from ddtool.evidence_files import clean_name
from ddtool.packs import Library, MatrixTexts
from ddtool.packs.columns import ColumnMap
from ddtool.packs.matrix_texts import Values, read_matrix_workbook, rows_alike
from ddtool.spreadsheets.apart import open_apart
from ddtool.store import Database, matrix_editions
from ddtool.store.files import read_whole
from ddtool.store.keeping import new_id
from ddtool.usecases.matrix_workbench.editions import load, refuse_double, told_apart
from ddtool.usecases.matrix_workbench.texts import (
    Edition,
    as_if_confirmed,
    checked,
    lines_of,
    matrix_of,
    refuse_read_ahead,
)


@dataclass(frozen=True)
class Workbook:
    """A workbook that somebody brings: its file, and how to read it.

    ``sheet`` is what the sheet of cells is called, ``columns`` what our columns are called in it;
    empty where they are called as ours. ``largest`` is in bytes.
    """

    file_name: str
    stream: BinaryIO
    largest: int
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BroughtLook:
    """What a workbook holds, against the matrix it was compared with."""

    edition: Edition
    difference: Difference
    compared_with: str


def bring_matrix(
    database: Database, author: Author, library: Library, head: EditionHead, workbook: Workbook
) -> str:
    """Read a matrix from a workbook and keep it to be looked at; the id of the edition.

    ``head`` says what the edition is to be called; what it leaves empty stands in the workbook.
    Lines that say that they count and are not the same in the matrix that ``copied_from`` names
    wait for a second person, whoever the workbook names.

    :raises NotAWorkbook, FileTooLarge: the file cannot be used.
    :raises PackProblems: everything that is wrong, by sheet and row; nothing is kept.
    :raises AlreadyThere: there is a matrix of that name.
    """
    author.must_administer()
    base = library.matrix_texts(head.copied_from).rows if head.copied_from else ()
    texts = _read(library, head, workbook)
    refuse_read_ahead(author, texts.rows)
    brought = _named(head, texts, author, workbook)
    signed = Signature(author.name, author.user, author.at.date())
    lines = _standing(lines_of(texts), texts.rows, base, signed)
    with database.write(author) as db:
        refuse_double(db, library, brought)
        matrix_editions.add(db, told_apart(db, library, brought), lines)
    return brought.id


def look_at_brought(database: Database, author: Author, library: Library, id: str) -> BroughtLook:
    """What was brought in, against the matrix it was compared with.

    :raises NotFound: there is no such edition, or somebody else has brought it.
    """
    author.must_administer()
    with database.read() as db:
        found = load(db, id)
    head = found.head.value
    if head.state is not EditionState.LOOKED_AT or head.begun_by != author.user:
        raise NotFound(matrix_editions.EDITION)
    then = [as_if_confirmed(cell) for cell in found.cells]
    after = checked(library, head, then)[0] or matrix_of(head, then)
    return BroughtLook(found, difference(_base(library, head), after), head.copied_from)


def take_over(
    database: Database, author: Author, library: Library, id: str, *, version: int
) -> None:
    """Make a draft of what was brought in.

    :raises NotFound: somebody else has brought it.
    :raises AlreadyThere: a matrix of its name has come meanwhile.
    :raises EditionIssued, Conflict: it is a draft already, or was discarded.
    """
    author.must_administer()
    with database.write(author) as db:
        head = matrix_editions.find(db, id).value
        if head.begun_by != author.user:
            raise NotFound(matrix_editions.EDITION)
        if head.state is not EditionState.LOOKED_AT:
            raise EditionIssued("This was taken over or discarded already.")
        refuse_double(db, library, head)
        matrix_editions.change(db, replace(head, state=EditionState.DRAFT), version=version)


def _read(library: Library, head: EditionHead, workbook: Workbook) -> MatrixTexts:
    sheets = {"Cells": workbook.sheet} if workbook.sheet else {}
    columns = {column: text for column, text in workbook.columns.items() if text}
    column_map = ColumnMap({}, sheets, {"Cells": columns} if columns else {})
    texts = {"id": head.matrix, "edition": head.edition, "title": head.title}
    texts |= {"publisher": head.publisher, "label": head.label, "rights": head.rights}
    name = clean_name(workbook.file_name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(read_whole(workbook.stream, workbook.largest))
        return read_matrix_workbook(
            library.roots,
            path,
            column_map,
            {key: text for key, text in texts.items() if text},
            opener=open_apart,
        )


def _named(
    head: EditionHead, texts: MatrixTexts, author: Author, workbook: Workbook
) -> EditionHead:
    said = texts.head
    return replace(
        head,
        id=new_id(),
        matrix=said["id"],
        edition=said["edition"],
        title=said["title"],
        publisher=said.get("publisher", ""),
        label=said.get("label", ""),
        rights=said.get("rights", ""),
        note=said.get("note", ""),
        fictional=texts.fictional,
        state=EditionState.LOOKED_AT,
        file_name=clean_name(workbook.file_name),
        begun_by=author.user,
    )


def _standing(
    lines: Sequence[DraftCell],
    rows: Sequence[Values],
    base: Sequence[Values],
    signed: Signature,
) -> tuple[DraftCell, ...]:
    """Lines that count already stay so; those that only say so wait for a second person."""
    known = {_key(row): row for row in base}
    return tuple(
        line
        if not line.counts or rows_alike(row, known.get(_key(row), {}))
        else put_forward(line, line.status, signed)
        for line, row in zip(lines, rows, strict=True)
    )


def _key(row: Values) -> tuple[str, ...]:
    parts = ("criteria_set", "criterion", "standard", "editions", "effective_from")
    return tuple(row.get(part, "") for part in parts)


def _base(library: Library, head: EditionHead) -> Matrix:
    try:
        return library.matrix(head.copied_from)
    except UnknownMatrix:
        return Matrix(head.matrix, head.edition, head.title)
