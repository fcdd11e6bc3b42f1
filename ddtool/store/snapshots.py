"""What is handed in of an assessment: one text for one state, and back."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from ddtool.domain.assessment_heads import StoredAssessment
from ddtool.domain.assessments import Assessment, Submission
from ddtool.domain.certificates import Nonconformity
from ddtool.domain.errors import DdtoolError
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths
from ddtool.sentences import Sentence
from ddtool.store import submissions
from ddtool.store.submissions import Snapshot
from ddtool.store.transactions import Reading

_FORMAT, _FIRST_FORMAT = "ddtool-snapshot-2", "ddtool-snapshot-1"
_ASSESSMENT = TypeAdapter(Assessment)


class SnapshotDamaged(DdtoolError):
    """A snapshot is not the one that was handed in."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was handed in, as it was then, and the packs and limits it was handed in under."""

    assessment: Assessment
    criteria_set: str
    pack_sha256: str
    matrix: str
    sha256: str
    limits: LimitMonths = DEFAULT_LIMITS


def take_snapshot(stored: StoredAssessment, *, matrix: str) -> Snapshot:
    """An assessment as it stands, as a text with its hash: keys sorted, nothing between them."""
    said = {
        "format": _FORMAT,
        "criteria_set": stored.head.value.criteria_set,
        "pack_sha256": stored.head.value.pack_sha256,
        "matrix": matrix,
        "limits": stored.limits.months,
        "assessment": _ASSESSMENT.dump_python(
            replace(stored.assessment, submission=None), mode="json"
        ),
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Snapshot(text, sha256(text.encode()).hexdigest(), matrix, stored.limits)


def last_submitted(db: Reading, organisation: str, assessment: str) -> Submitted | None:
    """What was handed in last; None where nothing was.

    :raises SnapshotDamaged: it is not what was handed in.
    """
    listed = submissions.listed(db, organisation, assessment)
    return _read(db, organisation, assessment, listed, len(listed)) if listed else None


def submitted(db: Reading, organisation: str, assessment: str, number: int) -> Submitted:
    """What was handed in as the submission of that number, the first one being 1.

    :raises NotFound: there is no such submission.
    :raises SnapshotDamaged: it is not what was handed in.
    """
    listed = submissions.listed(db, organisation, assessment)
    return _read(db, organisation, assessment, listed, number)


def submitted_as(
    db: Reading, organisation: str, assessment: str, numbers: Collection[int]
) -> Mapping[int, Submitted]:
    """What was handed in as the submissions of those numbers, without who did and when.

    :raises SnapshotDamaged: one of them is not what was handed in.
    """
    kept = submissions.snapshots_of(db, organisation, assessment, numbers)
    return {number: _checked(one) for number, one in kept.items()}


def submitted_in(
    db: Reading, organisation: str, numbers: Mapping[str, int]
) -> Mapping[str, Submitted]:
    """One submission of each of some assessments, by the assessment, without who did and when.

    :raises SnapshotDamaged: one of them is not what was handed in.
    """
    kept = submissions.snapshots_in(db, organisation, numbers)
    return {id: _checked(one) for id, one in kept.items()}


def _read(
    db: Reading, organisation: str, assessment: str, listed: Sequence[Submission], number: int
) -> Submitted:
    read = _checked(submissions.snapshot(db, organisation, assessment, number))
    return replace(read, assessment=replace(read.assessment, submission=listed[number - 1]))


def _checked(kept: Snapshot) -> Submitted:
    """What stands in a snapshot whose hash holds."""
    if sha256(kept.text.encode()).hexdigest() != kept.sha256:
        raise SnapshotDamaged(Sentence("This snapshot was changed after it was handed in."))
    return replace(read_text(kept.text), sha256=kept.sha256)


def read_text(text: str) -> Submitted:
    """What stands in a snapshot, which is not checked here and whose hash is left out."""
    said = json.loads(text)
    if said["format"] == _FIRST_FORMAT:
        _tell_none_open(said["assessment"])
    return Submitted(
        assessment=_ASSESSMENT.validate_python(said["assessment"]),
        criteria_set=said["criteria_set"],
        pack_sha256=said["pack_sha256"],
        matrix=said["matrix"],
        sha256="",
        limits=LimitMonths(*said.get("limits", ())),
    )


def _tell_none_open(assessment: dict[str, Any]) -> None:
    """In the first format nothing stands where no nonconformity was open."""
    for certificate in assessment["certificates"]:
        certificate["nonconformity"] = certificate["nonconformity"] or Nonconformity.NONE.value
