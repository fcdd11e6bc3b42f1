"""Sites of an organisation."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, Select, func, select

from ddtool.domain.assessments import Site
from ddtool.domain.history import Stored, Subject
from ddtool.domain.refusals import NotFound
from ddtool.store import keeping
from ddtool.store.keeping import Kept, stored, tenant_key
from ddtool.store.schema_people import organisations
from ddtool.store.schema_sites import sites
from ddtool.store.transactions import Reading, Writing

_NOUN, _OWNER, _JOINED = "site", "organisation", "of_site_"

JOINED = (
    *(column.label(f"{_JOINED}{column.name}") for column in sites.c),
    organisations.c.name.label(f"{_JOINED}{_OWNER}"),
)
"""The columns of a site and its owner's name beside those of another table."""


def add(db: Writing, organisation: str, site: Site) -> Stored[Site]:
    """Store a new site under the id it has."""
    keeping.add(db, kept(db, organisation, site.id), _to_row(site))
    return find(db, organisation, site.id)


def find(db: Reading, organisation: str, id: str) -> Stored[Site]:
    """One site of an organisation.

    :raises NotFound: it has none of that id.
    """
    query = _with_owner(organisation).where(sites.c.id == id)
    row = db.row(query)
    if row is None:
        raise NotFound(_NOUN)
    return stored(row, to_site(row))


def listed(db: Reading, organisation: str) -> tuple[Stored[Site], ...]:
    """All sites of an organisation, by name."""
    rows = db.rows(_with_owner(organisation).order_by(sites.c.name, sites.c.id))
    return tuple(stored(row, to_site(row)) for row in rows)


def count_of_all(db: Reading) -> Mapping[str, int]:
    """How many sites each organisation has; only for those who administer the installation."""
    counted = select(sites.c.organisation_id, func.count().label("count"))
    rows = db.rows(counted.group_by(sites.c.organisation_id))
    return {row["organisation_id"]: row["count"] for row in rows}


def change(db: Writing, organisation: str, site: Site, *, version: int) -> Stored[Site]:
    """Change a site that was read at a version.

    :raises NotFound: the organisation has no such site.
    :raises Conflict: somebody else has changed it since.
    """
    keeping.change(db, kept(db, organisation, site.id), _to_row(site), version=version)
    return find(db, organisation, site.id)


def joined_site(row: RowMapping) -> Site:
    """The site that was joined to a row of another table, with the columns of :data:`JOINED`."""
    return to_site({name: row[f"{_JOINED}{name}"] for name in (*sites.c.keys(), _OWNER)})


def to_site(row: RowMapping | Mapping[str, Any]) -> Site:
    """A row, with the name of the owner, as the value it stands for."""
    return Site(
        id=row["id"],
        name=row["name"],
        organisation=row["organisation"],
        country=row["country"],
        place=row["place"],
        activities=tuple(row["activities"]),
        areas=tuple(row["areas"]),
        metals=tuple(row["metals"]),
        facts=row["facts"],
        fictional=row["fictional"],
    )


def kept(db: Reading, organisation: str, id: str) -> Kept[Site]:
    """Where one site is kept."""

    def read(_row: RowMapping) -> Site:
        return find(db, organisation, id).value

    return Kept(sites, tenant_key(organisation, id), Subject(_NOUN, id, organisation), read)


def _with_owner(organisation: str) -> Select[Any]:
    owner = organisations.c.name.label(_OWNER)
    joined = select(sites, owner).join(organisations, organisations.c.id == sites.c.organisation_id)
    return joined.where(sites.c.organisation_id == organisation)


def _to_row(site: Site) -> dict[str, Any]:
    return {
        "name": site.name,
        "country": site.country,
        "place": site.place,
        "activities": list(site.activities),
        "areas": list(site.areas),
        "metals": list(site.metals),
        "facts": dict(site.facts),
        "fictional": site.fictional,
    }
