"""What the fields of things are called, and what kind of value stands in each.

Names of fields are those of the store, so that the history can be told in the same words.
"""

from collections.abc import Mapping
from enum import Enum

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.assessments import ActionState, AnswerCode
from ddtool.domain.certificates import CertificateStatus, EvidenceType, Nonconformity, ResultBasis
from ddtool.domain.criteria import Rating
from ddtool.domain.reviews import FindingKind, RequestState
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
    "assignment": n_("Assignment"),
    "finding": n_("Finding"),
    "confirmation": n_("Confirmation"),
    "request": n_("Request for information"),
    "message": n_("Message"),
    "review": n_("Review notes"),
    "sign-off": n_("Sign-off"),
    "second-opinion": n_("Second assessor"),
    "assessor-invitation": n_("Invitation to assess"),
    "setting": n_("Setting of the programme"),
    "matrix-edition": n_("Edition of a matrix"),
    "pack": n_("Criteria set or matrix"),
    "pack-use": n_("Use of a criteria set or matrix"),
}
"""The kinds of things that are changed."""

_FIELDS: Mapping[str, str] = {
    "": n_("The whole row"),
    "accepted_by": n_("Accepted by"),
    "accredited": n_("Body accredited"),
    "activities": n_("Activities"),
    "action": n_("Action"),
    "answer": n_("Answer"),
    "agrees": n_("Agrees"),
    "areas": n_("Areas"),
    "assessment_day": n_("Planned day of the assessment"),
    "body": n_("Certification body"),
    "carried_from": n_("Carried over from"),
    "changes": n_("Changes"),
    "closed_because": n_("How it is known to be put right"),
    "closed_by": n_("Closed by"),
    "closed_on": n_("Closed on"),
    "closure": n_("How it was closed"),
    "commitment_day": n_("Day of commitment"),
    "companions": n_("Companion documents"),
    "conclusion": n_("Conclusion"),
    "confirmed": n_("Confirmed"),
    "cost": n_("Cost"),
    "country": n_("Country"),
    "criteria_set": n_("Criteria set"),
    "criterion": n_("Criterion"),
    "day": n_("Day"),
    "document_date": n_("Date of the document"),
    "documents": n_("Documents seen"),
    "due": n_("Due"),
    "edition": n_("Edition"),
    "ends_on": n_("Ends on"),
    "evidence_type": n_("Kind of proof"),
    "file_name": n_("File"),
    "firm": n_("Assessment firm"),
    "format": n_("Format"),
    "function": n_("Function"),
    "has_report": n_("Report at hand"),
    "interviews": n_("Interviews"),
    "invited_by": n_("Invited by"),
    "issued": n_("Issued"),
    "is_out": n_("Out of use"),
    "judged_by": n_("Judged by"),
    "judged_on": n_("Judged on"),
    "judgement": n_("What the assessor says"),
    "kind": n_("Kind"),
    "language": n_("Language"),
    "last_audit": n_("Last audit"),
    "location": n_("File or address"),
    "matrix": n_("Matrix"),
    "metals": n_("Metals"),
    "method": n_("Method"),
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
    "role": n_("Role"),
    "root_cause": n_("Root cause"),
    "said_by": n_("Said by"),
    "sampling": n_("Sampling"),
    "sha256": n_("SHA-256"),
    "shown_by": n_("Shown closed by"),
    "shows": n_("Shows"),
    "sites": n_("Sites named"),
    "standard": n_("Standard"),
    "state": n_("State"),
    "statement": n_("Statement"),
    "status": n_("Status"),
    "since": n_("From this day on"),
    "status_since": n_("Status since"),
    "submission": n_("Submission"),
    "submitted_by": n_("Submitted by"),
    "text": n_("Text"),
    "title": n_("Title"),
    "valid_until": n_("Valid until"),
}

_STATES: Mapping[Enum, str] = {
    AssessmentState.OPEN: n_("open"),
    AssessmentState.SUBMITTED: n_("submitted"),
    FindingKind.MAJOR: n_("major"),
    FindingKind.MINOR: n_("minor"),
    FindingKind.OPPORTUNITY: n_("opportunity"),
    RequestState.OPEN: n_("open"),
    RequestState.ANSWERED: n_("answered"),
    RequestState.CLEARED: n_("cleared"),
}
"""States that the history prints in words of its own."""

_KINDS: Mapping[tuple[str, str], type[Enum]] = {
    ("answer", "answer"): AnswerCode,
    ("rating", "rating"): Rating,
    ("determination", "rating"): Rating,
    ("second-opinion", "rating"): Rating,
    ("certificate", "status"): CertificateStatus,
    ("certificate", "evidence_type"): EvidenceType,
    ("certificate", "result_basis"): ResultBasis,
    ("certificate", "nonconformity"): Nonconformity,
    ("action", "state"): ActionState,
    ("assessment", "state"): AssessmentState,
    ("finding", "kind"): FindingKind,
    ("request", "state"): RequestState,
}

DAYS = frozenset(
    {
        "assessment_day", "closed_on", "commitment_day", "day", "document_date", "due", "ends_on",
        "issued", "judged_on", "last_audit", "since", "status_since", "valid_until",
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
    """The English words of a state that the history prints in words of its own."""
    return _STATES.get(value)
