"""What an assessor has said, as codes and days."""

from typing import Any

from ddtool.domain.review_records import ReviewRecord
from ddtool.domain.reviews import Finding, Request, SignOff
from ddtool.reports.formats.json.codes import code, iso


def review(record: ReviewRecord) -> dict[str, Any]:
    """Findings, confirmations, requests, the way of working and the signature."""
    notes = record.notes
    return {
        "findings": [_finding(one) for one in record.findings],
        "confirmations": [
            {"criterion": one.criterion, "confirmed": one.confirmed, "reason": one.reason}
            for one in record.confirmations
        ],
        "requests": [_request(record, one) for one in record.requests],
        "method": notes.method,
        "sampling": notes.sampling,
        "interviews": dict(notes.interviews),
        "documents": list(notes.documents),
        "conclusion": notes.conclusion,
        "sign_off": _signed(record.signed) if record.signed else None,
        "stands": record.stands,
        "changed_since": [code(one) for one in record.changed],
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "criterion": one.criterion,
        "kind": code(one.kind),
        "text": one.text,
        "requirements": list(one.requirements),
        "action": one.action or None,
        "closed_on": iso(one.closed_on),
        "closed_by": one.closed_by,
        "closed_because": one.closed_because,
    }


def _request(record: ReviewRecord, one: Request) -> dict[str, Any]:
    return {
        "criterion": one.criterion,
        "requirement": one.requirement or None,
        "text": one.text,
        "due": iso(one.due),
        "state": code(one.state),
        "answers": [said.text for said in record.messages if said.request == one.id],
    }


def _signed(one: SignOff) -> dict[str, Any]:
    return {
        "name": one.name,
        "firm": one.firm,
        "day": iso(one.day),
        "submission": one.submission,
        "submission_sha256": one.submission_sha256,
        "review_sha256": one.review_sha256,
        "statement": one.statement,
    }
