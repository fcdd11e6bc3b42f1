"""The producer's side of a review: who has the assessment, what they ask, what they have signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ddtool.domain.assessment_heads import AssessmentState, StoredAssessment
from ddtool.domain.assessments import Submission
from ddtool.domain.assessor_invitations import AssessorInvitation
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Organisation, Right
from ddtool.domain.resubmission import Change, changes_between
from ddtool.domain.reviews import Assignment, Message, Request, SignOff
from ddtool.domain.since_signed import UNCHANGED, SinceSigned
from ddtool.packs import Library
from ddtool.store import (
    Database,
    Reading,
    assessor_invitations,
    assignments,
    organisations,
    reviewing,
    sign_offs,
    snapshots,
    submissions,
    thread_readings,
    threads,
)


@dataclass(frozen=True, slots=True)
class AssessorPage:
    """What a producer sees of a review.

    ``signed`` is the last signature, with what has changed ``since``. ``changes`` are against
    ``earlier``, the submission of that ``number``: those not handed in yet where ``waits``, else
    those that the last submission brought.
    """

    given: tuple[Stored[Assignment], ...]
    invited: tuple[AssessorInvitation, ...]
    firms: tuple[Organisation, ...]
    requests: tuple[Stored[Request], ...]
    messages: tuple[Message, ...]
    read: Mapping[str, datetime]
    signed: SignOff | None = None
    since: SinceSigned = UNCHANGED
    earlier: Submission | None = None
    number: int = 0
    changes: tuple[Change, ...] = ()
    waits: bool = False


def read_assessor_page(
    database: Database, author: Author, library: Library, stored: StoredAssessment
) -> AssessorPage:
    """What a producer sees of the review of an assessment, which they have read as it stands.

    How many queries that takes depends on nothing.
    """
    organisation, assessment = author.tenant(Right.READ), stored.head.value.id
    with database.read() as db:
        signed = sign_offs.signed_of(db, organisation, assessment)
        last = signed[-1] if signed else None
        now = stored.assessment
        return AssessorPage(
            given=assignments.of_assessment(db, organisation, assessment),
            invited=assessor_invitations.open_ones(db, organisation, assessment),
            firms=organisations.firms(db),
            requests=threads.requests_of(db, organisation, assessment),
            messages=threads.messages_of(db, organisation, assessment),
            read=thread_readings.read_by(db, organisation, assessment, author.user or ""),
            signed=last,
            since=reviewing.since_signed(db, organisation, assessment, last, now)
            if last
            else UNCHANGED,
            **_changes(db, organisation, library, stored),
        )


def _changes(
    db: Reading, organisation: str, library: Library, stored: StoredAssessment
) -> dict[str, Any]:
    """Against the last submission while the assessment is open, else against the one before."""
    head = stored.head.value
    handed_in = submissions.listed(db, organisation, head.id)
    waits = head.state is AssessmentState.OPEN
    number = len(handed_in) if waits else len(handed_in) - 1
    if number < 1:
        return {}
    before = snapshots.submitted(db, organisation, head.id, number).assessment
    # What the producer changes after the last submission is no difference between the two.
    now = (
        stored.assessment
        if waits
        else snapshots.submitted(db, organisation, head.id, number + 1).assessment
    )
    criteria_set = library.criteria_set(head.criteria_set)
    return {
        "earlier": handed_in[number - 1],
        "number": number,
        "changes": changes_between(before, now, criteria_set),
        "waits": waits,
    }
