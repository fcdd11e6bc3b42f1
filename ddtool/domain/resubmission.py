"""What a producer has changed between two submissions, field by field and criterion by criterion.

Actions go on after a submission and are no part of this; nor are certificates of other sites.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ddtool.domain.assessments import Assessment
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.statements import (
    ANSWER,
    EVIDENCE,
    RATING,
    WHOLE,
    Statements,
    Thing,
    Value,
    statements,
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: what it said in the earlier submission, and what it says now."""

    field: str
    before: Value
    now: Value


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed. ``name`` is what people call it where it has no number.

    ``label`` is how a certificate is quoted, such as C3.
    ``came`` is something that was not there before, ``went`` something that is there no more.
    ``criteria`` are the numbers of the criteria it belongs to: none for certificates and the site.
    """

    thing: Thing
    fields: tuple[FieldChange, ...]
    name: str = ""
    came: bool = False
    went: bool = False
    criteria: tuple[str, ...] = ()
    label: str = ""


def changes_between(
    before: Assessment, now: Assessment, criteria_set: CriteriaSet | None = None
) -> tuple[Change, ...]:
    """Everything that was changed: site and days first, then answers and ratings, then the rest.

    Without a criteria set nobody is told to which criteria it belongs.
    """
    was, is_now = statements(_compared(before)), statements(_compared(now))
    things = dict.fromkeys((*is_now, *was))
    labels = {one.id: one.quoted for one in (*before.certificates, *now.certificates)}
    found = (_change(thing, was, is_now, criteria_set) for thing in things)
    return tuple(replace(one, label=labels.get(one.thing.id, "")) for one in found if one)


def on_criterion(changes: tuple[Change, ...], number: str) -> tuple[Change, ...]:
    """Those of them that belong to one criterion."""
    return tuple(one for one in changes if number in one.criteria)


def changed_criteria(changes: tuple[Change, ...]) -> frozenset[str]:
    """The numbers of the criteria that they belong to."""
    return frozenset(number for one in changes for number in one.criteria)


def of_none(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Those that belong to no criterion: the site, the days, certificates, general documents."""
    return tuple(one for one in changes if not one.criteria)


def _compared(assessment: Assessment) -> Assessment:
    own = assessment.site.id
    held = tuple(one for one in assessment.certificates if own in one.sites or not one.names_sites)
    return replace(assessment, certificates=held, actions=())


def _change(
    thing: Thing, was: Statements, is_now: Statements, criteria_set: CriteriaSet | None
) -> Change | None:
    before, now = was.get(thing, {}), is_now.get(thing, {})
    fields = tuple(_fields(before, now))
    if not fields:
        return None
    return Change(
        thing,
        tuple(one for one in fields if one.field != WHOLE),
        name=str(now.get("title") or before.get("title") or now.get("standard") or ""),
        came=WHOLE in now and WHOLE not in before,
        went=WHOLE in before and WHOLE not in now,
        criteria=_criteria(thing, (before, now), criteria_set) if criteria_set else (),
    )


def _fields(before: Mapping[str, Value], now: Mapping[str, Value]) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*now, *before)):
        if before.get(name) != now.get(name):
            yield FieldChange(name, before.get(name), now.get(name))


def _criteria(
    thing: Thing, said: tuple[Mapping[str, Value], ...], criteria_set: CriteriaSet
) -> tuple[str, ...]:
    """The criteria that a thing belongs to, in the order of the set."""
    ids: set[str] = {thing.id} if thing.noun in (ANSWER, RATING) else set()
    if thing.noun == EVIDENCE:
        for one in said:
            shown = one.get("requirements")
            ids |= set(shown) if isinstance(shown, tuple) else set()
    numbers = {
        criteria_set.criterion_of[id].number for id in ids if id in criteria_set.criterion_of
    }
    numbers |= {id for id in ids if id in criteria_set.by_number}
    return tuple(number for number in criteria_set.by_number if number in numbers)
