"""What part of a criterion is shown, and what is left of it.

A criterion at a site is a block of requirements x activities x areas. A dimension that is not used
is ``*``.

Source: the matching rules, sections 4 (share of the pair) and 5 (combining).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

WHOLE = "*"
"""The one value of a dimension that is not used."""

Triple = tuple[str, str, str]


class Share(NamedTuple):
    """A block of requirements, activities and areas. Without requirements it is empty."""

    requirements: tuple[str, ...]
    activities: tuple[str, ...] = (WHOLE,)
    areas: tuple[str, ...] = (WHOLE,)

    def triples(self) -> set[Triple]:
        """The triples of the block."""
        return set(product(self.requirements, self.activities, self.areas))


EMPTY_SHARE = Share(())


@lru_cache(maxsize=4096)
def residual(need: Share, shares: tuple[Share, ...]) -> tuple[str, ...] | None:
    """What the shares leave of the need, told coarsest first.

    ``()`` if nothing, ``None`` if they show nothing.

    The lines are requirement ids, then one line of activities, then one of areas, then single
    triples.
    """
    shown = tuple(share for share in shares if share.requirements)
    if not shown:
        return None
    if all(share[1:] == need[1:] for share in shown):
        left = set(need.requirements).difference(*(share.requirements for share in shown))
        return tuple(sorted(left))
    union: set[Triple] = set().union(*(share.triples() for share in shown))
    return tuple(_told(need, still_open=need.triples() - union))


def _told(need: Share, *, still_open: set[Triple]) -> Iterator[str]:
    untold = still_open
    for position, words in ((0, None), (1, ACTIVITIES), (2, AREAS)):
        names = _wholly_open(need, still_open, position) & {triple[position] for triple in untold}
        untold = {triple for triple in untold if triple[position] not in names}
        if words and names:
            yield not_covered(words, sorted(names))
        else:
            yield from sorted(names)
    yield from sorted(" / ".join(part for part in one if part != WHOLE) for one in untold)


def _wholly_open(need: Share, still_open: set[Triple], position: int) -> set[str]:
    """The values of one dimension all of whose triples in the need are open."""
    size = len(need.triples()) // len(set(need[position]))
    found = Counter(triple[position] for triple in still_open)
    return {value for value, count in found.items() if count == size and value != WHOLE}


ACTIVITIES = "activities"
AREAS = "areas"


def not_covered(words: str, names: Sequence[str]) -> str:
    """The line that names activities or areas outside.

    Part of the contract, so never translated here.
    """
    return f"{words} not covered: {', '.join(sorted(names))}"
