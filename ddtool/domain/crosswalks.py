"""Where answers given under one criteria set can be looked at again under another."""

from dataclasses import dataclass

from ddtool.domain.criteria import CriteriaSet, Criterion


@dataclass(frozen=True, slots=True)
class CrosswalkEntry:
    """Two requirements or criteria of different editions: an answer may be carried over.

    A pointer for people: it never creates coverage and never takes a rating over.
    """

    source: str
    target: str
    relation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Where answers given under one criteria set can be looked at again under another."""

    source_set: str
    target_set: str
    entries: tuple[CrosswalkEntry, ...]


def criteria_before(
    crosswalk: Crosswalk | None, before: CriteriaSet, criterion: Criterion
) -> tuple[str, ...]:
    """The criteria of an earlier set that a criterion comes from, in the order of that set."""
    if crosswalk is None:
        return ()
    targets = {criterion.number, *(part.id for part in criterion.assessed)}
    sources = {one.source for one in crosswalk.entries if one.target in targets}
    numbers = {before.criterion_of[id].number for id in sources if id in before.criterion_of}
    numbers |= sources & set(before.by_number)
    return tuple(number for number in before.by_number if number in numbers)
