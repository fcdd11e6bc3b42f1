"""Three states of one assessment: as a file was made, as the file is now, as the store is now.

Whatever only the file changed is taken in; whatever only the store changed stays; where both
changed the same field differently, people decide.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from ddtool.domain.statements import LISTED, THERE, WHOLE, Key, Statements, Thing, Value

_NOTHING: Mapping[str, Value] = {}


class Standing(Enum):
    """What becomes of a field in which the file and the store differ.

    ``CHANGED``: the file's is taken in. ``STALE``: the file only has what was there before; the
    store's stays. ``CONFLICT``: somebody has to choose. ``KEPT``: a file cannot change this.
    """

    CHANGED = "changed"
    CONFLICT = "conflict"
    STALE = "stale"
    KEPT = "kept"


class Change(Enum):
    """What the file does to a thing."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, or one whole thing, in which a file and the store differ.

    ``field`` is :data:`~ddtool.domain.statements.WHOLE` for a thing that only one of them has;
    ``fields`` then says what it is.
    """

    key: Key
    standing: Standing
    change: Change
    here: Value
    file: Value
    fields: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class SinceThen:
    """What has become of a file and of the store since the file was made.

    ``touched`` are the fields that the file has otherwise now, ``moved`` those that the store has;
    ``fixed`` those that a file cannot change.
    """

    touched: Set[Key]
    moved: Set[Key]
    fixed: Set[Key] = frozenset()

    @cached_property
    def touched_things(self) -> Set[Thing]:
        """The things that the file has otherwise now."""
        return {key.thing for key in self.touched}

    @cached_property
    def moved_things(self) -> Set[Thing]:
        """The things that the store has otherwise now."""
        return {key.thing for key in self.moved}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, and how many fields say the same in both."""

    differences: tuple[Difference, ...]
    same: int

    def standing(self, *standings: Standing) -> tuple[Difference, ...]:
        """The differences with one of these standings."""
        return tuple(one for one in self.differences if one.standing in standings)


def compare(file: Statements, store: Statements, since: SinceThen) -> Comparison:
    """Where a file and the store differ, and what becomes of each difference."""
    differences: list[Difference] = []
    same = 0
    for thing in dict.fromkeys((*store, *file)):
        here, there = store.get(thing, _NOTHING), file.get(thing, _NOTHING)
        if thing.noun in LISTED and not (here and there):
            differences.append(_of_one_side(thing, here, there, since))
            continue
        same += sum(here[name] == there.get(name) for name in here if name != WHOLE)
        differences += _of_fields(thing, here, there, since)
    return Comparison(tuple(differences), same)


def _of_fields(
    thing: Thing, here: Mapping[str, Value], there: Mapping[str, Value], since: SinceThen
) -> Iterator[Difference]:
    for name in dict.fromkeys((*here, *there)):
        mine, theirs = there.get(name), here.get(name)
        key = Key(thing, name)
        standing = _standing(key, since) if mine != theirs else None
        if standing is not None:
            yield Difference(key, standing, Change.CHANGED, theirs, mine)


def _standing(key: Key, since: SinceThen) -> Standing | None:
    """None where neither changed: a file cannot say everything as the store does."""
    touched, moved = key in since.touched, key in since.moved
    if touched and key in since.fixed:
        return Standing.KEPT
    if touched and moved:
        return Standing.CONFLICT
    if touched:
        return Standing.CHANGED
    return Standing.STALE if moved else None


def _of_one_side(
    thing: Thing, here: Mapping[str, Value], there: Mapping[str, Value], since: SinceThen
) -> Difference:
    """A thing of a list that only one of the two has: somebody added it, or somebody removed it."""
    whole = Key(thing, WHOLE)
    if here:
        standing = _of_removed(whole, since)
        return Difference(whole, standing, Change.REMOVED, THERE, None, here)
    return Difference(whole, _of_new(whole, since), Change.NEW, None, THERE, there)


def _of_removed(whole: Key, since: SinceThen) -> Standing:
    if whole not in since.touched:
        return Standing.STALE
    if whole in since.fixed:
        return Standing.KEPT
    return Standing.CONFLICT if whole.thing in since.moved_things else Standing.CHANGED


def _of_new(whole: Key, since: SinceThen) -> Standing:
    if whole in since.fixed:
        return Standing.KEPT
    if whole not in since.moved:
        return Standing.CHANGED
    return Standing.CONFLICT if whole.thing in since.touched_things else Standing.STALE
