"""One certificate at one site on one day, before all gates.

What depends only on certificate and site is decided once; the rest once per set of conditions.

Source: the matching rules, section 4 (``criteria/RULES.md``).
"""

from datetime import date
from typing import NamedTuple

from ddtool.domain import gates, places
from ddtool.domain.certificates import Certificate
from ddtool.domain.equivalency import Conditions
from ddtool.domain.places import Place
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.domain.scales import Scales


class Gated(NamedTuple):
    """What the gates found for one certificate and one set of conditions.

    ``reasons`` stand in the order of the gates; the codes of each kind are sorted out beside them.
    ``activities`` and ``areas`` are those the certificate reaches; ``until`` is its last valid
    day, if known.
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
    return Gated(
        reasons,
        _codes(reasons, Kind.REJECTS),
        _codes(reasons, Kind.FACT_MISSING),
        _codes(reasons, Kind.CAPS),
        _codes(reasons, Kind.WARNS),
        tuple([reason.note for reason in reasons if reason.note]),
        activities,
        areas,
        until,
    )


def _codes(reasons: tuple[Reason, ...], kind: Kind) -> tuple[Code, ...]:
    return tuple([reason.code for reason in reasons if reason.kind is kind])


class Gatekeeper:
    """One certificate before the gates; ask it about the conditions of any number of cells."""

    def __init__(self, certificate: Certificate, place: Place, on: date, scales: Scales) -> None:
        self.certificate = certificate
        self.place = place
        self.on = on
        self.not_third_party = gates.no_third_party(certificate)
        self._scales = scales.get(certificate.standard, ())
        self._standing = (
            *gates.status_stated(certificate),
            *gates.standing(certificate, on),
        )
        self._transition = gates.transition(certificate, on)
        outside, self._reached_areas = places.areas(certificate, place)
        self._basis_and_site = (
            *gates.result_basis(certificate),
            *places.site_named(certificate, place),
            *outside,
        )
        self._nonconformity = gates.nonconformity(certificate)

    def judge(self, needs: Conditions) -> Gated:
        """All reasons of all gates, in the order of the gates."""
        if self.not_third_party is not None:
            return sorted_out((self.not_third_party,))
        certificate, on = self.certificate, self.on
        until = gates.last_valid_day(certificate, needs)
        activities = places.activities(certificate, self.place, needs)
        reasons = (
            *self._standing,
            *gates.expiry(until, on),
            *gates.in_force(needs, on),
            *gates.edition(certificate, needs),
            *self._transition,
            *self._demanded_before_scope(needs),
            *self._basis_and_site,
            *places.scope(certificate, self.place, activities),
            *self._demanded_after_scope(needs),
            *self._nonconformity,
            *gates.lapse(until, self.place, on),
        )
        return sorted_out(reasons, activities, self._reached_areas, until)

    def _demanded_before_scope(self, needs: Conditions) -> tuple[Reason, ...]:
        """G6 and G7, which only some cells demand."""
        found: tuple[Reason, ...] = ()
        if needs.max_audit_age_months is not None:
            found = gates.audit_age(self.certificate, needs.max_audit_age_months, self.on)
        if needs.accredited_required:
            found += gates.accreditation(self.certificate)
        return found

    def _demanded_after_scope(self, needs: Conditions) -> tuple[Reason, ...]:
        """G11 to G13, which only some cells demand."""
        found: tuple[Reason, ...] = ()
        if needs.min_results:
            found = tuple(gates.thresholds(self.certificate, needs.min_results, self._scales))
        if needs.requires_companion:
            found += tuple(gates.companions(self.certificate, needs.requires_companion))
        return found + gates.report(self.certificate) if needs.report_required else found
