"""What an assessor has said, gathered for reports."""

from ddtool.domain.review_records import ReviewRecord
from ddtool.store import findings, reviewing, sign_offs, threads
from ddtool.store.transactions import Reading


def record_of(db: Reading, organisation: str, assessment: str) -> ReviewRecord:
    """Everything that was said in the review of an assessment; empty where nobody reviewed it.

    :raises SnapshotDamaged: what was signed is not what it was.
    """
    signed = sign_offs.signed_of(db, organisation, assessment)
    last = signed[-1] if signed else None
    changed = reviewing.changed_since(db, organisation, assessment, last) if last else ()
    return ReviewRecord(
        findings=tuple(one.value for one in findings.of_assessment(db, organisation, assessment)),
        confirmations=tuple(
            one.value for one in findings.confirmations_of(db, organisation, assessment)
        ),
        requests=tuple(one.value for one in threads.requests_of(db, organisation, assessment)),
        messages=threads.messages_of(db, organisation, assessment),
        notes=sign_offs.notes_of(db, organisation, assessment).value,
        signed=last,
        changed=changed,
    )
