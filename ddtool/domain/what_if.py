"""What a certificate that does not count today would do, if it met every condition of its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ddtool.domain.certificates import Certificate, Result, Standards
from ddtool.domain.coverage import Aspect, Coverage, Decision, Findings, combine
from ddtool.domain.equivalency import Cell
from ddtool.domain.gaps import TO_BE_CLOSED, CertificateLine, CriterionLine
from ddtool.domain.gates import Place, falls_short
from ddtool.domain.look_ahead import WhatIf
from ddtool.domain.matching import Matcher

IMAGINED = "\0imagined"
"""The id of a certificate that nobody holds; no real id holds a control character."""


def what_if(
    matcher: Matcher,
    standards: Standards,
    aspects: Sequence[Aspect],
    place: Place,
    held: Sequence[CertificateLine],
    lines: Sequence[CriterionLine],
    *,
    as_of: date,
) -> tuple[WhatIf, ...]:
    """Standards that would close, complete or show something of an open gap, the most helpful first."""
    open_gaps = {line.criterion.number: line.decision for line in lines if line.gap in TO_BE_CLOSED}
    asked = [aspect for aspect in aspects if aspect.criterion in open_gaps and aspect.applicable]
    counting = {line.certificate.standard for line in held if line.counts}
    known = {line.certificate.standard for line in held}
    found: list[WhatIf] = []
    for standard in matcher.standards():
        if standard in counting:
            continue
        imagined = _imagined(matcher, standards, standard, asked, place, as_of)
        if imagined is not None:
            gained = _gained(matcher, imagined, asked, place, open_gaps, as_of)
            found.append(replace(gained, held=standard in known))
    return tuple(sorted((one for one in found if _helps(one)), key=_rank))


def _helps(one: WhatIf) -> bool:
    return bool(one.closes or one.completes or one.shows_part or one.hints)


def _rank(one: WhatIf) -> tuple[int, int, int, int, str]:
    counts = (one.closes, one.completes, one.shows_part, one.hints)
    closes, completes, shows_part, hints = (-len(numbers) for numbers in counts)
    return closes, completes, shows_part, hints, one.standard


def _imagined(
    matcher: Matcher,
    standards: Standards,
    standard: str,
    asked: Sequence[Aspect],
    place: Place,
    as_of: date,
) -> Certificate | None:
    """A certificate of the newest edition that the cells know, meeting all their conditions."""
    sets = dict.fromkeys(aspect.criteria_set for aspect in asked)
    cells = [cell for one in sets for cell in matcher.cells_of(standard, one)]
    if not cells:
        return None
    edition = _newest(standards, standard, cells)
    cells = [cell for cell in cells if edition in cell.editions]
    return Certificate(
        id=IMAGINED,
        standard=standard,
        edition=edition,
        issued=as_of,
        valid_until=date.max,
        last_audit=as_of,
        sites=(place.id,),
        areas=place.areas,
        activities=place.activities,
        accredited=True,
        has_report=True,
        results=_best_results(cells, standards),
        companions=tuple(name for cell in cells for name in cell.conditions.requires_companion),
    )


def _newest(standards: Standards, standard: str, cells: Sequence[Cell]) -> str:
    in_cells = [edition for cell in cells for edition in cell.editions]
    recorded = standards.by_id.get(standard)
    known = [one.id for one in recorded.editions if one.id in in_cells] if recorded else []
    return known[-1] if known else in_cells[-1]


def _best_results(cells: Sequence[Cell], standards: Standards) -> Mapping[str, Result]:
    """The highest result that any of the cells asks for, by name."""
    best: dict[str, Result] = {}
    for cell in cells:
        scales = standards.scales.get(cell.standard, ())
        for name, minimum in cell.conditions.min_results:
            if name not in best or falls_short(best[name], minimum, scales):
                best[name] = minimum
    return best


def _gained(
    matcher: Matcher,
    imagined: Certificate,
    asked: Sequence[Aspect],
    place: Place,
    before: Mapping[str, Decision],
    as_of: date,
) -> WhatIf:
    """What the certificate would add to those held, criterion by criterion."""
    verdicts = matcher.verdicts_on(imagined, asked, place, as_of)
    sorted_out: dict[Coverage, list[str]] = {coverage: [] for coverage in Coverage}
    for aspect in asked:
        old = before[aspect.criterion]
        more = verdicts.get((aspect.criteria_set, aspect.criterion), ())
        new = combine(aspect, place, Findings((*old.verdicts, *more)))
        if IMAGINED in new.by and (new.coverage, new.residual) != (old.coverage, old.residual):
            sorted_out[new.coverage].append(aspect.criterion)
    closed = {*sorted_out[Coverage.FULL], *sorted_out[Coverage.COMBINED]}
    return WhatIf(
        imagined.standard,
        imagined.edition,
        closes=tuple(sorted_out[Coverage.FULL]),
        completes=tuple(sorted_out[Coverage.COMBINED]),
        shows_part=tuple(sorted_out[Coverage.PARTIAL]),
        hints=tuple(sorted_out[Coverage.SUGGESTED]),
        leaves_open=tuple(number for number in before if number not in closed),
    )
