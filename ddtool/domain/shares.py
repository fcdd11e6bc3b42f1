"""What part of a criterion is shown, and what is left of it.

A criterion at a site is a block of requirements x activities x areas. A dimension that is not used is ``*``.

Source: the matching rules, sections 4 (share of the pair) and 5 (combining).
"""

from collections.abc import Sequence
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
    """What the shares leave of the need, told coarsest first; ``()`` if nothing, ``None`` if they show nothing.

    The lines are requirement ids, then one line of activities, then one of areas, then single triples.
    """
    shown: set[Triple] = set().union(*(share.triples() for share in shares))
    whole = need.triples()
    if not shown & whole:
        return None
    return tuple(_told(need, still_open=whole - shown))


def _told(need: Share, *, still_open: set[Triple]) -> list[str]:
    told: set[Triple] = set()
    lines: list[str] = []
    for requirement in sorted(_untold(need.requirements, 0, need, still_open, told)):
        told |= _slice(need, 0, requirement)
        lines.append(requirement)
    for position, values, words in ((1, need.activities, ACTIVITIES), (2, need.areas, AREAS)):
        names = sorted(_untold(values, position, need, still_open, told))
        for name in names:
            told |= _slice(need, position, name)
        if names:
            lines.append(not_covered(words, names))
    lines += sorted(" / ".join(part for part in triple if part != WHOLE) for triple in still_open - told)
    return lines


def _untold(
    values: Sequence[str], position: int, need: Share, still_open: set[Triple], told: set[Triple]
) -> list[str]:
    """The values all of whose triples are open, at least one of them not told yet."""
    slices = {value: _slice(need, position, value) for value in values if value != WHOLE}
    return [value for value, part in slices.items() if part <= still_open and not part <= told]


def _slice(need: Share, position: int, value: str) -> set[Triple]:
    """All triples of the need with one value at one position."""
    return {triple for triple in need.triples() if triple[position] == value}


ACTIVITIES = "activities"
AREAS = "areas"


def not_covered(words: str, names: Sequence[str]) -> str:
    """The line that names activities or areas outside; part of the contract, so never translated here."""
    return f"{words} not covered: {', '.join(sorted(names))}"
