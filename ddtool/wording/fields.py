"""What the fields of things are called, and what kind of value stands in each.

Names of fields are those of the store, so that the history can be told in the same words.
"""

from collections.abc import Mapping
from enum import Enum

from ddtool.domain.assessment_heads import AssessmentState, Carried
from ddtool.domain.assessments import ActionState, AnswerCode
from ddtool.domain.certificates import CertificateStatus, EvidenceType, Nonconformity, ResultBasis
from ddtool.domain.criteria import Rating
from ddtool.sentences import n_

NOUNS: Mapping[str, str] = {
    "answer": n_("Answer"),
    "rating": n_("Own rating"),
    "determination": n_("Determination"),
    "certificate": n_("Certificate"),
    "evidence": n_("Evidence"),
    "action": n_("Action"),
    "site": n_("Site"),
    "assessment": n_("Assessment"),
    "submission": n_("Submission"),
    "report": n_("Report"),
    "workbook": n_("Workbook"),
}
"""The kinds of things that are changed."""

_FIELDS: Mapping[str, str] = {
    "": n_("The whole row"),
    "accredited": n_("Body accredited"),
    "activities": n_("Activities"),
    "answer": n_("Answer"),
    "areas": n_("Areas"),
    "assessment_day": n_("Planned day of the assessment"),
    "body": n_("Certification body"),
    "carried_from": n_("Carried over from"),
    "changes": n_("Changes"),
    "closure": n_("How it was closed"),
    "commitment_day": n_("Day of commitment"),
    "companions": n_("Companion documents"),
    "cost": n_("Cost"),
    "country": n_("Country"),
    "criteria_set": n_("Criteria set"),
    "criterion": n_("Criterion"),
    "day": n_("Day"),
    "document_date": n_("Date of the document"),
    "due": n_("Due"),
    "edition": n_("Edition"),
    "evidence_type": n_("Kind of proof"),
    "file_name": n_("File"),
    "format": n_("Format"),
    "has_report": n_("Report at hand"),
    "issued": n_("Issued"),
    "language": n_("Language"),
    "last_audit": n_("Last audit"),
    "location": n_("File or address"),
    "matrix": n_("Matrix"),
    "metals": n_("Metals"),
    "name": n_("Name"),
    "nonconformity": n_("Open nonconformity"),
    "note": n_("Note"),
    "number": n_("Number"),
    "open_case": n_("Open case"),
    "organisation": n_("Organisation"),
    "other_sites": n_("Other sites named"),
    "owner": n_("Owner"),
    "period": n_("Period"),
    "place": n_("Place"),
    "prepared_by": n_("Prepared by"),
    "rating": n_("Rating"),
    "reason": n_("Reason"),
    "requirement": n_("Requirement"),
    "requirements": n_("Shows"),
    "result_basis": n_("How reached"),
    "results": n_("Results"),
    "sha256": n_("SHA-256"),
    "shows": n_("Shows"),
    "sites": n_("Sites named"),
    "standard": n_("Standard"),
    "state": n_("State"),
    "status": n_("Status"),
    "status_since": n_("Status since"),
    "submitted_by": n_("Submitted by"),
    "title": n_("Title"),
    "valid_until": n_("Valid until"),
}

_STATES: Mapping[AssessmentState, str] = {
    AssessmentState.OPEN: n_("open"),
    AssessmentState.SUBMITTED: n_("submitted"),
}
_CARRIED: Mapping[Carried, str] = {
    Carried.SAME: n_("the same is asked"),
    Carried.CHANGED: n_("something like it is asked"),
    Carried.NEW: n_("new"),
}
"""States that no page prints by themselves."""

_KINDS: Mapping[tuple[str, str], type[Enum]] = {
    ("answer", "answer"): AnswerCode,
    ("rating", "rating"): Rating,
    ("determination", "rating"): Rating,
    ("certificate", "status"): CertificateStatus,
    ("certificate", "evidence_type"): EvidenceType,
    ("certificate", "result_basis"): ResultBasis,
    ("certificate", "nonconformity"): Nonconformity,
    ("action", "state"): ActionState,
    ("assessment", "state"): AssessmentState,
}

DAYS = frozenset(
    {
        "assessment_day", "commitment_day", "day", "document_date", "due", "issued", "last_audit",
        "status_since", "valid_until",
    }
)  # fmt: skip
"""The fields in which a day stands."""


def field_word(field: str) -> str | None:
    """The English name of a field; None where it is not for people."""
    return _FIELDS.get(field)


def enum_of(noun: str, field: str, code: str) -> Enum | None:
    """The value behind a code, None where the field holds no code or none that is known."""
    kind = _KINDS.get((noun, field))
    return next((one for one in kind if one.value == code), None) if kind else None


def state_word(value: Enum) -> str | None:
    """The English words of a state that no page prints by itself."""
    if isinstance(value, AssessmentState):
        return _STATES[value]
    return _CARRIED[value] if isinstance(value, Carried) else None
