"""The portfolio as somebody may see it: a producer lead their own sites, an admin all handed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.errors import DdtoolError, UnknownCriteriaSet
from ddtool.domain.history import Accessed
from ddtool.domain.people import RIGHTS, Author, Right
from ddtool.domain.portfolio import SiteRow
from ddtool.domain.portfolio_sums import Choice, Cycle, Order, Sums, add_up, cycles
from ddtool.domain.refusals import NotAllowed
from ddtool.packs import Library, PackProblems
from ddtool.sentences import Sentence
from ddtool.store import Database, Reading, accesses, portfolio_changes
from ddtool.store import portfolio as results
from ddtool.store.portfolio import Scope

__all__ = [
    "PAGE",
    "Asked",
    "Choice",
    "NoSuchSet",
    "Order",
    "Portfolio",
    "may_see",
    "portfolio",
    "portfolio_part",
    "portfolio_rows",
]

PAGE = 25
"""So many sites stand on one page."""

MOST_ROWS = 10_000
"""So many sites are handed out as a workbook at most."""

_LAPSES = 8


class NoSuchSet(DdtoolError):
    """No site was assessed against the criteria set that was asked for."""


@dataclass(frozen=True, slots=True)
class InUse:
    """A criteria set that so many sites were assessed against."""

    name: str
    title: str
    sites: int


@dataclass(frozen=True, slots=True)
class Words:
    """What there is to choose from."""

    sets: tuple[InUse, ...] = ()
    countries: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    metals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: which sites, on which day, which page of them.

    Texts of the criteria come in ``language`` where the pack has them.
    """

    choice: Choice
    as_of: date
    page: int = 1
    language: str = ""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What the chosen sites say together, and some of them one by one.

    ``page`` counts from 1. ``without`` sites have no result that counts, ``waiting`` ones are being
    worked out anew. Nothing but ``words`` is there while ``criteria_set`` is None.
    """

    choice: Choice
    as_of: date
    of_programme: bool
    words: Words
    criteria_set: CriteriaSet | None = None
    sums: Sums | None = None
    rows: tuple[SiteRow, ...] = ()
    page: int = 1
    lapses: tuple[SiteRow, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    without: int = 0
    waiting: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-(self.sums.sites if self.sums else 0) // PAGE))


def may_see(author: Author) -> Scope:
    """Whose sites somebody may look at.

    :raises NotAllowed: their role shows them no portfolio.
    """
    if author.role is None or Right.OVERSEE not in RIGHTS[author.role]:
        raise NotAllowed("Your role does not allow this.")
    if Right.ADMINISTER in RIGHTS[author.role]:
        return Scope()
    return Scope(author.tenant(Right.OVERSEE))


def portfolio(database: Database, author: Author, library: Library, asked: Asked) -> Portfolio:
    """The chosen sites, from stored results; that an admin looks is on record.

    :raises NotAllowed: the author's role shows them no portfolio.
    :raises NoSuchSet: no site was assessed against the criteria set chosen.
    """
    with _reading(database, author) as (db, scope):
        return _portfolio(db, scope, library, asked)


def portfolio_rows(
    database: Database, author: Author, library: Library, asked: Asked
) -> tuple[Portfolio, tuple[SiteRow, ...]]:
    """The same with all chosen sites, to be handed out; that an admin takes them is on record.

    :raises NotAllowed, NoSuchSet: as :func:`portfolio`.
    """
    scope = may_see(author)
    if not scope.organisation:
        accesses.tell_download(database, author, Accessed.PORTFOLIO)
    with database.read() as db:
        found = _portfolio(db, scope, library, asked)
        return found, results.page(db, scope, found.choice, limit=MOST_ROWS)


def portfolio_part(
    database: Database, author: Author, library: Library, asked: Asked, *, after: str, limit: int
) -> tuple[CriteriaSet | None, tuple[SiteRow, ...]]:
    """The chosen sites one by one behind the id of a site, for programs, with the criteria set.

    None where nothing can be seen yet. That an admin looks is on record.

    :raises NotAllowed, NoSuchSet: as :func:`portfolio`.
    """
    with _reading(database, author) as (db, scope):
        wanted = asked.choice.criteria_set or next(
            (name for name, _ in results.there_is(db, scope)), ""
        )
        if not wanted:
            return None, ()
        choice = replace(asked.choice, criteria_set=wanted)
        criteria_set = _criteria_set(library, wanted, asked.language)
        return criteria_set, results.part(db, scope, choice, after=after, limit=limit)


@contextmanager
def _reading(database: Database, author: Author) -> Iterator[tuple[Reading, Scope]]:
    scope = may_see(author)
    if scope.organisation:
        with database.read() as db:
            yield db, scope
    else:
        with accesses.reading_all(database, author, Accessed.PORTFOLIO) as db:
            yield db, scope


def _portfolio(db: Reading, scope: Scope, library: Library, asked: Asked) -> Portfolio:
    sets = tuple(_in_use(library, *one) for one in results.there_is(db, scope))
    waiting = portfolio_changes.how_many_wait(db, scope.organisation)
    wanted = asked.choice.criteria_set or (sets[0].name if sets else "")
    choice = replace(asked.choice, criteria_set=wanted)
    empty = Portfolio(choice, asked.as_of, not scope.organisation, Words(sets), waiting=waiting)
    if not wanted:
        return empty
    criteria_set = _criteria_set(library, wanted, asked.language)
    sums = add_up(results.kept(db, scope, choice), criteria_set)
    page = min(max(asked.page, 1), replace(empty, sums=sums).pages)
    day = asked.as_of
    return replace(
        empty,
        words=Words(sets, *results.words_of(db, scope, wanted)),
        criteria_set=criteria_set,
        sums=sums,
        page=page,
        rows=results.page(db, scope, choice, limit=PAGE, offset=PAGE * (page - 1)),
        lapses=results.next_lapses(db, scope, choice, after=day, limit=_LAPSES),
        cycles=cycles(results.handed_in(db, scope, choice)),
        without=results.without_result(db, scope, wanted),
    )


def _in_use(library: Library, name: str, sites: int) -> InUse:
    try:
        return InUse(name, library.criteria_set(name).short_title, sites)
    except (UnknownCriteriaSet, PackProblems):
        return InUse(name, name, sites)


def _criteria_set(library: Library, name: str, language: str) -> CriteriaSet:
    try:
        own = library.criteria_set(name)
        return library.criteria_set(name, language) if language in own.languages else own
    except (UnknownCriteriaSet, PackProblems) as error:
        raise NoSuchSet(
            Sentence("There is no criteria set {name} to look at sites by.", name=name)
        ) from error
