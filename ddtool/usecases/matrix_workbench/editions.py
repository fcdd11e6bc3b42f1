"""Matrix editions: which there are, begun as copies of others, worked on, discarded."""

from dataclasses import dataclass, replace

from ddtool.domain.history import Event, Stored
from ddtool.domain.matrix_editions import EditionHead, EditionState
from ddtool.domain.people import Author, plain_name
from ddtool.domain.refusals import AlreadyThere, NotFound
from ddtool.packs import Library, PackHead, PackProblems, Problem
from ddtool.packs.texts import fault_of_id
from ddtool.sentences import Sentence
from ddtool.store import Database, Reading, matrix_editions
from ddtool.store.keeping import new_id
from ddtool.usecases.matrix_workbench.texts import Edition, lines_of


@dataclass(frozen=True, slots=True)
class ListedEdition:
    """An edition in a list: how many lines it has, how many wait for a second person."""

    head: Stored[EditionHead]
    lines: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Workbench:
    """All matrices: drafts, what was brought in but not taken over, issued ones, and packs."""

    drafts: tuple[ListedEdition, ...]
    brought: tuple[ListedEdition, ...]
    issued: tuple[ListedEdition, ...]
    packs: tuple[PackHead, ...]


def list_workbench(database: Database, author: Author, library: Library) -> Workbench:
    """Everything there is to work on, and to begin from."""
    author.must_administer()
    with database.read() as db:
        heads, counted = matrix_editions.listed(db), matrix_editions.waiting(db)
    listed = [ListedEdition(one, *counted.get(one.value.id, (0, 0))) for one in heads]

    def of(state: EditionState) -> tuple[ListedEdition, ...]:
        return tuple(one for one in listed if one.head.value.state is state)

    mine = author.user
    return Workbench(
        drafts=of(EditionState.DRAFT),
        brought=tuple(one for one in of(EditionState.LOOKED_AT) if one.head.value.begun_by == mine),
        issued=of(EditionState.ISSUED),
        packs=tuple(head for head in library.matrices() if not head.issued),
    )


def begin_edition(database: Database, author: Author, library: Library, head: EditionHead) -> str:
    """Begin an edition as a copy of the matrix that ``copied_from`` names; its id.

    Every line is as good as it is there: what counts was confirmed already.

    :raises UnknownMatrix: there is no such matrix.
    :raises PackProblems: the name cannot be used.
    :raises AlreadyThere: there is a matrix of that name.
    """
    author.must_administer()
    begun = replace(head, id=new_id(), state=EditionState.DRAFT, begun_by=author.user)
    lines = lines_of(library.matrix_texts(head.copied_from))
    _refuse_name(begun)
    with database.write(author) as db:
        refuse_double(db, library, begun)
        matrix_editions.add(db, told_apart(db, library, begun), lines)
    return begun.id


def read_edition(database: Database, author: Author, id: str) -> Edition:
    """An edition with its lines.

    :raises NotFound: there is none, or it was discarded.
    """
    author.must_administer()
    with database.read() as db:
        return load(db, id)


def read_history(
    database: Database, author: Author, id: str
) -> tuple[Stored[EditionHead], tuple[Event, ...]]:
    """What happened to an edition and its lines, the newest first.

    :raises NotFound: there is no such edition.
    """
    author.must_administer()
    with database.read() as db:
        return matrix_editions.find(db, id), matrix_editions.history(db, id)


def change_edition(
    database: Database, author: Author, library: Library, head: EditionHead, *, version: int
) -> None:
    """Change what a draft says of itself, as somebody has read it.

    :raises EditionIssued: it was issued, or discarded.
    :raises PackProblems, AlreadyThere: the name cannot be used.
    :raises Conflict: somebody else has changed it since.
    """
    author.must_administer()
    _refuse_name(head)
    with database.write(author) as db:
        before = matrix_editions.require_draft(db, head.id).value
        if head.name != before.name:
            refuse_double(db, library, head)
        kept = replace(head, state=before.state, by_default=before.by_default)
        kept = replace(kept, copied_from=before.copied_from, file_name=before.file_name)
        matrix_editions.change(db, told_apart(db, library, kept), version=version)


def discard_edition(database: Database, author: Author, id: str, *, version: int) -> None:
    """Give up a draft, or what was brought in; the history keeps what was done to it.

    :raises EditionIssued: an issued edition stays.
    :raises Conflict: somebody else has changed it since.
    """
    author.must_administer()
    with database.write(author) as db:
        found = matrix_editions.find(db, id)
        if found.value.state is EditionState.DISCARDED:
            return
        if found.value.state is not EditionState.LOOKED_AT:
            matrix_editions.require_draft(db, id)
        gone = replace(found.value, state=EditionState.DISCARDED)
        matrix_editions.change(db, gone, version=version)


def load(db: Reading, id: str) -> Edition:
    """An edition with its lines.

    :raises NotFound: there is none, or it was discarded.
    """
    head = matrix_editions.find(db, id)
    if head.value.state is EditionState.DISCARDED:
        raise NotFound(matrix_editions.EDITION)
    return Edition(head, matrix_editions.cells(db, id))


def refuse_double(db: Reading, library: Library, head: EditionHead) -> None:
    """Refuse a name that another matrix has.

    :raises AlreadyThere: it has.
    """
    other = matrix_editions.named(db, head.name)
    taken = any(pack.name == head.name for pack in library.matrices())
    if taken or (other is not None and other.value.id != head.id):
        raise AlreadyThere(
            Sentence("There is a matrix {name} already; give this edition another.", name=head.name)
        )


def told_apart(db: Reading, library: Library, head: EditionHead) -> EditionHead:
    """The head with its edition behind the title where another matrix is called the same.

    Else nobody could tell the two apart where only titles are shown.
    """
    others = [one.title for one in library.matrices() if one.name != head.name]
    others += [
        one.value.title
        for one in matrix_editions.listed(db)
        if one.value.id != head.id and one.value.state is not EditionState.DISCARDED
    ]
    if plain_name(head.title) not in map(plain_name, others):
        return head
    return replace(head, title=f"{head.title} ({head.edition})")


def _refuse_name(head: EditionHead) -> None:
    named = {Sentence("The id of the matrix"): head.matrix, Sentence("The edition"): head.edition}
    found = [
        Problem("", place, fault[0], fault[1])
        for place, text in named.items()
        if (fault := fault_of_id(text))
    ]
    if found:
        raise PackProblems(found)
