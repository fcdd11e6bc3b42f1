"""What a certificate that does not count today would do, if it met every condition of its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ddtool.domain.certificates import Certificate, Standards
from ddtool.domain.coverage import combine
from ddtool.domain.decisions import Aspect, Coverage, Decision, Findings
from ddtool.domain.equivalency import Cell
from ddtool.domain.gaps import TO_BE_CLOSED, CertificateLine, CriterionLine
from ddtool.domain.imagining import IMAGINED, meeting_all, newest_edition
from ddtool.domain.look_ahead import WhatIf
from ddtool.domain.matching import Matcher
from ddtool.domain.places import Place


@dataclass(frozen=True)
class Situation:
    """How a site stands on a day: what was asked of matching, and what came of it."""

    matcher: Matcher
    standards: Standards
    place: Place
    as_of: date
    aspects: tuple[Aspect, ...]
    lines: tuple[CriterionLine, ...]

    @cached_property
    def open_gaps(self) -> Mapping[str, Decision]:
        """The decisions on the criteria whose gap is to be closed, by number."""
        return {one.criterion.number: one.decision for one in self.lines if one.gap in TO_BE_CLOSED}

    @cached_property
    def asked(self) -> tuple[Aspect, ...]:
        """What is asked about those criteria."""
        return tuple(one for one in self.aspects if one.criterion in self.open_gaps)


def what_if(situation: Situation, held: Sequence[CertificateLine]) -> tuple[WhatIf, ...]:
    """Standards that would close or show something of an open gap, the most helpful first."""
    counting = {line.certificate.standard for line in held if line.counts}
    known = {line.certificate.standard for line in held}
    tried = (_try(situation, one) for one in situation.matcher.standards() if one not in counting)
    helpful = (one for one in tried if one is not None and _helps(one))
    return tuple(sorted((replace(one, held=one.standard in known) for one in helpful), key=_rank))


def _helps(one: WhatIf) -> bool:
    return bool(one.closes or one.completes or one.shows_part or one.hints)


def _rank(one: WhatIf) -> tuple[int, int, int, int, str]:
    counts = (one.closes, one.completes, one.shows_part, one.hints)
    closes, completes, shows_part, hints = (-len(numbers) for numbers in counts)
    return closes, completes, shows_part, hints, one.standard


def _try(situation: Situation, standard: str) -> WhatIf | None:
    sets = dict.fromkeys(aspect.criteria_set for aspect in situation.asked)
    cells = [cell for one in sets for cell in situation.matcher.cells_of(standard, one)]
    if not cells:
        return None
    edition = newest_edition(situation.standards, standard, cells)
    cells = [cell for cell in cells if edition in cell.editions]
    return _gained(situation, imagined_for(situation, cells, edition))


def imagined_for(situation: Situation, cells: Sequence[Cell], edition: str) -> Certificate:
    """A certificate that nobody holds and that meets all conditions of the cells at the site."""
    return meeting_all(
        cells, edition, place=situation.place, on=situation.as_of, standards=situation.standards
    )


def _gained(situation: Situation, imagined: Certificate) -> WhatIf:
    """What the certificate would add to those held, criterion by criterion."""
    place, before = situation.place, situation.open_gaps
    verdicts = situation.matcher.verdicts_on(imagined, situation.asked, place, situation.as_of)
    numbers: dict[Coverage, list[str]] = {coverage: [] for coverage in Coverage}
    for aspect in situation.asked:
        more = verdicts.get((aspect.criteria_set, aspect.criterion))
        if not more or not aspect.applicable:
            continue
        old = before[aspect.criterion]
        new = combine(aspect, place, Findings((*old.verdicts, *more)))
        if IMAGINED in new.by and (new.coverage, new.residual) != (old.coverage, old.residual):
            numbers[new.coverage].append(aspect.criterion)
    closed = {*numbers[Coverage.FULL], *numbers[Coverage.COMBINED]}
    return WhatIf(
        imagined.standard,
        imagined.edition,
        closes=tuple(numbers[Coverage.FULL]),
        completes=tuple(numbers[Coverage.COMBINED]),
        shows_part=tuple(numbers[Coverage.PARTIAL]),
        hints=tuple(numbers[Coverage.SUGGESTED]),
        leaves_open=tuple(number for number in before if number not in closed),
    )
