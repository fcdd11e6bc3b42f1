"""The result of an assessment as a draft of a UNTP Digital Conformity Credential (JSON-LD).

It is not signed and says so; whoever issues credentials gives it their own identifiers and their
signature. UNTP's list of topics has no word for most criteria: all carry the general one.

Source of the shape: UNTP, Digital Conformity Credential, working version of the data model.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from ddtool.domain.criteria import Criterion, Rating
from ddtool.domain.gaps import CriterionLine, GapAnalysis

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://test.uncefact.org/vocabulary/untp/dcc/working/",
)
_ROOT = UUID("4f0f3b6a-7b0e-5a55-8a9e-6a0c1d2e3f40")
_TOPIC = "governance.compliance"
_DRAFT = (
    "DRAFT, not signed and issued by nobody. A self-assessment written by ddtool; "
    "whether a site meets a scheme is decided by the scheme’s owners alone."
)


def credential_draft(analysis: GapAnalysis) -> dict[str, Any]:
    """The draft, ready for JSON; the same for the same analysis."""
    assessment, criteria_set = analysis.assessment, analysis.criteria_set
    owner = {"id": _urn("organisation", assessment.site.organisation)}
    owner |= {"name": assessment.site.organisation or "-"}
    subject = {
        "type": ["ConformityAttestation", "Attestation"],
        "id": _urn("attestation", *_about(analysis)),
        "name": f"DRAFT: {assessment.site.name}, {criteria_set.title} {criteria_set.edition}",
        "assessorLevel": "Self",
        "assessmentLevel": "Unspecified",
        "attestationType": "declaration",
        "description": _DRAFT + (" Fictional demonstration data." if _fictional(analysis) else ""),
        "issuedToParty": owner,
        "assessment": [
            _assessment(analysis, line, owner)
            for line in analysis.lines
            if line.people_say is not None
        ],
    }
    scheme = _scheme(analysis)
    if scheme:
        subject["scope"] = scheme
    return {
        "@context": list(CONTEXT),
        "type": ["DigitalConformityCredential", "VerifiableCredential"],
        "id": _urn("credential", *_about(analysis)),
        "name": "DRAFT, not signed",
        "issuer": {"type": ["CredentialIssuer"], **owner},
        "validFrom": f"{analysis.as_of.isoformat()}T00:00:00Z",
        "credentialSubject": subject,
    }


def _assessment(
    analysis: GapAnalysis, line: CriterionLine, owner: dict[str, str]
) -> dict[str, Any]:
    site, criterion = analysis.assessment.site, line.criterion
    rating = line.people_say
    facility = {"id": _urn("site", site.organisation, site.name), "name": site.name}
    return {
        "type": ["ConformityAssessment", "Declaration"],
        "id": _urn("assessment", *_about(analysis), criterion.number),
        "name": f"{criterion.number} {criterion.title}",
        "description": rating.value if rating else "",
        "assessmentDate": analysis.as_of.isoformat(),
        "assessmentCriteria": [_criterion(analysis, criterion)],
        "conformance": rating is Rating.FULLY_MEETS,
        "conformityTopic": _TOPIC,
        "assessedFacility": [
            {"type": ["FacilityVerification"], "facility": facility, "IDverifiedByCAB": False}
        ],
        "assessedOrganisation": owner,
    }


def _criterion(analysis: GapAnalysis, criterion: Criterion) -> dict[str, Any]:
    name = analysis.criteria_set.name
    return {
        "type": ["Criterion"],
        "id": _urn("criterion", name, criterion.number),
        "name": f"{name} {criterion.number}: {criterion.title}",
        "description": criterion.summary,
        "conformityTopic": _TOPIC,
        "status": "active",
    }


def _scheme(analysis: GapAnalysis) -> dict[str, Any] | None:
    """The scheme; UNTP wants a day, so there is none where the pack knows none."""
    known = analysis.criteria_set
    since: date | None = known.in_force_from or known.published
    if since is None:
        return None
    return {
        "type": ["ConformityScheme"],
        "id": _urn("scheme", known.name),
        "name": known.title,
        "description": known.label,
        "version": known.edition,
        "validFrom": since.isoformat(),
        "owner": {"id": _urn("publisher", known.publisher), "name": known.publisher},
    }


def _about(analysis: GapAnalysis) -> Iterator[str]:
    site, submission = analysis.assessment.site, analysis.assessment.submission
    yield from (site.organisation, site.name, analysis.criteria_set.name)
    yield from (analysis.assessment.period, analysis.as_of.isoformat())
    yield submission.sha256 if submission else ""


def _fictional(analysis: GapAnalysis) -> bool:
    return analysis.assessment.site.fictional


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid5(_ROOT, ' | '.join(parts))}"
