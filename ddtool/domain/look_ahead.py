"""What lies ahead: the days on which coverage changes, and what another certificate would do."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ddtool.domain.decisions import Coverage


class EventKind(Enum):
    """Why coverage changes on a day."""

    CERTIFICATE_BEGINS = "certificate_begins"
    CERTIFICATE_ENDS = "certificate_ends"
    EDITION_ENDS = "edition_ends"
    AUDIT_TOO_OLD = "audit_too_old"
    CELL_BEGINS = "cell_begins"
    CELL_ENDS = "cell_ends"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to a certificate. ``last_day`` is the last day before the change."""

    kind: EventKind
    certificate: str
    last_day: date


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """How the coverage of one criterion changes."""

    criterion: str
    before: Coverage
    after: Coverage
    certificates_lost: tuple[str, ...] = ()
    certificates_gained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForecastDay:
    """The first day on which coverage differs, why, and what it costs or brings."""

    day: date
    events: tuple[Event, ...]
    changes: tuple[CoverageChange, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a certificate that is not held would do, if every condition of its cells were met.

    Criteria numbers in the order of the set: ``closes`` alone, ``completes`` together with
    certificates held, ``shows_part``; ``hints`` rest on cells that do not count; ``leaves_open``
    are the gaps it would not close. ``held`` tells that a certificate of this standard is held,
    but counts for nothing at this site.
    """

    standard: str
    edition: str
    closes: tuple[str, ...] = ()
    completes: tuple[str, ...] = ()
    shows_part: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    leaves_open: tuple[str, ...] = ()
    held: bool = False
