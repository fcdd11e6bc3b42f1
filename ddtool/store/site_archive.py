"""Sites that are put aside: they stay readable and stand in no list of work."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.sql import ColumnElement

from ddtool.domain.archived import Archived
from ddtool.domain.history import Subject
from ddtool.domain.refusals import SiteArchived, SiteInUse
from ddtool.sentences import Sentence
from ddtool.store import keeping, sites
from ddtool.store.schema_assessments import assessments
from ddtool.store.schema_sites import archived_sites, certificate_sites
from ddtool.store.transactions import Reading, Writing

_NOUN = "site"


def archived(db: Reading, organisation: str) -> Mapping[str, Archived]:
    """Which sites of an organisation are put aside, by their ids."""
    kept = archived_sites.c
    rows = db.rows(select(archived_sites).where(kept.organisation_id == organisation))
    return {row["site_id"]: Archived(row["archived_at"], row["archived_by"]) for row in rows}


def archive(db: Writing, organisation: str, id: str) -> None:
    """Put a site aside; one that is put aside already stays so.

    :raises NotFound: the organisation has no such site.
    """
    sites.find(db, organisation, id)
    if id in archived(db, organisation):
        return
    by = {"archived_at": db.author.at, "archived_by": db.author.name}
    db.execute(insert(archived_sites).values(organisation_id=organisation, site_id=id, **by))
    db.record(_subject(organisation, id), "archived", {}, {})


def take_back(db: Writing, organisation: str, id: str) -> None:
    """Work on a site again; one that is worked on already stays so.

    :raises NotFound: the organisation has no such site.
    """
    sites.find(db, organisation, id)
    mine = _is_it(organisation, id)
    if db.execute(delete(archived_sites).where(mine)):
        db.record(_subject(organisation, id), "taken back", {}, {})


def remove(db: Writing, organisation: str, id: str, *, version: int) -> None:
    """Take a site away that has nothing; the history keeps what was known of it.

    :raises NotFound: the organisation has no such site.
    :raises Conflict: somebody else has changed it since.
    :raises SiteInUse: an assessment is of it, or a certificate names it.
    """
    if is_used(db, organisation, id):
        raise SiteInUse(
            Sentence(
                "An assessment is of this site, or a certificate names it, so it cannot be "
                "removed; put it aside instead."
            )
        )
    keeping.remove(db, sites.kept(db, organisation, id), version=version)


def is_used(db: Reading, organisation: str, id: str) -> bool:
    """Whether an assessment is of a site, or a certificate names it."""
    sites.find(db, organisation, id)
    held, named = assessments.c, certificate_sites.c
    mine = (held.organisation_id == organisation) & (held.site_id == id)
    naming = (named.organisation_id == organisation) & (named.site_id == id)
    queries = (select(held.id).where(mine), select(named.certificate_id).where(naming))
    return any(db.row(query.limit(1)) is not None for query in queries)


def require_at_work(db: Reading, organisation: str, id: str) -> None:
    """Make sure that a site is not put aside.

    :raises SiteArchived: it is.
    """
    query = select(archived_sites.c.site_id).where(_is_it(organisation, id))
    if db.row(query) is not None:
        raise SiteArchived(
            Sentence("This site is in the archive. Take it back first, then work on it.")
        )


def _is_it(organisation: str, id: str) -> ColumnElement[bool]:
    return keeping.matches(archived_sites, {"organisation_id": organisation, "site_id": id})


def _subject(organisation: str, id: str) -> Subject:
    return Subject(_NOUN, id, organisation)
