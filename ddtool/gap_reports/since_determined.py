"""Which criteria are not any more what they were when their determination was stored."""

from collections.abc import Iterable, Iterator

from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.resubmission import changed_criteria, changes_between
from ddtool.gap_reports.analysing import analyse_what_compares
from ddtool.packs import Library
from ddtool.store.determined_on import DeterminedOn


def changed_since_determined(
    earlier: Iterable[DeterminedOn], now: GapAnalysis, library: Library
) -> frozenset[str]:
    """The criteria on which the producer says something else, or whose coverage is another.

    ``now`` is about what was handed in last. Coverage of then is that of the same day, so that
    time alone changes nothing; certificates and the matrix do.
    """
    return frozenset(number for one in earlier for number in _changed(one, now, library))


def _changed(one: DeterminedOn, now: GapAnalysis, library: Library) -> Iterator[str]:
    said = changes_between(one.then.assessment, now.assessment, now.criteria_set)
    yield from one.criteria & changed_criteria(said)
    then, _ = analyse_what_compares(
        one.then.assessment, library, as_of=now.as_of, matrix=one.then.matrix
    )
    for number in one.criteria:
        was, line = then.by_number.get(number), now.by_number.get(number)
        if was and line and was.decision.coverage is not line.decision.coverage:
            yield number
