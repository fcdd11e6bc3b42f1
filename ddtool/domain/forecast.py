"""The days on which coverage will change if nothing is renewed, and why."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ddtool.domain.certificates import Certificate
from ddtool.domain.decisions import Aspect, Coverage, Decision
from ddtool.domain.equivalency import Conditions
from ddtool.domain.look_ahead import CoverageChange, Event, EventKind, ForecastDay
from ddtool.domain.matching import Matcher
from ddtool.domain.months import months_later
from ddtool.domain.places import Place

A_DAY = timedelta(days=1)
NOTHING_BUT_HINTS = frozenset({Coverage.SUGGESTED, Coverage.NONE, Coverage.NOT_APPLICABLE})


def forecast(
    matcher: Matcher,
    aspects: Sequence[Aspect],
    place: Place,
    certificates: Sequence[Certificate],
    *,
    as_of: date,
) -> tuple[ForecastDay, ...]:
    """Every later day on which the coverage of a criterion, or what it rests on, changes."""
    events = tuple(_events(matcher, aspects, certificates, as_of))
    before = matcher.decide_all(aspects, place, certificates, as_of)
    days: list[ForecastDay] = []
    for last_day in sorted({event.last_day for event in events}):
        day = last_day + A_DAY
        after = matcher.decide_all(aspects, place, certificates, day)
        changes = tuple(_changes(before, after))
        if changes:
            days.append(ForecastDay(day, _causes(events, last_day, changes), changes))
        before = after
    return tuple(days)


def _changes(before: Sequence[Decision], after: Sequence[Decision]) -> Iterator[CoverageChange]:
    for old, new in zip(before, after, strict=True):
        if {old.coverage, new.coverage} <= NOTHING_BUT_HINTS:
            continue
        if (old.coverage, old.by, old.residual) != (new.coverage, new.by, new.residual):
            lost = tuple(one for one in old.by if one not in new.by)
            gained = tuple(one for one in new.by if one not in old.by)
            yield CoverageChange(old.criterion, old.coverage, new.coverage, lost, gained)


def _causes(
    events: Sequence[Event], last_day: date, changes: Sequence[CoverageChange]
) -> tuple[Event, ...]:
    """The events of the day that touch a changed criterion; all of the day if none can be named."""
    today = [event for event in events if event.last_day == last_day]
    moved = {name for one in changes for name in (*one.certificates_lost, *one.certificates_gained)}
    return tuple(event for event in today if event.certificate in moved) or tuple(today)


def _events(
    matcher: Matcher, aspects: Sequence[Aspect], certificates: Sequence[Certificate], as_of: date
) -> Iterator[Event]:
    sets = dict.fromkeys(aspect.criteria_set for aspect in aspects)
    for certificate in certificates:
        conditions = dict.fromkeys(
            cell.conditions
            for criteria_set in sets
            for cell in matcher.cells_of(certificate.standard, criteria_set)
        )
        dated = dict.fromkeys(_dated(certificate, tuple(conditions)))
        for kind, last_day in dated:
            if as_of <= last_day < date.max:
                yield Event(kind, certificate.id, last_day)


def _dated(
    certificate: Certificate, all_conditions: Sequence[Conditions]
) -> Iterator[tuple[EventKind, date]]:
    if certificate.issued is not None and certificate.issued > date.min:
        yield EventKind.CERTIFICATE_BEGINS, certificate.issued - A_DAY
    if certificate.valid_until is not None:
        yield EventKind.CERTIFICATE_ENDS, certificate.valid_until
    if certificate.transition_end is not None:
        yield EventKind.EDITION_ENDS, certificate.transition_end
    for conditions in all_conditions:
        yield from _dated_by_cell(certificate, conditions)


def _dated_by_cell(
    certificate: Certificate, conditions: Conditions
) -> Iterator[tuple[EventKind, date]]:
    audit = certificate.last_audit
    if audit is not None and conditions.max_audit_age_months is not None:
        yield EventKind.AUDIT_TOO_OLD, months_later(audit, conditions.max_audit_age_months)
    counted = certificate.valid_until is None and conditions.validity_months is not None
    if counted and audit is not None and conditions.validity_months is not None:
        yield EventKind.CERTIFICATE_ENDS, months_later(audit, conditions.validity_months)
    if conditions.effective_from is not None and conditions.effective_from > date.min:
        yield EventKind.CELL_BEGINS, conditions.effective_from - A_DAY
    if conditions.effective_to is not None:
        yield EventKind.CELL_ENDS, conditions.effective_to
