"""An assessment as whoever asks may see it.

Its producer sees it as it stands. An assessor to whom it was given sees what was handed in last and
nothing else: what the producer changes afterwards comes with the next submission.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState, StoredAssessment
from ddtool.domain.assessments import Action, Assessment
from ddtool.domain.certificates import Certificate
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right, Role
from ddtool.domain.refusals import NotSubmitted
from ddtool.sentences import Sentence
from ddtool.store import answers, assessments, assignments, loading, seen_actions, snapshots
from ddtool.store.snapshots import Submitted
from ddtool.store.transactions import Reading

T = TypeVar("T")


def producer_of(db: Reading, author: Author, assessment: str) -> str:
    """The organisation whose assessment it is, if the author may look at it.

    :raises NotFound: it is not the author's and was not given to them, or is so no longer.
    :raises NotAllowed: their role looks at no assessments.
    """
    if author.role is not Role.ASSESSOR:
        own = author.tenant(Right.LOOK)
        assessments.find(db, own, assessment)
        return own
    return given_to(db, author, assessment)


def given_to(db: Reading, author: Author, assessment: str) -> str:
    """The producer who gave an assessment to the author.

    :raises NotFound: nobody did, or access has ended.
    """
    firm, day = author.tenant(Right.REVIEW), author.at.date()
    return assignments.given(db, firm, author.user or "", assessment, on=day).producer


def head_of(db: Reading, author: Author, assessment: str) -> Stored[AssessmentHead]:
    """What an assessment is about, without what is said in it.

    :raises NotFound, NotAllowed: as :func:`producer_of`.
    """
    own = author.role is not Role.ASSESSOR
    producer = author.tenant(Right.LOOK) if own else given_to(db, author, assessment)
    return assessments.find(db, producer, assessment)


def heads_of(db: Reading, author: Author, site: str = "") -> tuple[Stored[AssessmentHead], ...]:
    """The assessments that the author may look at, all or those of a site, the last changed first.

    An assessor's are those given to them and accepted.
    """
    owner = author.tenant(Right.LOOK)
    if author.role is not Role.ASSESSOR:
        return assessments.listed(db, owner, site)
    day, user = author.at.date(), author.user or ""
    given = [one.value for one in assignments.of_firm(db, owner, user)]
    places = [(one.producer, one.assessment) for one in given if one.gives_access(day)]
    return tuple(one for one in assessments.named(db, places) if not site or one.value.site == site)


def look_at(db: Reading, author: Author, assessment: str) -> StoredAssessment:
    """Everything said in an assessment, as far as the author may see it.

    :raises NotFound, NotAllowed: as :func:`producer_of`.
    :raises NotSubmitted: it was given to the author, and nothing was handed in yet.
    """
    if author.role is not Role.ASSESSOR:
        return loading.load(db, author.tenant(Right.LOOK), assessment)
    producer = given_to(db, author, assessment)
    return handed_in(db, producer, loading.load(db, producer, assessment))


def submission_of(db: Reading, organisation: str, assessment: str) -> StoredAssessment:
    """What was handed in last of an assessment, without the versions of what stands now.

    :raises NotFound: the organisation has no such assessment.
    :raises NotSubmitted, SnapshotDamaged: as :func:`handed_in`.
    """
    head = assessments.find(db, organisation, assessment)
    last = _last(db, organisation, assessment)
    determined = answers.determinations_of(db, organisation, assessment)
    then = replace(
        last.assessment,
        certificates=_of_the_site(last.assessment),
        determinations=tuple(one.value for one in determined),
        actions=_plan(db, organisation, head.value),
    )
    return StoredAssessment(_under(head, last.matrix), then, {}, {}, {}, {}, last.limits)


def certificates_handed_in(
    db: Reading, organisation: str, assessment: str
) -> tuple[Certificate, ...]:
    """The certificates handed in last with an assessment that may be about its site.

    :raises NotSubmitted, SnapshotDamaged: as :func:`handed_in`.
    """
    return _of_the_site(_last(db, organisation, assessment).assessment)


def handed_in(db: Reading, organisation: str, stored: StoredAssessment) -> StoredAssessment:
    """A loaded assessment as it was handed in last, with the determinations of now.

    The actions go on while it is handed in: they are those of `seen_actions`.

    :raises NotSubmitted: it never was.
    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    head, now = stored.head.value, stored.assessment
    last = _last(db, organisation, head.id)
    is_open = head.state is AssessmentState.OPEN
    then = replace(
        last.assessment,
        certificates=_of_the_site(last.assessment),
        determinations=now.determinations,
        actions=_plan(db, organisation, head) if is_open else now.actions,
    )
    return replace(
        stored,
        head=_under(stored.head, last.matrix),
        assessment=then,
        kept_answers=_as_they_were(
            {one.requirement: replace(one, evidence=()) for one in then.answers},
            stored.kept_answers,
        ),
        kept_ratings=_as_they_were(then.rating_of, stored.kept_ratings),
        limits=last.limits,
    )


def _plan(db: Reading, organisation: str, head: AssessmentHead) -> tuple[Action, ...]:
    shown = seen_actions.shown_to_assessor(db, organisation, head)
    return tuple(one.value for one in shown)


def _of_the_site(handed_in: Assessment) -> tuple[Certificate, ...]:
    """The certificates that may be about the site: of others an assessor learns nothing."""
    own = handed_in.site.id
    return tuple(one for one in handed_in.certificates if own in one.sites or not one.names_sites)


def _last(db: Reading, organisation: str, assessment: str) -> Submitted:
    last = snapshots.last_submitted(db, organisation, assessment)
    if last is None:
        raise NotSubmitted(
            Sentence("This assessment was not handed in yet; you see it as soon as it is.")
        )
    return last


def _under(head: Stored[AssessmentHead], matrix: str) -> Stored[AssessmentHead]:
    """The head with the matrix that something was handed in under."""
    under = replace(head.value, matrix=matrix)
    return Stored(under, head.version, head.changed_at, head.changed_by)


def _as_they_were(then: Mapping[str, T], now: Mapping[str, Stored[T]]) -> Mapping[str, Stored[T]]:
    """What was handed in, with the version of now where that says the same still."""
    return {
        id: now[id] if id in now and now[id].value == value else Stored(value, 0)
        for id, value in then.items()
    }
