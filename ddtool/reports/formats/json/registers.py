"""The lists of the JSON report: certificates, evidence, actions with their limits, what comes."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from ddtool.domain.assessments import Assessment, Evidence, Site
from ddtool.domain.certificates import Certificate, Result
from ddtool.domain.gaps import ActionLine, CertificateLine
from ddtool.domain.look_ahead import ForecastDay, WhatIf
from ddtool.domain.time_limits import TimeLimit
from ddtool.reports.content import Voice
from ddtool.reports.formats.json.codes import code, iso
from ddtool.wording import TIME_LIMITS


def site(one: Site) -> dict[str, Any]:
    """Who the report is about. Facts in alphabetical order; null where nobody has answered."""
    return {
        "id": one.id,
        "name": one.name,
        "organisation": one.organisation,
        "country": one.country,
        "place": one.place,
        "activities": list(one.activities),
        "areas": list(one.areas),
        "metals": list(one.metals),
        "facts": {name: one.facts[name] for name in sorted(one.facts)},
    }


def assessment(one: Assessment) -> dict[str, Any]:
    """Days and people of the assessment; ``submission`` is null while it is being worked on."""
    handed_in = one.submission
    return {
        "period": one.period,
        "assessment_day": iso(one.assessment_day),
        "commitment_day": iso(one.commitment_day),
        "prepared_by": one.prepared_by,
        "submission": None
        if handed_in is None
        else {"day": iso(handed_in.day), "by": handed_in.by, "sha256": handed_in.sha256},
    }


def certificate(line: CertificateLine, *, names_site: bool) -> dict[str, Any]:
    """A certificate as it was recorded, and what it does on the day of the report."""
    shown = {
        number: {"outcome": code(outcome), "level": code(level)}
        for number, (outcome, level) in line.shows.items()
    }
    return _recorded(line.certificate) | {
        "names_site": names_site,
        "counts_for": list(line.counts_for),
        "shows": shown,
    }


def _recorded(one: Certificate) -> dict[str, Any]:
    return {
        "id": one.id,
        "register_number": one.register_number or None,
        "standard": one.standard,
        "edition": one.edition,
        "number": one.number,
        "body": one.body,
        "evidence_type": code(one.evidence_type),
        "status": code(one.status),
        "status_since": iso(one.status_since),
        "issued": iso(one.issued),
        "valid_until": iso(one.valid_until),
        "last_audit": iso(one.last_audit),
        "transition_end": iso(one.transition_end),
        "sites": [*one.sites, *one.other_sites],
        "areas": list(one.areas),
        "activities": list(one.activities),
        "accredited": one.accredited,
        "result_basis": code(one.result_basis),
        "has_report": one.has_report,
        "results": {name: _result(one.results[name]) for name in sorted(one.results)},
        "companions": list(one.companions),
        "nonconformity": code(one.nonconformity),
        "note": one.note,
    }


def _result(result: Result) -> Result:
    """JSON knows no infinity."""
    return str(result) if isinstance(result, float) and not isfinite(result) else result


def evidence(one: Evidence, shows: Sequence[str]) -> dict[str, Any]:
    """A document or link, and the requirements or whole criteria that it shows."""
    return {
        "id": one.id,
        "title": one.title,
        "document_date": iso(one.document_date),
        "valid_until": iso(one.valid_until),
        "requirements": list(shows),
        "location": one.location,
        "sha256": one.sha256,
    }


def limit(one: TimeLimit, voice: Voice) -> dict[str, Any]:
    """A limit of the programme; its day is null while the commitment day is not known."""
    return {
        "letter": one.letter,
        "id": one.id,
        "title": voice.gettext(TIME_LIMITS.get(one.id, one.id)),
        "months": one.months,
        "day": iso(one.day),
    }


def action(line: ActionLine) -> dict[str, Any]:
    """An action with the limit that it misses, if it misses one."""
    one = line.action
    return {
        "id": one.id,
        "number": one.number or None,
        "criterion": one.criterion,
        "requirement": one.requirement or None,
        "title": one.title,
        "root_cause": one.root_cause,
        "owner": one.owner,
        "due": iso(one.due),
        "state": code(one.state),
        "cost": one.cost,
        "closure": one.closure,
        "documents": [document.title for document in one.documents],
        "judgement": one.judgement,
        "judged_by": one.judged_by,
        "judged_on": iso(one.judged_on),
        "after_limit": line.after_limit.letter if line.after_limit else None,
        "overdue": line.overdue,
    }


def forecast_day(one: ForecastDay) -> dict[str, Any]:
    """The first day on which coverage differs from the day before."""
    return {
        "day": iso(one.day),
        "events": [
            {
                "event": code(event.kind),
                "certificate": event.certificate,
                "last_day": iso(event.last_day),
            }
            for event in one.events
        ],
        "changes": [
            {
                "criterion": change.criterion,
                "before": code(change.before),
                "after": code(change.after),
                "certificates_lost": list(change.certificates_lost),
            }
            for change in one.changes
        ],
    }


def what_if(one: WhatIf) -> dict[str, Any]:
    """What a certificate that is not held would do."""
    return {
        "standard": one.standard,
        "edition": one.edition,
        "closes": list(one.closes),
        "completes": list(one.completes),
        "shows_part": list(one.shows_part),
        "hints": list(one.hints),
        "leaves_open": list(one.leaves_open),
    }
