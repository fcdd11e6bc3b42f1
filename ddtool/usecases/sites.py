"""The sites of an organisation."""

from dataclasses import replace

from ddtool.domain.assessments import Site
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.store import Database, sites
from ddtool.store.keeping import new_id


def list_sites(database: Database, author: Author) -> tuple[Stored[Site], ...]:
    """All sites of the author's organisation, by name."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return sites.listed(db, organisation)


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
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        return sites.change(db, organisation, site, version=version)
