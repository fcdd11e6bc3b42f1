"""The heart: what certificates and cells together say about one criterion of one site on one day.

Pure functions of values and a day. The order of certificates and cells never matters, one more
certificate never lowers a coverage, and there are no percentages, no points and no averaging.

Source: the matching rules, sections 3, 5 and 7 (``criteria/RULES.md``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import Rating
from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.gatekeeper import Gatekeeper
from ddtool.domain.gates import Place
from ddtool.domain.reasons import Code
from ddtool.domain.scales import Scales
from ddtool.domain.shares import WHOLE, Share, residual
from ddtool.domain.verdicts import (
    WHOLE_LEVELS,
    Chain,
    Outcome,
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


class Findings:
    """The verdicts on all certificates for one criterion, and what they come to.

    Criteria that no certificate of a site speaks about share one object, worked out once for all.
    """

    __slots__ = ("_codes", "by", "coverage", "group", "verdicts")

    def __init__(self, verdicts: tuple[Verdict, ...]) -> None:
        self.verdicts = verdicts
        self.coverage, self.group = _first_that_fits(verdicts)
        self.by = tuple(sorted({one.certificate for one in self.group})) if self.group else ()
        self._codes: tuple[Code, ...] | None = None

    @property
    def codes(self) -> tuple[Code, ...]:
        """All codes handed on, each once, sorted."""
        if self._codes is None:
            handed_on = {verdict.ruling.handed_on for verdict in self.verdicts}
            self._codes = tuple(sorted(set().union(*handed_on)))
        return self._codes


def _first_that_fits(verdicts: tuple[Verdict, ...]) -> tuple[Coverage, tuple[Verdict, ...]]:
    """The coverage, "partial" or better, and what it rests on (section 5, 2 to 6)."""
    outcomes = {verdict.ruling.outcome for verdict in verdicts}
    for outcome, coverage in _BY_OUTCOME:
        if outcome in outcomes:
            group = tuple([one for one in verdicts if one.ruling.outcome is outcome])
            return _with_full(group) if outcome is Outcome.COUNTS else (coverage, group)
    return Coverage.NONE, ()


def _with_full(counting: tuple[Verdict, ...]) -> tuple[Coverage, tuple[Verdict, ...]]:
    """One full is enough; partials and the rest do not pull it down."""
    full = tuple([verdict for verdict in counting if verdict.ruling.level in WHOLE_LEVELS])
    return (Coverage.FULL, full) if full else (Coverage.PARTIAL, counting)


_BY_OUTCOME = (
    (Outcome.COUNTS, Coverage.PARTIAL),
    (Outcome.PENDING, Coverage.PENDING),
    (Outcome.SUGGESTED, Coverage.SUGGESTED),
)


class Decision(NamedTuple):
    """What was decided for one criterion, with everything it rests on.

    ``by`` are the certificates that decide, sorted; ``residual`` the lines that a partial leaves
    open; ``effective`` the rating to work with, None where the site has given none.
    """

    criterion: str
    coverage: Coverage
    findings: Findings
    by: tuple[str, ...] = ()
    residual: tuple[str, ...] = ()
    needs_assessor: bool = False
    proposal: Rating | None = None
    effective: Rating | None = None
    rating_codes: tuple[Code, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts on all certificates."""
        return self.findings.verdicts

    @property
    def codes(self) -> tuple[Code, ...]:
        """All reasons handed on and those of the rating, each once, sorted."""
        if not self.rating_codes:
            return self.findings.codes
        return tuple(sorted({*self.findings.codes, *self.rating_codes}))

    @property
    def deciding(self) -> tuple[Verdict, ...]:
        """The verdicts on which the coverage rests."""
        return self.findings.group

    @property
    def until(self) -> date | None:
        """The last day of the certificates that count; None where none counts."""
        days = [one.ruling.until for one in self.deciding if one.ruling.until is not None]
        if self.coverage not in SOMETHING_SHOWN or not days:
            return None
        return max(days) if self.coverage is Coverage.FULL else min(days)


@dataclass(frozen=True)
class Question:
    """Everything one decision needs.

    ``cells`` may speak about other criteria, standards and sets too.
    """

    aspect: Aspect
    place: Place
    on: date
    certificates: Sequence[Certificate]
    cells: Sequence[Cell]
    scales: Scales
    chains: Sequence[Chain] = ()


def decide(question: Question) -> Decision:
    """The coverage of one criterion."""
    aspect, place = question.aspect, question.place
    if not aspect.applicable:
        return not_applicable(aspect)
    judged = [cell for cell in question.cells if cell.level is not Level.UNKNOWN]
    verdicts: list[Verdict] = []
    for certificate in question.certificates:
        keeper = Gatekeeper(certificate, place, question.on, question.scales)
        verdicts += judge(keeper, aspect, judged, chains=question.chains)
    return combine(aspect, place, Findings(tuple(verdicts)))


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
        Verdict(
            keeper.certificate.id,
            cell,
            rule_on_pair(cell, keeper.judge(cell.conditions), requirements),
        )
        for cell in here
    )


def cells_here(of_standard: Iterable[Cell], aspect: Aspect, edition: str) -> tuple[Cell, ...]:
    """The cells for exactly this criterion.

    Only those of the certificate's edition if there are any.
    """
    here = tuple(
        cell
        for cell in of_standard
        if cell.criterion == aspect.criterion and cell.criteria_set == aspect.criteria_set
    )
    return tuple(cell for cell in here if edition in cell.editions) or here


NO_FINDINGS = Findings(())


def not_applicable(aspect: Aspect) -> Decision:
    """The decision for a criterion that does not apply; the assessor confirms it."""
    return Decision(aspect.criterion, Coverage.NOT_APPLICABLE, NO_FINDINGS, needs_assessor=True)


def combine(aspect: Aspect, place: Place, findings: Findings) -> Decision:
    """The decision that follows from all verdicts on one criterion (sections 5 and 7)."""
    coverage, number = findings.coverage, aspect.criterion
    if coverage not in SOMETHING_SHOWN:
        return Decision(number, coverage, findings, findings.by, effective=aspect.own)
    left = _left_open(aspect, place, findings.group) if coverage is Coverage.PARTIAL else ()
    if coverage is Coverage.PARTIAL and not left:
        coverage = Coverage.COMBINED
    proposal = PROPOSALS[coverage]
    effective, codes = _effective(aspect, proposal)
    needs_assessor = coverage is Coverage.COMBINED or not _FOR_THE_ASSESSOR.isdisjoint(codes)
    return Decision(
        number, coverage, findings, findings.by, left, needs_assessor, proposal, effective, codes
    )


_FOR_THE_ASSESSOR = frozenset({Code.SELF_RATED_LOWER, Code.ADVERSE_SIGNAL})


def _left_open(aspect: Aspect, place: Place, counting: Sequence[Verdict]) -> tuple[str, ...]:
    """What all counting partials together leave; empty if they reach every part."""
    need = Share(
        aspect.requirements or (WHOLE,), place.activities or (WHOLE,), place.areas or (WHOLE,)
    )
    left = residual(need, tuple([verdict.ruling.share for verdict in counting]))
    if left is None:
        return tuple(sorted({note for verdict in counting for note in verdict.ruling.notes}))
    return left


def _effective(aspect: Aspect, proposal: Rating) -> tuple[Rating | None, tuple[Code, ...]]:
    """The rating to work with, and what the assessor should know about it (section 7)."""
    own = aspect.own
    signal = (Code.ADVERSE_SIGNAL,) if aspect.adverse_signal else ()
    if own is None or own is proposal:
        return own, signal
    if _ORDER[own] < _ORDER[proposal]:
        return own, (Code.SELF_RATED_LOWER, *signal)
    if aspect.residual_evidence:
        return own, signal
    return proposal, (Code.SELF_RATED_HIGHER, *signal)
