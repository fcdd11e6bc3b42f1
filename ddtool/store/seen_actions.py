"""The actions of an assessment as its assessor sees them.

While it is handed in they are shown as they stand: closing gaps goes on after a submission, and an
assessor accepts what is done. While it is with its producer, they stay as they were when it was
opened; what is planned or changed from then on comes with the next submission.
"""

from sqlalchemy import func, select

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import Action
from ddtool.domain.history import Stored
from ddtool.store import actions, snapshots
from ddtool.store.schema_records import events
from ddtool.store.transactions import Reading

_OPENED = ("returned", "reopened")


def shown_to_assessor(
    db: Reading, organisation: str, head: AssessmentHead
) -> tuple[Stored[Action], ...]:
    """The actions of an assessment; one that was changed since it was opened as it was handed in.

    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    now = actions.of_assessment(db, organisation, head.id)
    if head.state is AssessmentState.SUBMITTED:
        return now
    touched = _touched_since_opened(db, organisation, head.id)
    last = snapshots.last_submitted(db, organisation, head.id)
    then = last.assessment.actions if last else ()
    same = tuple(one for one in now if one.value.id not in touched)
    there = {one.value.id for one in same}
    as_handed_in = (Stored(one, 0) for one in then if one.id not in there)
    return tuple(sorted((*same, *as_handed_in), key=lambda one: one.value.number))


def _touched_since_opened(db: Reading, organisation: str, assessment: str) -> frozenset[str]:
    """The ids of actions that were planned, changed or shown done since it was opened."""
    c = events.c
    mine = c.organisation_id == organisation, c.assessment_id == assessment
    opened = select(func.max(c.number)).where(*mine, c.noun == "assessment", c.verb.in_(_OPENED))
    since = func.coalesce(opened.scalar_subquery(), 0)
    query = select(c.subject).where(*mine, c.noun == "action", c.number > since).distinct()
    return frozenset(row["subject"] for row in db.rows(query))
