"""What is asked about a site because it decides what applies, and what hangs on each answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ddtool.domain.applicability import (
    AppliesWhen,
    Condition,
    ConditionKind,
    Profile,
    conditions_met,
)
from ddtool.domain.assessments import Site
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.vocabulary import SiteFact
from ddtool.packs import Library


@dataclass(frozen=True, slots=True)
class Decided:
    """What a fact decides in one criteria set: numbers of criteria, else of requirements.

    ``anyway`` are those that apply to the site whatever the answer, because of something else that
    is known of it.
    """

    title: str
    numbers: tuple[str, ...]
    anyway: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact with the criteria that hang on it; none where it is asked for information only."""

    fact: SiteFact
    decides: tuple[Decided, ...]

    @property
    def scheme(self) -> str:
        """The criteria set that alone hangs on it; empty where several do, or none."""
        return self.decides[0].title if len(self.decides) == 1 else ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that belong together: to one scheme alone, or to several where ``scheme`` is empty.

    On those that do not decide nothing hangs; they are asked for information only.
    """

    scheme: str
    decides: bool
    facts: tuple[AskedFact, ...]


def grouped_facts(asked: Sequence[AskedFact]) -> tuple[FactGroup, ...]:
    """The facts that several criteria sets hang on, those of one alone, and those of none."""
    deciding = [one for one in asked if one.decides]
    schemes = dict.fromkeys(["", *(one.scheme for one in deciding)])
    found = [
        FactGroup(each, True, tuple(one for one in deciding if one.scheme == each))
        for each in schemes
    ]
    told = FactGroup("", False, tuple(one for one in asked if not one.decides))
    return tuple(group for group in (*found, told) if group.facts)


def asked_facts(
    library: Library, language: str = "", site: Site | None = None
) -> tuple[AskedFact, ...]:
    """Every fact of the vocabulary; those that decide whole criteria first.

    Only the newest edition of each criteria set is looked at. For a ``site`` it is told what
    applies to it whatever the answer.
    """
    sets = _newest_sets(library, language)
    profile = (site or Site("", "")).profile
    found = [
        AskedFact(fact, tuple(_decided(fact.id, sets, profile)))
        for fact in library.vocabulary(language).facts
    ]
    return tuple(sorted(found, key=_by_weight))


def facts_of_set(
    library: Library, criteria_set: CriteriaSet, site: Site, language: str = ""
) -> tuple[FactGroup, ...]:
    """The facts that decide something in one criteria set, as one group; none where none does."""
    found = [
        AskedFact(fact, tuple(_decided(fact.id, [criteria_set], site.profile)))
        for fact in library.vocabulary(language).facts
    ]
    deciding = tuple(sorted((one for one in found if one.decides), key=_by_weight))
    return (FactGroup("", True, deciding),) if deciding else ()


def _newest_sets(library: Library, language: str) -> list[CriteriaSet]:
    names = [head.name for head in library.criteria_sets()]
    sets = [library.criteria_set(name) for name in names]
    return [
        library.criteria_set(one.name, language) if language in one.languages else one
        for one in sets
        if not one.superseded_by
    ]


def _decided(fact: str, sets: list[CriteriaSet], profile: Profile) -> Iterator[Decided]:
    condition = Condition(ConditionKind.FACT, fact)
    for one in sets:
        named = dict(_named(condition, one))
        if named:
            anyway = (
                number for number, rule in named.items() if _besides(rule, condition, profile)
            )
            yield Decided(one.short_title, tuple(named), tuple(anyway))


def _named(condition: Condition, criteria_set: CriteriaSet) -> Iterator[tuple[str, AppliesWhen]]:
    """What hangs on a condition, with all conditions of it; whole criteria come as one."""
    for criterion in criteria_set.criteria:
        if condition in criterion.applies_when.any_of:
            yield criterion.number, criterion.applies_when
            continue
        for part in criterion.requirements:
            if condition in part.applies_when.any_of:
                yield part.id, part.applies_when


def _besides(rule: AppliesWhen, condition: Condition, profile: Profile) -> bool:
    """Whether something else that is known of the site makes it apply already."""
    return any(one != condition for one in conditions_met(rule, profile))


def _by_weight(asked: AskedFact) -> tuple[bool, bool]:
    """The sort is stable: otherwise the order of the vocabulary stays."""
    whole = any("." not in number for one in asked.decides for number in one.numbers)
    return not whole, not asked.decides
