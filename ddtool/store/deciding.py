"""Who of the installation decides what certificates count for; as pages tell it, in one query."""

from sqlalchemy import func, literal, select, union_all

from ddtool.domain.people import Deciding
from ddtool.store.schema_people import users
from ddtool.store.schema_sites import sites
from ddtool.store.transactions import Reading

_ADMIN, _FICTIONAL = "admin", "fictional"


def whom_to_ask(db: Reading, organisation: str) -> Deciding:
    """The active programme admins by name; whether the organisation has fictional sites."""
    admins = select(literal(_ADMIN).label("kind"), users.c.name).where(
        users.c.programme_admin.is_(True), users.c.active.is_(True)
    )
    fictional = select(literal(_FICTIONAL), func.min(sites.c.name)).where(
        sites.c.organisation_id == organisation, sites.c.fictional.is_(True)
    )
    both = select(union_all(admins, fictional).subquery())
    found = [(row["kind"], row["name"]) for row in db.rows(both) if row["name"] is not None]
    names = sorted(name for kind, name in found if kind == _ADMIN)
    return Deciding(tuple(names), any(kind == _FICTIONAL for kind, _ in found))
