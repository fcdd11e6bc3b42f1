"""Open assessments under one matrix and under another: whose coverage would be another one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ddtool.domain.analysis import Grounds
from ddtool.domain.assessments import Assessment
from ddtool.domain.equivalency import Cell, Matrix
from ddtool.domain.errors import UnknownCriteriaSet, UnknownMatrix
from ddtool.domain.matrix_editions import DraftCell
from ddtool.domain.matrix_effects import Changed, coverage_changes, is_comparable
from ddtool.gap_reports import default_matrix, grounds_of
from ddtool.packs import Library
from ddtool.store import Database
from ddtool.store.open_assessments import OpenAssessment, that_could_change
from ddtool.usecases.matrix_workbench.texts import Edition, matrix_of

MOST = 2_000
"""How many assessments are compared at most; a report says so where there are more."""


@dataclass(frozen=True, slots=True)
class Touched:
    """An assessment whose coverage would be another one.

    ``matrix`` is the one it stands under now. ``follows``: it changes by itself, since it names
    none; else its producer decides whether to move it.
    """

    organisation: str
    site: str
    period: str
    criteria_set: str
    matrix: str
    follows: bool
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do: to whom, among how many open assessments that could change.

    ``touched`` are those that were handed in before; of others the programme learns only how many
    they are, ``unnamed``: what was never handed in is its producer's alone.
    ``incomparable`` counts those with a result on a scale that one of the matrices does not know.
    ``is_cut``: there are more than were compared.
    """

    touched: tuple[Touched, ...] = ()
    unnamed: int = 0
    compared: int = 0
    incomparable: int = 0
    is_cut: bool = False

    @property
    def altered(self) -> int:
        """How many open assessments would have another coverage."""
        return len(self.touched) + self.unnamed


@dataclass(frozen=True)
class _Grounds:
    """A matrix with the criteria sets it is asked about, put in order once for all sites."""

    library: Library
    matrix: Matrix
    by_set: dict[str, Grounds] = field(default_factory=dict)

    def of(self, one: OpenAssessment) -> Grounds:
        """What one assessment would rest on."""
        name = one.head.criteria_set
        if name not in self.by_set:
            criteria_set = self.library.criteria_set(name)
            self.by_set[name] = Grounds(criteria_set, self.matrix, self.library.standards())
        return self.by_set[name]


def open_ones(database: Database, touched: Sequence[Cell]) -> tuple[OpenAssessment, ...]:
    """The open assessments of all organisations that these lines could change.

    There is one more than are compared where there are too many.
    """
    sets = sorted({cell.criteria_set for cell in touched})
    standards = sorted({cell.standard for cell in touched})
    with database.read() as db:
        return that_could_change(db, sets, standards, most=MOST + 1)


def effect_of_taking(
    found: Sequence[OpenAssessment],
    library: Library,
    matrix: Matrix,
    *,
    by_default: bool,
    as_of: date,
) -> Effect:
    """What it would do to open assessments to stand under a matrix rather than their own."""
    after = _Grounds(library, matrix)
    compared: list[tuple[OpenAssessment, str, Grounds, Grounds]] = []
    for one in found[:MOST]:
        if one.site.fictional is not matrix.fictional:
            continue
        assessment = _assessment(one)
        try:
            name = one.head.matrix or default_matrix(library, assessment).name
            before = grounds_of(assessment, library, matrix=name)
        except (UnknownCriteriaSet, UnknownMatrix):
            continue
        if name != matrix.name:
            compared.append((one, name, before, after.of(one)))
    return _told(compared, as_of=as_of, by_default=by_default, is_cut=len(found) > MOST)


def effect_within(
    found: Sequence[OpenAssessment],
    library: Library,
    edition: Edition,
    would_be: DraftCell,
    *,
    as_of: date,
) -> Effect:
    """The draft with a line as it would be, against the same draft with the line as it is."""
    head = edition.head.value
    now = matrix_of(head, edition.cells)
    then = matrix_of(head, [would_be if one.id == would_be.id else one for one in edition.cells])
    before, after = _Grounds(library, now), _Grounds(library, then)
    compared = [
        (one, one.head.matrix, before.of(one), after.of(one))
        for one in found[:MOST]
        if one.site.fictional is head.fictional
    ]
    return _told(compared, as_of=as_of, by_default=False, is_cut=len(found) > MOST)


def _told(
    compared: Sequence[tuple[OpenAssessment, str, Grounds, Grounds]],
    *,
    as_of: date,
    by_default: bool,
    is_cut: bool,
) -> Effect:
    touched, unnamed, incomparable = [], 0, 0
    for one, name, before, after in compared:
        assessment = _assessment(one)
        if not all(is_comparable(assessment, grounds) for grounds in (before, after)):
            incomparable += 1
            continue
        changes = coverage_changes(assessment, before, after, as_of=as_of)
        if changes and not one.handed_in:
            unnamed += 1
        elif changes:
            follows = by_default and not one.head.matrix
            touched.append(_touched(one, name, before, follows, changes))
    return Effect(tuple(touched), unnamed, len(compared), incomparable, is_cut)


def _touched(
    one: OpenAssessment,
    matrix: str,
    grounds: Grounds,
    follows: bool,
    changes: tuple[Changed, ...],
) -> Touched:
    return Touched(
        organisation=one.site.organisation,
        site=one.site.name,
        period=one.head.period,
        criteria_set=grounds.criteria_set.short_title,
        matrix=matrix,
        follows=follows,
        changes=changes,
    )


def _assessment(one: OpenAssessment) -> Assessment:
    return Assessment(
        site=one.site,
        criteria_set=one.head.criteria_set,
        assessment_day=one.head.assessment_day,
        certificates=one.certificates,
    )
