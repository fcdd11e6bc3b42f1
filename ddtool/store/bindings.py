"""What evidence is bound to, beside the assessment that is looked at."""

from collections.abc import Set

from sqlalchemy import Table, select

from ddtool.store.schema_assessments import action_evidence, assessment_evidence
from ddtool.store.schema_sites import certificate_evidence
from ddtool.store.transactions import Reading


def with_evidence(db: Reading, organisation: str, noun: str) -> Set[str]:
    """The ids of those certificates or actions of an organisation that have evidence."""
    table, column = _BOUND[noun]
    query = select(table.c[column]).where(table.c.organisation_id == organisation).distinct()
    return {row[column] for row in db.rows(query)}


def bound_elsewhere(db: Reading, organisation: str, assessment: str) -> Set[str]:
    """The ids of documents that certificates, actions or other assessments hold on to."""
    found: set[str] = set()
    for table in (certificate_evidence, action_evidence):
        query = select(table.c.evidence_id).where(table.c.organisation_id == organisation)
        found |= {row["evidence_id"] for row in db.rows(query)}
    bound = assessment_evidence.c
    query = select(bound.evidence_id).where(
        bound.organisation_id == organisation, bound.assessment_id != assessment
    )
    return found | {row["evidence_id"] for row in db.rows(query)}


_BOUND: dict[str, tuple[Table, str]] = {
    "certificate": (certificate_evidence, "certificate_id"),
    "action": (action_evidence, "action_id"),
}
