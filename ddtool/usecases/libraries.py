"""The packs of an installation: those in its folders, and those that lie in its database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ddtool.packs import Library
from ddtool.store import Database, Reading, issued_matrices, retired_packs, uploaded_packs
from ddtool.store.upgrading import NEWEST, revision_of

_KEPT = 64

Files = dict[str, Mapping[str, str]]
Read = Callable[[Reading, Sequence[str]], Mapping[str, Mapping[str, str]]]


def with_issued(database: Database, library: Library) -> Library:
    """The library with what is issued, loaded by upload and out of use by now.

    Read anew each time, so that several processes agree at once; the files of a pack, which never
    change, are read once per process.
    """
    with database.read() as db:
        issued, uploaded = issued_matrices.listed(db), uploaded_packs.listed(db)
        retired = retired_packs.listed(db)
        files = _files(db, [one.sha256 for one in issued], issued_matrices.contents)
        files |= _files(db, [one.sha256 for one in uploaded], uploaded_packs.contents)
    return replace(
        library,
        issued=tuple(replace(one, contents=files[one.sha256]) for one in issued),
        uploaded=tuple(replace(one, contents=files[one.sha256]) for one in uploaded),
        retired=retired,
    )


class Packs:
    """The packs of a process that serves many requests.

    What lies in the database is asked for again only where its version has grown; nobody is ever
    shown less than was there when the version was read, since the lists are always read after it.
    """

    def __init__(self, library: Library) -> None:
        self._known: tuple[int | None, Library] = (None, library)

    def at(self, database: Database, version: int | None) -> Library:
        """The packs at a version of what lies in the database; None where it is not known."""
        known, library = self._known
        if version == 0:  # Nothing was ever issued, loaded or taken out of use.
            return replace(library, issued=(), uploaded=(), retired=())
        if version is None or version != known:
            library = with_issued(database, library)
            self._known = version, library
        return library


def with_issued_if_any(database: Database, library: Library) -> Library:
    """The same for whoever needs no database: one of another schema adds nothing."""
    return with_issued(database, library) if revision_of(database) == NEWEST else library


def _files(db: Reading, hashes: Sequence[str], read: Read) -> Files:
    """The files of packs by their hashes, from what this process has read where it is there."""
    kept = _shelf()
    missing = [one for one in hashes if one not in kept]
    if missing:
        kept.update(read(db, missing))
    found = {one: kept[one] for one in hashes}
    while len(kept) > max(_KEPT, 2 * len(hashes)):
        del kept[next(iter(kept))]
    return found


@lru_cache(maxsize=1)
def _shelf() -> Files:
    """The files read so far, by their hashes, for all libraries of this process."""
    return {}
