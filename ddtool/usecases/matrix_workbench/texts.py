"""Drafts as the packs they would become: lines to rows and back, and everything wrong with them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ddtool.domain.equivalency import Cell, Matrix
from ddtool.domain.history import Stored
from ddtool.domain.matrix_editions import (
    DraftCell,
    EditionHead,
    NotCounting,
    Signature,
    withdrawn,
)
from ddtool.domain.people import Author
from ddtool.packs import Library, MatrixTexts, PackProblems, Problem
from ddtool.packs.matrix_texts import cell_of, check_texts, contents_of, line_from
from ddtool.sentences import Sentence
from ddtool.store.keeping import new_id

_SOMEBODY = Signature("a second person")
"""Stands in for whoever will confirm, where it is tried what a line would be then."""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A problem of a draft; ``line`` is the id of the line, empty for the edition as a whole."""

    line: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that is worked on, with its lines in their order."""

    head: Stored[EditionHead]
    lines: tuple[Stored[DraftCell], ...]

    @property
    def cells(self) -> tuple[DraftCell, ...]:
        """The lines without their versions."""
        return tuple(one.value for one in self.lines)


def texts_of(head: EditionHead, cells: Sequence[DraftCell]) -> MatrixTexts:
    """The texts of the pack that an edition would become."""
    said = {
        "id": head.matrix,
        "edition": head.edition,
        "title": head.title,
        "publisher": head.publisher,
        "label": head.label,
        "rights": head.rights,
        "note": head.note,
    }
    return MatrixTexts(said, head.fictional, tuple(cell.row() for cell in cells))


def files_of(
    head: EditionHead, cells: Sequence[DraftCell], *, published: date | None = None
) -> dict[str, str]:
    """The files of the pack that an edition would become, by name."""
    return contents_of(texts_of(head, cells), published=published)


def problems_of(
    library: Library, head: EditionHead, cells: Sequence[DraftCell]
) -> tuple[LineProblem, ...]:
    """All that is wrong with an edition, each with the line it is in."""
    return checked(library, head, cells)[1]


def checked(
    library: Library, head: EditionHead, cells: Sequence[DraftCell]
) -> tuple[Matrix | None, tuple[LineProblem, ...]]:
    """The matrix that an edition makes, as far as it can be read, and all that is wrong with it."""
    matrix, found = check_texts(library.roots, files_of(head, cells), head.name)
    return matrix, tuple(
        LineProblem("" if one.row is None else cells[one.row].id, one.problem) for one in found
    )


def refuse_line(
    library: Library, head: EditionHead, cells: Sequence[DraftCell], tried: DraftCell
) -> None:
    """Refuse a line that would have problems among the others, the way it is tried.

    :raises PackProblems: all of them.
    """
    among = [tried if one.id == tried.id else one for one in cells]
    if all(one.id != tried.id for one in cells):
        among.append(tried)
    refuse_lines(library, head, among, [tried.id])


def refuse_lines(
    library: Library, head: EditionHead, cells: Sequence[DraftCell], ids: Collection[str]
) -> None:
    """Refuse an edition some of whose lines have problems.

    :raises PackProblems: all problems of these lines.
    """
    found = [one.problem for one in problems_of(library, head, cells) if one.line in ids]
    if found:
        raise PackProblems(replace(one, file="", place="") for one in found)


def refuse_read_ahead(author: Author, rows: Iterable[Mapping[str, str]]) -> None:
    """Refuse lines whose source was read on a day that lies ahead.

    :raises PackProblems: each of them.
    """
    today = author.at.date().isoformat()
    found = [
        Problem(
            "",
            Sentence("line {number}", number=number),
            Sentence("source_date {day} lies ahead", day=day),
            Sentence("give the day on which the source was read"),
        )
        for number, row in enumerate(rows, start=1)
        if (day := row.get("source_date", "")) > today
    ]
    if found:
        raise PackProblems(found)


def withdrawn_on(cell: DraftCell, last_day: date, by: Signature) -> DraftCell:
    """The line with its last day, which may only be earlier than the one it has.

    :raises NotCounting: it does not count, or not as long as that.
    """
    ends = cell.says("effective_to")
    if ends and last_day.isoformat() > ends:
        raise NotCounting(
            Sentence(
                "This line counts until {day} only; to let it count longer, write it anew and "
                "have a second person confirm it.",
                day=ends,
            )
        )
    return withdrawn(cell, last_day, by)


def as_if_confirmed(cell: DraftCell) -> DraftCell:
    """A line that waits the way it would be once a second person has confirmed it."""
    if not cell.waits:
        return cell
    return replace(cell, status=cell.becomes, becomes="", confirmed=_SOMEBODY)


def matrix_of(head: EditionHead, cells: Sequence[DraftCell]) -> Matrix:
    """The matrix of these lines, as far as they can be read; nothing is checked."""
    read = tuple(replace(cell_of(one.row())[0], id=one.id) for one in cells)
    return Matrix(head.matrix, head.edition, head.title, fictional=head.fictional, cells=read)


def cell_read(cell: DraftCell) -> Cell:
    """The cell of one line, as far as it can be read."""
    return replace(cell_of(cell.row())[0], id=cell.id)


def lines_of(texts: MatrixTexts) -> tuple[DraftCell, ...]:
    """The rows of a matrix as lines, each as good as it is there."""
    return tuple(line_from(row, number, new_id()) for number, row in enumerate(texts.rows, start=1))
