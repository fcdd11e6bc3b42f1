"""What an earlier cycle leaves to its site: findings that no cycle has planned anything for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ddtool.domain.crosswalks import Crosswalk, criteria_before
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.outstanding import Outstanding
from ddtool.domain.overview import Looked

Crosswalks = Callable[[str, str], Crosswalk | None]
"""The crosswalk from one criteria set to another, both by name; None where there is none."""


def left_behind(
    gone_on: Sequence[Looked], at_work: Sequence[Looked], crosswalks: Crosswalks
) -> Iterator[Looked]:
    """Of assessments from which later ones have gone on: those with findings still left to do.

    A finding goes once an action is on its criterion in a later cycle, as it does by one in its
    own. Nothing else of them is told.
    """
    for one in gone_on:
        planned: set[str] = set()
        for later in _after(one, (*gone_on, *at_work)):
            planned |= _planned_in(later.analysis, one.analysis, crosswalks)
        left = one.outstanding.unplanned_outside(planned)
        if left:
            yield replace(one, outstanding=Outstanding(findings=left))


def _after(earlier: Looked, every: Sequence[Looked]) -> Iterator[Looked]:
    """The assessments that were carried over from one, and those that were from them."""
    for one in every:
        if one.head.carried_from == earlier.head.id:
            yield one
            yield from _after(one, every)


def _planned_in(later: GapAnalysis, earlier: GapAnalysis, crosswalks: Crosswalks) -> set[str]:
    """The criteria of an earlier cycle on which a later one has an action."""
    numbers = {line.action.criterion for line in later.actions}
    now, then = later.criteria_set, earlier.criteria_set
    if now.name == then.name:
        return numbers
    crosswalk = crosswalks(then.name, now.name)
    mine = (now.by_number[number] for number in numbers if number in now.by_number)
    return {each for one in mine for each in criteria_before(crosswalk, then, one)}
