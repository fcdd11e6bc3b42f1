"""What many results say together: counts by criterion, most common gaps, what would close them.

Letters are counted column by column over all sites at once, so that the cost of one more site is
that of reading its row.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ddtool.domain.criteria import CriteriaSet, Criterion, Requirement
from ddtool.domain.gaps import TO_BE_CLOSED, Gap, Lack, Outlook
from ddtool.domain.portfolio import BETWEEN, CLOSES, HINTS, LACK_LETTERS, LETTERS, Stage

_MOST_PARTS = 3


class Order(Enum):
    """In which order sites are shown."""

    NAME = "name"
    GRAVEST = "gravest"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which sites somebody wants to see, empty words meaning all, and in which order.

    ``words`` stands somewhere in the name of the site or its organisation.
    """

    criteria_set: str = ""
    country: str = ""
    activity: str = ""
    metal: str = ""
    outlook: str = ""
    stage: str = ""
    words: str = ""
    order: Order = Order.NAME

    @property
    def narrows(self) -> bool:
        """Whether some sites of the criteria set are left out."""
        asked = (self.country, self.activity, self.metal, self.outlook, self.stage, self.words)
        return any(asked)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is read of one result to be counted."""

    gaps: str
    lacks: str
    helps: str
    outlook: str
    stage: str = ""


@dataclass(frozen=True, slots=True)
class CriterionCount:
    """How many sites have which gap at one criterion. ``parts`` are what is missing most often."""

    criterion: Criterion
    counts: Mapping[Gap, int]
    parts: tuple[tuple[Requirement, int], ...] = ()

    @property
    def to_close(self) -> int:
        """How many sites have something to close."""
        return sum(self.counts[gap] for gap in TO_BE_CLOSED)


@dataclass(frozen=True, slots=True)
class Help:
    """What certificates of one standard would close, at how many sites, if they met everything.

    ``hints`` rest on cells that do not count: nobody has published or adopted them.
    """

    standard: str
    gaps: int
    sites: int
    hints: int = 0
    hinted_sites: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """What all chosen sites say together."""

    sites: int
    outlooks: Mapping[Outlook, int]
    stages: Mapping[Stage, int]
    criteria: tuple[CriterionCount, ...]
    helps: tuple[Help, ...]

    @property
    def most_common(self) -> tuple[CriterionCount, ...]:
        """The criteria with something to close, where most sites have it first."""
        open_ones = [one for one in self.criteria if one.to_close]
        return tuple(sorted(open_ones, key=lambda one: (-one.to_close, -one.counts[Gap.BLOCKING])))


@dataclass(frozen=True, slots=True)
class Cycle:
    """How the sites stood that handed in during one year, each as it last did.

    ``better`` and ``worse`` count the sites that have fewer or more gaps than the time before.
    """

    year: int
    sites: int
    gaps: Mapping[Gap, int]
    better: int = 0
    same: int = 0
    worse: int = 0


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One assessment that was handed in, as it stood then; the newest one as it stands today."""

    site: str
    day: date
    gaps: str
    to_close: int


def add_up(kept: Sequence[Kept], criteria_set: CriteriaSet) -> Sums:
    """Count everything; results of another length, of packs that have changed, are left out."""
    criteria = criteria_set.criteria
    parts = [part for criterion in criteria for part in criterion.assessed]
    gaps = "".join(one.gaps for one in kept if len(one.gaps) == len(criteria))
    lacks = "".join(one.lacks for one in kept if len(one.lacks) == len(parts))
    missing = dict(_missing(lacks, parts))
    outlooks = Counter(one.outlook for one in kept)
    stages = Counter(one.stage for one in kept)
    return Sums(
        sites=len(kept),
        outlooks={one: outlooks[one.value] for one in Outlook},
        stages={one: stages[one.value] for one in Stage},
        criteria=tuple(
            CriterionCount(criterion, _counted(gaps[at :: len(criteria)]), _top(criterion, missing))
            for at, criterion in enumerate(criteria)
        ),
        helps=_helps(one.helps for one in kept),
    )


def cycles(handed_in: Iterable[HandedIn]) -> tuple[Cycle, ...]:
    """Year by year, the earliest first."""
    years: dict[int, dict[str, HandedIn]] = {}
    for one in sorted(handed_in, key=lambda one: one.day):
        years.setdefault(one.day.year, {})[one.site] = one
    before: dict[str, int] = {}
    found = []
    for year, of_year in years.items():
        moves: Counter[int] = Counter()
        for site, one in of_year.items():
            left, last = one.to_close, before.get(site)
            if last is not None:
                moves[(left > last) - (left < last)] += 1
            before[site] = left
        counted = _counted("".join(one.gaps for one in of_year.values()))
        found.append(Cycle(year, len(of_year), counted, moves[-1], moves[0], moves[1]))
    return tuple(found)


def _counted(letters: str) -> dict[Gap, int]:
    return {gap: letters.count(letter) for gap, letter in LETTERS.items()}


def _missing(lacks: str, parts: Sequence[Requirement]) -> Iterator[tuple[str, int]]:
    for at, part in enumerate(parts):
        column = lacks[at :: len(parts)]
        yield part.id, sum(column.count(LACK_LETTERS[lack]) for lack in Lack)


def _top(criterion: Criterion, missing: Mapping[str, int]) -> tuple[tuple[Requirement, int], ...]:
    counted = [(part, missing[part.id]) for part in criterion.assessed if missing.get(part.id)]
    return tuple(sorted(counted, key=lambda pair: -pair[1])[:_MOST_PARTS])


def _helps(told: Iterable[str]) -> tuple[Help, ...]:
    """Sites say the same few things, so each different one is taken apart only once."""
    closed: dict[str, Counter[str]] = {}
    for said, sites in Counter(BETWEEN.join(one for one in told if one).split(BETWEEN)).items():
        for sign in (CLOSES, HINTS):
            standard, found, number = said.rpartition(sign)
            if found:
                sums = closed.setdefault(standard, Counter())
                sums[sign] += int(number) * sites
                sums[f"sites{sign}"] += sites
    helps = (
        Help(name, one[CLOSES], one[f"sites{CLOSES}"], one[HINTS], one[f"sites{HINTS}"])
        for name, one in closed.items()
    )
    return tuple(sorted(helps, key=lambda one: (-one.gaps, -one.hints, one.standard)))
