"""The assessment of the same site that came before, as far as a review needs it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import Determination
from ddtool.domain.reviews import SignOff
from ddtool.store import answers, assessments, sign_offs
from ddtool.store.schema_reviews import sign_offs as signatures
from ddtool.store.transactions import Reading


@dataclass(frozen=True, slots=True)
class LastCycle:
    """What was determined then, by criterion, and the last signature under it, if any."""

    head: AssessmentHead
    determinations: Mapping[str, Determination]
    signed: SignOff | None


def cycle_before(db: Reading, organisation: str, head: AssessmentHead) -> LastCycle | None:
    """The assessment that another was carried over from, else the last of its site signed before.

    None where there is none.
    """
    earlier = head.carried_from or _signed_before(db, organisation, head)
    if not earlier:
        return None
    signed = sign_offs.signed_of(db, organisation, earlier)
    return LastCycle(
        head=assessments.find(db, organisation, earlier).value,
        determinations={
            one.value.criterion: one.value
            for one in answers.determinations_of(db, organisation, earlier)
        },
        signed=signed[-1] if signed else None,
    )


def _signed_before(db: Reading, organisation: str, head: AssessmentHead) -> str:
    """The id of the assessment of the same site that was signed last, this one left out."""
    others = {
        one.value.id: one.value
        for one in assessments.listed(db, organisation, head.site)
        if one.value.id != head.id and not _is_later(one.value, head)
    }
    mine = signatures.c.organisation_id == organisation, signatures.c.assessment_id.in_(others)
    query = select(signatures.c.assessment_id).where(*mine)
    rows = db.rows(query.order_by(signatures.c.signed_at.desc()).limit(1)) if others else ()
    return str(rows[0]["assessment_id"]) if rows else ""


def _is_later(one: AssessmentHead, than: AssessmentHead) -> bool:
    """Whether an assessment is of a later day than another; without days nobody knows."""
    days = one.assessment_day, than.assessment_day
    return days[0] is not None and days[1] is not None and days[0] > days[1]
