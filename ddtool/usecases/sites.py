"""The sites of an organisation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ddtool.domain.archived import Archived
from ddtool.domain.assessments import Site
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.store import Database, site_archive, sites
from ddtool.store.keeping import new_id

LEADS = Right.SUBMIT
"""The right that only leads have: whoever answers for what is handed in decides about sites."""


@dataclass(frozen=True, slots=True)
class SiteState:
    """A site, when it was put aside (None: it is worked on), and whether it has anything."""

    site: Stored[Site]
    archived: Archived | None
    used: bool


def list_sites(database: Database, author: Author) -> tuple[Stored[Site], ...]:
    """All sites of the author's organisation, by name, also those that are put aside."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return sites.listed(db, organisation)


def sites_at_work(
    database: Database, author: Author, *, named: Sequence[str] = ()
) -> tuple[Stored[Site], ...]:
    """The sites that are not put aside, and those ``named`` by their ids in any case; by name."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        aside = site_archive.archived(db, organisation)
        found = sites.listed(db, organisation)
    return tuple(one for one in found if one.value.id in named or one.value.id not in aside)


def archived_sites(database: Database, author: Author) -> Mapping[str, Archived]:
    """Which sites of the author's organisation are put aside, by their ids."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return site_archive.archived(db, organisation)


def state_of_site(database: Database, author: Author, id: str) -> SiteState:
    """Whether a site is worked on, and whether it could be removed.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return SiteState(
            sites.find(db, organisation, id),
            site_archive.archived(db, organisation).get(id),
            site_archive.is_used(db, organisation, id),
        )


def archive_site(database: Database, author: Author, id: str) -> None:
    """Put a site aside, which only a lead does: it stays readable and leaves the lists of work.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(LEADS)
    with database.write(author) as db:
        site_archive.archive(db, organisation, id)


def take_site_back(database: Database, author: Author, id: str) -> None:
    """Work on a site again that was put aside; only a lead does.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(LEADS)
    with database.write(author) as db:
        site_archive.take_back(db, organisation, id)


def remove_site(database: Database, author: Author, id: str, *, version: int) -> None:
    """Take a site away that has nothing yet; only a lead does.

    :raises NotFound, Conflict, SiteInUse: nothing was removed.
    """
    organisation = author.tenant(LEADS)
    with database.write(author) as db:
        site_archive.remove(db, organisation, id, version=version)


def read_site(database: Database, author: Author, id: str) -> Stored[Site]:
    """One site.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return sites.find(db, organisation, id)


def record_site(database: Database, author: Author, site: Site) -> Stored[Site]:
    """Store a new site; whatever id it has is replaced."""
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        return sites.add(db, organisation, replace(site, id=new_id()))


def change_site(database: Database, author: Author, site: Site, *, version: int) -> Stored[Site]:
    """Change a site that was read at a version.

    :raises NotFound: the author's organisation has no such site.
    :raises Conflict: somebody else has changed it since.
    :raises SiteArchived: it is put aside.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        site_archive.require_at_work(db, organisation, site.id)
        return sites.change(db, organisation, site, version=version)
