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
            if _answered_yes(fact.yes_if, facts):
                found[fact.id] = True
            elif _answered_yes(fact.no_if, facts):
                found[fact.id] = False
        return found

    def grounds(self, facts: Mapping[str, bool | None]) -> Mapping[str, tuple[SiteFact, ...]]:
        """For each answer that follows, the facts answered with yes from which it does."""
        by_id, following = {fact.id: fact for fact in self.facts}, self.following(facts)
        return {
            fact.id: tuple(
                by_id[one]
                for one in _answered_yes(fact.yes_if if following[fact.id] else fact.no_if, facts)
            )
            for fact in self.facts
            if fact.id in following
        }


def _answered_yes(ids: tuple[str, ...], facts: Mapping[str, bool | None]) -> tuple[str, ...]:
    return tuple(one for one in ids if facts.get(one))
