"""Certificates that nobody holds, taken together with those held: what would then be shown.

A step to plan with, never a result: what is imagined meets every condition of its cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import Criterion
from ddtool.domain.decisions import SOMETHING_SHOWN, Coverage, Decision
from ddtool.domain.equivalency import Cell
from ddtool.domain.imagining import IMAGINED, newest_edition
from ddtool.domain.what_if import Situation, imagined_for


@dataclass(frozen=True, slots=True)
class Difference:
    """A criterion on which the imagined certificates would change something.

    ``newly_shown`` are the requirements of which something would be shown that is not shown today;
    ``by`` the standards of the imagined certificates on which it would rest.
    """

    criterion: Criterion
    before: Decision
    after: Decision
    newly_shown: tuple[str, ...]
    by: tuple[str, ...]

    @property
    def hint_only(self) -> bool:
        """Whether nothing of it would count, because nobody has adopted the cells."""
        return self.after.coverage is Coverage.SUGGESTED


def try_together(
    situation: Situation, held: Sequence[Certificate], standards: Sequence[str]
) -> tuple[Difference, ...]:
    """What certificates of these standards would add to those held, in the order of the criteria.

    A standard without cells for the criteria adds nothing.
    """
    imagined = [
        replace(one, id=f"{IMAGINED} {standard}")
        for standard in dict.fromkeys(standards)
        if (one := _imagined(situation, standard)) is not None
    ]
    by_id = {one.id: one.standard for one in imagined}
    after = situation.matcher.decide_all(
        situation.aspects, situation.place, (*held, *imagined), situation.as_of
    )
    return tuple(
        Difference(
            line.criterion,
            line.decision,
            new,
            _newly_shown(line.criterion, line.decision, new),
            tuple(by_id[one] for one in new.by if one in by_id),
        )
        for line, new in zip(situation.lines, after, strict=True)
        if _differs(line.decision, new)
    )


def _imagined(situation: Situation, standard: str) -> Certificate | None:
    sets = dict.fromkeys(aspect.criteria_set for aspect in situation.aspects)
    cells: list[Cell] = [cell for one in sets for cell in situation.matcher.cells_of(standard, one)]
    if not cells:
        return None
    edition = newest_edition(situation.standards, standard, cells)
    spoken = [cell for cell in cells if edition in cell.editions]
    return imagined_for(situation, spoken, edition)


def _differs(old: Decision, new: Decision) -> bool:
    return (old.coverage, old.residual) != (new.coverage, new.residual)


def _newly_shown(criterion: Criterion, old: Decision, new: Decision) -> tuple[str, ...]:
    shown, before = _shown(criterion, new), _shown(criterion, old)
    return tuple(one.id for one in criterion.requirements if one.id in shown - before)


def _shown(criterion: Criterion, decision: Decision) -> frozenset[str]:
    """The requirements of which certificates that count show something."""
    if decision.coverage not in SOMETHING_SHOWN:
        return frozenset()
    if decision.coverage is not Coverage.PARTIAL:
        return frozenset(one.id for one in criterion.requirements)
    return frozenset(
        one for verdict in decision.deciding for one in verdict.ruling.share.requirements
    )
