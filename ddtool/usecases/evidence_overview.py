"""What is known of evidence: its earlier files, and everything it is used for."""

from dataclasses import dataclass

from ddtool.domain.assessment_heads import EvidenceUse, EvidenceVersion, KeptEvidence
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right, Role
from ddtool.store import (
    Database,
    assessments,
    evidence,
    evidence_uses,
    evidence_versions,
    review_documents,
)


@dataclass(frozen=True, slots=True)
class UsedEvidence:
    """A document and everything it is used for, also outside the assessment asked about.

    ``same_file`` are other documents, id and title, whose file is the very same.
    """

    document: Stored[KeptEvidence]
    uses: tuple[EvidenceUse, ...] = ()
    earlier: tuple[EvidenceVersion, ...] = ()
    same_file: tuple[tuple[str, str], ...] = ()


def evidence_register(
    database: Database, author: Author, assessment: str
) -> tuple[UsedEvidence, ...]:
    """The documents of an assessment with what each shows in it and where else it is used.

    By title; without earlier files.

    :raises NotFound: the author's organisation has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        assessments.find(db, organisation, assessment)
        found = evidence.of_assessment(db, organisation, assessment)
        uses = evidence_uses.uses(db, organisation)
    return tuple(UsedEvidence(one, uses.get(one.value.evidence.id, ())) for one in found)


def describe_evidence(database: Database, author: Author, id: str) -> UsedEvidence:
    """One document with its earlier files, where it is used, and what else has the same file.

    An assessor learns of none but the assessment that was given to them.

    :raises NotFound: the author's organisation has none of that id, nor is it one of an assessment
        that was given to them.
    """
    organisation = author.tenant(Right.LOOK)
    with database.read() as db:
        if author.role is Role.ASSESSOR:
            assessment, given = review_documents.document_for(db, author, id)
            use = EvidenceUse(assessment, given.value.evidence.requirements)
            return UsedEvidence(given, (use,))
        found = evidence.find(db, organisation, id)
        sha256 = found.value.file.sha256 if found.value.file else ""
        same = evidence_versions.of_same_content(db, organisation, sha256)
        return UsedEvidence(
            document=found,
            uses=evidence_uses.uses(db, organisation, id).get(id, ()),
            earlier=evidence_versions.earlier(db, organisation, id),
            same_file=tuple(one for one in same if one[0] != id),
        )


def certificate_documents(
    database: Database, author: Author, certificate: str
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents of a certificate, by title."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return evidence_uses.of_certificate(db, organisation, certificate)
