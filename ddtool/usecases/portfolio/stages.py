"""What was handed in last, and how far it has come between producer and assessor."""

from collections.abc import Sequence
from dataclasses import replace

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import Assessment, Submission
from ddtool.domain.history import Subject
from ddtool.domain.portfolio import Stage
from ddtool.domain.reviews import SignOff
from ddtool.store import Reading, answers, events, reviewing, sign_offs, snapshots

_OPENINGS = {"returned": Stage.RETURNED, "reopened": Stage.IN_PROGRESS}


def handed_in_of(
    db: Reading, organisation: str, head: AssessmentHead, handed_in: Sequence[Submission]
) -> tuple[Assessment, str]:
    """What was handed in last with its certificates of then, and the matrix it stands under.

    What its assessor has determined belongs to it from the day on which they signed it.

    :raises SnapshotDamaged: it is not what was handed in.
    """
    last = snapshots.submitted(db, organisation, head.id, len(handed_in))
    if _signature(db, organisation, head, len(handed_in)) is None:
        return last.assessment, last.matrix
    determined = answers.determinations_of(db, organisation, head.id)
    values = tuple(one.value for one in determined)
    return replace(last.assessment, determinations=values), last.matrix


def stage_of(
    db: Reading, organisation: str, head: AssessmentHead, handed_in: Sequence[Submission]
) -> Stage:
    """How far an assessment has come that was handed in.

    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    opened = _opened(db, organisation, head)
    if opened is Stage.RETURNED:
        return opened
    signed = _signature(db, organisation, head, len(handed_in))
    if signed is None:
        return opened or Stage.HANDED_IN
    changed = reviewing.changed_since(db, organisation, head.id, signed)
    return Stage.SIGN_OFF_BROKEN if changed else Stage.SIGNED_OFF


def _signature(
    db: Reading, organisation: str, head: AssessmentHead, submission: int
) -> SignOff | None:
    """The signature under what was handed in last."""
    signed = sign_offs.signed_of(db, organisation, head.id)
    return signed[-1] if signed and signed[-1].submission == submission else None


def _opened(db: Reading, organisation: str, head: AssessmentHead) -> Stage | None:
    """Who has opened it since it was handed in: the assessor, or its producer."""
    if head.state is not AssessmentState.OPEN:
        return None
    told = events.of_subject(db, organisation, Subject("assessment", head.id, organisation))
    return next((_OPENINGS[one.verb] for one in told if one.verb in _OPENINGS), Stage.IN_PROGRESS)
