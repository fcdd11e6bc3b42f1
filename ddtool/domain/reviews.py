"""What an assessor says of a submitted assessment, and whether it can be signed off.

An assessor looks at what was handed in and at nothing else. Determinations are in
:mod:`ddtool.domain.assessments`, beside the producer's own ratings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from ddtool.domain.decisions import SOMETHING_SHOWN
from ddtool.domain.gaps import CriterionLine, Gap


class FindingKind(Enum):
    """How grave a finding is. An opportunity asks for nothing."""

    MAJOR = "major"
    MINOR = "minor"
    OPPORTUNITY = "opportunity"


class RequestState(Enum):
    """Where a request for information stands; open and answered ones keep a sign-off waiting."""

    OPEN = "open"
    ANSWERED = "answered"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Assignment:
    """That an assessment was given to an assessment firm, or to one person of it.

    ``assessor`` is the id of that person, empty for the whole firm. The firm sees the assessment
    from its acceptance until ``ends_on``, that day included, unless it was ended before.
    """

    id: str
    assessment: str
    producer: str
    firm: str
    firm_name: str = ""
    assessor: str = ""
    assessor_name: str = ""
    invited_at: datetime | None = None
    invited_by: str = ""
    accepted_at: datetime | None = None
    accepted_by: str = ""
    ends_on: date | None = None
    ended_at: datetime | None = None

    def is_over(self, day: date) -> bool:
        """Whether access has ended by a day."""
        return self.ended_at is not None or (self.ends_on is not None and day > self.ends_on)

    def gives_access(self, day: date) -> bool:
        """Whether the firm may see the assessment on a day."""
        return self.accepted_at is not None and not self.is_over(day)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an assessor has found, bound to requirements; ``action`` is what closes it.

    It is closed once an assessor has seen that it is put right, and says how they know.
    """

    id: str
    criterion: str
    kind: FindingKind
    text: str
    requirements: tuple[str, ...] = ()
    action: str = ""
    closed_because: str = ""
    closed_by: str = ""
    closed_on: date | None = None

    @property
    def is_closed(self) -> bool:
        """Whether an assessor has seen it put right."""
        return self.closed_on is not None

    @property
    def lacks_action(self) -> bool:
        """Whether nobody has planned what it asks for; an opportunity asks for nothing."""
        asks = self.kind is not FindingKind.OPPORTUNITY and not self.is_closed
        return asks and not self.action


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether what a producer has done closes the gap; without acceptance it is returned."""

    accepted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Whether a coverage that only an assessor can judge was confirmed or refused, and why."""

    criterion: str
    confirmed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for information on a criterion or on one requirement of it."""

    id: str
    criterion: str
    text: str
    requirement: str = ""
    due: date | None = None
    state: RequestState = RequestState.OPEN
    asked_by: str = ""
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Something said on a criterion; ``request`` is the request it belongs to, if any."""

    id: str
    criterion: str
    text: str
    request: str = ""
    by: str = ""
    role: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewNotes:
    """How the assessor worked: method, sampling, interviews by group, documents seen."""

    method: str = ""
    sampling: str = ""
    interviews: Mapping[str, int] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    conclusion: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """An assessor's signature under one submission and everything they said of it.

    ``submission_sha256`` is the hash of what was handed in, ``review_sha256`` that of the review.
    """

    submission: int
    submission_sha256: str
    review_sha256: str
    name: str
    role: str
    firm: str
    day: date
    statement: str


class Part(Enum):
    """A part of what was signed, for saying what has changed since."""

    SITE = "site"
    ANSWERS = "answers"
    RATINGS = "ratings"
    EVIDENCE = "evidence"
    CERTIFICATES = "certificates"
    REVIEW = "review"
    SUBMISSION = "submission"


class Hindrance(Enum):
    """Why an assessment cannot be signed off yet."""

    NOT_SUBMITTED = "not_submitted"
    REQUEST_OPEN = "request_open"
    NOT_DETERMINED = "not_determined"
    REASON_MISSING = "reason_missing"
    NOT_CONFIRMED = "not_confirmed"
    SECOND_PERSON_MISSING = "second_person_missing"
    SECOND_PERSON_DIFFERS = "second_person_differs"
    CHANGED_SINCE = "changed_since"
    DETERMINED_BEFORE = "determined_before"


@dataclass(frozen=True, slots=True)
class Hindering:
    """One thing in the way of a sign-off, on one criterion; empty for the assessment as a whole."""

    hindrance: Hindrance
    criterion: str = ""


def hindrances(
    lines: Sequence[CriterionLine],
    *,
    confirmations: Sequence[Confirmation],
    requests: Sequence[Request],
    alone: frozenset[str] = frozenset(),
    otherwise: frozenset[str] = frozenset(),
    outdated: frozenset[str] = frozenset(),
) -> tuple[Hindering, ...]:
    """What keeps a submitted assessment from being signed off, in the order of the criteria.

    ``alone`` are criteria whose determination still lacks the second person that the programme
    asks for; on those in ``otherwise`` the second person would determine something else. Those that
    are ``outdated`` were determined before the producer changed something on them.
    """
    open_on = {one.criterion for one in requests if one.state is not RequestState.CLEARED}
    decided = {one.criterion for one in confirmations}
    found: list[Hindering] = []
    for line in lines:
        number = line.criterion.number
        if number in open_on:
            found.append(Hindering(Hindrance.REQUEST_OPEN, number))
        if number in outdated:
            found.append(Hindering(Hindrance.DETERMINED_BEFORE, number))
        if number in alone:
            found.append(Hindering(Hindrance.SECOND_PERSON_MISSING, number))
        if number in otherwise:
            found.append(Hindering(Hindrance.SECOND_PERSON_DIFFERS, number))
        found += [Hindering(one, number) for one in _undecided(line, decided)]
    return tuple(found)


def _undecided(line: CriterionLine, decided: set[str]) -> Iterator[Hindrance]:
    if line.gap is Gap.NOT_APPLICABLE and line.determination is None:
        return
    if line.determination is None:
        yield Hindrance.NOT_DETERMINED
    elif not line.determination.reason.strip():
        yield Hindrance.REASON_MISSING
    shown = line.decision.coverage in SOMETHING_SHOWN
    if shown and line.decision.needs_assessor and line.criterion.number not in decided:
        yield Hindrance.NOT_CONFIRMED


def with_whom(given: Iterable[Assignment], day: date) -> str:
    """The firm that has an assessment on a day, with the person if it was given to one."""
    for one in given:
        if not one.is_over(day):
            return ", ".join(name for name in (one.firm_name, one.assessor_name) if name)
    return ""
