"""Where evidence is used: assessments with what it shows there, certificates, and actions."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from ddtool.domain.assessment_heads import EvidenceUse, KeptEvidence
from ddtool.domain.history import Stored, Subject
from ddtool.domain.natural_order import natural
from ddtool.store import action_documents, certificates, evidence
from ddtool.store.keeping import matches
from ddtool.store.schema_assessments import assessment_evidence
from ddtool.store.schema_sites import certificate_evidence
from ddtool.store.transactions import Reading, Writing

Uses = Mapping[str, tuple[EvidenceUse, ...]]
"""The uses of each document by its id; a document that nothing uses is absent."""


def uses(db: Reading, organisation: str, document: str = "") -> Uses:
    """Where the documents of an organisation are used, or one of them."""
    found: dict[str, list[EvidenceUse]] = {}
    for (id, assessment), shown in _shown(db, organisation, document).items():
        found.setdefault(id, []).append(
            EvidenceUse(assessment=assessment, shown=tuple(sorted(shown, key=natural)))
        )
    bound = certificate_evidence.c
    query = select(certificate_evidence).where(bound.organisation_id == organisation)
    if document:
        query = query.where(bound.evidence_id == document)
    for row in db.rows(query.order_by(bound.evidence_id, bound.certificate_id)):
        use = EvidenceUse(certificate=row["certificate_id"])
        found.setdefault(row["evidence_id"], []).append(use)
    for id, used in action_documents.uses(db, organisation, document).items():
        found.setdefault(id, []).extend(used)
    return {id: tuple(used) for id, used in found.items()}


def bind_certificate(db: Writing, organisation: str, certificate: str, document: str) -> None:
    """Say that a document belongs to a certificate; saying it again changes nothing.

    :raises NotFound: the organisation has no such certificate or document.
    """
    certificates.find(db, organisation, certificate)
    evidence.find(db, organisation, document)
    bound = {
        "organisation_id": organisation,
        "certificate_id": certificate,
        "evidence_id": document,
    }
    query = select(certificate_evidence).where(matches(certificate_evidence, bound))
    if db.row(query) is None:
        db.execute(insert(certificate_evidence), [bound])
        subject = Subject("evidence", document, organisation)
        db.record(subject, "bound", {}, {"certificate": certificate})


def free_certificate(db: Writing, organisation: str, certificate: str, document: str) -> None:
    """Say that a document no longer belongs to a certificate; the document stays.

    :raises NotFound: the organisation has no such certificate or document.
    """
    certificates.find(db, organisation, certificate)
    evidence.find(db, organisation, document)
    bound = {
        "organisation_id": organisation,
        "certificate_id": certificate,
        "evidence_id": document,
    }
    gone = db.execute(delete(certificate_evidence).where(matches(certificate_evidence, bound)))
    if gone:
        subject = Subject("evidence", document, organisation)
        db.record(subject, "freed", {"certificate": certificate}, {})


def of_certificate(
    db: Reading, organisation: str, certificate: str
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents that belong to a certificate, by title."""
    bound = certificate_evidence.c
    query = select(bound.evidence_id).where(
        bound.organisation_id == organisation, bound.certificate_id == certificate
    )
    ids = {row["evidence_id"] for row in db.rows(query)}
    if not ids:
        return ()
    return tuple(one for one in evidence.listed(db, organisation) if one.value.evidence.id in ids)


def _shown(db: Reading, organisation: str, document: str) -> dict[tuple[str, str], list[str]]:
    bound = assessment_evidence.c
    query = select(assessment_evidence).where(bound.organisation_id == organisation)
    if document:
        query = query.where(bound.evidence_id == document)
    found: dict[tuple[str, str], list[str]] = {}
    for row in db.rows(query.order_by(bound.evidence_id, bound.assessment_id, bound.shown)):
        shown = found.setdefault((row["evidence_id"], row["assessment_id"]), [])
        if row["shown"]:
            shown.append(row["shown"])
    return found
