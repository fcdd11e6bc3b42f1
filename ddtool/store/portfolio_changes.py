"""Which sites of the portfolio no longer stand as they were worked out: the history tells.

Whoever saves does nothing for it: whatever came after the last event looked at is what changed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    RowMapping,
    Select,
    bindparam,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.sql import ColumnElement

from ddtool.store import events
from ddtool.store.schema_assessments import assessments
from ddtool.store.schema_portfolio import portfolio_results, portfolio_seen, portfolio_stale
from ddtool.store.schema_records import events as event_rows
from ddtool.store.schema_sites import certificate_sites, certificates, sites
from ddtool.store.transactions import Reading, Writing

Site = tuple[str, str]
"""An organisation and a site of it, by their ids."""


@dataclass(frozen=True, slots=True)
class Today:
    """The day and the packs of now.

    ``grounds`` are the hashes of criteria sets with their matrices, ``usual`` the matrix that is
    taken where an assessment names none: for a criteria set, and for sites that are fictional or
    not.
    """

    day: date
    grounds: Mapping[tuple[str, str], str]
    usual: Mapping[tuple[str, bool], str]


EVENTS_AT_ONCE = 5_000
"""So many events are looked at in one step at most."""

_INSIDE = (
    "assessment", "answer", "rating", "determination", "submission", "evidence", "sign-off",
    "finding", "confirmation", "second-opinion", "review",
)  # fmt: skip
"""What an assessment's result and stage follow from; site and certificates come besides."""

_ONLY = 1


def look_on(db: Writing) -> bool:
    """Note which sites the next events of the history have changed; whether there were any."""
    seen, head = _seen(db), events.head(db)
    if seen >= head.number:
        return False
    upto = min(head.number, seen + EVENTS_AT_ONCE)
    note(db, changed_since(db, seen, upto=upto), event=upto)
    if not db.execute(update(portfolio_seen).values(event=upto)):
        db.execute(insert(portfolio_seen).values(id=_ONLY, event=upto))
    return True


def is_behind(db: Reading) -> bool:
    """Whether events have come that nobody has looked at for the portfolio."""
    return _seen(db) < events.head(db).number


def changed_since(db: Reading, event: int, *, upto: int) -> frozenset[Site]:
    """The sites whose results some event after one may have changed."""
    return frozenset(
        (
            *_sites(db, _of_assessments(event, upto)),
            *_sites(db, _of_sites(event, upto)),
            *_named_by_certificates(db, event, upto),
            *_sites(db, _with_evidence_gone(event, upto)),
        )
    )


def note(db: Writing, changed: Iterable[Site], *, event: int) -> None:
    """Say that these sites have to be worked out anew."""
    rows = [{"o": organisation, "s": site, "e": event} for organisation, site in sorted(changed)]
    if not rows:
        return
    c = portfolio_stale.c
    is_it = (c.organisation_id == bindparam("o")) & (c.site_id == bindparam("s"))
    db.execute(delete(portfolio_stale).where(is_it), rows)
    named: dict[str, Any] = {
        "organisation_id": bindparam("o"),
        "site_id": bindparam("s"),
        "event": bindparam("e"),
    }
    db.execute(insert(portfolio_stale).values(named), rows)


def settle(db: Writing, site: Site, *, event: int) -> None:
    """A site was worked out as it stood after an event; what came later still waits."""
    c = portfolio_stale.c
    mine = (c.organisation_id == site[0]) & (c.site_id == site[1])
    db.execute(delete(portfolio_stale).where(mine, c.event <= event))


def waiting(db: Reading, *, limit: int, organisation: str = "") -> tuple[Site, ...]:
    """Sites that have to be worked out anew, those that wait longest first."""
    c = portfolio_stale.c
    query = select(c.organisation_id, c.site_id).order_by(c.event, c.organisation_id, c.site_id)
    if organisation:
        query = query.where(c.organisation_id == organisation)
    return tuple(_sites(db, query.limit(limit)))


def how_many_wait(db: Reading, organisation: str = "") -> int:
    """How many sites have to be worked out anew."""
    query = select(func.count().label("sites")).select_from(portfolio_stale)
    if organisation:
        query = query.where(portfolio_stale.c.organisation_id == organisation)
    row = db.row(query)
    return int(row["sites"]) if row else 0


def known_grounds(db: Reading) -> tuple[tuple[str, str], ...]:
    """The criteria sets and matrices that the results which count were worked out on."""
    c = portfolio_results.c
    query = select(c.criteria_set, c.matrix).where(c.newest.is_(True)).distinct()
    return tuple((row["criteria_set"], row["matrix"]) for row in db.rows(query))


def overtaken(db: Reading, today: Today) -> frozenset[Site]:
    """Sites whose result the calendar or other packs have overtaken, whoever changed nothing."""
    c = portfolio_results.c
    other = [
        (c.criteria_set == name) & (c.matrix == matrix) & (c.grounds != sha256)
        for (name, matrix), sha256 in today.grounds.items()
    ]
    gone = or_(c.holds_until < today.day, c.stage == "", *other)
    query = select(c.organisation_id, c.site_id).where(c.newest.is_(True), gone)
    return frozenset((*_sites(db, query), *_sites(db, _on_another_matrix(today))))


def _on_another_matrix(today: Today) -> Select[Any]:
    """Drafts that name no matrix, worked out on one that is not taken for them any more."""
    c = portfolio_results.c
    other = [
        (c.criteria_set == name) & sites.c.fictional.is_(fictional) & (c.matrix != matrix)
        for (name, fictional), matrix in today.usual.items()
    ]
    query = select(c.organisation_id, c.site_id).where(c.newest.is_(True), c.submission == 0)
    of_site = (sites.c.organisation_id == c.organisation_id) & (sites.c.id == c.site_id)
    head = (assessments.c.organisation_id == c.organisation_id) & (
        assessments.c.id == c.assessment_id
    )
    joined = query.join(sites, of_site).join(assessments, head)
    return joined.where(assessments.c.matrix == "", or_(false(), *other))


def _seen(db: Reading) -> int:
    row = db.row(select(portfolio_seen.c.event))
    return int(row["event"]) if row else 0


def _sites(db: Reading, query: Select[Any]) -> Iterator[Site]:
    return ((row["organisation_id"], row["site_id"]) for row in db.rows(query))


def _events(event: int, upto: int) -> Any:
    return (event_rows.c.number > event) & (event_rows.c.number <= upto)


def _of_assessments(event: int, upto: int) -> Select[Any]:
    c = assessments.c
    same = (event_rows.c.organisation_id == c.organisation_id) & (
        event_rows.c.assessment_id == c.id
    )
    query = select(c.organisation_id, c.site_id).join(event_rows, same).distinct()
    return query.where(_events(event, upto), event_rows.c.noun.in_(_INSIDE))


def _of_sites(event: int, upto: int) -> Select[Any]:
    c = sites.c
    same = (event_rows.c.organisation_id == c.organisation_id) & (event_rows.c.subject == c.id)
    query = select(c.organisation_id, c.id.label("site_id")).join(event_rows, same).distinct()
    return query.where(_events(event, upto), event_rows.c.noun == "site")


def _named_by_certificates(db: Reading, event: int, upto: int) -> Iterator[Site]:
    """Those that a certificate names now, and those that it named before.

    One that names none may be about any site of its owner.
    """
    c = certificate_sites.c
    same = (event_rows.c.organisation_id == c.organisation_id) & (
        event_rows.c.subject == c.certificate_id
    )
    mine = _events(event, upto) & (event_rows.c.noun == "certificate")
    now = select(c.organisation_id, c.site_id).join(event_rows, same).where(mine).distinct()
    yield from _sites(db, now)
    said = event_rows.c.organisation_id, event_rows.c.old_fields, event_rows.c.new_fields
    rows = db.rows(select(*said).where(mine))
    before = [(row["organisation_id"], one) for row in rows for one in _named(row)]
    named = sorted({site for _, sites_named in before for site in sites_named})
    if named:
        yield from _sites(db, _known().where(sites.c.id.in_(named)))
    owners = {owner for owner, sites_named in before if not sites_named}
    owners |= {row["organisation_id"] for row in db.rows(_naming_none(mine))}
    if owners:
        yield from _sites(db, _known().where(sites.c.organisation_id.in_(sorted(owners))))


def _naming_none(mine: ColumnElement[bool]) -> Select[Any]:
    """The owners of changed certificates that name no site."""
    c, named = certificates.c, certificate_sites.c
    same = (event_rows.c.organisation_id == c.organisation_id) & (event_rows.c.subject == c.id)
    names_one = exists().where(
        named.organisation_id == c.organisation_id, named.certificate_id == c.id
    )
    return select(c.organisation_id).join(event_rows, same).where(mine, ~names_one).distinct()


def _named(row: RowMapping) -> Iterator[tuple[str, ...]]:
    """The sites that an event says a certificate named or names, if it speaks of that."""
    for fields in (row["old_fields"], row["new_fields"]):
        said = json.loads(fields).get("sites")
        if isinstance(said, list):
            yield tuple(str(one) for one in said)


def _known() -> Select[Any]:
    return select(sites.c.organisation_id, sites.c.id.label("site_id"))


def _with_evidence_gone(event: int, upto: int) -> Select[Any]:
    """A document that was removed is bound to nothing any more: all its owner's sites then."""
    c = portfolio_results.c
    gone = select(event_rows.c.organisation_id).where(
        _events(event, upto), event_rows.c.noun == "evidence", event_rows.c.verb == "removed"
    )
    return select(c.organisation_id, c.site_id).where(c.organisation_id.in_(gone)).distinct()
