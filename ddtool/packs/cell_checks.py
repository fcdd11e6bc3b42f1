"""What a matrix has to keep so that no cell says more than it can.

Source: ``criteria/RULES.md``, "Checks on the matrix data itself", by the numbers given there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ddtool.domain.certificates import Standard, Standards
from ddtool.domain.criteria import CriteriaSet, Criterion
from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.vocabulary import Vocabulary
from ddtool.packs.matrices import PlacedCell
from ddtool.packs.overlaps import check_overlaps
from ddtool.packs.problems import Findings
from ddtool.sentences import Sentence

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
    check_overlaps(cells, findings)


def _level_against_gap(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 1."""
    if cell.level >= Level.FULL and cell.gap_note:
        remedy = Sentence("empty the gap note, or make the level partial")
        yield Sentence("level {level} with a gap note", level=cell.level.code), remedy
    criterion = around.criterion(cell)
    if cell.level is Level.PARTIAL and criterion:
        parts = {part.id for part in criterion.assessed}
        if parts <= set(cell.covers):
            yield (
                Sentence("partial covers every requirement"),
                Sentence("make the level full, or name fewer"),
            )


def _partial_says_what(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 2."""
    if cell.level is Level.PARTIAL and not cell.gap_note and not cell.covers:
        remedy = Sentence("say in gap_note what stays open, or name in covers what is shown")
        yield Sentence("partial without gap_note and without covers"), remedy


def _covers_exist(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 3."""
    criterion = around.criterion(cell)
    parts = {part.id for part in criterion.assessed} if criterion else set(cell.covers)
    for name in cell.covers:
        if name not in parts:
            remedy = Sentence("use one of: {words}", words=", ".join(sorted(parts)))
            yield (
                Sentence(
                    'covers names "{name}", which criterion {criterion} does not have',
                    name=name,
                    criterion=cell.criterion,
                ),
                remedy,
            )


def _days_in_order(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 4, first part."""
    first, last = cell.conditions.effective_from, cell.conditions.effective_to
    if first and last and first > last:
        yield (
            Sentence("effective_from {first} is after effective_to {last}", first=first, last=last),
            Sentence("put the days in order"),
        )


def _published_has_source(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 5."""
    if cell.status == "published":
        source = cell.source
        given = {"document": source.document, "edition": source.edition, "date": source.day}
        missing = ", ".join(f"source_{name}" for name, value in given.items() if not value)
        if missing:
            yield (
                Sentence("published without {missing}", missing=missing),
                Sentence("give it, or set the status to proposed"),
            )


def _adopted_by_two(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """A cell is adopted by one person and confirmed by another."""
    if cell.status == "adopted":
        source = cell.source
        if not (source.adopted_by and source.adopted_on and source.confirmed_by):
            remedy = Sentence("fill in adopted_by, adopted_on and confirmed_by")
            yield Sentence("adopted without saying by whom, when and who confirmed it"), remedy
        elif source.adopted_by == source.confirmed_by:
            yield (
                Sentence("adopted and confirmed by the same person"),
                Sentence("let a second person confirm it"),
            )


def _editions_named(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 6, and that each edition is recorded."""
    if not cell.editions:
        yield Sentence("editions is empty"), Sentence("name the editions the cell speaks about")
    standard = around.standard(cell)
    for edition in cell.editions:
        if edition.casefold() == "latest":
            yield Sentence('editions says "latest"'), Sentence("name the edition itself")
        elif standard and standard.edition(edition) is None:
            remedy = Sentence("correct it, or record the edition in standards.toml")
            yield (
                Sentence(
                    '{standard} has no edition "{edition}"', standard=cell.standard, edition=edition
                ),
                remedy,
            )


def _target_exists(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 7."""
    if cell.criteria_set not in around.criteria_sets:
        known = ", ".join(around.known_sets)
        yield (
            Sentence('there is no criteria set "{criteria_set}"', criteria_set=cell.criteria_set),
            Sentence("use one of: {words}", words=known),
        )
    elif around.criterion(cell) is None:
        found = Sentence(
            '{criteria_set} has no criterion "{criterion}"',
            criteria_set=cell.criteria_set,
            criterion=cell.criterion,
        )
        yield found, Sentence("use a number of that edition")


def _fallback_is_lower(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 8."""
    fallbacks = {
        "level_below_threshold": cell.below_threshold,
        "level_without_companion": cell.without_companion,
    }
    for column, level in fallbacks.items():
        if level > max(cell.level, Level.NONE):
            found = Sentence(
                "{column} {fallback} is higher than level {level}",
                column=column,
                fallback=level.code,
                level=cell.level.code,
            )
            yield found, Sentence("lower it")


def _not_itself(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 9."""
    if cell.standard.casefold() == cell.criteria_set.partition("@")[0].casefold():
        yield (
            Sentence("{standard} is compared with itself", standard=cell.standard),
            Sentence("remove the row"),
        )


def _certifiable(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Check 10, and that the standard is recorded at all."""
    standard = around.standard(cell)
    if standard is None:
        remedy = Sentence("correct it, or record the standard in standards.toml")
        yield Sentence('there is no standard "{standard}"', standard=cell.standard), remedy
    elif not standard.certifiable and cell.level is not Level.NONE:
        found = Sentence(
            "{standard} cannot be certified, but the level is {level}",
            standard=cell.standard,
            level=cell.level.code,
        )
        yield found, Sentence("set the level to none")


def _words_known(cell: Cell, around: Surroundings) -> Iterator[Fault]:
    """Activities are those of the vocabulary; words of results stand on a scale of the standard."""
    for activity in cell.conditions.activities:
        if activity not in around.vocabulary.activity_ids:
            remedy = Sentence("use an activity of vocabulary.toml, or add it there")
            yield Sentence('activities names "{activity}"', activity=activity), remedy
    standard = around.standard(cell)
    words = {word for scale in standard.scales for word in scale} if standard else set()
    for name, value in cell.conditions.min_results:
        if standard and isinstance(value, str) and value not in words:
            remedy = Sentence("use a number or a word of its scales in standards.toml")
            yield (
                Sentence(
                    '{standard} has no result "{value}" for {name}',
                    standard=cell.standard,
                    value=value,
                    name=name,
                ),
                remedy,
            )


_CHECKS: tuple[Callable[[Cell, Surroundings], Iterator[Fault]], ...] = (
    _target_exists, _certifiable, _editions_named, _not_itself, _level_against_gap,
    _partial_says_what, _covers_exist, _days_in_order, _published_has_source, _adopted_by_two,
    _fallback_is_lower, _words_known,
)  # fmt: skip
