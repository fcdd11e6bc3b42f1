"""The heart: what certificates and cells together say about one criterion of one site on one day.

Pure functions of values and a day. The order of certificates and cells never matters, one more certificate
never lowers a coverage, and there are no percentages, no points and no averaging.

Source: the matching rules, sections 3, 5 and 7 (``criteria/RULES.md``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import Rating
from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.gates import Gatekeeper, Place, Scales
from ddtool.domain.reasons import Code
from ddtool.domain.shares import WHOLE, Share, residual
from ddtool.domain.verdicts import (
    WHOLE_LEVELS,
    Chain,
    Outcome,
    Ruling,
    Verdict,
    rule_on_pair,
    rule_without_cell,
)


class Coverage(StrEnum):
    """What cells and certificates say about one criterion. It is not the site's rating."""

    FULL = "full"
    COMBINED = "combined"
    PARTIAL = "partial"
    PENDING = "pending"
    SUGGESTED = "suggested"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"


PROPOSALS: Mapping[Coverage, Rating] = {
    Coverage.FULL: Rating.FULLY_MEETS,
    Coverage.COMBINED: Rating.PARTIALLY_MEETS,
    Coverage.PARTIAL: Rating.PARTIALLY_MEETS,
}
"""The rating that a coverage would support; a certificate never raises a rating."""

SOMETHING_SHOWN = frozenset(PROPOSALS)
"""The coverages that show something of the criterion."""

_ORDER = {Rating.DOES_NOT_MEET: 0, Rating.PARTIALLY_MEETS: 1, Rating.FULLY_MEETS: 2}


@dataclass(frozen=True, slots=True)
class Aspect:
    """The criterion as far as matching goes, with what the site itself says about it."""

    criteria_set: str
    criterion: str
    requirements: tuple[str, ...] = ()
    applicable: bool = True
    own: Rating | None = None
    residual_evidence: bool = False
    adverse_signal: bool = False


@dataclass(frozen=True)
class Decision:
    """What was decided for one criterion, with everything it rests on.

    ``by`` are the certificates that decide, sorted; ``residual`` the lines that a partial leaves open;
    ``effective`` the rating to work with, None where the site has given none.
    """

    criterion: str
    coverage: Coverage
    by: tuple[str, ...]
    residual: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    needs_assessor: bool = False
    proposal: Rating | None = None
    effective: Rating | None = None
    rating_codes: tuple[Code, ...] = ()

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """All reasons handed on, each once, sorted."""
        found = {code for verdict in self.verdicts for code in verdict.ruling.handed_on}
        return tuple(sorted(found.union(self.rating_codes)))

    @property
    def deciding(self) -> tuple[Verdict, ...]:
        """The verdicts on which the coverage rests."""
        return tuple(
            verdict
            for verdict in self.verdicts
            if verdict.certificate in self.by and verdict.ruling.outcome is _OUTCOMES.get(self.coverage)
        )

    @property
    def until(self) -> date | None:
        """The last day of the certificates that count; None where none counts."""
        days = [one.ruling.until for one in self.deciding if one.ruling.until is not None]
        if self.coverage not in SOMETHING_SHOWN or not days:
            return None
        return max(days) if self.coverage is Coverage.FULL else min(days)


_OUTCOMES = {
    Coverage.FULL: Outcome.COUNTS,
    Coverage.COMBINED: Outcome.COUNTS,
    Coverage.PARTIAL: Outcome.COUNTS,
    Coverage.PENDING: Outcome.PENDING,
    Coverage.SUGGESTED: Outcome.SUGGESTED,
}


def decide(
    aspect: Aspect,
    place: Place,
    certificates: Sequence[Certificate],
    cells: Sequence[Cell],
    *,
    on: date,
    chains: Sequence[Chain] = (),
    scales: Scales,
) -> Decision:
    """The coverage of one criterion, from all cells that were given, whatever they speak about."""
    if not aspect.applicable:
        return not_applicable(aspect)
    judged = [cell for cell in cells if cell.level is not Level.UNKNOWN]
    verdicts: list[Verdict] = []
    for certificate in certificates:
        keeper = Gatekeeper(certificate, place, on, scales)
        verdicts += judge(keeper, aspect, judged, chains=chains)
    return combine(aspect, place, tuple(verdicts))


def judge(
    keeper: Gatekeeper, aspect: Aspect, cells: Sequence[Cell], *, chains: Sequence[Chain] = ()
) -> tuple[Verdict, ...]:
    """The verdicts on one certificate for one criterion (section 3)."""
    standard = keeper.certificate.standard
    of_standard = [cell for cell in cells if cell.standard == standard]
    here = cells_here(of_standard, aspect, keeper.certificate.edition)
    if not here:
        chain = next((one for one in chains if one.standard == standard), None)
        ruling = rule_without_cell(keeper, standard_has_cells=bool(of_standard), chain=chain)
        return (Verdict(keeper.certificate.id, None, ruling),)
    requirements = aspect.requirements or (WHOLE,)
    return tuple(
        Verdict(keeper.certificate.id, cell, rule_on_pair(cell, keeper.judge(cell.conditions), requirements))
        for cell in here
    )


def cells_here(of_standard: Iterable[Cell], aspect: Aspect, edition: str) -> tuple[Cell, ...]:
    """The cells for exactly this criterion; only those of the certificate's edition if there are any."""
    here = tuple(
        cell
        for cell in of_standard
        if cell.criterion == aspect.criterion and cell.criteria_set == aspect.criteria_set
    )
    return tuple(cell for cell in here if edition in cell.editions) or here


def not_applicable(aspect: Aspect) -> Decision:
    """The decision for a criterion that does not apply; the assessor confirms it."""
    return Decision(aspect.criterion, Coverage.NOT_APPLICABLE, (), (), (), needs_assessor=True)


def combine(aspect: Aspect, place: Place, verdicts: tuple[Verdict, ...]) -> Decision:
    """The decision that follows from all verdicts on one criterion (sections 5 and 7)."""
    coverage, group, left = _combined(aspect, place, verdicts)
    proposal = PROPOSALS.get(coverage)
    effective, codes = _effective(aspect, proposal)
    if aspect.adverse_signal and coverage in SOMETHING_SHOWN:
        codes += (Code.ADVERSE_SIGNAL,)
    needs_assessor = coverage is Coverage.COMBINED or bool(_FOR_THE_ASSESSOR.intersection(codes))
    by = tuple(sorted({verdict.certificate for verdict in group}))
    return Decision(
        aspect.criterion, coverage, by, left, verdicts, needs_assessor, proposal, effective, codes
    )


_FOR_THE_ASSESSOR = frozenset({Code.SELF_RATED_LOWER, Code.ADVERSE_SIGNAL})
_Combined = tuple[Coverage, Sequence[Verdict], tuple[str, ...]]


def _combined(aspect: Aspect, place: Place, verdicts: Sequence[Verdict]) -> _Combined:
    counting = [one for one in verdicts if one.ruling.outcome is Outcome.COUNTS]
    full = [one for one in counting if one.ruling.level in WHOLE_LEVELS]
    if full:
        return Coverage.FULL, full, ()
    if counting:
        left = _left_open(aspect, place, [one.ruling for one in counting])
        return (Coverage.PARTIAL, counting, left) if left else (Coverage.COMBINED, counting, ())
    for outcome, coverage in ((Outcome.PENDING, Coverage.PENDING), (Outcome.SUGGESTED, Coverage.SUGGESTED)):
        group = [one for one in verdicts if one.ruling.outcome is outcome]
        if group:
            return coverage, group, ()
    return Coverage.NONE, (), ()


def _left_open(aspect: Aspect, place: Place, counting: Sequence[Ruling]) -> tuple[str, ...]:
    """What all counting partials together leave; empty if they reach every part."""
    need = Share(aspect.requirements or (WHOLE,), place.activities or (WHOLE,), place.areas or (WHOLE,))
    left = residual(need, tuple(ruling.share for ruling in counting))
    if left is None:
        return tuple(sorted({note for ruling in counting for note in ruling.notes}))
    return left


def _effective(aspect: Aspect, proposal: Rating | None) -> tuple[Rating | None, tuple[Code, ...]]:
    """The rating to work with (section 7)."""
    own = aspect.own
    if own is None or proposal is None:
        return own, ()
    if _ORDER[own] < _ORDER[proposal]:
        return own, (Code.SELF_RATED_LOWER,)
    if _ORDER[own] > _ORDER[proposal] and not aspect.residual_evidence:
        return proposal, (Code.SELF_RATED_HIGHER,)
    return own, ()
