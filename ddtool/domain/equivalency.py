"""Cells and matrices: who says what about which standard, and under which conditions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import cached_property

from ddtool.domain.certificates import Result


class Level(IntEnum):
    """How much of a criterion a standard shows.

    ``EXCEEDS`` counts like ``FULL``; ``UNKNOWN`` never counts.
    """

    UNKNOWN = -1
    NONE = 0
    PARTIAL = 1
    FULL = 2
    EXCEEDS = 3

    @property
    def code(self) -> str:
        """The stable word used in packs, requests and files."""
        return self.name.lower()


LEVELS: Mapping[str, Level] = {level.code: level for level in Level}
"""The levels by their code."""

ADOPTED = "adopted"
"""The status of a cell that an installation has decided on itself."""

COUNTING_STATUSES = frozenset({"published", ADOPTED})
"""The statuses of cells that count.

Typed from the owners' document, or adopted by this installation.
"""


@dataclass(frozen=True)
class Conditions:
    """What a certificate must bring for a cell to count.

    Cells with equal conditions are judged once per certificate. Days are both included; months are
    calendar months.
    """

    editions: tuple[str, ...]
    activities: tuple[str, ...] = ()
    accredited_required: bool = False
    report_required: bool = False
    max_audit_age_months: int | None = None
    validity_months: int | None = None
    min_results: tuple[tuple[str, Result], ...] = ()
    requires_companion: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True)
class CellSource:
    """Where a cell was read and who stands behind it.

    All empty for a suggestion of this project.
    """

    document: str = ""
    edition: str = ""
    page: str = ""
    day: date | None = None
    url: str = ""
    adopted_by: str = ""
    adopted_on: date | None = None
    confirmed_by: str = ""


@dataclass(frozen=True)
class Cell:
    """A directed statement.

    Certificates of ``standard`` in these editions show ``level`` of one criterion.

    ``covers`` names the requirements a partial shows whole; ``gap_note`` says what a partial
    leaves open. ``below_threshold`` and ``without_companion`` are the levels that remain when a
    condition of that kind fails.
    """

    criteria_set: str
    criterion: str
    standard: str
    level: Level
    conditions: Conditions
    status: str = "proposed"
    covers: tuple[str, ...] = ()
    gap_note: str = ""
    below_threshold: Level = Level.NONE
    without_companion: Level = Level.NONE
    source: CellSource = field(default_factory=CellSource)
    rationale: str = ""
    confidence: str = ""
    id: str = ""

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions of the standard that the cell speaks about."""
        return self.conditions.editions

    @cached_property
    def counts(self) -> bool:
        """Whether the cell stands on somebody's decision; all others are hints."""
        return self.status in COUNTING_STATUSES


@dataclass(frozen=True)
class Matrix:
    """A versioned list of cells. Cells of level "unknown" are kept and shown, and never judged."""

    id: str
    edition: str
    title: str
    publisher: str = ""
    label: str = ""
    rights: str = ""
    note: str = ""
    fictional: bool = False
    published: date | None = None
    cells: tuple[Cell, ...] = ()
    sha256: str = ""

    @property
    def name(self) -> str:
        """The reference used everywhere, such as ``working@2026.11``."""
        return f"{self.id}@{self.edition}"


@dataclass(frozen=True, slots=True)
class MatrixName:
    """Which matrix was used, and on what its cells stand."""

    name: str
    title: str
    fictional: bool = False
    label: str = ""
    published: int = 0
    adopted: int = 0
    proposed: int = 0
    sha256: str = ""

    @property
    def decides(self) -> bool:
        """Whether anybody has decided what any certificate counts for."""
        return bool(self.published or self.adopted)
