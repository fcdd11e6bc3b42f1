"""From a certificate to what its form shows, and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ddtool.domain.certificate_needs import CertificateNeeds
from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    Result,
    ResultBasis,
)
from ddtool.domain.typed import percentage
from ddtool.web.pages.certificates.forms import NO, UNKNOWN, YES, CertificateForm

_LINES = "\n"


def shown(certificate: Certificate, form: CertificateForm) -> Mapping[str, Any]:
    """What the fields of a form show for a certificate."""
    basis, gravest = certificate.result_basis, certificate.nonconformity
    status = certificate.status
    names = {id: name for name, id in form.site_ids.items()}
    plain_areas = {area: plain for plain, area in form.area_names.items()}
    return {
        "edition": certificate.edition,
        "number": certificate.number,
        "body": certificate.body,
        "accredited": {True: YES, False: NO, None: UNKNOWN}[certificate.accredited],
        "proof": certificate.evidence_type.value,
        "basis": basis.value if basis else UNKNOWN,
        "issued": certificate.issued,
        "valid_until": certificate.valid_until,
        "no_until": certificate.valid_until is None,
        "last_audit": certificate.last_audit,
        "status": status.value if status else "",
        "status_since": certificate.status_since,
        "sites": [names[one] for one in certificate.sites if one in names],
        "other_sites": _LINES.join(certificate.other_sites),
        "areas": [plain_areas.get(one, one) for one in certificate.areas],
        "activities": list(certificate.activities),
        "companions": [one.replace(",", ";") for one in certificate.companions],
        "report": YES if certificate.has_report else NO,
        "nonconformity": gravest.value if gravest else "",
        "note": certificate.note,
    } | {name: str(certificate.results.get(need.name, "")) for name, need in form.results.items()}


def begun(needs: CertificateNeeds) -> Mapping[str, Any]:
    """What a form begins with for a new certificate: nothing is presumed that would count."""
    return {
        "edition": "",
        "accredited": UNKNOWN,
        "proof": needs.usual_proof.value,
        "basis": UNKNOWN,
        "status": "",
        "report": NO,
        "nonconformity": "",
    }


def read(form: CertificateForm, known: Certificate) -> Certificate:
    """The certificate that a form describes; what it does not ask about stays as it is known.

    A day that cannot be read counts as not stated.
    """
    companions = {one.replace(",", ";"): one for one in form.needs.companions}
    changes: dict[str, Any] = {
        "edition": form.edition.data or "",
        "number": form.number.data,
        "body": form.body.data,
        "issued": form.issued.day,
        "valid_until": form.valid_until.day,
        "status": _of(CertificateStatus, form.status.data, None),
        "status_since": form.status_since.day,
        "sites": tuple(form.site_ids[one] for one in _ticked(form, "sites", form.site_ids)),
        "other_sites": _lines(str(form.other_sites.data)),
        "activities": tuple(form.activities.data or ()),
        "note": form.note.data,
        "results": _results(form),
    }
    if "accredited" in form:
        changes["accredited"] = {YES: True, NO: False}.get(str(form.accredited.data))
    if "proof" in form:
        changes["evidence_type"] = _of(EvidenceType, form.proof.data, form.needs.usual_proof)
    if "basis" in form:
        changes["result_basis"] = _of(ResultBasis, form.basis.data, None)
    if "last_audit" in form:
        changes["last_audit"] = form.last_audit.day
        changes["nonconformity"] = _of(Nonconformity, form.nonconformity.data, None)
    if "areas" in form:
        areas = _ticked(form, "areas", form.area_names)
        changes["areas"] = tuple(form.area_names[one] for one in areas)
    if "report" in form:
        changes["has_report"] = form.report.data == YES
    if "companions" in form:
        held = _ticked(form, "companions", companions)
        changes["companions"] = tuple(companions[one] for one in held)
    return replace(known, **changes)


def _ticked(form: CertificateForm, name: str, offered: Mapping[str, Any]) -> list[str]:
    return [one for one in form[name].data or () if one in offered]


def _results(form: CertificateForm) -> Mapping[str, Result]:
    found: dict[str, Result] = {}
    for name, need in form.results.items():
        text = str(form[name].data or "")
        value: Result | None = text if text in need.scale else None
        if not need.scale:
            value = percentage(text)
        if value is not None and text:
            found[need.name] = value
    return found


def _lines(text: str) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in text.replace(";", "\n").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def _of(kind: Any, value: object, default: Any) -> Any:
    codes = {member.value: member for member in kind}
    return codes.get(str(value), default)
