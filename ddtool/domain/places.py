"""The site as far as matching goes, and what gates 9 and 10 find about it.

Source: the matching rules, section 4 (``criteria/RULES.md``).
"""

from dataclasses import dataclass
from datetime import date

from ddtool.domain.certificates import Certificate
from ddtool.domain.equivalency import Conditions
from ddtool.domain.reasons import Code, Kind, Reason, Reasons
from ddtool.domain.shares import ACTIVITIES, AREAS, WHOLE, not_covered


@dataclass(frozen=True)
class Place:
    """The site as far as matching goes. Empty activities or areas: that dimension is not used."""

    id: str
    activities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    assessment_day: date | None = None


def other_site(place: Place) -> Reason:
    """The certificate is of another site."""
    return Reason(Code.SITE_NOT_COVERED, "G9", Kind.REJECTS, detail=(place.id,))


def site_named(certificate: Certificate, place: Place) -> Reasons:
    """G9: the site is named in the certificate or its annex."""
    if not certificate.names_sites:
        return (Reason(Code.SITE_LIST_MISSING, "G9", Kind.FACT_MISSING),)
    return () if place.id in certificate.sites else (other_site(place),)


def areas(certificate: Certificate, place: Place) -> tuple[Reasons, tuple[str, ...]]:
    """G9: the areas of the site inside the certificate; findings and areas reached."""
    if not (place.areas and certificate.areas):
        return (), place.areas or (WHOLE,)
    inside = tuple(area for area in place.areas if area in certificate.areas)
    outside = sorted(set(place.areas) - set(inside))
    if not inside:
        detail = (place.id, *outside)
        return (Reason(Code.SITE_NOT_COVERED, "G9", Kind.REJECTS, detail=detail),), inside
    return ((_capped(Code.AREAS_MISSING, "G9", AREAS, outside),) if outside else ()), inside


def activities(certificate: Certificate, place: Place, needs: Conditions) -> tuple[str, ...]:
    """G10: the site's activities that certificate and cell both reach."""
    if not place.activities:
        return (WHOLE,)
    in_scope = certificate.activities or place.activities
    limit = needs.activities or place.activities
    return tuple([one for one in place.activities if one in in_scope and one in limit])


def scope(certificate: Certificate, place: Place, reached: tuple[str, ...]) -> Reasons:
    """G10: the activities of the site are inside."""
    if not place.activities:
        return ()
    found: Reasons = ()
    if not certificate.activities:
        found = (Reason(Code.SCOPE_UNKNOWN, "G10", Kind.FACT_MISSING),)
    if not reached:
        detail = place.activities
        return (*found, Reason(Code.ACTIVITY_NOT_COVERED, "G10", Kind.REJECTS, detail=detail))
    if len(reached) == len(place.activities):
        return found
    outside = sorted(set(place.activities) - set(reached))
    return (*found, _capped(Code.ACTIVITIES_MISSING, "G10", ACTIVITIES, outside))


def _capped(code: Code, gate: str, words: str, outside: list[str]) -> Reason:
    return Reason(code, gate, Kind.CAPS, not_covered(words, outside), tuple(outside))
