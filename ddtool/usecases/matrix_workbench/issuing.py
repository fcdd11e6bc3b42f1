"""Issuing an edition: from then on it is a matrix like any other, and never changes."""

from dataclasses import replace

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Subject
from ddtool.domain.issued_matrices import IssuedMatrix
from ddtool.domain.matrix_editions import EditionIssued, EditionState
from ddtool.domain.people import Author
from ddtool.domain.refusals import AlreadyThere, Conflict
from ddtool.packs import Library, PackProblems
from ddtool.packs.matrix_texts import as_files
from ddtool.sentences import Sentence
from ddtool.store import Database, issued_matrices, matrix_editions
from ddtool.usecases.matrix_workbench.editions import load
from ddtool.usecases.matrix_workbench.texts import Edition, files_of, problems_of


class StillWaiting(DdtoolError):
    """Lines of an edition wait for a second person, so it cannot be issued."""


def issue_edition(
    database: Database,
    author: Author,
    library: Library,
    id: str,
    *,
    version: int,
    by_default: bool,
) -> IssuedMatrix:
    """Issue a draft as it was read, to be taken by default or not.

    :raises StillWaiting: a line waits for a second person.
    :raises PackProblems: it breaks the rules of matrices.
    :raises AlreadyThere: a pack of its name has come meanwhile.
    :raises EditionIssued, Conflict: somebody was quicker.
    """
    author.must_administer()
    with database.write(author) as db:
        head = matrix_editions.require_draft(db, id)
        found = load(db, id)
        if head.version != version:
            raise Conflict(matrix_editions.EDITION, head)
        _refuse_unfinished(library, found)
        contents = files_of(head.value, found.cells, published=author.at.date())
        sha256 = as_files(contents, head.value.name).sha256
        issued = IssuedMatrix(head.value.name, sha256, by_default, contents)
        state = replace(head.value, state=EditionState.ISSUED, by_default=by_default)
        matrix_editions.change(db, state, version=version)
        issued_matrices.add(db, id, issued)
        said = {"matrix": issued.name, "sha256": sha256, "by_default": by_default}
        db.record(Subject(matrix_editions.EDITION, id), "issued", {}, said)
    return issued


def take_by_default(
    database: Database, author: Author, id: str, *, by_default: bool, version: int
) -> None:
    """Say whether open assessments that name no matrix take an issued edition.

    :raises EditionIssued: the edition is not issued.
    :raises Conflict: somebody else has changed it since.
    """
    author.must_administer()
    with database.write(author) as db:
        head = matrix_editions.find(db, id).value
        if head.state is not EditionState.ISSUED:
            raise EditionIssued("This edition is not issued yet.")
        matrix_editions.change(db, replace(head, by_default=by_default), version=version)


def _refuse_unfinished(library: Library, found: Edition) -> None:
    head = found.head.value
    if any(pack.name == head.name for pack in library.matrices()):
        raise AlreadyThere(
            Sentence("There is a matrix {name} already; give this edition another.", name=head.name)
        )
    waiting = sum(cell.waits for cell in found.cells)
    if waiting:
        raise StillWaiting(
            Sentence(
                "{count} lines wait for a second person: confirm them or send them back first.",
                count=waiting,
            )
        )
    problems = [one.problem for one in problems_of(library, head, found.cells)]
    if problems:
        raise PackProblems(problems)
