"""Taking criteria sets and matrices out of use for new assessments, and bringing them back."""

from dataclasses import dataclass
from datetime import date

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.pack_uses import MATRICES, Retirement, UploadedPack
from ddtool.domain.people import Author
from ddtool.domain.refusals import NotFound
from ddtool.packs import Library, PackHead
from ddtool.sentences import Sentence
from ddtool.store import Database, retired_packs, uploaded_packs
from ddtool.store.retired_packs import Uses


class ReasonMissing(DdtoolError):
    """Nothing is taken out of use without saying why."""


class DayPast(DdtoolError):
    """Nothing is taken out of use from a day on that has passed."""


@dataclass(frozen=True, slots=True)
class PackStanding:
    """What a programme admin is told of a pack.

    ``assessments`` is how many of all organisations stand on it. ``retirement`` is None where it
    never was out of use, ``uploaded`` where it was not loaded by upload.
    """

    head: PackHead
    assessments: int
    retirement: Stored[Retirement] | None
    uploaded: UploadedPack | None


def standing_of_pack(
    database: Database, author: Author, library: Library, kind: str, name: str
) -> PackStanding:
    """How a pack stands.

    :raises NotFound: there is none of that kind and name.
    """
    author.must_administer()
    head = _head(library, kind, name)
    with database.read() as db:
        used = retired_packs.uses(db).get((kind, name), 0)
        return PackStanding(
            head, used, retired_packs.find(db, kind, name), library.uploaded_pack(kind, name)
        )


def count_uses(database: Database, author: Author) -> Uses:
    """How many assessments of all organisations stand on each pack, by its kind and name."""
    author.must_administer()
    with database.read() as db:
        return retired_packs.uses(db)


def take_out_of_use(
    database: Database,
    author: Author,
    library: Library,
    said: Retirement,
    *,
    version: int,
) -> Stored[Retirement]:
    """Let no assessment begin with a pack from a day on; those that run go on.

    ``version`` is that of what was read, 0 where it never was out of use.

    :raises NotFound: there is no such pack.
    :raises ReasonMissing, DayPast: nothing was stored; a day that stands already may be past.
    :raises Conflict: somebody else has changed it since.
    """
    author.must_administer()
    _head(library, said.kind, said.name)
    if not said.reason.strip():
        raise ReasonMissing(Sentence("Say why it is taken out of use: producers read it."))
    with database.write(author) as db:
        before = retired_packs.find(db, said.kind, said.name)
        stands = before is not None and before.value.is_out and before.value.since == said.since
        if said.since < author.at.date() and not stands:
            raise DayPast(Sentence("This day has passed; give today or a later day."))
        return retired_packs.put(db, said, version=version)


def bring_back(
    database: Database, author: Author, kind: str, name: str, *, on: date, version: int
) -> Stored[Retirement]:
    """Let assessments begin with a pack again, from a day on.

    :raises NotFound: it never was out of use.
    :raises Conflict: somebody else has changed it since.
    """
    author.must_administer()
    with database.write(author) as db:
        if retired_packs.find(db, kind, name) is None:
            raise NotFound(uploaded_packs.PACK)
        back = Retirement(kind, name, "", on, is_out=False)
        return retired_packs.put(db, back, version=version)


def _head(library: Library, kind: str, name: str) -> PackHead:
    heads = library.matrices() if kind == MATRICES else library.criteria_sets()
    found = next((head for head in heads if head.name == name), None)
    if found is None:
        raise NotFound(uploaded_packs.PACK)
    return found
