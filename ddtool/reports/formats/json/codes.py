"""The words for every code of a report, once, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import ActionState, AnswerCode
from ddtool.domain.certificates import CertificateStatus, EvidenceType, Nonconformity, ResultBasis
from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import Coverage
from ddtool.domain.equivalency import Level
from ddtool.domain.gaps import Contradiction, Gap, Lack, Outlook
from ddtool.domain.look_ahead import EventKind
from ddtool.domain.verdicts import Outcome
from ddtool.reports.content import Voice

_CODED: Mapping[str, type[Enum]] = {
    "outlook": Outlook,
    "gap": Gap,
    "coverage": Coverage,
    "outcome": Outcome,
    "level": Level,
    "rating": Rating,
    "answer": AnswerCode,
    "lack": Lack,
    "applies": Applies,
    "contradiction": Contradiction,
    "event": EventKind,
    "action_state": ActionState,
    "certificate_status": CertificateStatus,
    "evidence_type": EvidenceType,
    "result_basis": ResultBasis,
    "nonconformity": Nonconformity,
}


def code(value: Enum | None) -> str | None:
    """The stable code of a domain value; None stays None."""
    if value is None:
        return None
    return value.code if isinstance(value, Level) else str(value.value)


def iso(day: date | None) -> str | None:
    """A day as an ISO text; None stays None."""
    return None if day is None else day.isoformat()


def all_words(voice: Voice) -> dict[str, dict[str, str]]:
    """Kind of code -> code -> words."""
    return {
        kind: {str(code(value)): voice.words(value) for value in values}
        for kind, values in _CODED.items()
    }
