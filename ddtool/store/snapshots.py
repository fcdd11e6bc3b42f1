"""What is handed in of an assessment: one text for one state, and back."""

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from ddtool.domain.assessment_heads import StoredAssessment
from ddtool.domain.assessments import Assessment
from ddtool.store.submissions import Snapshot

_FORMAT = "ddtool-snapshot-1"
_ASSESSMENT = TypeAdapter(Assessment)


def take_snapshot(stored: StoredAssessment, *, matrix: str) -> Snapshot:
    """An assessment as it stands, as a text with its hash: keys sorted, nothing between them."""
    said = {
        "format": _FORMAT,
        "criteria_set": stored.head.value.criteria_set,
        "pack_sha256": stored.head.value.pack_sha256,
        "matrix": matrix,
        "assessment": _ASSESSMENT.dump_python(
            replace(stored.assessment, submission=None), mode="json"
        ),
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Snapshot(text, sha256(text.encode()).hexdigest())


def read_snapshot(text: str) -> tuple[Assessment, dict[str, Any]]:
    """The assessment in a snapshot, and the packs it was handed in under, by name."""
    said = json.loads(text)
    return _ASSESSMENT.validate_python(said.pop("assessment")), said
