"""What there is to ask about a certificate: it follows from its standard and the cells about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ddtool.domain.certificates import (
    Certificate,
    Edition,
    EvidenceType,
    Result,
    Scale,
    Standard,
)
from ddtool.domain.equivalency import Cell

MEMBERSHIP, ASSESSMENT = "membership", "assessment"
"""Kinds of standards whose certificates may be anything from a promise to an audit."""


@dataclass(frozen=True, slots=True)
class ResultNeed:
    """A result to be told. ``scale`` are its words from low to high; a number where it has none.

    ``least`` is what some cell asks for, None where none does.
    """

    name: str
    scale: Scale = ()
    least: Result | None = None


@dataclass(frozen=True, slots=True)
class CertificateNeeds:
    """What to ask about a certificate of one standard, beside number, body, days, status and scope.

    ``proof``: who stands behind it is not clear from the standard alone. ``audit``: there is an
    audit, so its day, what it left open and whether it found the result itself are asked.
    """

    standard: Standard
    editions: tuple[Edition, ...] = ()
    results: tuple[ResultNeed, ...] = ()
    companions: tuple[str, ...] = ()
    accreditation: bool = False
    report: bool = False
    proof: bool = False
    audit: bool = True

    @property
    def usual_proof(self) -> EvidenceType:
        """Who usually stands behind such a document."""
        if self.standard.kind == MEMBERSHIP:
            return EvidenceType.MEMBERSHIP
        return EvidenceType.THIRD_PARTY


def needs_of(
    standard: Standard, cells: Sequence[Cell], known: Certificate | None = None
) -> CertificateNeeds:
    """What to ask about a certificate of the standard, from all cells about it.

    What is ``known`` of a certificate already is asked about in any case, so that it can be
    changed.
    """
    kind, conditions = standard.kind, [cell.conditions for cell in cells]
    held = known or Certificate("", standard.id)
    companions = [name for one in conditions for name in one.requires_companion]
    return CertificateNeeds(
        standard=standard,
        editions=tuple(reversed(standard.editions)),
        results=tuple(_results(standard, cells, held)),
        companions=tuple(dict.fromkeys([*companions, *held.companions])),
        accreditation=any(one.accredited_required for one in conditions)
        or held.accredited is not None,
        report=any(one.report_required for one in conditions) or held.has_report,
        proof=kind in (MEMBERSHIP, ASSESSMENT)
        or held.evidence_type is not EvidenceType.THIRD_PARTY,
        audit=kind != MEMBERSHIP
        or (known is not None and known.evidence_type is EvidenceType.THIRD_PARTY),
    )


def _results(standard: Standard, cells: Iterable[Cell], held: Certificate) -> Iterable[ResultNeed]:
    asked: dict[str, Result] = {}
    for cell in cells:
        for name, minimum in cell.conditions.min_results:
            asked.setdefault(name, minimum)
    for name in dict.fromkeys([*standard.results, *asked, *held.results]):
        least = asked.get(name)
        yield ResultNeed(name, _scale_of(standard, least, held.results.get(name)), least)


def _scale_of(standard: Standard, least: Result | None, got: Result | None) -> Scale:
    """The scale that the result stands on; all words of the standard where nobody can tell."""
    for word in (least, got):
        scale = next((one for one in standard.scales if word in one), None)
        if scale is not None:
            return scale
    if isinstance(least, int | float):
        return ()
    return tuple(word for scale in standard.scales for word in scale)
