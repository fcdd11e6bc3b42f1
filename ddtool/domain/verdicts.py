"""The verdict on one certificate: against one cell, through a chain, or with no cell at all.

Source: the matching rules, sections 3, 4 (outcome, share and notes of the pair) and 6
(``criteria/RULES.md``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ddtool.domain.equivalency import Cell, Level
from ddtool.domain.gatekeeper import Gated, Gatekeeper
from ddtool.domain.gates import own_rejections
from ddtool.domain.reasons import Code, Kind, Reason
from ddtool.domain.shares import EMPTY_SHARE, Share

NOT_DESCRIBED = "partial, remainder not described: treat whole criterion as open"
"""The line for a partial that says neither what it shows nor what it leaves.

Part of the contract.
"""


class Outcome(StrEnum):
    """What became of a certificate for one criterion."""

    COUNTS = "counts"
    PENDING = "pending"
    SUGGESTED = "suggested"
    REJECTED = "rejected"


class Relation(StrEnum):
    """How what one standard asks relates to what another asks, read from the left."""

    EQUAL = "equal"
    SUPERSET = "superset"
    SUBSET = "subset"
    INTERSECTS = "intersects"


class Ruling(NamedTuple):
    """What follows from gates and cell, whichever certificate it was.

    ``reasons`` are all that were found, ``handed_on`` those that decide. ``share`` is empty unless
    the pair counts.
    """

    outcome: Outcome
    level: Level | None
    reasons: tuple[Reason, ...]
    handed_on: tuple[Code, ...]
    share: Share = EMPTY_SHARE
    notes: tuple[str, ...] = ()
    until: date | None = None


class Verdict(NamedTuple):
    """A ruling on one certificate. ``cell`` is None where no cell was judged."""

    certificate: str
    cell: Cell | None
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Chain:
    """A standard that relates to another one, which has cells of its own. Chains never count."""

    standard: str
    via: str
    first: Relation
    second: Relation


WHOLE_LEVELS = frozenset({Level.FULL, Level.EXCEEDS})
LOWERING = frozenset({Code.AREAS_MISSING, Code.ACTIVITIES_MISSING, Code.MAJOR_NONCONFORMITY})


def rule_on_pair(cell: Cell, gated: Gated, requirements: tuple[str, ...]) -> Ruling:
    """The outcome of one pair, by the first line of the table that fits.

    ``requirements`` are the criterion's, ``("*",)`` where it has none.
    """
    level = _after_thresholds(cell, gated.caps) if gated.caps else cell.level
    whole = level in WHOLE_LEVELS
    settled = Level.PARTIAL if whole and not LOWERING.isdisjoint(gated.caps) else level
    if gated.rejects:
        return Ruling(Outcome.REJECTED, settled, gated.reasons, gated.rejects)
    if cell.level is Level.NONE:
        return _rejected_as_none(cell, gated.reasons)
    if level is Level.NONE:
        return Ruling(Outcome.REJECTED, level, gated.reasons, gated.caps)
    if not cell.counts:
        return _suggested(cell, gated, settled)
    if gated.missing:
        handed_on = gated.missing + gated.warns
        return Ruling(Outcome.PENDING, settled, gated.reasons, handed_on, until=gated.until)
    share = _share(cell, gated, requirements, whole=whole)
    notes = _notes(cell, gated, share, whole=whole) if settled is Level.PARTIAL else ()
    handed_on = gated.caps + gated.warns
    return Ruling(Outcome.COUNTS, settled, gated.reasons, handed_on, share, notes, gated.until)


def _after_thresholds(cell: Cell, caps: tuple[Code, ...]) -> Level:
    """The cell's level after results and companions."""
    level = cell.level
    if Code.BELOW_THRESHOLD in caps:
        level = min(level, cell.below_threshold)
    if Code.COMPANION_MISSING in caps:
        level = min(level, cell.without_companion)
    return level


def _rejected_as_none(cell: Cell, reasons: tuple[Reason, ...]) -> Ruling:
    code = Code.PUBLISHED_AS_NONE if cell.counts else Code.CELL_NOT_PUBLISHED
    none = Reason(code, "cell", Kind.REJECTS, detail=(cell.status,))
    return Ruling(Outcome.REJECTED, Level.NONE, (*reasons, none), (code,))


def _suggested(cell: Cell, gated: Gated, level: Level) -> Ruling:
    hint = Reason(Code.CELL_NOT_PUBLISHED, "cell", Kind.SUGGESTS, detail=(cell.status,))
    handed_on = (hint.code, *gated.warns, *gated.caps)
    return Ruling(Outcome.SUGGESTED, level, (*gated.reasons, hint), handed_on)


def _share(cell: Cell, gated: Gated, requirements: tuple[str, ...], *, whole: bool) -> Share:
    if Code.MAJOR_NONCONFORMITY in gated.caps:
        shown: tuple[str, ...] = ()
    elif whole:
        shown = requirements
    else:
        shown = tuple(one for one in cell.covers if one in requirements)
    return Share(shown, gated.activities, gated.areas)


def _notes(cell: Cell, gated: Gated, share: Share, *, whole: bool) -> tuple[str, ...]:
    notes = gated.notes
    if cell.gap_note and not whole:
        notes += (cell.gap_note,)
    if not notes and not share.requirements:
        return (NOT_DESCRIBED,)
    return notes


def rule_without_cell(
    keeper: Gatekeeper, *, standard_has_cells: bool, chain: Chain | None
) -> Ruling:
    """The verdict of its own where the standard has no cell for this criterion (section 3, 3)."""
    if keeper.not_third_party is not None:
        return _without_cell(Outcome.REJECTED, (keeper.not_third_party,))
    own = own_rejections(keeper.certificate, keeper.place, keeper.on)
    standard = keeper.certificate.standard
    if standard_has_cells:
        reason = Reason(Code.OTHER_CRITERIA_VERSION, "cell", Kind.REJECTS, detail=(standard,))
        return _without_cell(Outcome.REJECTED, (*own, reason))
    if chain is None:
        reason = Reason(Code.EDITION_NOT_RECOGNISED, "cell", Kind.REJECTS, detail=(standard,))
        return _without_cell(Outcome.REJECTED, (*own, reason))
    return _through_chain(chain, own)


def _through_chain(chain: Chain, own: tuple[Reason, ...]) -> Ruling:
    """Section 6: a chain gives a hint at most."""
    level = chain_level(chain.first, chain.second)
    detail = (chain.via, chain.first.value, chain.second.value)
    if level is Level.NONE:
        reason = Reason(Code.CHAIN_PROVES_NOTHING, "chain", Kind.REJECTS, detail=detail)
        return _without_cell(Outcome.REJECTED, (*own, reason))
    if own:
        return _without_cell(Outcome.REJECTED, own)
    hint = Reason(Code.DERIVED_BY_CHAIN, "chain", Kind.SUGGESTS, detail=detail)
    return _without_cell(Outcome.SUGGESTED, (hint,), level)


def _without_cell(
    outcome: Outcome, reasons: tuple[Reason, ...], level: Level | None = None
) -> Ruling:
    return Ruling(outcome, level, reasons, tuple(reason.code for reason in reasons))


_CHAINS = {
    Relation.EQUAL: (Level.FULL, Level.FULL, Level.PARTIAL, Level.PARTIAL),
    Relation.SUPERSET: (Level.FULL, Level.FULL, Level.PARTIAL, Level.PARTIAL),
    Relation.SUBSET: (Level.PARTIAL, Level.NONE, Level.PARTIAL, Level.NONE),
    Relation.INTERSECTS: (Level.PARTIAL, Level.NONE, Level.PARTIAL, Level.NONE),
}


def chain_level(first: Relation, second: Relation) -> Level:
    """What two relations in a row prove; ``NONE`` where nothing follows (section 6, table)."""
    return _CHAINS[first][tuple(Relation).index(second)]
