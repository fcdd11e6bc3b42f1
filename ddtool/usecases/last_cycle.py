"""The cycle before this one: what was promised and done, what was decided, what changed since."""

from dataclasses import dataclass, replace
from datetime import date

from ddtool.domain.assessment_heads import AssessmentHead, carry_answers
from ddtool.domain.assessments import Action, ActionState, Assessment
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored
from ddtool.domain.last_cycle import (
    Decided,
    Promise,
    SinceThen,
    changes,
    decisions,
    promises,
)
from ddtool.domain.people import Author, Right
from ddtool.domain.reviews import Finding
from ddtool.packs import Library
from ddtool.store import (
    Database,
    Reading,
    accesses,
    actions,
    closing,
    findings,
    loading,
    looking,
    snapshots,
    submissions,
)
from ddtool.store.assessments import touch
from ddtool.store.keeping import new_id


@dataclass(frozen=True, slots=True)
class LastCycle:
    """An assessment that another was carried over from, as far as the later one looks at it."""

    head: AssessmentHead
    criteria_set: CriteriaSet
    handed_in: date | None
    promises: tuple[Promise, ...]
    decisions: tuple[Decided, ...]
    findings: tuple[Finding, ...]
    since: SinceThen

    @property
    def to_take_over(self) -> tuple[Promise, ...]:
        """The open promises that nothing carries on yet."""
        return tuple(
            one for one in self.promises if one.action.state.is_open and one.goes_on is None
        )


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The actions that go on, and those for which the present set has nothing like it."""

    actions: tuple[Stored[Action], ...]
    without_place: tuple[Action, ...]


def read_last_cycle(
    database: Database, author: Author, library: Library, assessment: str, *, language: str = ""
) -> LastCycle | None:
    """The cycle before an assessment, for its producer and its assessor; None without one.

    :raises NotFound: the assessment is not the author's and was not given to them.
    """
    with accesses.looking_at(database, author, assessment) as db:
        tenant = looking.producer_of(db, author, assessment)
        present = loading.load(db, tenant, assessment)
        id = present.head.value.carried_from
        if id is None:
            return None
        earlier = loading.load(db, tenant, id)
        found = tuple(one.value for one in findings.of_assessment(db, tenant, id))
        handed_in = _handed_in(db, tenant, id)
    named = (earlier.assessment.criteria_set, present.assessment.criteria_set)
    before, after = (_in_language(library, name, language) for name in named)
    then, now = earlier.assessment, present.assessment
    return LastCycle(
        head=earlier.head.value,
        criteria_set=before,
        handed_in=then.submission.day if then.submission else None,
        promises=promises(then, now, as_of=author.at.date()),
        decisions=decisions(then, before, now, after),
        findings=found,
        since=changes(handed_in or then, now, after, present.earlier),
    )


def take_over_actions(
    database: Database, author: Author, library: Library, assessment: str
) -> TakenOver:
    """Let every open action of the last cycle go on in this one; those that do already stay.

    :raises NotFound: the author's organisation has no such assessment.
    :raises AssessmentClosed: it has been submitted.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        touch(db, organisation, assessment)
        present = loading.load(db, organisation, assessment)
        if present.head.value.carried_from is None:
            return TakenOver((), ())
        earlier = loading.load(db, organisation, present.head.value.carried_from).assessment
        places = _places(earlier, present.assessment, library)
        taken, left = [], []
        for one in promises(earlier, present.assessment, as_of=author.at.date()):
            if not one.action.state.is_open or one.goes_on is not None:
                continue
            place = places.get(one.action.requirement or one.action.criterion)
            if place is None:
                left.append(one.action)
                continue
            action = closing.planned(_going_on(one.action, *place))
            taken.append(actions.add(db, organisation, assessment, action))
        return TakenOver(tuple(taken), tuple(left))


def _in_language(library: Library, name: str, language: str) -> CriteriaSet:
    own = library.criteria_set(name)
    return library.criteria_set(name, language) if language in own.languages else own


def _handed_in(db: Reading, tenant: str, assessment: str) -> Assessment | None:
    """What was handed in last, which nobody can have changed since; None where nothing was."""
    number = len(submissions.listed(db, tenant, assessment))
    return snapshots.submitted(db, tenant, assessment, number).assessment if number else None


def _places(
    earlier: Assessment, present: Assessment, library: Library
) -> dict[str, tuple[str, str]]:
    """Criterion and requirement of the present set by what they were in the earlier one."""
    source = library.criteria_set(earlier.criteria_set)
    target = library.criteria_set(present.criteria_set)
    found: dict[str, tuple[str, str]] = {}
    crosswalk = library.crosswalk(source.name, target.name)
    for one in carry_answers(earlier, source, target, crosswalk):
        part = one.answer.requirement
        owner = target.criterion_of[part].number
        if one.source in source.criterion_of:
            found.setdefault(one.source, (owner, part))
            found.setdefault(source.criterion_of[one.source].number, (owner, ""))
        elif one.source:
            found.setdefault(one.source, (owner, ""))
    return found


def _going_on(action: Action, criterion: str, requirement: str) -> Action:
    started = ActionState.PLANNED if action.state is ActionState.PLANNED else ActionState.RUNNING
    part = requirement if action.requirement else ""
    return replace(
        action,
        id=new_id(),
        number=0,
        criterion=criterion,
        requirement=part,
        state=started,
        carried_from=action.id,
    )
