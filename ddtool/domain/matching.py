"""Many criteria at once: the same decisions as :mod:`ddtool.domain.coverage`, for many sites.

A matcher puts the cells of a matrix in order once. For each certificate it asks the gates once per
set of conditions, and looks only at the cells of that certificate's standard and edition.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from ddtool.domain.certificates import Certificate
from ddtool.domain.coverage import Aspect, Decision, Findings, cells_here, combine, not_applicable
from ddtool.domain.equivalency import Cell, Conditions, Level, Matrix
from ddtool.domain.gatekeeper import Gatekeeper
from ddtool.domain.gates import Place
from ddtool.domain.scales import Scales
from ddtool.domain.shares import WHOLE
from ddtool.domain.verdicts import Verdict, rule_on_pair, rule_without_cell

Target = tuple[str, str]
"""A criteria set and the number of a criterion in it."""

Pairs = tuple[tuple[Target, Cell, Conditions], ...]
"""The cells to judge, each with its target and conditions; equal conditions are one object."""


class Matcher:
    """The cells of one matrix, ordered so that any site can be matched quickly."""

    def __init__(self, matrix: Matrix, scales: Scales) -> None:
        self._scales = scales
        self._cells: dict[str, list[Cell]] = {}
        for cell in matrix.cells:
            if cell.level is not Level.UNKNOWN:
                self._cells.setdefault(cell.standard, []).append(cell)
        self._conditions: dict[Conditions, Conditions] = {}
        self._pairs: dict[tuple[str, str, str], Pairs] = {}

    def decide_all(
        self, aspects: Sequence[Aspect], place: Place, certificates: Sequence[Certificate], on: date
    ) -> tuple[Decision, ...]:
        """One decision for each aspect, in the same order; the aspects may be of several sets."""
        asked = _requirements(aspects)
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
        asked = _requirements(aspects)
        found: dict[Target, list[Verdict]] = {}
        for criteria_set in dict.fromkeys(aspect.criteria_set for aspect in aspects):
            for target, verdict in self._ruled(keeper, criteria_set, asked):
                found.setdefault(target, []).append(verdict)
        return found

    def _findings(
        self,
        asked: Mapping[Target, tuple[str, ...]],
        place: Place,
        certificates: Sequence[Certificate],
        on: date,
    ) -> tuple[dict[Target, Findings], Findings]:
        """The findings on each criterion with a cell, and those shared by all others."""
        sets = tuple(dict.fromkeys(criteria_set for criteria_set, _ in asked))
        keepers = [Gatekeeper(one, place, on, self._scales) for one in certificates]
        silent = tuple([self._without_cell(keeper) for keeper in keepers])
        ruled: dict[Target, list[tuple[int, Verdict]]] = {}
        for position, keeper in enumerate(keepers):
            for criteria_set in sets:
                for target, verdict in self._ruled(keeper, criteria_set, asked):
                    ruled.setdefault(target, []).append((position, verdict))
        spoken = {target: Findings(_in_order(silent, found)) for target, found in ruled.items()}
        return spoken, Findings(silent)

    def _ruled(
        self, keeper: Gatekeeper, criteria_set: str, asked: Mapping[Target, tuple[str, ...]]
    ) -> list[tuple[Target, Verdict]]:
        """The verdicts on one certificate from all cells that speak about it."""
        name, judge = keeper.certificate.id, keeper.judge
        return [
            (target, Verdict(name, cell, rule_on_pair(cell, judge(needs), asked[target])))
            for target, cell, needs in self._pairs_for(keeper.certificate, criteria_set)
            if target in asked
        ]

    def _without_cell(self, keeper: Gatekeeper) -> Verdict:
        has_cells = keeper.certificate.standard in self._cells
        ruling = rule_without_cell(keeper, standard_has_cells=has_cells, chain=None)
        return Verdict(keeper.certificate.id, None, ruling)

    def _pairs_for(self, certificate: Certificate, criteria_set: str) -> Pairs:
        key = (certificate.standard, certificate.edition, criteria_set)
        if key not in self._pairs:
            self._pairs[key] = self._ordered(*key)
        return self._pairs[key]

    def _ordered(self, standard: str, edition: str, criteria_set: str) -> Pairs:
        cells = self.cells_of(standard, criteria_set)
        numbers = dict.fromkeys(cell.criterion for cell in cells)
        return tuple(
            (
                (criteria_set, number),
                cell,
                self._conditions.setdefault(cell.conditions, cell.conditions),
            )
            for number in numbers
            for cell in cells_here(cells, Aspect(criteria_set, number), edition)
        )


def _requirements(aspects: Sequence[Aspect]) -> dict[Target, tuple[str, ...]]:
    return {(one.criteria_set, one.criterion): one.requirements or (WHOLE,) for one in aspects}


def _in_order(
    silent: tuple[Verdict, ...], ruled: Sequence[tuple[int, Verdict]]
) -> tuple[Verdict, ...]:
    """The verdicts in the order of the certificates.

    One that no cell speaks about keeps its own.
    """
    verdicts: list[Verdict] = []
    following = 0
    for position, verdict in ruled:
        verdicts += silent[following:position]
        verdicts.append(verdict)
        following = position + 1
    verdicts += silent[following:]
    return tuple(verdicts)
