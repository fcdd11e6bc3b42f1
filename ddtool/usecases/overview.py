"""All sites of an organisation with their assessments, and what waits for somebody."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from ddtool.domain.applicability import unanswered
from ddtool.domain.archived import Archived
from ddtool.domain.assessment_heads import AssessmentHead, matrix_of
from ddtool.domain.assessments import Site
from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.errors import UnknownCriteriaSet, UnknownMatrix
from ddtool.domain.gaps import Outlook
from ddtool.domain.history import Stored
from ddtool.domain.left_behind import left_behind
from ddtool.domain.outstanding import NOTHING_OUTSTANDING, Outstanding
from ddtool.domain.overview import Looked, Need, NextDate, needs, next_dates
from ddtool.domain.people import Author, Right
from ddtool.domain.plan import NOTHING_PLANNED, PlanCounts, count_plan
from ddtool.domain.progress import Progress, WorkState, progress_of, tasks_of, work_state
from ddtool.domain.reviews import SignOff, with_whom
from ddtool.domain.since_signed import UNCHANGED, SinceSigned
from ddtool.foreign_results import ResultsNotComparable
from ddtool.gap_reports import analyse_assessment, changed_by_matrix, edition_taken
from ddtool.packs import Library
from ddtool.store import Database, assessment_archive, matrix_news, site_archive
from ddtool.store.left_by_reviews import left_by_reviews
from ddtool.store.loading_all import Everything, Recorded
from ddtool.store.since_handed_in import load_as_asked


@dataclass(frozen=True, slots=True)
class Glance:
    """An assessment in a list. ``fault`` says why nothing follows from it, where nothing does.

    ``assessor`` is the firm that has it now, by name, with the person if it was given to one;
    ``signed`` the signature under what was handed in last; ``plan`` how far its improvement plan
    has come.
    """

    head: Stored[AssessmentHead]
    title: str
    last: Stored[object]
    state: WorkState = WorkState.IN_PROGRESS
    progress: Progress | None = None
    outlook: Outlook | None = None
    dates: tuple[NextDate, ...] = ()
    fault: str = ""
    assessor: str = ""
    signed: SignOff | None = None
    plan: PlanCounts = NOTHING_PLANNED


@dataclass(frozen=True, slots=True)
class SiteGlance:
    """A site in a list, its assessments with the newest first, and certificates that name it.

    Assessments that are put aside stand by themselves, and wait for nobody.
    """

    site: Stored[Site]
    assessments: tuple[Glance, ...]
    certificates: tuple[Certificate, ...]
    unanswered_facts: int
    archived: Archived | None = None
    shelved: tuple[Glance, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page of a producer; sites that are put aside stand by themselves."""

    sites: tuple[SiteGlance, ...]
    needs: tuple[Need, ...]
    archived: tuple[SiteGlance, ...] = ()


def overview(
    database: Database, author: Author, library: Library, *, as_of: date, language: str = ""
) -> Overview:
    """The sites of the author's organisation, and what waits for somebody there."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        everything, closed, happened = load_as_asked(db, organisation)
        aside = site_archive.archived(db, organisation)
        put_aside = set(assessment_archive.archived(db, organisation))
        gone_on = _gone_on(everything, put_aside)
        newest = {id: one for id, one in closed.items() if id not in gone_on}
        reviewed = left_by_reviews(db, organisation, everything, newest, happened)
    looking = _Looking(library, as_of, language, reviewed)
    seen = _look_at_all(everything, put_aside, gone_on, looking)
    held = [one.value for one in everything.certificates]
    sites = tuple(
        SiteGlance(
            site=one,
            assessments=tuple(seen.glances.get(one.value.id, ())),
            certificates=tuple(each for each in held if one.value.id in each.sites),
            unanswered_facts=len(open_facts(one.value, _sets_of(seen.looked, one.value, library))),
            archived=aside.get(one.value.id),
            shelved=tuple(seen.shelved.get(one.value.id, ())),
        )
        for one in everything.sites
    )
    at_work = tuple(one for one in sites if one.archived is None)
    facts = [(one.site.value, one.unanswered_facts) for one in at_work]
    waiting = [one for one in seen.looked if one.head.site not in aside]
    older = [one for one in seen.gone_on if one.head.site not in aside]
    behind = left_behind(older, waiting, library.crosswalk)
    waiting = _with_matrix_news(database, organisation, library, waiting)
    return Overview(
        at_work,
        needs(waiting, held, facts, as_of=as_of, gone_on=behind),
        tuple(one for one in sites if one.archived is not None),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """Assessments by site, apart those that are put aside, and what follows from the others.

    Those from which later ones have ``gone_on`` stand by themselves.
    """

    glances: dict[str, list[Glance]]
    shelved: dict[str, list[Glance]]
    looked: list[Looked]
    gone_on: list[Looked]


@dataclass(frozen=True, slots=True)
class _Looking:
    """What every assessment is looked at with, and what reviews have left of each."""

    library: Library
    as_of: date
    language: str
    reviewed: Mapping[str, tuple[Outstanding, SinceSigned]]


def _with_matrix_news(
    database: Database, organisation: str, library: Library, looked: Sequence[Looked]
) -> list[Looked]:
    """With the criteria that another matrix edition has changed and nobody has looked at."""
    taken = {one.head.id: edition_taken(one.head, one.analysis, library) for one in looked}
    standing = {id: name for id, name in taken.items() if name}
    if not standing:
        return list(looked)
    with database.read() as db:
        came = matrix_news.unseen(db, organisation, standing)
    return [
        replace(one, by_matrix=_changed(one, library, came[one.head.id].copied_from))
        if one.head.id in came
        else one
        for one in looked
    ]


def _changed(looked: Looked, library: Library, before: str) -> tuple[str, ...]:
    return tuple(one.criterion for one in changed_by_matrix(looked.analysis, library, before))


def _gone_on(everything: Everything, put_aside: Set[str]) -> Set[str]:
    """The ids of assessments that another one goes on from which is not put aside."""
    heads = (one.head.value for one in everything.assessments)
    return {one.carried_from or "" for one in heads if one.id not in put_aside}


def _look_at_all(
    everything: Everything, put_aside: Set[str], gone_on: Set[str], looking: _Looking
) -> _Seen:
    all_seen = _Seen({}, {}, [], [])
    for recorded in sorted(everything.assessments, key=_newest_first):
        glance, seen = _look_at(recorded, looking)
        if recorded.head.value.id in put_aside:
            all_seen.shelved.setdefault(recorded.head.value.site, []).append(glance)
            continue
        if recorded.head.value.id in gone_on:
            # Its successor says what comes next; findings stay until something is done about them.
            if seen is not None:
                all_seen.gone_on.append(seen)
            glance, seen = replace(glance, dates=()), None
        all_seen.glances.setdefault(recorded.head.value.site, []).append(glance)
        if seen is not None:
            all_seen.looked.append(seen)
    return all_seen


def open_facts(site: Site, criteria_sets: Sequence[CriteriaSet]) -> tuple[str, ...]:
    """The facts and words about a site that decide what applies, and that nobody has given."""
    criteria = [criterion for one in criteria_sets for criterion in one.criteria]
    asked = [criterion.applies_when for criterion in criteria]
    asked += [part.applies_when for criterion in criteria for part in criterion.requirements]
    return tuple(condition.value for condition in unanswered(asked, site.profile))


def _sets_of(looked: Sequence[Looked], site: Site, library: Library) -> list[CriteriaSet]:
    names = {one.head.criteria_set for one in looked if one.head.site == site.id}
    return [library.criteria_set(name) for name in sorted(names)]


def _newest_first(recorded: Recorded) -> tuple[int, str]:
    day = recorded.head.value.assessment_day or date.max
    return -day.toordinal(), recorded.head.value.id


def _look_at(recorded: Recorded, looking: _Looking) -> tuple[Glance, Looked | None]:
    head, assessment = recorded.head, recorded.assessment
    left, since = looking.reviewed.get(head.value.id, (NOTHING_OUTSTANDING, UNCHANGED))
    try:
        analysis = analyse_assessment(
            assessment,
            looking.library,
            as_of=looking.as_of,
            matrix=matrix_of(head.value, assessment),
            language=looking.language,
            limits=recorded.limits,
        )
    except (ResultsNotComparable, UnknownCriteriaSet, UnknownMatrix) as fault:
        name = head.value.criteria_set
        return Glance(head, name, recorded.last, fault=fault.args[0]), None
    tasks = tasks_of(analysis.lines, head.value.state, outstanding=left)
    seen = Looked(head.value, analysis, tasks, progress_of(analysis.lines), left, since)
    glance = Glance(
        head=head,
        title=analysis.criteria_set.short_title,
        last=recorded.last,
        state=work_state(tasks, head.value.state, left, stands=not since.parts),
        progress=seen.progress,
        outlook=analysis.outlook,
        dates=next_dates(seen),
        assessor=with_whom(recorded.given, looking.as_of),
        signed=left.signed,
        plan=count_plan(analysis.actions),
    )
    return glance, seen
