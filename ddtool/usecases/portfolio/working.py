"""Working out what the portfolio shows, site by site, as far as something has changed.

Looking at the history and storing results are short transactions; the work between is in none.
What comes meanwhile has a later event, so that the site waits again.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import Assessment, Submission
from ddtool.domain.errors import UnknownCriteriaSet, UnknownMatrix
from ddtool.domain.people import Author
from ddtool.domain.portfolio import Result, Stage, Summary, summary_of
from ddtool.gap_reports import analyse_what_compares, default_matrix
from ddtool.packs import Library, PackProblems
from ddtool.sentences import Sentence
from ddtool.store import (
    Database,
    Reading,
    assessments,
    events,
    loading,
    portfolio_changes,
    sites,
    submissions,
)
from ddtool.store import portfolio as results
from ddtool.store.portfolio_changes import Site
from ddtool.store.snapshots import SnapshotDamaged
from ddtool.usecases.portfolio.grounds import grounds_of, usual_matrix
from ddtool.usecases.portfolio.stages import handed_in_of, stage_of

_LOG = logging.getLogger(__name__)
_UNFORESEEN = Sentence(
    "ddtool met something it was not prepared for; the log of the worker says where."
)
_NOTHING_FOLLOWS = (UnknownCriteriaSet, UnknownMatrix, PackProblems, SnapshotDamaged)
_OVER = Stage.HANDED_IN
"""Of what came before the last time nobody asks how far it has come."""

_WORKER = Author("ddtool worker", None, datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class _Cycle:
    """One assessment of a site, with all that was handed in of it."""

    head: AssessmentHead
    handed_in: tuple[Submission, ...]


@dataclass(frozen=True, slots=True)
class _Material:
    """What one result is worked out of; nothing but a fault where it cannot be read."""

    cycle: _Cycle
    assessment: Assessment | None
    matrix: str
    as_of: date
    is_newest: bool
    stage: Stage = Stage.IN_PROGRESS
    fault: str = ""


def catch_up(
    database: Database,
    library: Library,
    *,
    at: datetime,
    as_of: date,
    most: int,
    organisation: str = "",
) -> int:
    """Look at what has changed and work out the sites concerned, so many at most.

    With an organisation only its own. How many were worked out: fewer than ``most`` says that
    none waits any more.

    :raises StoreBusy: others write without end; nothing is lost by that.
    """
    _look_on(database, at)
    with database.read() as db:
        waiting = portfolio_changes.waiting(db, limit=most, organisation=organisation)
    for site in waiting:
        _work_out(database, library, site, at=at, as_of=as_of)
    return len(waiting)


def mark_overtaken(database: Database, library: Library, *, at: datetime, as_of: date) -> int:
    """Note the sites whose results other packs or the calendar have overtaken; how many."""
    with database.read() as db:
        gone = _overtaken(db, library, as_of)
    if gone:
        with database.write(_worker(at)) as db:
            portfolio_changes.note(db, gone, event=events.head(db).number)
    return len(gone)


def _overtaken(db: Reading, library: Library, as_of: date) -> frozenset[Site]:
    pairs = portfolio_changes.known_grounds(db)
    sets = {criteria_set for criteria_set, _ in pairs}
    today = portfolio_changes.Today(
        day=as_of,
        grounds={(one, matrix): grounds_of(library, one, matrix) for one, matrix in pairs},
        usual={
            (one, fictional): usual_matrix(library, one, fictional=fictional)
            for one in sets
            for fictional in (True, False)
        },
    )
    return portfolio_changes.overtaken(db, today)


def _look_on(database: Database, at: datetime) -> None:
    with database.read() as db:
        is_behind = portfolio_changes.is_behind(db)
    while is_behind:
        with database.write(_worker(at)) as db:
            is_behind = portfolio_changes.look_on(db)


def _work_out(
    database: Database, library: Library, site: Site, *, at: datetime, as_of: date
) -> None:
    organisation, id = site
    with database.read() as db:
        event = events.head(db).number
        place = sites.find(db, organisation, id).value
        kept = {one.assessment: one for one in results.of_site(db, organisation, id)}
        materials = tuple(_materials(db, library, site, as_of))
    found = []
    for one in materials:
        earlier = kept.get(one.cycle.head.id)
        if earlier is not None and _still_holds(earlier, one):
            made = replace(earlier, newest=False, newest_submitted=False, event=event)
        else:
            made = _result(one, library, organisation, event=event)
        described = replace(
            made, country=place.country, activities=place.activities, metals=place.metals
        )
        found.append(described)
    with database.write(_worker(at)) as db:
        results.replace_site(db, organisation, id, found)
        portfolio_changes.settle(db, site, event=event)


def _materials(db: Reading, library: Library, site: Site, as_of: date) -> Iterator[_Material]:
    """What counts of a site for each criteria set: all that was handed in, else the newest draft.

    What was handed in last is looked at as of today, what came before as of its own day.
    """
    organisation, id = site
    by_set: dict[str, list[_Cycle]] = {}
    for stored in assessments.listed(db, organisation, id):
        head = stored.value
        cycle = _Cycle(head, submissions.listed(db, organisation, head.id))
        by_set.setdefault(head.criteria_set, []).append(cycle)
    for cycles in by_set.values():
        handed_in = sorted((one for one in cycles if one.handed_in), key=_when)
        if not handed_in:
            yield _read(db, library, site, cycles[0], as_of=as_of)
            continue
        yield _read(db, library, site, handed_in[-1], as_of=as_of)
        for one in handed_in[:-1]:
            day = one.handed_in[-1].day
            yield _read(db, library, site, one, as_of=day, is_newest=False)


def _when(cycle: _Cycle) -> tuple[date, int, str]:
    """The order of cycles; of two from one day, the one that carried something over is later."""
    return cycle.handed_in[-1].day, cycle.head.carried_from is not None, cycle.head.id


def _read(
    db: Reading, library: Library, site: Site, cycle: _Cycle, *, as_of: date, is_newest: bool = True
) -> _Material:
    organisation, head = site[0], cycle.head
    was_handed_in = bool(cycle.handed_in)
    try:
        if was_handed_in:
            said, matrix = handed_in_of(db, organisation, head, cycle.handed_in)
            stage = stage_of(db, organisation, head, cycle.handed_in) if is_newest else _OVER
            return _Material(cycle, said, matrix, as_of, is_newest, stage)
        stored = loading.load(db, organisation, head.id)
        assessment = stored.assessment
        matrix = stored.matrix or default_matrix(library, assessment).name
    except _NOTHING_FOLLOWS as fault:
        return _Material(cycle, None, head.matrix, as_of, is_newest, fault=_told(fault))
    return _Material(cycle, assessment, matrix, as_of, is_newest)


def _still_holds(kept: Result, material: _Material) -> bool:
    """What was handed in before the last time is never worked out twice."""
    is_same = kept.submission == len(material.cycle.handed_in)
    return not material.is_newest and is_same and kept.summary.as_of == material.as_of


def _result(material: _Material, library: Library, organisation: str, *, event: int) -> Result:
    cycle = material.cycle
    head, times = cycle.head, len(cycle.handed_in)
    return Result(
        organisation=organisation,
        site=head.site,
        assessment=head.id,
        criteria_set=head.criteria_set,
        matrix=material.matrix,
        grounds=grounds_of(library, head.criteria_set, material.matrix),
        event=event,
        submission=times,
        day=cycle.handed_in[-1].day if times else material.as_of,
        summary=_summary(material, library),
        newest=material.is_newest,
        newest_submitted=material.is_newest and times > 0,
        stage=material.stage,
    )


def _summary(material: _Material, library: Library) -> Summary:
    if material.assessment is None:
        return Summary(material.as_of, fault=material.fault)
    try:
        analysis, _ = analyse_what_compares(
            material.assessment, library, as_of=material.as_of, matrix=material.matrix
        )
    except _NOTHING_FOLLOWS as fault:
        return Summary(material.as_of, fault=_told(fault))
    except Exception:  # noqa: BLE001 -- one site must never keep ten thousand others waiting
        _LOG.exception("the assessment %s cannot be worked out", material.cycle.head.id)
        return Summary(material.as_of, fault=_UNFORESEEN)
    return summary_of(analysis, with_what_comes=material.is_newest)


def _told(fault: Exception) -> str:
    return fault.args[0] if fault.args else str(fault)


def _worker(at: datetime) -> Author:
    return replace(_WORKER, at=at)
