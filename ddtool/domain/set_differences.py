"""Two editions of criteria side by side: what is the same, changed, new and gone.

Criteria and requirements are found again through the crosswalk between the two sets where there is
one, and else by their numbers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Generic, TypeVar

from ddtool.domain.applicability import AppliesWhen
from ddtool.domain.criteria import CriteriaSet, Criterion, Requirement
from ddtool.domain.crosswalks import Crosswalk, criteria_before

ABOUT = ("title", "publisher", "label", "rights", "note")
OF_CRITERIA = (
    "number", "title", "section", "summary", "not_applicable_note", "applies_when", "evidence",
    "references", "official_number",
)  # fmt: skip
OF_REQUIREMENTS = (
    "id", "text", "question", "guidance", "applies_when", "evidence", "references",
    "official_number",
)  # fmt: skip

Part = TypeVar("Part", Criterion, Requirement)
Say = Callable[[AppliesWhen], str]
"""What makes something apply, in words."""


class Change(Enum):
    """What has become of something from one edition to the next."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text before and after, empty where there was or is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PartChange(Generic[Part]):
    """A criterion or requirement: what it was and is, and which of its texts changed.

    ``before`` holds several where it was made from several; then no texts are compared.
    """

    change: Change
    before: tuple[Part, ...]
    after: Part | None
    texts: tuple[TextChange, ...] = ()

    @property
    def shown(self) -> Part:
        """The newer of the two, to name it by."""
        return self.after or self.before[0]


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """A criterion with its requirements."""

    criterion: PartChange[Criterion]
    requirements: tuple[PartChange[Requirement], ...]

    @property
    def change(self) -> Change:
        """The same only where all its requirements are."""
        parts_same = all(one.change is Change.SAME for one in self.requirements)
        own = self.criterion.change
        return own if own is not Change.SAME or parts_same else Change.CHANGED


@dataclass(frozen=True, slots=True)
class SetDifference:
    """What one criteria set says that another does not."""

    before: CriteriaSet
    after: CriteriaSet
    about: tuple[TextChange, ...]
    criteria: tuple[CriterionChange, ...]

    @property
    def criteria_counted(self) -> Mapping[Change, int]:
        """How many criteria there are of each kind."""
        return _counted([one.change for one in self.criteria])

    @property
    def requirements_counted(self) -> Mapping[Change, int]:
        """How many requirements there are of each kind."""
        return _counted([part.change for one in self.criteria for part in one.requirements])


def compare_sets(
    before: CriteriaSet, after: CriteriaSet, crosswalk: Crosswalk | None, say: Say
) -> SetDifference:
    """What the second set says that the first does not, in the order of the second.

    What is gone stands at the end. ``crosswalk`` leads from the first to the second.
    """
    matches = _Matches(before, after, crosswalk, say)
    there = [matches.criterion(one) for one in after.criteria]
    found = {old.number for one in there for old in one.criterion.before}
    gone = [_gone(one) for one in before.criteria if one.number not in found]
    about = _texts(before, after, ABOUT, lambda one, name: str(getattr(one, name)))
    return SetDifference(before, after, about, (*there, *gone))


def turned_round(crosswalk: Crosswalk) -> Crosswalk:
    """The same crosswalk, read from its target to its source."""
    entries = (replace(one, source=one.target, target=one.source) for one in crosswalk.entries)
    return Crosswalk(crosswalk.target_set, crosswalk.source_set, tuple(entries))


@dataclass(frozen=True)
class _Matches:
    before: CriteriaSet
    after: CriteriaSet
    crosswalk: Crosswalk | None
    say: Say

    def criterion(self, criterion: Criterion) -> CriterionChange:
        old = self._criteria_before(criterion)
        texts = self._changed(old, criterion, OF_CRITERIA)
        parts = [self._requirement(one, old) for one in criterion.requirements]
        found = {was.id for one in parts for was in one.before}
        lost = [part for one in old for part in one.requirements if part.id not in found]
        gone = [PartChange(Change.GONE, (part,), None) for part in lost]
        change = _change(old, texts)
        return CriterionChange(PartChange(change, old, criterion, texts), (*parts, *gone))

    def _requirement(self, part: Requirement, old: Sequence[Criterion]) -> PartChange[Requirement]:
        known = {one.id: one for criterion in old for one in criterion.requirements}
        names = [part.id] if self.crosswalk is None else self._sources(part.id)
        was = tuple(known[name] for name in names if name in known)
        texts = self._changed(was, part, OF_REQUIREMENTS)
        return PartChange(_change(was, texts), was, part, texts)

    def _criteria_before(self, criterion: Criterion) -> tuple[Criterion, ...]:
        if self.crosswalk is None:
            numbers: Sequence[str] = (criterion.number,)
        else:
            numbers = criteria_before(self.crosswalk, self.before, criterion)
        known = self.before.by_number
        return tuple(known[number] for number in numbers if number in known)

    def _sources(self, target: str) -> list[str]:
        entries = self.crosswalk.entries if self.crosswalk else ()
        return list(dict.fromkeys(one.source for one in entries if one.target == target))

    def _changed(
        self, old: Sequence[Part], new: Part, names: Sequence[str]
    ) -> tuple[TextChange, ...]:
        return _texts(old[0], new, names, self._text) if len(old) == 1 else ()

    def _text(self, part: Criterion | Requirement, name: str) -> str:
        value = getattr(part, name)
        if isinstance(value, AppliesWhen):
            return self.say(value)
        if isinstance(value, tuple):
            return "\n".join(value)
        return str(value)


def _change(old: Sequence[object], texts: Sequence[TextChange]) -> Change:
    if not old:
        return Change.NEW
    return Change.CHANGED if texts or len(old) > 1 else Change.SAME


def _gone(criterion: Criterion) -> CriterionChange:
    parts = tuple(PartChange(Change.GONE, (one,), None) for one in criterion.requirements)
    return CriterionChange(PartChange(Change.GONE, (criterion,), None), parts)


Thing = TypeVar("Thing", Criterion, Requirement, CriteriaSet)


def _texts(
    old: Thing, new: Thing, names: Sequence[str], text: Callable[[Thing, str], str]
) -> tuple[TextChange, ...]:
    pairs = ((name, text(old, name), text(new, name)) for name in names)
    return tuple(TextChange(name, was, now) for name, was, now in pairs if was != now)


def _counted(changes: Sequence[Change]) -> Mapping[Change, int]:
    return {one: changes.count(one) for one in Change}
