"""The lines of a draft: written, put forward by one person, confirmed by another, withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date

from ddtool.domain import matrix_editions as rules
from ddtool.domain.history import Stored
from ddtool.domain.matrix_editions import DraftCell, SamePerson, Signature, SourceMissing
from ddtool.domain.people import Author
from ddtool.domain.refusals import Conflict
from ddtool.packs import Library
from ddtool.sentences import Sentence
from ddtool.store import Database, Writing, matrix_editions
from ddtool.store.keeping import new_id
from ddtool.usecases.matrix_workbench.editions import load
from ddtool.usecases.matrix_workbench.texts import (
    Edition,
    as_if_confirmed,
    refuse_line,
    refuse_lines,
    refuse_read_ahead,
    withdrawn_on,
)

Read = tuple[str, int]
"""The id of a line, and the version at which it was read."""


def add_line(
    database: Database, author: Author, library: Library, edition: str, said: Mapping[str, str]
) -> str:
    """Add a line to a draft, as a suggestion; its id.

    :raises EditionIssued: the edition was issued, or discarded.
    :raises PackProblems: the line breaks the rules of cells.
    """
    author.must_administer()
    refuse_read_ahead(author, [said])
    added = rules.rewritten(DraftCell(new_id(), 0), said)
    with database.write(author) as db:
        found = _draft(db, edition)
        refuse_line(library, found.head.value, found.cells, added)
        matrix_editions.add_cell(db, edition, added)
    return added.id


def rewrite_line(
    database: Database,
    author: Author,
    library: Library,
    edition: str,
    read: Read,
    *,
    said: Mapping[str, str],
) -> None:
    """Write a line anew: as a suggestion, since nobody has stood up for the new words yet.

    :raises EditionIssued, PackProblems: as :func:`add_line`.
    :raises Conflict: somebody else has changed it since.
    """
    author.must_administer()
    refuse_read_ahead(author, [said])
    with database.write(author) as db:
        found, line = _draft_and_line(db, edition, read)
        after = rules.rewritten(line.value, said)
        refuse_line(library, found.head.value, found.cells, after)
        matrix_editions.change_cell(db, edition, line, after, verb="line changed")


def remove_line(database: Database, author: Author, edition: str, read: Read) -> None:
    """Take a line out of a draft.

    :raises EditionIssued, Conflict: it stays.
    """
    author.must_administer()
    with database.write(author) as db:
        _, line = _draft_and_line(db, edition, read)
        matrix_editions.remove_cell(db, edition, line)


def adopt_line(
    database: Database,
    author: Author,
    library: Library,
    edition: str,
    read: Read,
    *,
    source: Mapping[str, str],
) -> None:
    """Put a line forward with the source it was read in; it counts once another has confirmed it.

    :raises SourceMissing: document, edition or day is missing, or the day lies ahead.
    :raises EditionIssued, PackProblems, Conflict: as :func:`rewrite_line`.
    """
    author.must_administer()
    today = author.at.date().isoformat()
    if source.get("source_date", "") > today:
        raise SourceMissing(
            Sentence(
                "The day on which this was read, {day}, lies ahead; correct it.",
                day=source["source_date"],
            )
        )
    with database.write(author) as db:
        found, line = _draft_and_line(db, edition, read)
        after = rules.adopted(line.value, source, _signed(author))
        refuse_line(library, found.head.value, found.cells, as_if_confirmed(after))
        matrix_editions.change_cell(db, edition, line, after, verb="line put forward")


def confirm_line(
    database: Database, author: Author, library: Library, edition: str, read: Read
) -> None:
    """Stand up for a line as the second person: from now on it counts in this edition.

    :raises SamePerson: the author has put it forward.
    :raises NotWaiting: nobody has, or it is decided already.
    :raises EditionIssued, PackProblems, Conflict: as :func:`rewrite_line`.
    """
    confirm_lines(database, author, library, edition, [read])


def confirm_lines(
    database: Database, author: Author, library: Library, edition: str, reads: Sequence[Read]
) -> int:
    """Confirm several lines, all of them or none; how many.

    :raises SamePerson, NotWaiting, EditionIssued, PackProblems, Conflict: none is confirmed.
    """
    author.must_administer()
    with database.write(author) as db:
        found = _draft(db, edition)
        by_id = {one.value.id: one for one in found.lines}
        cells = {one.id: one for one in found.cells}
        for id, version in reads:
            line = by_id.get(id) or matrix_editions.cell(db, edition, id)
            _refuse_outdated(line, version)
            cells[id] = rules.confirmed(line.value, _signed(author))
        ids = {id for id, _version in reads}
        refuse_lines(library, found.head.value, tuple(cells.values()), ids)
        for id in ids:
            matrix_editions.change_cell(db, edition, by_id[id], cells[id], verb="line confirmed")
    return len(reads)


def send_line_back(database: Database, author: Author, edition: str, read: Read) -> None:
    """Make a line that was put forward a mere suggestion again; whoever put it forward may too.

    :raises NotWaiting, EditionIssued, Conflict: it stays as it is.
    """
    author.must_administer()
    with database.write(author) as db:
        _, line = _draft_and_line(db, edition, read)
        after = rules.sent_back(line.value)
        matrix_editions.change_cell(db, edition, line, after, verb="line sent back")


def withdraw_line(
    database: Database,
    author: Author,
    library: Library,
    edition: str,
    read: Read,
    *,
    last_day: date,
) -> None:
    """Say on which day a line that counts does so for the last time.

    :raises NotCounting: it does not count.
    :raises EditionIssued, PackProblems, Conflict: it stays as it is.
    """
    author.must_administer()
    with database.write(author) as db:
        found, line = _draft_and_line(db, edition, read)
        after = withdrawn_on(line.value, last_day, _signed(author))
        refuse_line(library, found.head.value, found.cells, after)
        matrix_editions.change_cell(db, edition, line, after, verb="line withdrawn")


def may_confirm(author: Author, line: DraftCell) -> bool:
    """Whether somebody can be the second person for a line."""
    try:
        rules.confirmed(line, _signed(author))
    except (SamePerson, rules.NotWaiting):
        return False
    return True


def _draft(db: Writing, edition: str) -> Edition:
    matrix_editions.require_draft(db, edition)
    return load(db, edition)


def _draft_and_line(db: Writing, edition: str, read: Read) -> tuple[Edition, Stored[DraftCell]]:
    found = _draft(db, edition)
    id, version = read
    by_id = {one.value.id: one for one in found.lines}
    line = by_id.get(id) or matrix_editions.cell(db, edition, id)
    _refuse_outdated(line, version)
    return found, line


def _refuse_outdated(line: Stored[DraftCell], version: int) -> None:
    if line.version != version:
        raise Conflict(matrix_editions.CELL, line)


def _signed(author: Author) -> Signature:
    return Signature(author.name, author.user, author.at.date())
