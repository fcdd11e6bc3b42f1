"""The packs of an installation: those in its folders, and the matrix editions issued in it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from ddtool.domain.issued_matrices import IssuedMatrix
from ddtool.packs import Library
from ddtool.store import Database, Reading, issued_matrices
from ddtool.store.upgrading import NEWEST, revision_of

_KEPT = 64


def with_issued(database: Database, library: Library) -> Library:
    """The library with what is issued by now.

    One query, so that several processes agree at once; the files of an edition, which never
    change, are read once per process.
    """
    with database.read() as db:
        return replace(library, issued=_read(db))


class Packs:
    """The packs of a process that serves many requests.

    What is issued is asked for again only where its version has grown; nobody is ever shown less
    than was issued when the version was read, since the list is always read after it.
    """

    def __init__(self, library: Library) -> None:
        self._known: tuple[int | None, Library] = (None, library)

    def at(self, database: Database, version: int | None) -> Library:
        """The packs at a version of what is issued; None where it is not known."""
        known, library = self._known
        if version is None or version != known:
            library = with_issued(database, library)
            self._known = version, library
        return library


def with_issued_if_any(database: Database, library: Library) -> Library:
    """The same for whoever needs no database: one of another schema adds nothing."""
    return with_issued(database, library) if revision_of(database) == NEWEST else library


def _read(db: Reading) -> tuple[IssuedMatrix, ...]:
    listed = issued_matrices.listed(db)
    kept = _shelf()
    missing = [one.sha256 for one in listed if one.sha256 not in kept]
    if missing:
        kept.update(issued_matrices.contents(db, missing))
        while len(kept) > max(_KEPT, len(listed)):
            del kept[next(iter(kept))]
    return tuple(replace(one, contents=kept[one.sha256]) for one in listed)


@lru_cache(maxsize=1)
def _shelf() -> dict[str, Mapping[str, str]]:
    """The files read so far, by their hashes, for all libraries of this process."""
    return {}
