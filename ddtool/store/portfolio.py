"""Results of the portfolio: stored site by site, read for many sites at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select
from sqlalchemy.sql import ColumnElement

from ddtool.domain.portfolio import BETWEEN, Result, SiteRow
from ddtool.domain.portfolio_sums import Choice, HandedIn, Kept, Order
from ddtool.store.containing import contains
from ddtool.store.portfolio_rows import apart, to_result, to_row, to_site_row
from ddtool.store.schema_people import organisations
from ddtool.store.schema_portfolio import portfolio_results
from ddtool.store.schema_sites import sites
from ddtool.store.transactions import Reading, Writing


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose results are looked at: those of one organisation, or what all have handed in."""

    organisation: str = ""


def replace_site(db: Writing, organisation: str, site: str, results: Sequence[Result]) -> None:
    """Store the results of one site in place of those it had."""
    mine = _of_site(organisation, site)
    db.execute(delete(portfolio_results).where(mine))
    if results:
        db.execute(insert(portfolio_results), [to_row(one) for one in results])


def of_site(db: Reading, organisation: str, site: str) -> tuple[Result, ...]:
    """The results of one site of an organisation."""
    rows = db.rows(select(portfolio_results).where(_of_site(organisation, site)))
    return tuple(map(to_result, rows))


def kept(db: Reading, scope: Scope, choice: Choice) -> tuple[Kept, ...]:
    """What is counted of the chosen sites."""
    c = portfolio_results.c
    rows = db.rows(_chosen(select(c.gaps, c.lacks, c.helps, c.outlook, c.stage), scope, choice))
    return tuple(Kept(*row.values()) for row in rows)


def handed_in(db: Reading, scope: Scope, choice: Choice) -> tuple[HandedIn, ...]:
    """Everything that was handed in of the sites chosen, earlier cycles too."""
    c = portfolio_results.c
    query = select(c.site_id, c.day, c.gaps, c.to_close).where(c.submission > 0)
    rows = db.rows(_chosen(query, scope, choice, newest=False))
    return tuple(HandedIn(*row.values()) for row in rows)


def page(
    db: Reading, scope: Scope, choice: Choice, *, limit: int, offset: int = 0
) -> tuple[SiteRow, ...]:
    """Some of the chosen sites, in the order asked for."""
    ordered = _chosen(_named(), scope, choice).order_by(*_ORDERS[choice.order], sites.c.id)
    return tuple(map(to_site_row, db.rows(ordered.limit(limit).offset(offset))))


def part(
    db: Reading, scope: Scope, choice: Choice, *, after: str, limit: int
) -> tuple[SiteRow, ...]:
    """Some of the chosen sites in the order of their ids, those behind one."""
    behind = _chosen(_named(), scope, choice).where(portfolio_results.c.site_id > after)
    ordered = behind.order_by(portfolio_results.c.site_id).limit(limit)
    return tuple(map(to_site_row, db.rows(ordered)))


def next_lapses(
    db: Reading, scope: Scope, choice: Choice, *, after: date, limit: int
) -> tuple[SiteRow, ...]:
    """The chosen sites at which coverage is lost next, the first one first."""
    coming = _chosen(_named(), scope, choice).where(portfolio_results.c.next_lapse >= after)
    ordered = coming.order_by(portfolio_results.c.next_lapse, sites.c.name, sites.c.id)
    return tuple(map(to_site_row, db.rows(ordered.limit(limit))))


def there_is(db: Reading, scope: Scope) -> tuple[tuple[str, int], ...]:
    """The criteria sets that sites were assessed against, with how many.

    Most first, and of two with as many the one that sorts later, which is the newer edition.
    """
    c = portfolio_results.c
    counted = select(c.criteria_set, func.count().label("sites")).where(*_within(scope))
    rows = db.rows(counted.group_by(c.criteria_set))
    found = [(str(row["criteria_set"]), int(row["sites"])) for row in rows]
    return tuple(sorted(found, key=lambda one: (one[1], one[0]), reverse=True))


def words_of(
    db: Reading, scope: Scope, criteria_set: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The countries, activities and metals that the sites have, to choose from."""
    c = portfolio_results.c
    wanted = select(c.country, c.activities, c.metals).distinct()
    rows = db.rows(wanted.where(*_within(scope), c.criteria_set == criteria_set))
    countries = {row["country"] for row in rows} - {""}
    activities = {one for row in rows for one in apart(row["activities"])}
    metals = {one for row in rows for one in apart(row["metals"])}
    return tuple(sorted(countries)), tuple(sorted(activities)), tuple(sorted(metals))


def without_result(db: Reading, scope: Scope, criteria_set: str) -> int:
    """How many sites have nothing here that counts: nothing handed in, or nothing begun."""
    c = portfolio_results.c
    has = select(c.site_id).where(
        *_within(scope),
        c.criteria_set == criteria_set,
        c.organisation_id == sites.c.organisation_id,
    )
    query = select(func.count().label("sites")).select_from(sites).where(sites.c.id.not_in(has))
    if scope.organisation:
        query = query.where(sites.c.organisation_id == scope.organisation)
    row = db.row(query)
    return int(row["sites"]) if row else 0


def _within(scope: Scope, *, newest: bool = True) -> list[ColumnElement[bool]]:
    """An organisation sees its own, drafts too; the programme what was handed in."""
    c = portfolio_results.c
    if scope.organisation:
        own = [c.organisation_id == scope.organisation]
        return [*own, c.newest.is_(True)] if newest else own
    return [c.newest_submitted.is_(True)] if newest else [c.submission > 0]


def _chosen(
    query: Select[Any], scope: Scope, choice: Choice, *, newest: bool = True
) -> Select[Any]:
    c = portfolio_results.c
    query = query.where(*_within(scope, newest=newest), c.criteria_set == choice.criteria_set)
    if choice.country:
        query = query.where(c.country == choice.country)
    if choice.outlook:
        query = query.where(c.outlook == choice.outlook)
    if choice.stage:
        query = query.where(c.stage == choice.stage)
    for column, word in ((c.activities, choice.activity), (c.metals, choice.metal)):
        if word:
            query = query.where(contains(column, f"{BETWEEN}{word}{BETWEEN}"))
    return query.where(_is_called(choice.words)) if choice.words else query


def _is_called(words: str) -> ColumnElement[bool]:
    """Looked up in the small tables of names, so that only what was found is joined."""
    c, asked = portfolio_results.c, words.lower()
    of_sites = select(sites.c.id).where(contains(func.lower(sites.c.name), asked))
    of_owners = select(organisations.c.id).where(contains(func.lower(organisations.c.name), asked))
    return or_(c.site_id.in_(of_sites), c.organisation_id.in_(of_owners))


def _named() -> Select[Any]:
    c = portfolio_results.c
    names = sites.c.name.label("site_name"), organisations.c.name.label("organisation_name")
    of_site = (sites.c.organisation_id == c.organisation_id) & (sites.c.id == c.site_id)
    joined = select(portfolio_results, sites.c.fictional, *names).join(sites, of_site)
    return joined.join(organisations, organisations.c.id == c.organisation_id)


_ORDERS: Mapping[Order, tuple[Any, ...]] = {
    Order.NAME: (organisations.c.name, sites.c.name),
    Order.GRAVEST: (
        portfolio_results.c.blocking.desc(),
        portfolio_results.c.to_close.desc(),
        organisations.c.name,
        sites.c.name,
    ),
    Order.LAPSE: (
        portfolio_results.c.next_lapse.is_(None),
        portfolio_results.c.next_lapse,
        organisations.c.name,
        sites.c.name,
    ),
}


def _of_site(organisation: str, site: str) -> ColumnElement[bool]:
    c = portfolio_results.c
    return (c.organisation_id == organisation) & (c.site_id == site)
