"""The gates: what each finds for one certificate at one site on one day, against what a cell needs.

Unknown never counts as yes, and every gate tells all it finds, not the first.

Source: the matching rules, section 4 (``criteria/RULES.md``).
"""

from collections.abc import Iterator, Sequence
from datetime import date

from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    Result,
    ResultBasis,
    Scale,
)
from ddtool.domain.equivalency import Conditions
from ddtool.domain.months import months_later
from ddtool.domain.places import Place, other_site
from ddtool.domain.reasons import Code, Kind, Reason, Reasons
from ddtool.domain.scales import falls_short

NOT_ACTIVE = frozenset(
    {
        CertificateStatus.SUSPENDED,
        CertificateStatus.WITHDRAWN,
        CertificateStatus.CANCELLED,
        CertificateStatus.EXPIRED,
        CertificateStatus.INACTIVE,
    }
)
NOT_YET = frozenset({CertificateStatus.APPLIED, CertificateStatus.DRAFT, CertificateStatus.PENDING})


def no_third_party(certificate: Certificate) -> Reason | None:
    """G2: only a third-party assessment counts."""
    if certificate.evidence_type is EvidenceType.THIRD_PARTY:
        return None
    return Reason(
        Code.SUPPORTING_EVIDENCE_ONLY, "G2", Kind.REJECTS, detail=(certificate.evidence_type.value,)
    )


def own_rejections(certificate: Certificate, place: Place, on: date) -> tuple[Reason, ...]:
    """The rejecting reasons that need no cell.

    Status, issue day, expiry as far as given, site named.
    """
    found = [*standing(certificate, on)]
    if certificate.valid_until is not None and on > certificate.valid_until:
        found.append(_expired(certificate.valid_until))
    if certificate.names_sites and place.id not in certificate.sites:
        found.append(other_site(place))
    return tuple(found)


def _expired(until: date) -> Reason:
    return Reason(Code.EXPIRED, "G3", Kind.REJECTS, detail=(until.isoformat(),))


def status_stated(certificate: Certificate) -> Reasons:
    """G3: somebody has said how the certificate stands."""
    if certificate.status is None:
        return (Reason(Code.STATUS_UNKNOWN, "G3", Kind.FACT_MISSING),)
    return ()


def standing(certificate: Certificate, on: date) -> Iterator[Reason]:
    """G3, status and issue day."""
    since = (certificate.status_since.isoformat(),) if certificate.status_since else ()
    status = certificate.status
    if status is not None and status in NOT_ACTIVE:
        yield Reason(Code.NOT_ACTIVE, "G3", Kind.REJECTS, detail=(status.value, *since))
    if status is not None and status in NOT_YET:
        yield Reason(Code.NOT_YET_VALID, "G3", Kind.REJECTS, detail=(status.value,))
    if certificate.issued is not None and certificate.issued > on:
        yield Reason(
            Code.NOT_YET_VALID, "G3", Kind.REJECTS, detail=(certificate.issued.isoformat(),)
        )


def last_valid_day(certificate: Certificate, needs: Conditions) -> date | None:
    """G3: the last valid day, stated or counted from the last audit."""
    if certificate.valid_until is not None:
        return certificate.valid_until
    if certificate.last_audit is None or needs.validity_months is None:
        return None
    return months_later(certificate.last_audit, needs.validity_months)


def expiry(until: date | None, on: date) -> Reasons:
    """G3: not past the last valid day."""
    if until is None:
        return (Reason(Code.EXPIRY_UNKNOWN, "G3", Kind.FACT_MISSING),)
    return (_expired(until),) if on > until else ()


def in_force(needs: Conditions, on: date) -> Reasons:
    """G4: the cell is in force."""
    starts, ends = needs.effective_from, needs.effective_to
    detail: tuple[str, ...] = ()
    if starts is not None and on < starts:
        detail = ("from", starts.isoformat())
    elif ends is not None and on > ends:
        detail = ("to", ends.isoformat())
    return (Reason(Code.CELL_NOT_IN_FORCE, "G4", Kind.REJECTS, detail=detail),) if detail else ()


def edition(certificate: Certificate, needs: Conditions) -> Reasons:
    """G5: the edition is one that the cell speaks about."""
    if not certificate.edition:
        return (Reason(Code.EDITION_UNKNOWN, "G5", Kind.FACT_MISSING),)
    if certificate.edition in needs.editions:
        return ()
    detail = (certificate.edition, *needs.editions)
    return (Reason(Code.EDITION_NOT_RECOGNISED, "G5", Kind.REJECTS, detail=detail),)


def transition(certificate: Certificate, on: date) -> Reasons:
    """G5: a superseded edition counts until its transition ends."""
    end = certificate.transition_end
    if end is None:
        return ()
    if on > end:
        return (Reason(Code.EDITION_WITHDRAWN, "G5", Kind.REJECTS, detail=(end.isoformat(),)),)
    return (Reason(Code.EDITION_SUPERSEDED, "G5", Kind.WARNS, detail=(end.isoformat(),)),)


def audit_age(certificate: Certificate, months: int, on: date) -> Reasons:
    """G6: the last audit is recent enough."""
    audit = certificate.last_audit
    if audit is None:
        return (Reason(Code.AUDIT_DATE_UNKNOWN, "G6", Kind.FACT_MISSING, detail=(str(months),)),)
    if on <= months_later(audit, months):
        return ()
    detail = (audit.isoformat(), str(months))
    return (Reason(Code.AUDIT_TOO_OLD, "G6", Kind.REJECTS, detail=detail),)


def accreditation(certificate: Certificate) -> Reasons:
    """G7: the certification body is accredited."""
    if certificate.accredited:
        return ()
    if certificate.accredited is None:
        return (Reason(Code.ACCREDITATION_UNCHECKED, "G7", Kind.FACT_MISSING),)
    return (Reason(Code.NOT_ACCREDITED, "G7", Kind.REJECTS),)


def result_basis(certificate: Certificate) -> Reasons:
    """G8: the result was audited, not recognised second-hand."""
    if certificate.result_basis is None:
        return (Reason(Code.RESULT_BASIS_UNKNOWN, "G8", Kind.FACT_MISSING),)
    if certificate.result_basis is ResultBasis.RECOGNISED:
        return (Reason(Code.RECOGNISED_SECOND_HAND, "G8", Kind.REJECTS),)
    return ()


def thresholds(
    certificate: Certificate, min_results: Sequence[tuple[str, Result]], scales: tuple[Scale, ...]
) -> Iterator[Reason]:
    """G11: each result asked for is there and high enough."""
    for name, minimum in min_results:
        got = certificate.results.get(name)
        if got is None:
            detail: tuple[str, ...] = (name, str(minimum))
            yield Reason(Code.RESULT_UNKNOWN, "G11", Kind.FACT_MISSING, detail=detail)
        elif falls_short(got, minimum, scales):
            note = f"{name} {got} below {minimum}"
            detail = (name, str(got), str(minimum))
            yield Reason(Code.BELOW_THRESHOLD, "G11", Kind.CAPS, note, detail)


def companions(certificate: Certificate, required: Sequence[str]) -> Iterator[Reason]:
    """G12: each companion document is held."""
    for name in required:
        if name not in certificate.companions:
            note = f"companion missing: {name}"
            yield Reason(Code.COMPANION_MISSING, "G12", Kind.CAPS, note, (name,))


def report(certificate: Certificate) -> Reasons:
    """G13: the audit report has been supplied."""
    if certificate.has_report:
        return ()
    return (Reason(Code.REPORT_MISSING, "G13", Kind.FACT_MISSING),)


def nonconformity(certificate: Certificate) -> Reasons:
    """G14: no major or critical nonconformity is open on the topic, and somebody has said so."""
    if certificate.nonconformity is None:
        return (Reason(Code.NONCONFORMITY_UNKNOWN, "G14", Kind.FACT_MISSING),)
    if certificate.nonconformity is Nonconformity.CRITICAL:
        return (Reason(Code.CRITICAL_NONCONFORMITY, "G14", Kind.REJECTS),)
    if certificate.nonconformity is Nonconformity.MAJOR:
        note = "open major nonconformity on the topic"
        return (Reason(Code.MAJOR_NONCONFORMITY, "G14", Kind.CAPS, note),)
    return ()


def lapse(until: date | None, place: Place, on: date) -> Reasons:
    """G15: it does not end before the planned assessment."""
    planned = place.assessment_day
    if until is None or planned is None or not on <= until < planned:
        return ()
    detail = (until.isoformat(), planned.isoformat())
    return (Reason(Code.LAPSES_BEFORE_ASSESSMENT, "G15", Kind.WARNS, detail=detail),)
