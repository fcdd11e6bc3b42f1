"""What stands beside a criterion while it is reviewed: the cycle before, and its history."""

from collections.abc import Sequence
from dataclasses import dataclass

from ddtool.domain.assessments import Determination
from ddtool.domain.criteria import CriteriaSet, Criterion
from ddtool.domain.crosswalks import criteria_before
from ddtool.domain.errors import UnknownCriteriaSet
from ddtool.domain.history import Event
from ddtool.domain.people import Author
from ddtool.packs import Library
from ddtool.store import Database, accesses, assessments, events, last_cycles, looking, submissions
from ddtool.store.last_cycles import LastCycle


@dataclass(frozen=True, slots=True)
class Before:
    """What was determined in the cycle before on what this criterion comes from."""

    cycle: LastCycle
    criteria_set: CriteriaSet
    determinations: tuple[Determination, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """The cycle before, None where there was none, and what happened last, the newest first."""

    before: Before | None
    events: tuple[Event, ...]


def read_grounds(
    database: Database,
    author: Author,
    library: Library,
    assessment: str,
    criterion: Criterion,
    *,
    things: Sequence[str],
) -> Grounds:
    """What stands beside one criterion; ``things`` are the ids of what belongs to it.

    :raises NotFound: the assessment was not given to the author.
    """
    parts = (criterion.number, *(part.id for part in criterion.assessed))
    with accesses.looking_at(database, author, assessment) as db:
        tenant = looking.given_to(db, author, assessment)
        head = assessments.find(db, tenant, assessment).value
        cycle = last_cycles.cycle_before(db, tenant, head)
        gone = events.findings_taken_back(db, tenant, assessment, criterion.number)
        found = events.on_criterion(
            db,
            tenant,
            assessment,
            parts=parts,
            things=(*things, *gone),
            handed_in=submissions.last_moment(db, tenant, assessment),
        )
    before = _before(cycle, head.criteria_set, criterion, library) if cycle else None
    return Grounds(before, found)


def _before(
    cycle: LastCycle, criteria_set: str, criterion: Criterion, library: Library
) -> Before | None:
    """None where the criteria set of that cycle is not here any more."""
    then = cycle.head.criteria_set
    try:
        known = library.criteria_set(then)
    except UnknownCriteriaSet:
        return None
    same = then == criteria_set
    crosswalk = None if same else library.crosswalk(then, criteria_set)
    numbers = (criterion.number,) if same else criteria_before(crosswalk, known, criterion)
    said = (cycle.determinations.get(number) for number in numbers)
    return Before(cycle, known, tuple(one for one in said if one is not None))
