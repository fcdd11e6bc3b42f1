"""What a matrix has to keep so that no cell says more than it can.

Source: ``criteria/RULES.md``, "Checks on the matrix data itself", by the numbers given there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ddtool.domain.certificates import Standard, Standards
from ddtool.domain.criteria import CriteriaSet, Criterion
from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.vocabulary import Vocabulary
from ddtool.packs.matrices import PlacedCell
from ddtool.packs.problems import Findings

Fault = tuple[str, str]
"""What was found, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What cells may name."""

    criteria_sets: Mapping[str, CriteriaSet]
    known_sets: Sequence[str]
    standards: Standards
    vocabulary: Vocabulary

    def criterion(self, cell: Cell) -> Criterion | None:
        """The criterion a cell speaks about, or None where it does not exist."""
        criteria_set = self.criteria_sets.get(cell.criteria_set)
        return criteria_set.by_number.get(cell.criterion) if criteria_set else None

    def standard(self, cell: Cell) -> Standard | None:
        """The standard a cell speaks about, or None where it is not recorded."""
        return self.standards.by_id.get(cell.standard)


def check_cells(cells: Sequence[PlacedCell], around: Surroundings, findings: Findings) -> None:
    """Note whatever is wrong with the cells of one matrix, cell by cell."""
    for placed in cells:
        for check in _CHECKS:
            for found, remedy in check(placed.cell, around):
                findings.add(placed.place, found, remedy)
    _check_overlaps(cells, findings)


def _level_against_gap(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 1."""
    if cell.level >= Level.FULL and cell.gap_note:
        remedy = "empty the gap note, or make the level partial"
        yield f"level {cell.level.code} with a gap note", remedy
    criterion = around.criterion(cell)
    if cell.level is Level.PARTIAL and criterion:
        parts = {part.id for part in criterion.assessed}
        if parts <= set(cell.covers):
            yield "partial covers every requirement", "make the level full, or name fewer"


def _partial_says_what(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 2."""
    if cell.level is Level.PARTIAL and not cell.gap_note and not cell.covers:
        remedy = "say in gap_note what stays open, or name in covers what is shown"
        yield "partial without gap_note and without covers", remedy


def _covers_exist(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 3."""
    criterion = around.criterion(cell)
    parts = {part.id for part in criterion.assessed} if criterion else set(cell.covers)
    for name in cell.covers:
        if name not in parts:
            remedy = f"use one of: {', '.join(sorted(parts))}"
            yield f'covers names "{name}", which criterion {cell.criterion} does not have', remedy


def _days_in_order(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 4, first part."""
    first, last = cell.conditions.effective_from, cell.conditions.effective_to
    if first and last and first > last:
        yield f"effective_from {first} is after effective_to {last}", "put the days in order"


def _published_has_source(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 5."""
    if cell.status == "published":
        source = cell.source
        given = {"document": source.document, "edition": source.edition, "date": source.day}
        missing = ", ".join(f"source_{name}" for name, value in given.items() if not value)
        if missing:
            yield f"published without {missing}", "give it, or set the status to proposed"


def _adopted_by_two(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """A cell is adopted by one person and confirmed by another."""
    if cell.status == "adopted":
        source = cell.source
        if not (source.adopted_by and source.adopted_on and source.confirmed_by):
            remedy = "fill in adopted_by, adopted_on and confirmed_by"
            yield "adopted without saying by whom, when and who confirmed it", remedy
        elif source.adopted_by == source.confirmed_by:
            yield "adopted and confirmed by the same person", "let a second person confirm it"


def _editions_named(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 6, and that each edition is recorded."""
    if not cell.editions:
        yield "editions is empty", "name the editions the cell speaks about"
    standard = around.standard(cell)
    for edition in cell.editions:
        if edition.casefold() == "latest":
            yield 'editions says "latest"', "name the edition itself"
        elif standard and standard.edition(edition) is None:
            remedy = "correct it, or record the edition in standards.toml"
            yield f'{cell.standard} has no edition "{edition}"', remedy


def _target_exists(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 7."""
    if cell.criteria_set not in around.criteria_sets:
        known = ", ".join(around.known_sets)
        yield f'there is no criteria set "{cell.criteria_set}"', f"use one of: {known}"
    elif around.criterion(cell) is None:
        found = f'{cell.criteria_set} has no criterion "{cell.criterion}"'
        yield found, "use a number of that edition"


def _fallback_is_lower(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 8."""
    fallbacks = {
        "level_below_threshold": cell.below_threshold,
        "level_without_companion": cell.without_companion,
    }
    for column, level in fallbacks.items():
        if level > max(cell.level, Level.NONE):
            found = f"{column} {level.code} is higher than level {cell.level.code}"
            yield found, "lower it"


def _not_itself(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 9."""
    if cell.standard.casefold() == cell.criteria_set.partition("@")[0].casefold():
        yield f"{cell.standard} is compared with itself", "remove the row"


def _certifiable(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 10, and that the standard is recorded at all."""
    standard = around.standard(cell)
    if standard is None:
        remedy = "correct it, or record the standard in standards.toml"
        yield f'there is no standard "{cell.standard}"', remedy
    elif not standard.certifiable and cell.level is not Level.NONE:
        found = f"{cell.standard} cannot be certified, but the level is {cell.level.code}"
        yield found, "set the level to none"


def _words_known(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Activities are those of the vocabulary; words of results stand on a scale of the standard."""
    for activity in cell.conditions.activities:
        if activity not in around.vocabulary.activity_ids:
            remedy = "use an activity of vocabulary.toml, or add it there"
            yield f'activities names "{activity}"', remedy
    standard = around.standard(cell)
    words = {word for scale in standard.scales for word in scale} if standard else set()
    for name, value in cell.conditions.min_results:
        if standard and isinstance(value, str) and value not in words:
            remedy = "use a number or a word of its scales in standards.toml"
            yield f'{cell.standard} has no result "{value}" for {name}', remedy


_CHECKS: tuple[Callable[[Cell, Surroundings], Iterator[Fault]], ...] = (
    _target_exists, _certifiable, _editions_named, _not_itself, _level_against_gap,
    _partial_says_what, _covers_exist, _days_in_order, _published_has_source, _adopted_by_two,
    _fallback_is_lower, _words_known,
)  # fmt: skip


def _check_overlaps(cells: Sequence[PlacedCell], findings: Findings) -> None:
    """Check 4, second part: of two counting cells nobody could say which one holds."""
    earlier: dict[tuple[str, ...], list[PlacedCell]] = {}
    for placed in cells:
        cell = placed.cell
        for edition in cell.editions if cell.counts else ():
            key = (cell.criteria_set, cell.criterion, cell.standard, edition)
            others = earlier.setdefault(key, [])
            for other in others:
                if _overlap(cell, other.cell):
                    found = f"the same standard, edition {edition} and criterion as {other.place}"
                    remedy = "let effective_to of one end before the other begins, or keep one"
                    findings.add(placed.place, found, remedy)
            others.append(placed)


def _overlap(one: Cell, other: Cell) -> bool:
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(cell: Cell) -> date:
    return cell.conditions.effective_from or date.min


def _last(cell: Cell) -> date:
    return cell.conditions.effective_to or date.max
