"""What an organisation has to look at next: dates that come, and what waits for somebody."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import Site
from ddtool.domain.certificates import Certificate, CertificateStatus
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.outstanding import NOTHING_OUTSTANDING, Outstanding
from ddtool.domain.progress import Progress, Task, WorkState, next_task
from ddtool.domain.reviews import FindingKind
from ddtool.domain.since_signed import UNCHANGED, SinceSigned
from ddtool.domain.time_limits import SELF_ASSESSMENT

SOON = timedelta(days=90)
"""How long before a certificate ends it is told that it does."""

_RUNNING = (CertificateStatus.ACTIVE, None)
"""Of a certificate that was withdrawn or suspended, no day comes that anybody waits for."""
_DUE_SOON = timedelta(days=30)


class DateKind(Enum):
    """What happens on a day that comes."""

    ASSESSMENT = "assessment"
    ACTION = "action"
    CERTIFICATE = "certificate"
    SELF_ASSESSMENT = "self_assessment"
    ANSWER = "answer"
    ACCESS = "access"


@dataclass(frozen=True, slots=True)
class NextDate:
    """A day that comes; ``about`` names the action or the standard."""

    day: date
    kind: DateKind
    about: str = ""


class NeedKind(Enum):
    """Why something waits for somebody, the most urgent first."""

    RETURNED = "returned"
    REQUESTS = "requests"
    FINDINGS = "findings"
    OTHERWISE = "otherwise"
    SIGN_OFF_BROKEN = "sign_off_broken"
    MATRIX = "matrix"
    OVERDUE = "overdue"
    DUE = "due"
    CERTIFICATE_ENDED = "certificate_ended"
    CERTIFICATE_ENDS = "certificate_ends"
    CERTIFICATE_WITHOUT_END = "certificate_without_end"
    UNANSWERED = "unanswered"
    READY_TO_SUBMIT = "ready_to_submit"
    FACTS = "facts"
    BEGIN = "begin"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for somebody.

    ``id`` is that of the assessment, certificate or site it is about, ``name`` what people call it;
    ``criteria`` are the numbers concerned, ``count`` how many of something. ``by`` is who returned
    or signed it, ``text`` why it was returned, ``since`` what was changed since it was signed.
    """

    kind: NeedKind
    id: str
    name: str
    day: date | None = None
    criteria: tuple[str, ...] = ()
    count: int = 0
    by: str = ""
    text: str = ""
    since: SinceSigned = UNCHANGED


@dataclass(frozen=True, slots=True)
class Looked:
    """An open or submitted assessment as far as an overview looks at it.

    ``outstanding`` is what a review leaves to the producer, ``since`` what was changed after it was
    signed. ``by_matrix`` are the criteria whose coverage another matrix edition has changed, as
    long as nobody has seen it.
    """

    head: AssessmentHead
    analysis: GapAnalysis
    tasks: tuple[Task, ...]
    progress: Progress
    outstanding: Outstanding = NOTHING_OUTSTANDING
    since: SinceSigned = UNCHANGED
    by_matrix: tuple[str, ...] = ()


def next_dates(looked: Looked) -> tuple[NextDate, ...]:
    """The days that come for one assessment, in order."""
    today, assessment = looked.analysis.as_of, looked.analysis.assessment
    found = [
        NextDate(action.due, DateKind.ACTION, action.title)
        for action in assessment.actions
        if action.due and action.state.is_open
    ]
    found += [
        NextDate(one.certificate.valid_until, DateKind.CERTIFICATE, one.certificate.standard)
        for one in looked.analysis.at_site
        if one.certificate.valid_until and one.certificate.status in _RUNNING
    ]
    if looked.head.state is AssessmentState.OPEN:
        limits = [one.day for one in looked.analysis.limits if one.id == SELF_ASSESSMENT]
        found += [NextDate(day, DateKind.SELF_ASSESSMENT) for day in limits if day]
    if assessment.assessment_day:
        found.append(NextDate(assessment.assessment_day, DateKind.ASSESSMENT))
    coming = [one for one in found if one.day >= today]
    return tuple(sorted(coming, key=lambda one: (one.day, one.kind.value, one.about)))


def needs(
    looked: Sequence[Looked],
    certificates: Iterable[Certificate],
    sites: Iterable[tuple[Site, int]],
    *,
    as_of: date,
    gone_on: Iterable[Looked] = (),
) -> tuple[Need, ...]:
    """What waits for somebody, the most urgent first, then by day.

    ``sites`` come with the number of facts nobody has answered. Of assessments from which later
    ones have ``gone_on``, only findings wait that nobody has done anything about.
    """
    recorded = tuple(sites)
    found = [
        *(need for one in gone_on for need in _of_findings(one)),
        *(need for one in looked for need in _of_assessment(one, as_of)),
        *(need for one in certificates for need in _of_certificate(one, looked, as_of)),
        *(Need(NeedKind.FACTS, one.id, one.name, count=count) for one, count in recorded if count),
    ]
    if recorded and not looked:
        found.append(Need(NeedKind.BEGIN, recorded[0][0].id, recorded[0][0].name))
    order = list(NeedKind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.day or date.max)))


def _of_assessment(looked: Looked, as_of: date) -> Iterator[Need]:
    head, name = looked.head, looked.analysis.assessment.site.name
    yield from _of_review(looked, as_of)
    if looked.by_matrix:
        yield Need(NeedKind.MATRIX, head.id, name, criteria=looked.by_matrix)
    yield from _of_actions(looked, as_of)
    if head.state is not AssessmentState.OPEN:
        return
    task = next_task(looked.tasks)
    if task is None:
        yield Need(NeedKind.READY_TO_SUBMIT, head.id, name, day=head.assessment_day)
    elif task.state is not WorkState.RETURNED:
        number, left = task.line.criterion.number, looked.progress.unanswered
        day = head.assessment_day
        yield Need(NeedKind.UNANSWERED, head.id, name, day, criteria=(number,), count=left)


def _of_review(looked: Looked, as_of: date) -> Iterator[Need]:
    """What the assessor leaves to the producer; a criterion is named for its request alone."""
    left, id, name = looked.outstanding, looked.head.id, looked.analysis.assessment.site.name
    signed, back = left.signed, left.returned
    if signed is not None and looked.since.parts:
        broken, day = NeedKind.SIGN_OFF_BROKEN, signed.day
        yield Need(broken, id, name, day, by=signed.name, since=looked.since)
    if back is not None:
        yield Need(NeedKind.RETURNED, id, name, back.at.date(), by=back.by, text=back.reason)
    if left.requests:
        asked, late = {one.criterion for one in left.requests}, len(left.late(as_of))
        wanted = left.requests[0].due
        yield Need(NeedKind.REQUESTS, id, name, wanted, _in_order(looked, asked), count=late)
    yield from _of_findings(looked)
    otherwise = _in_order(looked, _otherwise(looked) - left.criteria)
    if otherwise:
        yield Need(NeedKind.OTHERWISE, id, name, criteria=otherwise)


def _of_findings(looked: Looked) -> Iterator[Need]:
    left, name = looked.outstanding, looked.analysis.assessment.site.name
    if left.unplanned:
        found, majors = {one.criterion for one in left.unplanned}, left.of_kind(FindingKind.MAJOR)
        numbers = _in_order(looked, found)
        yield Need(NeedKind.FINDINGS, looked.head.id, name, criteria=numbers, count=len(majors))


def _otherwise(looked: Looked) -> set[str]:
    """The criteria that came back because they were determined otherwise."""
    return {
        task.line.criterion.number
        for task in looked.tasks
        if task.state is WorkState.RETURNED and task.is_determined_otherwise
    }


def _in_order(looked: Looked, numbers: Collection[str]) -> tuple[str, ...]:
    every = (task.line.criterion.number for task in looked.tasks)
    return tuple(number for number in every if number in numbers)


def _of_actions(looked: Looked, as_of: date) -> Iterator[Need]:
    for line in looked.analysis.actions:
        action = line.action
        if line.overdue:
            yield Need(NeedKind.OVERDUE, looked.head.id, action.title, action.due)
        elif action.state.is_open and action.due and action.due - as_of <= _DUE_SOON:
            yield Need(NeedKind.DUE, looked.head.id, action.title, action.due)


def _of_certificate(
    certificate: Certificate, looked: Sequence[Looked], as_of: date
) -> Iterator[Need]:
    """Only of certificates that would count otherwise: what was withdrawn waits for nobody.

    One that ends soon is told, and one that ends before an assessment of a site that it names.
    """
    if certificate.status not in _RUNNING:
        return
    assessed = [one.analysis.assessment for one in looked]
    days = [one.assessment_day for one in assessed if certificate.may_cover(one.site.id)]
    end, name = certificate.valid_until, certificate.standard
    if end is None:
        yield Need(NeedKind.CERTIFICATE_WITHOUT_END, certificate.id, name)
    elif end < as_of:
        yield Need(NeedKind.CERTIFICATE_ENDED, certificate.id, name, end)
    elif end - as_of <= SOON or any(day is not None and end < day for day in days):
        yield Need(NeedKind.CERTIFICATE_ENDS, certificate.id, name, end)
