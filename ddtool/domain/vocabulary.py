"""The activities, metals and facts that criteria, cells and sites may name."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class SiteFact:
    """A question about a site whose answer decides what applies, and why it is asked.

    A yes to one of ``yes_if`` is a yes to this one too, a yes to one of ``no_if`` a no; both are
    ids of facts.
    """

    id: str
    question: str
    why: str = ""
    yes_if: tuple[str, ...] = ()
    no_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the shared vocabulary with its title, such as the activity ``sx_ew``."""

    id: str
    title: str


@dataclass(frozen=True)
class Vocabulary:
    """The activities, metals and facts that criteria, cells and sites may name."""

    activities: tuple[Term, ...]
    metals: tuple[Term, ...]
    facts: tuple[SiteFact, ...]

    @cached_property
    def activity_ids(self) -> Set[str]:
        """The known activities."""
        return {term.id for term in self.activities}

    @cached_property
    def metal_ids(self) -> Set[str]:
        """The known metals."""
        return {term.id for term in self.metals}

    @cached_property
    def fact_ids(self) -> Set[str]:
        """The known facts."""
        return {fact.id for fact in self.facts}

    def following(self, facts: Mapping[str, bool | None]) -> Mapping[str, bool]:
        """The answers that follow from answers to other facts, and so need not be asked for."""
        found: dict[str, bool] = {}
        for fact in self.facts:
            if any(facts.get(one) for one in fact.yes_if):
                found[fact.id] = True
            elif any(facts.get(one) for one in fact.no_if):
                found[fact.id] = False
        return found
