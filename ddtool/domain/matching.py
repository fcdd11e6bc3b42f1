"""Many criteria at once: the same decisions as :mod:`ddtool.domain.coverage`, for many sites.

A matcher puts the cells of a matrix in order once. For each certificate it asks the gates once per
set of conditions, and looks only at the cells of that certificate's standard and edition.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ddtool.domain.certificates import Certificate
from ddtool.domain.coverage import cells_here, combine, not_applicable
from ddtool.domain.decisions import Aspect, Decision, Findings
from ddtool.domain.equivalency import Cell, Conditions, Level, Matrix
from ddtool.domain.gatekeeper import Gated, Gatekeeper
from ddtool.domain.places import Place
from ddtool.domain.scales import Scales
from ddtool.domain.shares import WHOLE
from ddtool.domain.verdicts import Outcome, Ruling, Verdict, rule_on_pair, rule_without_cell

Target = tuple[str, str]
"""A criteria set and the number of a criterion in it."""

Sets = tuple[str, ...]
"""The criteria sets that are asked about."""

Pairs = tuple[tuple[Conditions, tuple[tuple[Target, Cell], ...]], ...]
"""The cells to judge with their targets, those of equal conditions together."""


class _Asked(NamedTuple):
    """The requirements of each target asked about, and the sets that the targets belong to."""

    requirements: dict[Target, tuple[str, ...]]
    sets: Sets


class Matcher:
    """The cells of one matrix, ordered so that any site can be matched quickly."""

    def __init__(self, matrix: Matrix, scales: Scales) -> None:
        self._scales = scales
        self._cells: dict[str, list[Cell]] = {}
        for cell in matrix.cells:
            if cell.level is not Level.UNKNOWN:
                self._cells.setdefault(cell.standard, []).append(cell)
        self._pairs: dict[tuple[str, str, Sets], Pairs] = {}

    def decide_all(
        self, aspects: Sequence[Aspect], place: Place, certificates: Sequence[Certificate], on: date
    ) -> tuple[Decision, ...]:
        """One decision for each aspect, in the same order; the aspects may be of several sets."""
        asked = _asked(aspects)
        spoken, silent = self._findings(asked, place, certificates, on)
        return tuple(
            [
                combine(aspect, place, spoken.get((aspect.criteria_set, aspect.criterion), silent))
                if aspect.applicable
                else not_applicable(aspect)
                for aspect in aspects
            ]
        )

    def standards(self) -> tuple[str, ...]:
        """The standards that the matrix has cells of."""
        return tuple(self._cells)

    def cells_of(self, standard: str, criteria_set: str) -> tuple[Cell, ...]:
        """The cells of a standard for one criteria set."""
        cells = self._cells.get(standard, ())
        return tuple(cell for cell in cells if cell.criteria_set == criteria_set)

    def verdicts_on(
        self, certificate: Certificate, aspects: Sequence[Aspect], place: Place, on: date
    ) -> Mapping[Target, Sequence[Verdict]]:
        """The verdicts on one certificate, per criterion that a cell speaks about."""
        keeper = Gatekeeper(certificate, place, on, self._scales)
        found: dict[Target, list[Verdict]] = {}
        for target, verdict in self._ruled(keeper, _asked(aspects)):
            found.setdefault(target, []).append(verdict)
        return found

    def _findings(
        self,
        asked: _Asked,
        place: Place,
        certificates: Sequence[Certificate],
        on: date,
    ) -> tuple[dict[Target, Findings], Findings]:
        """The findings on each criterion with a cell, and those shared by all others."""
        keepers = [Gatekeeper(one, place, on, self._scales) for one in certificates]
        silent = tuple([self._without_cell(keeper) for keeper in keepers])
        rows: dict[Target, list[Verdict]] = {}
        for position, keeper in enumerate(keepers):
            for target, verdict in self._ruled(keeper, asked):
                row = rows.get(target)
                if row is None:
                    row = rows[target] = list(silent)
                if row[position].cell is None:
                    row[position] = verdict
                else:
                    row.append(verdict)
        return {target: Findings(tuple(row)) for target, row in rows.items()}, Findings(silent)

    def _ruled(self, keeper: Gatekeeper, asked: _Asked) -> list[tuple[Target, Verdict]]:
        """The verdicts on one certificate from all cells that speak about it."""
        certificate, wanted = keeper.certificate, asked.requirements
        found: list[tuple[Target, Verdict]] = []
        for needs, cells in self._pairs_for(certificate.standard, certificate.edition, asked.sets):
            gated = keeper.judge(needs)
            alike = _rejected_alike(gated)
            found += [
                (target, Verdict(certificate.id, cell, alike[cell.level]))
                if alike
                else (
                    target,
                    Verdict(certificate.id, cell, rule_on_pair(cell, gated, wanted[target])),
                )
                for target, cell in cells
                if target in wanted
            ]
        return found

    def _without_cell(self, keeper: Gatekeeper) -> Verdict:
        has_cells = keeper.certificate.standard in self._cells
        ruling = rule_without_cell(keeper, standard_has_cells=has_cells, chain=None)
        return Verdict(keeper.certificate.id, None, ruling)

    def _pairs_for(self, standard: str, edition: str, sets: Sets) -> Pairs:
        key = (standard, edition, sets)
        if key not in self._pairs:
            self._pairs[key] = self._ordered(standard, edition, sets)
        return self._pairs[key]

    def _ordered(self, standard: str, edition: str, sets: Sets) -> Pairs:
        grouped: dict[Conditions, list[tuple[Target, Cell]]] = {}
        for criteria_set in sets:
            cells = self.cells_of(standard, criteria_set)
            for number in dict.fromkeys(cell.criterion for cell in cells):
                for cell in cells_here(cells, Aspect(criteria_set, number), edition):
                    grouped.setdefault(cell.conditions, []).append(((criteria_set, number), cell))
        return tuple((conditions, tuple(pairs)) for conditions, pairs in grouped.items())


def _asked(aspects: Sequence[Aspect]) -> _Asked:
    requirements = {
        (one.criteria_set, one.criterion): one.requirements or (WHOLE,) for one in aspects
    }
    return _Asked(requirements, tuple(dict.fromkeys(one.criteria_set for one in aspects)))


def _rejected_alike(gated: Gated) -> Mapping[Level, Ruling]:
    """One ruling for each level where the gates reject and cap nothing; else empty.

    Most certificates of a portfolio are rejected for most criteria by the same gate.
    """
    if not gated.rejects or gated.caps:
        return {}
    return {level: Ruling(Outcome.REJECTED, level, gated.reasons, gated.rejects) for level in Level}
