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

NOT_STATED = "not_stated"
"""Stands in a row for a word that nobody has given."""

_AS_THEY_ARE = (
    "standard", "edition", "number", "body", "status_since", "issued", "valid_until",
    "last_audit", "accredited", "has_report", "note",
)  # fmt: skip


def to_row(certificate: Certificate) -> dict[str, Any]:
    """The columns of a certificate.

    The end of its edition's transition is not among them: it stands with the standards.
    """
    basis, open_one = certificate.result_basis, certificate.nonconformity
    return {name: getattr(certificate, name) for name in _AS_THEY_ARE} | {
        "evidence_type": certificate.evidence_type.value,
        "status": certificate.status.value if certificate.status else NOT_STATED,
        "areas": list(certificate.areas),
        "activities": list(certificate.activities),
        "results": dict(certificate.results),
        "companions": list(certificate.companions),
        "other_sites": list(certificate.other_sites),
        "result_basis": basis.value if basis else None,
        "nonconformity": open_one.value if open_one else NOT_STATED,
    }


def to_certificate(row: RowMapping) -> Certificate:
    """A row as the certificate it stands for, still without sites."""
    basis, status = row["result_basis"], row["status"]
    return Certificate(
        id=row["id"],
        evidence_type=EvidenceType(row["evidence_type"]),
        status=None if status == NOT_STATED else CertificateStatus(status),
        areas=tuple(row["areas"]),
        activities=tuple(row["activities"]),
        results=row["results"],
        companions=tuple(row["companions"]),
        other_sites=tuple(row["other_sites"]),
        register_number=row["register_number"],
        result_basis=ResultBasis(basis) if basis else None,
        nonconformity=_nonconformity(row["nonconformity"]),
        **{name: row[name] for name in _AS_THEY_ARE},
    )


def _nonconformity(kept: str | None) -> Nonconformity | None:
    """In rows of older releases nothing stands where none was open."""
    if kept is None:
        return Nonconformity.NONE
    return None if kept == NOT_STATED else Nonconformity(kept)
