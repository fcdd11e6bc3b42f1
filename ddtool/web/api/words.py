"""Words that have to be in the vocabulary of the installation, or in a criteria set."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from ddtool.domain.criteria import CriteriaSet
from ddtool.sentences import Sentence
from ddtool.web.api.bodies import Fault, Unusable


def refuse(faults: Iterable[Fault]) -> None:
    """Stop if there are any.

    :raises Unusable: with all of them.
    """
    found = tuple(faults)
    if found:
        raise Unusable(found)


def unknown_words(
    fields: Mapping[str, object], name: str, known: Collection[str]
) -> Iterator[Fault]:
    """The faults of a list, or of the names of an object, whose words are not all known."""
    words = fields.get(name)
    if not isinstance(words, tuple | Mapping):
        return
    accepted = ", ".join(sorted(known))
    for position, word in enumerate(words):
        if word not in known:
            place = f"{name}.{word[:80]}" if isinstance(words, Mapping) else f"{name}[{position}]"
            yield Fault(place, Sentence("Give one of: {words}.", words=accepted))


def unknown_parts(criteria_set: CriteriaSet, field: str, ids: Iterable[str]) -> Iterator[Fault]:
    """The faults of ids that are neither a criterion nor a requirement of the set."""
    for id in ids:
        if id not in criteria_set.by_number and id not in criteria_set.criterion_of:
            yield Fault(field, no_part(criteria_set, id))


def no_part(criteria_set: CriteriaSet, id: str) -> Sentence:
    """That a set has no such criterion or requirement."""
    return Sentence(
        "{set} has no criterion and no requirement {id}.", set=criteria_set.name, id=id[:80]
    )
