"""Packs loaded by upload: checked whole, shown, and only then loaded; from then on they stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.equivalency import Matrix
from ddtool.domain.pack_uses import (
    MATRICES,
    BroughtPack,
    NeedsSecondPerson,
    PackLoaded,
    UploadedPack,
    needs_second_person,
)
from ddtool.domain.people import Author
from ddtool.evidence_files import clean_name
from ddtool.packs import Library, PackProblems
from ddtool.packs.uploads import SentPack, read_brought, read_sent, say_the_same
from ddtool.sentences import Sentence
from ddtool.store import Database, Reading, matrix_editions, uploaded_packs
from ddtool.store.files import read_whole


@dataclass(frozen=True)
class Upload:
    """A file that somebody brings; it may have so many bytes."""

    file_name: str
    stream: BinaryIO
    largest: int


@dataclass(frozen=True, slots=True)
class PackLook:
    """What a pack is, before it is loaded: a criteria set or a matrix.

    ``nearest`` names the pack to compare it with, empty where there is none. ``is_own``: whoever
    looks at it has brought it.
    """

    brought: BroughtPack
    pack: CriteriaSet | Matrix
    nearest: str
    is_own: bool

    @property
    def may_load(self) -> bool:
        """Whether whoever looks at it can load it."""
        return not (self.is_own and needs_second_person(self.pack))

    @property
    def statuses(self) -> Mapping[str, int]:
        """How many cells of a matrix there are of each status."""
        cells = self.pack.cells if isinstance(self.pack, Matrix) else ()
        names = dict.fromkeys(cell.status for cell in cells)
        return {name: sum(cell.status == name for cell in cells) for name in names}


def bring_pack(database: Database, author: Author, library: Library, upload: Upload) -> str:
    """Check a pack and keep it to be looked at; its id. Nothing is loaded yet.

    :raises FileTooLarge, NotAPack, NotAWorkbook: the file cannot be used.
    :raises PackProblems: everything that is wrong with it; nothing is kept.
    :raises PackLoaded: a pack of its id and edition is there already.
    """
    author.must_administer()
    file_name = clean_name(upload.file_name)
    sent = read_sent(library.roots, file_name, read_whole(upload.stream, upload.largest))
    pack = UploadedPack(
        kind=sent.kind.value,
        name=sent.pack.name,
        sha256=sent.files.sha256,
        file_name=file_name,
        contents={name: content.decode() for name, content in sent.files.contents.items()},
    )
    _refuse_loaded(library, sent)
    with database.write(author) as db:
        _refuse_drafted(db, pack)
        return uploaded_packs.keep_to_look_at(db, pack)


def look_at_pack(database: Database, author: Author, library: Library, id: str) -> PackLook:
    """What was brought, and how it differs from the nearest pack there is.

    :raises NotFound: there is no such pack, or only somebody else looks at it.
    :raises PackProblems: it no longer fits the packs there are.
    """
    author.must_administer()
    with database.read() as db:
        brought = uploaded_packs.looked_at(db, id, author.user)
    pack = read_brought(library.roots, brought.pack)
    is_own = brought.brought_by_user == author.user
    return PackLook(brought, pack, _nearest(library, pack), is_own)


def packs_waiting(database: Database, author: Author) -> tuple[BroughtPack, ...]:
    """The matrices that wait for a second person, without their files, the oldest first."""
    author.must_administer()
    with database.read() as db:
        return uploaded_packs.waiting(db)


def ask_second_person(database: Database, author: Author, library: Library, id: str) -> None:
    """Keep a matrix with lines that count until another admin looks at it and loads it.

    Asked again, or where one person is enough, nothing changes.

    :raises NotFound: there is no such pack, or somebody else has brought it.
    :raises PackProblems: it no longer fits the packs there are.
    """
    author.must_administer()
    with database.write(author) as db:
        brought = uploaded_packs.looked_at(db, id, author.user)
        pack = read_brought(library.roots, brought.pack)
        if needs_second_person(pack) and not brought.waits:
            uploaded_packs.ask_second_person(db, brought)


def load_pack(database: Database, author: Author, library: Library, id: str) -> UploadedPack:
    """Load what was brought, once for all.

    :raises NotFound: there is no such pack, or only somebody else looks at it.
    :raises NeedsSecondPerson: it has lines that count, and the author has brought it.
    :raises PackProblems: it no longer fits the packs there are.
    :raises PackLoaded: a pack of its id and edition has come meanwhile.
    """
    author.must_administer()
    with database.write(author) as db:
        brought = uploaded_packs.looked_at(db, id, author.user)
        pack = read_brought(library.roots, brought.pack)
        if needs_second_person(pack) and brought.brought_by_user == author.user:
            raise NeedsSecondPerson(
                Sentence(
                    "{name} has lines that count, and you have brought it: another programme "
                    "admin looks at it and loads it.",
                    name=pack.name,
                )
            )
        if _is_there(library, brought.pack.kind, pack.name):
            raise _differs(pack.name)
        _refuse_drafted(db, brought.pack)
        uploaded_packs.load(db, brought)
    return brought.pack


def let_pack_go(database: Database, author: Author, id: str) -> None:
    """Throw away what was brought and not loaded; what waits for a second person any admin can.

    :raises NotFound: there is no such pack, or only somebody else looks at it.
    """
    author.must_administer()
    with database.write(author) as db:
        uploaded_packs.let_go(db, uploaded_packs.looked_at(db, id, author.user))


def _refuse_loaded(library: Library, sent: SentPack) -> None:
    name = sent.pack.name
    if not _is_there(library, sent.kind.value, name):
        return
    if _is_sound(library, sent) and say_the_same(
        sent.kind, sent.files, library.files_of(sent.kind, name)
    ):
        raise PackLoaded(Sentence("{name} is loaded already, and says the same.", name=name))
    raise _differs(name)


def _is_sound(library: Library, sent: SentPack) -> bool:
    """Whether the pack of that name which is there can be read at all."""
    try:
        if isinstance(sent.pack, Matrix):
            library.matrix(sent.pack.name)
        else:
            library.criteria_set(sent.pack.name)
    except PackProblems:
        return False
    return True


def _differs(name: str) -> PackLoaded:
    return PackLoaded(
        Sentence(
            "There is a {name} already, and it says something else. A loaded edition never "
            "changes; give this one a new edition.",
            name=name,
        )
    )


def _refuse_drafted(db: Reading, pack: UploadedPack) -> None:
    """Refuse the name of an edition that is being made in the workbench."""
    if pack.kind == MATRICES and matrix_editions.named(db, pack.name):
        raise PackLoaded(
            Sentence(
                "{name} is an edition of the matrix workbench; give this one another edition.",
                name=pack.name,
            )
        )


def _is_there(library: Library, kind: str, name: str) -> bool:
    heads = library.matrices() if kind == MATRICES else library.criteria_sets()
    return any(head.name == name for head in heads)


def _nearest(library: Library, pack: CriteriaSet | Matrix) -> str:
    """The newest edition of the same id; for a matrix else that which is taken by default."""
    is_matrix = isinstance(pack, Matrix)
    names = [one.name for one in (library.matrices() if is_matrix else library.criteria_sets())]
    editions = [name for name in names if name.partition("@")[0] == pack.id]
    if editions:
        return max(editions, key=_by_numbers)
    if not isinstance(pack, Matrix):
        return ""
    sets = dict.fromkeys(cell.criteria_set for cell in pack.cells)
    usual = (library.matrices_for(name, fictional=pack.fictional).chosen for name in sets)
    return next((one.name for one in usual if one), "")


def _by_numbers(name: str) -> list[tuple[int, str]]:
    """Puts 3.10 after 3.9."""
    edition = name.partition("@")[2]
    return [(int(one), "") if one.isdecimal() else (-1, one) for one in edition.split(".")]
