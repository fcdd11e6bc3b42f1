"""How the facts about a site decide what applies to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum


class ConditionKind(Enum):
    """What a condition of applicability looks at."""

    ACTIVITY = "activity"
    METAL = "metal"
    FACT = "fact"


class Applies(Enum):
    """Whether something applies to a site. ``MAY`` means that a fact has not been answered."""

    YES = "yes"
    MAY = "may"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Condition:
    """One way in which a criterion or requirement comes to apply, such as the activity mining."""

    kind: ConditionKind
    value: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a site as far as applicability goes.

    A fact that is absent or ``None`` has not been answered. Empty activities or metals count as
    not answered too.
    """

    activities: tuple[str, ...] = ()
    metals: tuple[str, ...] = ()
    facts: Mapping[str, bool | None] | None = None

    def answer(self, condition: Condition) -> bool | None:
        """True or false where the site has answered, None where it has not."""
        if condition.kind is ConditionKind.FACT:
            return (self.facts or {}).get(condition.value)
        named = self.activities if condition.kind is ConditionKind.ACTIVITY else self.metals
        return condition.value in named if named else None


@dataclass(frozen=True, slots=True)
class AppliesWhen:
    """Any one of the conditions is enough; without conditions, always."""

    any_of: tuple[Condition, ...] = ()

    def decide(self, profile: Profile) -> Applies:
        """Yes, no, or "may" where nothing says yes and an answer is still missing."""
        if not self.any_of:
            return Applies.YES
        answers = [profile.answer(condition) for condition in self.any_of]
        if any(answers):
            return Applies.YES
        return Applies.MAY if None in answers else Applies.NO


ALWAYS = AppliesWhen()
"""Applies whatever the facts are."""


def conditions_met(applies_when: AppliesWhen, profile: Profile) -> tuple[Condition, ...]:
    """The conditions that make something apply, for an explanation."""
    return tuple(condition for condition in applies_when.any_of if profile.answer(condition))


def unanswered(conditions: Iterable[AppliesWhen], profile: Profile) -> tuple[Condition, ...]:
    """The conditions whose answer is missing, each once, in the order met."""
    missing = {
        condition: None
        for applies_when in conditions
        for condition in applies_when.any_of
        if profile.answer(condition) is None
    }
    return tuple(missing)
