"""A certificate as a row, without the sites it names."""

from typing import Any

from sqlalchemy import RowMapping

from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    ResultBasis,
)

_AS_THEY_ARE = (
    "standard", "edition", "number", "body", "status_since", "issued", "valid_until",
    "last_audit", "accredited", "has_report", "note",
)  # fmt: skip


def to_row(certificate: Certificate) -> dict[str, Any]:
    """The columns of a certificate.

    The end of its edition's transition is not among them: it stands with the standards.
    """
    basis, nonconformity = certificate.result_basis, certificate.nonconformity
    return {name: getattr(certificate, name) for name in _AS_THEY_ARE} | {
        "evidence_type": certificate.evidence_type.value,
        "status": certificate.status.value,
        "areas": list(certificate.areas),
        "activities": list(certificate.activities),
        "results": dict(certificate.results),
        "companions": list(certificate.companions),
        "other_sites": list(certificate.other_sites),
        "result_basis": basis.value if basis else None,
        "nonconformity": nonconformity.value if nonconformity else None,
    }


def to_certificate(row: RowMapping) -> Certificate:
    """A row as the certificate it stands for, still without sites."""
    basis, nonconformity = row["result_basis"], row["nonconformity"]
    return Certificate(
        id=row["id"],
        evidence_type=EvidenceType(row["evidence_type"]),
        status=CertificateStatus(row["status"]),
        areas=tuple(row["areas"]),
        activities=tuple(row["activities"]),
        results=row["results"],
        companions=tuple(row["companions"]),
        other_sites=tuple(row["other_sites"]),
        result_basis=ResultBasis(basis) if basis else None,
        nonconformity=Nonconformity(nonconformity) if nonconformity else None,
        **{name: row[name] for name in _AS_THEY_ARE},
    )
