"""The gates: one certificate at one site on one day, against the conditions of a cell.

Unknown never counts as yes, and all reasons are found, not the first. What depends only on the certificate
and the site is decided once; cells with equal conditions share one result.

Source: the matching rules, section 4.
"""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.domain.shares import ACTIVITIES, AREAS, WHOLE, not_covered

Reasons = tuple[Reason, ...]
"""The findings of one gate, mostly none."""

Scales = Mapping[str, tuple[Scale, ...]]
"""Standard -> its scales of words, each from low to high."""

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


@dataclass(frozen=True)
class Place:
    """The site as far as matching goes. Empty activities or areas: that dimension is not used."""

    id: str
    activities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    assessment_day: date | None = None


class Gated(NamedTuple):
    """What the gates found for one certificate and one set of conditions.

    ``reasons`` stand in the order of the gates; the codes of each kind are sorted out beside them.
    ``activities`` and ``areas`` are those the certificate reaches; ``until`` is its last valid day, if known.
    """

    reasons: tuple[Reason, ...]
    rejects: tuple[Code, ...] = ()
    missing: tuple[Code, ...] = ()
    caps: tuple[Code, ...] = ()
    warns: tuple[Code, ...] = ()
    notes: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    until: date | None = None


def sorted_out(
    reasons: tuple[Reason, ...],
    activities: tuple[str, ...] = (),
    areas: tuple[str, ...] = (),
    until: date | None = None,
) -> Gated:
    """The findings with their codes by kind and the notes of the caps."""
    if not reasons:
        return Gated((), activities=activities, areas=areas, until=until)
    by_kind: dict[Kind, list[Code]] = {kind: [] for kind in Kind}
    for reason in reasons:
        by_kind[reason.kind].append(reason.code)
    return Gated(
        reasons,
        tuple(by_kind[Kind.REJECTS]),
        tuple(by_kind[Kind.FACT_MISSING]),
        tuple(by_kind[Kind.CAPS]),
        tuple(by_kind[Kind.WARNS]),
        tuple(reason.note for reason in reasons if reason.note),
        activities,
        areas,
        until,
    )


def months_later(day: date, months: int) -> date:
    """The same day so many calendar months later, clamped to the month's end and to the calendar's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if not date.min.year <= year <= date.max.year:
        return date.max if year > day.year else date.min
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def no_third_party(certificate: Certificate) -> Reason | None:
    """G2: only a third-party assessment counts."""
    if certificate.evidence_type is EvidenceType.THIRD_PARTY:
        return None
    return Reason(
        Code.SUPPORTING_EVIDENCE_ONLY, "G2", Kind.REJECTS, detail=(certificate.evidence_type.value,)
    )


def own_rejections(certificate: Certificate, place: Place, on: date) -> tuple[Reason, ...]:
    """The rejecting reasons that need no cell: status, issue day, expiry as far as given, site named."""
    found = [*_standing(certificate, on)]
    if certificate.valid_until is not None and on > certificate.valid_until:
        found.append(_expired(certificate.valid_until))
    if certificate.sites and place.id not in certificate.sites:
        found.append(_other_site(place))
    return tuple(found)


def _expired(until: date) -> Reason:
    return Reason(Code.EXPIRED, "G3", Kind.REJECTS, detail=(until.isoformat(),))


def _other_site(place: Place) -> Reason:
    return Reason(Code.SITE_NOT_COVERED, "G9", Kind.REJECTS, detail=(place.id,))


def _standing(certificate: Certificate, on: date) -> Iterator[Reason]:
    """G3, status and issue day."""
    since = (certificate.status_since.isoformat(),) if certificate.status_since else ()
    if certificate.status in NOT_ACTIVE:
        yield Reason(Code.NOT_ACTIVE, "G3", Kind.REJECTS, detail=(certificate.status.value, *since))
    if certificate.status in NOT_YET:
        yield Reason(Code.NOT_YET_VALID, "G3", Kind.REJECTS, detail=(certificate.status.value,))
    if certificate.issued is not None and certificate.issued > on:
        yield Reason(
            Code.NOT_YET_VALID, "G3", Kind.REJECTS, detail=(certificate.issued.isoformat(),)
        )


class Gatekeeper:
    """One certificate at one site on one day; ask it about the conditions of as many cells as you like."""

    def __init__(self, certificate: Certificate, place: Place, on: date, scales: Scales) -> None:
        self.certificate = certificate
        self.place = place
        self.on = on
        self._scales = scales.get(certificate.standard, ())
        self._seen: dict[int, Gated] = {}
        self.not_third_party = no_third_party(certificate)
        self._standing = tuple(_standing(certificate, on))
        self._transition = self._edition_in_transition()
        self._basis = self._result_basis()
        self._areas, reached = self._site_and_areas()
        self._reached_areas = reached
        self._nonconformity = self._open_nonconformity()

    def judge(self, conditions: Conditions) -> Gated:
        """All reasons of all gates. Conditions are told apart by identity; interned ones are judged once."""
        key = id(conditions)
        known = self._seen.get(key)
        if known is None:
            known = self._seen[key] = self._judged(conditions)
        return known

    def _judged(self, needs: Conditions) -> Gated:
        if self.not_third_party is not None:
            return sorted_out((self.not_third_party,))
        until = self._until(needs)
        activities = self._activities(needs)
        reasons = (
            *self._standing,
            *self._expiry(until),
            *self._in_force(needs),
            *self._edition(needs),
            *self._transition,
            *(
                self._audit_age(needs.max_audit_age_months)
                if needs.max_audit_age_months is not None
                else ()
            ),
            *(self._accreditation() if needs.accredited_required else ()),
            *self._basis,
            *self._areas,
            *self._scope(activities),
            *(self._thresholds(needs.min_results) if needs.min_results else ()),
            *(self._companions(needs.requires_companion) if needs.requires_companion else ()),
            *(self._report() if needs.report_required else ()),
            *self._nonconformity,
            *self._lapse(until),
        )
        return sorted_out(reasons, activities, self._reached_areas, until)

    def _until(self, conditions: Conditions) -> date | None:
        """G3: the last valid day, stated or counted from the last audit."""
        certificate = self.certificate
        if certificate.valid_until is not None:
            return certificate.valid_until
        if certificate.last_audit is None or conditions.validity_months is None:
            return None
        return months_later(certificate.last_audit, conditions.validity_months)

    def _expiry(self, until: date | None) -> Reasons:
        if until is None:
            return (Reason(Code.EXPIRY_UNKNOWN, "G3", Kind.FACT_MISSING),)
        return (_expired(until),) if self.on > until else ()

    def _in_force(self, needs: Conditions) -> Reasons:
        starts, ends = needs.effective_from, needs.effective_to
        if starts is not None and self.on < starts:
            detail = ("from", starts.isoformat())
            return (Reason(Code.CELL_NOT_IN_FORCE, "G4", Kind.REJECTS, detail=detail),)
        if ends is not None and self.on > ends:
            detail = ("to", ends.isoformat())
            return (Reason(Code.CELL_NOT_IN_FORCE, "G4", Kind.REJECTS, detail=detail),)
        return ()

    def _edition(self, needs: Conditions) -> Reasons:
        edition = self.certificate.edition
        if not edition:
            return (Reason(Code.EDITION_UNKNOWN, "G5", Kind.FACT_MISSING),)
        if edition in needs.editions:
            return ()
        detail = (edition, *needs.editions)
        return (Reason(Code.EDITION_NOT_RECOGNISED, "G5", Kind.REJECTS, detail=detail),)

    def _edition_in_transition(self) -> Reasons:
        end = self.certificate.transition_end
        if end is None:
            return ()
        if self.on > end:
            return (Reason(Code.EDITION_WITHDRAWN, "G5", Kind.REJECTS, detail=(end.isoformat(),)),)
        return (Reason(Code.EDITION_SUPERSEDED, "G5", Kind.WARNS, detail=(end.isoformat(),)),)

    def _audit_age(self, months: int) -> Reasons:
        audit = self.certificate.last_audit
        if audit is None:
            detail: tuple[str, ...] = (str(months),)
            return (Reason(Code.AUDIT_DATE_UNKNOWN, "G6", Kind.FACT_MISSING, detail=detail),)
        if self.on <= months_later(audit, months):
            return ()
        detail = (audit.isoformat(), str(months))
        return (Reason(Code.AUDIT_TOO_OLD, "G6", Kind.REJECTS, detail=detail),)

    def _accreditation(self) -> Reasons:
        if self.certificate.accredited:
            return ()
        if self.certificate.accredited is None:
            return (Reason(Code.ACCREDITATION_UNCHECKED, "G7", Kind.FACT_MISSING),)
        return (Reason(Code.NOT_ACCREDITED, "G7", Kind.REJECTS),)

    def _result_basis(self) -> Reasons:
        basis = self.certificate.result_basis
        if basis is None:
            return (Reason(Code.RESULT_BASIS_UNKNOWN, "G8", Kind.FACT_MISSING),)
        if basis is ResultBasis.RECOGNISED:
            return (Reason(Code.RECOGNISED_SECOND_HAND, "G8", Kind.REJECTS),)
        return ()

    def _site_and_areas(self) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
        """G9: the site named, and its areas inside the certificate."""
        certificate, place = self.certificate, self.place
        found: list[Reason] = []
        if not certificate.sites:
            found.append(Reason(Code.SITE_LIST_MISSING, "G9", Kind.FACT_MISSING))
        elif place.id not in certificate.sites:
            found.append(_other_site(place))
        if not (place.areas and certificate.areas):
            return tuple(found), place.areas or (WHOLE,)
        inside = tuple(area for area in place.areas if area in certificate.areas)
        outside = sorted(set(place.areas) - set(inside))
        if not inside:
            found.append(
                Reason(Code.SITE_NOT_COVERED, "G9", Kind.REJECTS, detail=(place.id, *outside))
            )
        elif outside:
            found.append(_capped(Code.AREAS_MISSING, "G9", AREAS, outside))
        return tuple(found), inside

    def _activities(self, conditions: Conditions) -> tuple[str, ...]:
        """G10: the site's activities that certificate and cell both reach."""
        if not self.place.activities:
            return (WHOLE,)
        in_scope = self.certificate.activities or self.place.activities
        limit = conditions.activities or self.place.activities
        return tuple(one for one in self.place.activities if one in in_scope and one in limit)

    def _scope(self, reached: tuple[str, ...]) -> Reasons:
        at_site = self.place.activities
        if not at_site:
            return ()
        found: Reasons = ()
        if not self.certificate.activities:
            found = (Reason(Code.SCOPE_UNKNOWN, "G10", Kind.FACT_MISSING),)
        if not reached:
            return (*found, Reason(Code.ACTIVITY_NOT_COVERED, "G10", Kind.REJECTS, detail=at_site))
        if len(reached) == len(at_site):
            return found
        outside = sorted(set(at_site) - set(reached))
        return (*found, _capped(Code.ACTIVITIES_MISSING, "G10", ACTIVITIES, outside))

    def _thresholds(self, min_results: Sequence[tuple[str, Result]]) -> Iterator[Reason]:
        for name, minimum in min_results:
            got = self.certificate.results.get(name)
            if got is None:
                detail: tuple[str, ...] = (name, str(minimum))
                yield Reason(Code.RESULT_UNKNOWN, "G11", Kind.FACT_MISSING, detail=detail)
            elif falls_short(got, minimum, self._scales):
                note = f"{name} {got} below {minimum}"
                detail = (name, str(got), str(minimum))
                yield Reason(Code.BELOW_THRESHOLD, "G11", Kind.CAPS, note, detail)

    def _companions(self, required: Sequence[str]) -> Iterator[Reason]:
        for name in required:
            if name not in self.certificate.companions:
                note = f"companion missing: {name}"
                yield Reason(Code.COMPANION_MISSING, "G12", Kind.CAPS, note, (name,))

    def _report(self) -> Reasons:
        if self.certificate.has_report:
            return ()
        return (Reason(Code.REPORT_MISSING, "G13", Kind.FACT_MISSING),)

    def _open_nonconformity(self) -> Reasons:
        gravest = self.certificate.nonconformity
        if gravest is Nonconformity.CRITICAL:
            return (Reason(Code.CRITICAL_NONCONFORMITY, "G14", Kind.REJECTS),)
        if gravest is Nonconformity.MAJOR:
            note = "open major nonconformity on the topic"
            return (Reason(Code.MAJOR_NONCONFORMITY, "G14", Kind.CAPS, note),)
        return ()

    def _lapse(self, until: date | None) -> Reasons:
        planned = self.place.assessment_day
        if until is None or planned is None or not self.on <= until < planned:
            return ()
        detail = (until.isoformat(), planned.isoformat())
        return (Reason(Code.LAPSES_BEFORE_ASSESSMENT, "G15", Kind.WARNS, detail=detail),)


def _capped(code: Code, gate: str, words: str, outside: list[str]) -> Reason:
    return Reason(code, gate, Kind.CAPS, not_covered(words, outside), tuple(outside))


def falls_short(got: Result, minimum: Result, scales: tuple[Scale, ...]) -> bool:
    """Whether a result is below a minimum: numbers by size, words by their place on the scale they share.

    :raises ValueError: a word is compared with a number, or two words share no scale; readers refuse both before.
    """
    if isinstance(got, str) and isinstance(minimum, str):
        scale = next((one for one in scales if got in one and minimum in one), None)
        if scale is None:
            raise ValueError(f'"{got}" and "{minimum}" stand on no scale together')
        return scale.index(got) < scale.index(minimum)
    if isinstance(got, str) or isinstance(minimum, str):
        raise ValueError(f'"{got}" cannot be compared with "{minimum}"')
    return got < minimum
