"""Certificates that nobody holds, which meet whatever cells ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ddtool.domain.certificates import Certificate, Result, Standards
from ddtool.domain.decisions import Aspect
from ddtool.domain.equivalency import Cell
from ddtool.domain.gatekeeper import Gatekeeper
from ddtool.domain.gates import last_valid_day
from ddtool.domain.places import Place
from ddtool.domain.scales import falls_short
from ddtool.domain.shares import WHOLE
from ddtool.domain.verdicts import Ruling, rule_on_pair

IMAGINED = "\0imagined"
"""The id of a certificate that nobody holds; no real id holds a control character."""


def meeting_all(
    cells: Sequence[Cell], edition: str, *, place: Place, on: date, standards: Standards
) -> Certificate:
    """A certificate of one edition that meets all conditions of the cells, of one standard."""
    return Certificate(
        id=IMAGINED,
        standard=cells[0].standard,
        edition=edition,
        issued=on,
        valid_until=date.max,
        last_audit=on,
        sites=(place.id,),
        areas=place.areas,
        activities=place.activities,
        accredited=True,
        has_report=True,
        results=best_results(cells, standards),
        companions=tuple(name for cell in cells for name in cell.conditions.requires_companion),
    )


def newest_edition(standards: Standards, standard: str, cells: Sequence[Cell]) -> str:
    """The newest edition recorded of a standard that one of its cells speaks about."""
    in_cells = [edition for cell in cells for edition in cell.editions]
    recorded = standards.by_id.get(standard)
    known = [one.id for one in recorded.editions if one.id in in_cells] if recorded else []
    return known[-1] if known else in_cells[-1]


def at_best(
    cell: Cell,
    certificate: Certificate,
    aspect: Aspect,
    *,
    place: Place,
    on: date,
    standards: Standards,
) -> Ruling:
    """What the cell would give if the certificate met every condition of it.

    Its last day stays its own where that is still to come. What the cell itself says stays too: one
    that does not count gives a hint at most.
    """
    edition = certificate.edition if certificate.edition in cell.editions else cell.editions[-1]
    best = meeting_all([cell], edition, place=place, on=on, standards=standards)
    until = last_valid_day(certificate, cell.conditions)
    if until is not None and until >= on:
        best = replace(best, valid_until=until)
    keeper = Gatekeeper(best, place, on, standards.scales)
    return rule_on_pair(cell, keeper.judge(cell.conditions), aspect.requirements or (WHOLE,))


def best_results(cells: Sequence[Cell], standards: Standards) -> Mapping[str, Result]:
    """The highest result that any of the cells asks for, by name."""
    best: dict[str, Result] = {}
    for cell in cells:
        scales = standards.scales.get(cell.standard, ())
        for name, minimum in cell.conditions.min_results:
            if name not in best or falls_short(best[name], minimum, scales):
                best[name] = minimum
    return best
