"""What is asked about a site because it decides what applies, and what hangs on each answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ddtool.domain.applicability import AppliesWhen, Condition, ConditionKind
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.vocabulary import SiteFact
from ddtool.packs import Library


@dataclass(frozen=True, slots=True)
class Decided:
    """What a fact decides in one criteria set: numbers of criteria, else of requirements."""

    title: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact with the criteria that hang on it; none where it is asked for information only."""

    fact: SiteFact
    decides: tuple[Decided, ...]

    @property
    def scheme(self) -> str:
        """The criteria set that alone hangs on it; empty where several do, or none."""
        return self.decides[0].title if len(self.decides) == 1 else ""


def by_scheme(asked: Sequence[AskedFact]) -> Mapping[str, tuple[AskedFact, ...]]:
    """The facts by the criteria set that alone hangs on them; first those for all, under ""."""
    schemes = dict.fromkeys(["", *(one.scheme for one in asked)])
    found = {each: tuple(one for one in asked if one.scheme == each) for each in schemes}
    return {scheme: facts for scheme, facts in found.items() if facts}


def asked_facts(library: Library, language: str = "") -> tuple[AskedFact, ...]:
    """Every fact of the vocabulary; those that decide whole criteria first.

    Only the newest edition of each criteria set is looked at.
    """
    sets = _newest_sets(library, language)
    found = [
        AskedFact(fact, tuple(_decided(fact.id, sets)))
        for fact in library.vocabulary(language).facts
    ]
    return tuple(sorted(found, key=_by_weight))


def _newest_sets(library: Library, language: str) -> list[CriteriaSet]:
    names = [head.name for head in library.criteria_sets()]
    sets = [library.criteria_set(name) for name in names]
    return [
        library.criteria_set(one.name, language) if language in one.languages else one
        for one in sets
        if not one.superseded_by
    ]


def _decided(fact: str, sets: list[CriteriaSet]) -> Iterator[Decided]:
    condition = Condition(ConditionKind.FACT, fact)
    for one in sets:
        numbers = tuple(dict.fromkeys(_numbers(condition, one)))
        if numbers:
            yield Decided(one.short_title, numbers)


def _numbers(condition: Condition, criteria_set: CriteriaSet) -> Iterator[str]:
    for criterion in criteria_set.criteria:
        if _names(condition, criterion.applies_when):
            yield criterion.number
            continue
        for part in criterion.requirements:
            if _names(condition, part.applies_when):
                yield part.id


def _names(condition: Condition, applies_when: AppliesWhen) -> bool:
    return condition in applies_when.any_of


def _by_weight(asked: AskedFact) -> tuple[bool, bool]:
    """The sort is stable: otherwise the order of the vocabulary stays."""
    whole = any("." not in number for one in asked.decides for number in one.numbers)
    return not whole, not asked.decides
