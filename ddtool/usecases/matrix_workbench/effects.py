"""What a change of a matrix would do to the assessments that are being worked on."""

from dataclasses import dataclass
from datetime import date, timedelta

from ddtool.domain.equivalency import Matrix
from ddtool.domain.errors import UnknownMatrix
from ddtool.domain.history import Accessed
from ddtool.domain.matrix_editions import DraftCell, EditionHead, Signature, adopted
from ddtool.domain.matrix_effects import Difference, difference
from ddtool.domain.people import Author
from ddtool.packs import Library
from ddtool.store import Database, accesses, matrix_editions
from ddtool.usecases.matrix_workbench.comparing import (
    Effect,
    effect_of_taking,
    effect_within,
    open_ones,
)
from ddtool.usecases.matrix_workbench.editions import load
from ddtool.usecases.matrix_workbench.texts import (
    Edition,
    LineProblem,
    as_if_confirmed,
    cell_read,
    checked,
    matrix_of,
    withdrawn_on,
)


@dataclass(frozen=True, slots=True)
class IssueLook:
    """What issuing an edition would mean: against the matrix it was copied from, and for whom."""

    edition: Edition
    problems: tuple[LineProblem, ...]
    waiting: int
    difference: Difference
    effect: Effect


def effect_of_line(
    database: Database, author: Author, library: Library, edition: str, line: str, *, as_of: date
) -> Effect:
    """What this line alone would do in its edition, adopted and confirmed.

    :raises NotFound: there is no such line.
    """
    author.must_administer()
    accesses.note_look(database, author, Accessed.MATRIX_EFFECTS)
    with database.read() as db:
        found, cell = load(db, edition), matrix_editions.cell(db, edition, line).value
    would_be = as_if_confirmed(cell if cell.waits else _adopted(cell, author))
    touched = open_ones(database, [cell_read(would_be)])
    return effect_within(touched, library, found, would_be, as_of=as_of)


def effect_of_withdrawing(
    database: Database,
    author: Author,
    library: Library,
    edition: str,
    line: str,
    *,
    last_day: date,
) -> Effect:
    """What it would do that a line counts for the last time on a day: as on the day after.

    :raises NotFound, NotCounting: there is nothing to withdraw.
    """
    author.must_administer()
    accesses.note_look(database, author, Accessed.MATRIX_EFFECTS)
    with database.read() as db:
        found, cell = load(db, edition), matrix_editions.cell(db, edition, line).value
    gone = withdrawn_on(cell, last_day, Signature(author.name))
    day = max(author.at.date(), last_day + timedelta(days=1))
    touched = open_ones(database, [cell_read(gone)])
    return effect_within(touched, library, found, gone, as_of=day)


def look_at_issue(
    database: Database,
    author: Author,
    library: Library,
    edition: str,
    *,
    by_default: bool,
    as_of: date,
) -> IssueLook:
    """What issuing a draft would mean, taken by default or not.

    :raises NotFound: there is no such edition.
    """
    author.must_administer()
    accesses.note_look(database, author, Accessed.MATRIX_EFFECTS)
    with database.read() as db:
        found = load(db, edition)
    head = found.head.value
    matrix, problems = checked(library, head, found.cells)
    after = matrix or matrix_of(head, found.cells)
    before = _origin(library, head)
    told = difference(before, after)
    touched = open_ones(database, told.touched)
    effect = effect_of_taking(touched, library, after, by_default=by_default, as_of=as_of)
    waiting = sum(cell.waits for cell in found.cells)
    return IssueLook(found, problems, waiting, told, effect)


def _adopted(cell: DraftCell, author: Author) -> DraftCell:
    """A suggestion the way it would be with a source."""
    source = {"source_document": "-", "source_edition": "-", "source_date": "2000-01-01"}
    return adopted(cell, source, Signature(author.name, author.user, author.at.date()))


def _origin(library: Library, head: EditionHead) -> Matrix:
    """The matrix an edition was copied from; an empty one where there is none any more."""
    try:
        return library.matrix(head.copied_from)
    except UnknownMatrix:
        return Matrix(head.matrix, head.edition, head.title)
