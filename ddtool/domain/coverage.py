"""The heart: what certificates and cells together say about one criterion of one site on one day.

Pure functions of values and a day. The order of certificates and cells never matters, one more
certificate never lowers a coverage, and there are no percentages, no points and no averaging.

Source: the matching rules, sections 3, 5 and 7 (``criteria/RULES.md``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import (
    NO_FINDINGS,
    PROPOSALS,
    SOMETHING_SHOWN,
    Aspect,
    Coverage,
    Decision,
    Findings,
)
from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.gatekeeper import Gatekeeper
from ddtool.domain.places import Place
from ddtool.domain.reasons import Code
from ddtool.domain.scales import Scales
from ddtool.domain.shares import WHOLE, Share, residual
from ddtool.domain.verdicts import (
    Chain,
    Verdict,
    rule_on_pair,
    rule_without_cell,
)

_ORDER = {Rating.DOES_NOT_MEET: 0, Rating.PARTIALLY_MEETS: 1, Rating.FULLY_MEETS: 2}


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
