"""What part of a criterion is shown, and what is left of it.

A criterion at a site is a block of requirements x activities x areas. A dimension that is not used
has the one value ``*``.

Source: the matching rules, sections 4 (share of the pair) and 5 (combining).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

WHOLE = "*"
"""The one value of a dimension that is not used."""


class Share(NamedTuple):
    """A block of requirements, activities and areas. Without requirements it is empty."""

    requirements: tuple[str, ...]
    activities: tuple[str, ...] = (WHOLE,)
    areas: tuple[str, ...] = (WHOLE,)


EMPTY_SHARE = Share(())


def residual(need: Share, shares: Sequence[Share]) -> tuple[str, ...] | None:
    """What the shares leave of the need; ``()`` if nothing, None if they show nothing at all.

    The lines are told coarsest first: requirements never shown, then one line of activities, then
    one of areas, then single triples. Every share lies inside the need.
    """
    shown = [share for share in shares if share.requirements]
    if not shown:
        return None
    ever: set[str] = set().union(*[share.requirements for share in shown])
    never = sorted(set(need.requirements) - ever)
    if all(share[1:] == need[1:] for share in shown):
        return tuple(never)
    return (*never, *_told_by_place(need, ever, _shown_at(need, shown)))


Places = Mapping[tuple[str, str], set[str]]
"""(Activity, area) -> the requirements shown there."""


def _shown_at(need: Share, shown: Sequence[Share]) -> Places:
    return {
        (activity, area): set().union(
            *[
                share.requirements
                for share in shown
                if activity in share.activities and area in share.areas
            ]
        )
        for activity in need.activities
        for area in need.areas
    }


def _told_by_place(need: Share, ever: set[str], shown_at: Places) -> list[str]:
    """The lines about requirements that are shown somewhere, but not everywhere."""
    reached = [place for place, requirements in shown_at.items() if requirements]
    activities = sorted(set(need.activities) - {activity for activity, _ in reached})
    areas = sorted(set(need.areas) - {area for _, area in reached})
    lines = [not_covered(ACTIVITIES, activities)] if activities else []
    lines += [not_covered(AREAS, areas)] if areas else []
    triples = (
        (requirement, activity, area)
        for (activity, area), requirements in shown_at.items()
        if activity not in activities and area not in areas
        for requirement in ever - requirements
    )
    return lines + sorted(" / ".join(part for part in one if part != WHOLE) for one in triples)


ACTIVITIES = "activities"
AREAS = "areas"


def not_covered(words: str, names: Sequence[str]) -> str:
    """The line that names activities or areas outside; a contract, so never translated here."""
    return f"{words} not covered: {', '.join(sorted(names))}"
