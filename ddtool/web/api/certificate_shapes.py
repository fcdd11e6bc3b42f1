"""Certificates as they are sent and told."""

from collections.abc import Mapping
from datetime import date
from math import isfinite
from typing import Annotated

from pydantic import Field

from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    Result,
    ResultBasis,
)
from ddtool.domain.history import Stored
from ddtool.web.api.fields import (
    MOST_ITEMS,
    Body,
    Day,
    Ids,
    KeptTold,
    Line,
    Lines,
    LongText,
    Name,
    ResultValue,
    YesNo,
    shown,
)
from ddtool.web.api.tags import kept


class CertificateChange(Body):
    """What of a certificate is to be changed; what is left out stays, null means "not known"."""

    model_config = shown(
        {
            "status": "suspended",
            "status_since": "2026-10-05",
        }
    )

    standard: Name = Field("", description="The id of a standard, such as ISO 45001.")
    edition: Line = ""
    number: Line = ""
    body: Line = Field("", description="The certification body.")
    status: CertificateStatus | None = Field(
        None, description="What its body says of it; it waits while nobody knows."
    )
    status_since: Day = None
    issued: Day = None
    valid_until: Day = Field(None, description="The last valid day, included.")
    last_audit: Day = None
    sites: Ids = Field((), description="The ids of the sites that it or its annex names.")
    other_sites: Lines = Field((), description="Names in it of sites that nobody has recorded.")
    areas: Lines = Field((), description="The areas of the site inside it.")
    activities: Lines = Field((), description="The activities of its scope.")
    accredited: YesNo = Field(None, description="Whether its body is; null while nobody knows.")
    results: Annotated[dict[Name, ResultValue], Field(max_length=MOST_ITEMS)] = Field({})
    companions: Lines = Field((), description="Documents that it counts only together with.")
    has_report: YesNo = Field(False, description="Whether the audit report itself can be shown.")
    result_basis: ResultBasis | None = Field(
        None, description="How its result was reached; it waits while nobody knows."
    )
    evidence_type: EvidenceType = EvidenceType.THIRD_PARTY
    nonconformity: Nonconformity | None = Field(
        None,
        description="The gravest nonconformity that is still open on the topic; it waits while "
        "nobody knows.",
    )
    note: LongText = ""


class NewCertificate(CertificateChange):
    """A certificate that is to be recorded."""

    model_config = shown(
        {
            "standard": "ISO 45001",
            "edition": "2018",
            "number": "OHS-7721",
            "body": "Nordlicht Cert",
            "status": "active",
            "result_basis": "audited",
            "nonconformity": "none",
            "issued": "2024-07-01",
            "valid_until": "2027-06-30",
            "last_audit": "2026-06-12",
            "sites": ["3f1c2a9e-6a55-4b0e-9f0e-0c2b7f5d1a10"],
            "activities": ["smelting"],
            "accredited": True,
            "has_report": True,
        }
    )

    standard: Name = Field(description="The id of a standard, such as ISO 45001.")


class CertificateTold(KeptTold):
    """A certificate."""

    register_number: int = Field(
        description="The number by which pages, reports and workbooks quote it: C3 where it is 3."
    )
    standard: str
    edition: str
    number: str
    body: str
    status: CertificateStatus | None
    status_since: date | None
    issued: date | None
    valid_until: date | None
    last_audit: date | None
    sites: tuple[str, ...]
    other_sites: tuple[str, ...]
    areas: tuple[str, ...]
    activities: tuple[str, ...]
    accredited: bool | None
    results: Mapping[str, int | float | str]
    companions: tuple[str, ...]
    has_report: bool
    result_basis: ResultBasis | None
    evidence_type: EvidenceType
    nonconformity: Nonconformity | None
    note: str


_NAMES = tuple(name for name in CertificateTold.model_fields if name not in KeptTold.model_fields)


def certificate_told(stored: Stored[Certificate]) -> CertificateTold:
    """A certificate as it is told."""
    one = stored.value
    fields = {name: getattr(one, name) for name in _NAMES} | {
        "results": {name: _finite(result) for name, result in one.results.items()}
    }
    return CertificateTold(id=one.id, **fields, **kept(stored))


def _finite(result: Result) -> Result:
    """JSON knows no infinity."""
    return str(result) if isinstance(result, float) and not isfinite(result) else result
