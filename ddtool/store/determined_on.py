"""What lay handed in when each determination was stored, where something else does by now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from ddtool.domain.assessments import Determination
from ddtool.domain.history import Stored
from ddtool.store import snapshots, submissions
from ddtool.store.snapshots import Submitted
from ddtool.store.transactions import Reading


@dataclass(frozen=True, slots=True)
class DeterminedOn:
    """A submission that is not the last, and the criteria whose determination is about it."""

    then: Submitted
    criteria: frozenset[str]


def determined_on_earlier(
    db: Reading,
    organisation: str,
    assessment: str,
    determinations: Iterable[Stored[Determination]],
) -> tuple[DeterminedOn, ...]:
    """The determinations that are older than the last submission, by what they are about.

    That is the last submission at or before the moment a determination was stored. Two statements,
    however many there are.

    :raises SnapshotDamaged: one of them is not what was handed in.
    """
    moments = submissions.moments_of(db, organisation, assessment)
    criteria: dict[int, set[str]] = {}
    for one in determinations:
        number = _lay_then(moments, one.changed_at)
        if number < len(moments):
            criteria.setdefault(number, set()).add(one.value.criterion)
    if not criteria:
        return ()
    then = snapshots.submitted_as(db, organisation, assessment, tuple(criteria))
    return tuple(DeterminedOn(then[n], frozenset(found)) for n, found in criteria.items())


def _lay_then(moments: tuple[datetime, ...], at: datetime | None) -> int:
    """The number of the last submission at or before a moment, the first being 1."""
    before = takewhile(lambda moment: at is not None and moment <= at, moments)
    return max(1, len(tuple(before)))
