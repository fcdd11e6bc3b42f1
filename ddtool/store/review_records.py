"""What an assessor has said, gathered for reports."""

from ddtool.domain.review_records import NO_NOTES, ReviewRecord
from ddtool.domain.reviews import Part
from ddtool.domain.since_signed import UNCHANGED
from ddtool.store import assignments, events, findings, reviewing, sign_offs, threads
from ddtool.store.transactions import Reading


def record_of(db: Reading, organisation: str, assessment: str) -> ReviewRecord:
    """Everything that was said in the review of an assessment; empty where nobody reviewed it.

    Its notes are in it as they were signed: before that they are the assessor's draft, and a report
    is read by the producer.

    :raises SnapshotDamaged: what was signed is not what it was.
    """
    signed = sign_offs.signed_of(db, organisation, assessment)
    last = signed[-1] if signed else None
    since = reviewing.since_signed(db, organisation, assessment, last) if last else UNCHANGED
    are_signed = last is not None and Part.REVIEW not in since.parts
    notes = sign_offs.notes_of(db, organisation, assessment).value
    return ReviewRecord(
        findings=tuple(one.value for one in findings.of_assessment(db, organisation, assessment)),
        confirmations=tuple(
            one.value for one in findings.confirmations_of(db, organisation, assessment)
        ),
        requests=tuple(one.value for one in threads.requests_of(db, organisation, assessment)),
        messages=threads.messages_of(db, organisation, assessment),
        notes=notes if are_signed else NO_NOTES,
        signed=last,
        since=since,
        reviewers=_reviewers(db, organisation, assessment),
        recorded=events.first_days(db, organisation, assessment, "finding"),
    )


def _reviewers(db: Reading, organisation: str, assessment: str) -> tuple[str, ...]:
    """Whom the review was given to last of those who took it: a person, if named, and the firm."""
    for one in assignments.of_assessment(db, organisation, assessment):
        if one.value.accepted_at is not None:
            return tuple(filter(None, (one.value.assessor_name, one.value.firm_name)))
    return ()
