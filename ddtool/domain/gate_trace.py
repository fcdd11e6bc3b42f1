"""Every gate for one certificate and one criterion, also those it passed and those not asked.

The gates themselves hand on only what they found wrong; for whoever reads, a gate that was passed
and one that nobody asked must not look alike.

Source: the matching rules, sections 3 and 4 (``criteria/RULES.md``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ddtool.domain.certificates import Certificate
from ddtool.domain.equivalency import Cell, Conditions, Level
from ddtool.domain.gates import last_valid_day
from ddtool.domain.places import Place
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.domain.verdicts import Verdict

GATES = tuple(f"G{number}" for number in range(2, 16))
"""All gates, in the order of the rules."""

_WITHOUT_CELL = frozenset({"G2", "G3", "G9"})
"""The gates that need no cell: a certificate's own."""

_FIRST = "G2"


class Passing(Enum):
    """What became of a certificate at one gate, gravest first."""

    REJECTED = "rejected"
    FACT_MISSING = "fact_missing"
    LOWERED = "lowered"
    WARNED = "warned"
    PASSED = "passed"
    NOT_ASKED = "not_asked"


_BY_KIND = {
    Kind.REJECTS: Passing.REJECTED,
    Kind.FACT_MISSING: Passing.FACT_MISSING,
    Kind.CAPS: Passing.LOWERED,
    Kind.WARNS: Passing.WARNED,
}


class Recognised(Enum):
    """What has been decided about a standard and a criterion, before any gate.

    Nothing that a certificate says can make up for a recognition that is not there.
    """

    DECIDED = "decided"
    DECIDED_AS_NOTHING = "decided_as_nothing"
    UNDECIDED = "undecided"
    UNDECIDED_AS_NOTHING = "undecided_as_nothing"
    NOT_COMPARED = "not_compared"

    @property
    def is_open(self) -> bool:
        """Whether there is a suggestion, and nobody has decided on it."""
        return self in (Recognised.UNDECIDED, Recognised.UNDECIDED_AS_NOTHING)


@dataclass(frozen=True, slots=True)
class GateStep:
    """One gate. ``reasons`` are what it found, none where it was passed or not asked."""

    gate: str
    passing: Passing
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What was decided, all gates in order, then what cell or chain say themselves."""

    recognised: Recognised
    steps: tuple[GateStep, ...]
    of_the_cell: tuple[Reason, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Everything that was found, in that order."""
        return (*(one for step in self.steps for one in step.reasons), *self.of_the_cell)


def trace_gates(verdict: Verdict, certificate: Certificate, place: Place, *, on: date) -> Trace:
    """All gates for a verdict on this certificate at this place and day."""
    reasons = verdict.ruling.reasons
    asked = set(_asked(verdict, certificate, place, on))
    steps = tuple(_step(gate, reasons, asked=gate in asked) for gate in GATES)
    of_the_cell = tuple(one for one in reasons if one.gate not in GATES)
    return Trace(recognised_by(verdict.cell), steps, of_the_cell)


def recognised_by(cell: Cell | None) -> Recognised:
    """What a cell decides; None stands for a pair that nobody has compared."""
    if cell is None:
        return Recognised.NOT_COMPARED
    if cell.level is Level.NONE:
        return Recognised.DECIDED_AS_NOTHING if cell.counts else Recognised.UNDECIDED_AS_NOTHING
    return Recognised.DECIDED if cell.counts else Recognised.UNDECIDED


def _step(gate: str, reasons: tuple[Reason, ...], *, asked: bool) -> GateStep:
    here = tuple(one for one in reasons if one.gate == gate)
    if not here:
        return GateStep(gate, Passing.PASSED if asked else Passing.NOT_ASKED)
    found = {_BY_KIND[one.kind] for one in here}
    return GateStep(gate, next(one for one in Passing if one in found), here)


def _asked(verdict: Verdict, certificate: Certificate, place: Place, on: date) -> Iterator[str]:
    """The gates that had a question."""
    yield _FIRST
    if any(one.code is Code.SUPPORTING_EVIDENCE_ONLY for one in verdict.ruling.reasons):
        return
    if verdict.cell is None:
        yield from _WITHOUT_CELL
        return
    needs = verdict.cell.conditions
    yield from ("G3", "G5", "G8", "G9", "G14")
    yield from _demanded(needs)
    if place.activities:
        yield "G10"
    until = last_valid_day(certificate, needs)
    if until is not None and place.assessment_day is not None and on <= until:
        yield "G15"


def _demanded(needs: Conditions) -> Iterator[str]:
    """The gates that only some cells have."""
    demanded = {
        "G4": needs.effective_from is not None or needs.effective_to is not None,
        "G6": needs.max_audit_age_months is not None,
        "G7": needs.accredited_required,
        "G11": bool(needs.min_results),
        "G12": bool(needs.requires_companion),
        "G13": needs.report_required,
    }
    yield from (gate for gate, is_asked in demanded.items() if is_asked)
