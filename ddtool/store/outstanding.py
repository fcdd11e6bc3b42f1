"""What reviews leave to a producer, for one assessment or for all of them."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, RowMapping, ScalarSelect, func, select

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import Submission
from ddtool.domain.outstanding import (
    NOTHING_OUTSTANDING,
    Outstanding,
    Returned,
    by_gravity,
    by_urgency,
)
from ddtool.domain.reviews import Finding, RequestState, SignOff
from ddtool.store import sign_offs, threads
from ddtool.store.findings import to_finding
from ddtool.store.schema_assessments import assessments as heads
from ddtool.store.schema_records import events
from ddtool.store.schema_reviews import findings, requests
from ddtool.store.schema_reviews import sign_offs as signatures
from ddtool.store.transactions import Reading

_RETURNED = "returned"
_OPENED = (
    events.c.verb.label("opened_as"),
    events.c.author.label("opened_by"),
    events.c.at.label("opened_at"),
    events.c.new_fields.label("opened_with"),
)
_opened, _newest = events.alias("opened"), signatures.alias("newest")


def outstanding_of(
    db: Reading, organisation: str, heads: Mapping[AssessmentHead, Submission | None]
) -> Mapping[str, Outstanding]:
    """What is left to the producer of these assessments of theirs, by id.

    Each comes with what was handed in last; of what never was, nothing is told. How many queries
    that takes does not depend on how many they are.
    """
    handed_in = {head: last for head, last in heads.items() if last is not None}
    if not handed_in:
        return {}
    ids = [head.id for head in handed_in]
    asked = _asked(db, organisation, ids)
    said = _found(db, organisation, ids)
    return {
        head.id: Outstanding(
            returned=_returned(head, asked[head.id][0]),
            requests=by_urgency(
                [threads.to_request(row) for row in asked[head.id] if row["id"] is not None]
            ),
            findings=by_gravity(said.get(head.id, ())),
            signed=_signed(head, last, asked[head.id][0]),
        )
        for head, last in handed_in.items()
    }


def outstanding_in(
    db: Reading, organisation: str, head: AssessmentHead, handed_in: Submission | None
) -> Outstanding:
    """The same of one assessment."""
    return outstanding_of(db, organisation, {head: handed_in}).get(head.id, NOTHING_OUTSTANDING)


def _asked(
    db: Reading, organisation: str, ids: Sequence[str]
) -> Mapping[str, Sequence[RowMapping]]:
    """The open requests of each, on one row at least.

    Each row says as well who opened the assessment last, and why, and who signed it last.
    """
    is_mine = (requests.c.organisation_id == heads.c.organisation_id) & (
        requests.c.assessment_id == heads.c.id
    )
    query = (
        select(heads.c.id.label("of"), *_OPENED, *sign_offs.JOINED, requests)
        .select_from(heads)
        .outerjoin(events, events.c.number == _opened_last())
        .outerjoin(signatures, _is_signed_last())
        .outerjoin(requests, is_mine & (requests.c.state == RequestState.OPEN.value))
        .where(heads.c.organisation_id == organisation, heads.c.id.in_(ids))
    )
    found: dict[str, list[RowMapping]] = {}
    for row in db.rows(query.order_by(requests.c.asked_at, requests.c.id)):
        found.setdefault(row["of"], []).append(row)
    return found


def _opened_last() -> ScalarSelect[int | None]:
    """The event that opened an assessment last, of the query's own."""
    mine = (
        _opened.c.organisation_id == heads.c.organisation_id,
        _opened.c.noun == "assessment",
        _opened.c.subject == heads.c.id,
        _opened.c.verb.in_((_RETURNED, "reopened")),
    )
    return select(func.max(_opened.c.number)).where(*mine).correlate(heads).scalar_subquery()


def _is_signed_last() -> ColumnElement[bool]:
    """Of the signatures under an assessment of the query's own, the last one."""
    of_newest = (
        _newest.c.organisation_id == heads.c.organisation_id,
        _newest.c.assessment_id == heads.c.id,
    )
    last = select(func.max(_newest.c.submission)).where(*of_newest).correlate(heads)
    return (
        (signatures.c.organisation_id == heads.c.organisation_id)
        & (signatures.c.assessment_id == heads.c.id)
        & (signatures.c.submission == last.scalar_subquery())
    )


def _returned(head: AssessmentHead, row: RowMapping) -> Returned | None:
    """Why it came back, unless it was its producer who opened it last."""
    if head.state is not AssessmentState.OPEN or row["opened_as"] != _RETURNED:
        return None
    said = json.loads(row["opened_with"])
    return Returned(str(said.get("reason", "")), row["opened_by"], row["opened_at"])


def _found(db: Reading, organisation: str, ids: Sequence[str]) -> Mapping[str, list[Finding]]:
    mine = findings.c.organisation_id == organisation, findings.c.assessment_id.in_(ids)
    found: dict[str, list[Finding]] = {}
    for row in db.rows(select(findings).where(*mine)):
        found.setdefault(row["assessment_id"], []).append(to_finding(row))
    return found


def _signed(head: AssessmentHead, last: Submission, row: RowMapping) -> SignOff | None:
    """The signature under what was handed in last, as long as that is with the assessor."""
    signed = sign_offs.joined_sign_off(row)
    if head.state is not AssessmentState.SUBMITTED or signed is None:
        return None
    return signed if signed.submission_sha256 == last.sha256 else None
