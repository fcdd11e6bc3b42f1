"""Certificates that an organisation holds, and the sites they name."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update

from ddtool.domain.certificates import Certificate
from ddtool.domain.history import Stored, Subject
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.store import keeping
from ddtool.store.certificate_rows import to_certificate, to_row
from ddtool.store.keeping import Kept, matches, stored, tenant_key
from ddtool.store.schema_people import organisations
from ddtool.store.schema_sites import certificate_numbers, certificate_sites, certificates, sites
from ddtool.store.transactions import Reading, Writing

_NOUN = "certificate"


def add(db: Writing, organisation: str, certificate: Certificate) -> Stored[Certificate]:
    """Store a new certificate under the id it has, and under a number where it has none yet.

    One that comes back after it was taken away brings the number it had.

    :raises NotFound: it names a site that the organisation does not have.
    """
    _require_sites(db, organisation, certificate.sites)
    author = db.author
    kept = {
        "version": 1,
        "changed_at": author.at,
        "changed_by": author.name,
        "register_number": certificate.register_number or _next_number(db, organisation),
    }
    key, values = tenant_key(organisation, certificate.id), to_row(certificate)
    db.execute(insert(certificates).values(**key, **values, **kept))
    _name_sites(db, organisation, certificate)
    said = values | {"sites": certificate.sites}
    db.record(_subject(organisation, certificate.id), "added", {}, said)
    return find(db, organisation, certificate.id)


def find(db: Reading, organisation: str, id: str) -> Stored[Certificate]:
    """One certificate of an organisation.

    :raises NotFound: it has none of that id.
    """
    kept = Kept(
        certificates, tenant_key(organisation, id), _subject(organisation, id), to_certificate
    )
    row = keeping.find_row(db, kept)
    named = certificate_sites.c
    query = select(named.site_id).where(
        named.organisation_id == organisation, named.certificate_id == id
    )
    return _whole(row, [one["site_id"] for one in db.rows(query.order_by(named.position))])


def listed(db: Reading, organisation: str) -> tuple[Stored[Certificate], ...]:
    """All certificates of an organisation, by the numbers they were given."""
    one, named = certificates.c, certificate_sites.c
    names_it = (named.organisation_id == one.organisation_id) & (named.certificate_id == one.id)
    query = (
        select(certificates, named.site_id)
        .join(certificate_sites, names_it, isouter=True)
        .where(one.organisation_id == organisation)
        .order_by(one.register_number, one.id, named.position)
    )
    by_certificate = groupby(db.rows(query), key=itemgetter("id"))
    found = [list(rows) for _, rows in by_certificate]
    return tuple(
        _whole(rows[0], [row["site_id"] for row in rows if row["site_id"]]) for rows in found
    )


def change(
    db: Writing, organisation: str, certificate: Certificate, *, version: int
) -> Stored[Certificate]:
    """Change a certificate that was read at a version.

    :raises NotFound: the organisation has no such certificate, or no such site.
    :raises Conflict: somebody else has changed it since.
    """
    _require_sites(db, organisation, certificate.sites)
    before = find(db, organisation, certificate.id)
    old, new = _said(before.value), _said(certificate)
    changed = {name: value for name, value in new.items() if old[name] != value}
    if not changed:
        return before
    if before.version != version:
        raise Conflict(_NOUN, before)
    _store_change(db, organisation, certificate, version)
    subject = _subject(organisation, certificate.id)
    db.record(subject, "changed", {name: old[name] for name in changed}, changed)
    return find(db, organisation, certificate.id)


def remove(db: Writing, organisation: str, id: str, *, version: int) -> None:
    """Take a certificate away that was read at a version; what it shows as evidence stays.

    :raises NotFound: the organisation has no such certificate.
    :raises Conflict: somebody else has changed it since.
    """
    before = find(db, organisation, id)
    if before.version != version:
        raise Conflict(_NOUN, before)
    db.execute(delete(certificates).where(matches(certificates, tenant_key(organisation, id))))
    db.record(_subject(organisation, id), "removed", _said(before.value), {})


def _next_number(db: Writing, organisation: str) -> int:
    """One more than was ever given. Nobody else gets past here until the transaction ends."""
    held = update(organisations).where(organisations.c.id == organisation)
    db.execute(held.values(version=organisations.c.version))
    mine = certificate_numbers.c.organisation_id == organisation
    row = db.row(select(certificate_numbers.c.last).where(mine))
    if row is None:
        db.execute(insert(certificate_numbers).values(organisation_id=organisation, last=1))
        return 1
    number = int(row["last"]) + 1
    db.execute(update(certificate_numbers).where(mine).values(last=number))
    return number


def _subject(organisation: str, id: str) -> Subject:
    return Subject(_NOUN, id, organisation)


def _said(certificate: Certificate) -> dict[str, Any]:
    return to_row(certificate) | {"sites": certificate.sites}


def _store_change(db: Writing, organisation: str, certificate: Certificate, version: int) -> None:
    key = tenant_key(organisation, certificate.id)
    kept = {"version": version + 1, "changed_at": db.author.at, "changed_by": db.author.name}
    as_read = matches(certificates, key) & (certificates.c.version == version)
    db.execute(update(certificates).where(as_read).values(**to_row(certificate), **kept))
    named = certificate_sites.c
    mine = (named.organisation_id == organisation) & (named.certificate_id == certificate.id)
    db.execute(delete(certificate_sites).where(mine))
    _name_sites(db, organisation, certificate)


def _name_sites(db: Writing, organisation: str, certificate: Certificate) -> None:
    rows = [
        {
            "organisation_id": organisation,
            "certificate_id": certificate.id,
            "site_id": site,
            "position": position,
        }
        for position, site in enumerate(certificate.sites)
    ]
    if rows:
        db.execute(insert(certificate_sites), rows)


def _require_sites(db: Reading, organisation: str, named: Sequence[str]) -> None:
    query = select(sites.c.id).where(sites.c.organisation_id == organisation, sites.c.id.in_(named))
    if len(db.rows(query)) != len(set(named)):
        raise NotFound("site")


def _whole(row: RowMapping, named: Sequence[str]) -> Stored[Certificate]:
    return stored(row, replace(to_certificate(row), sites=tuple(named)))
