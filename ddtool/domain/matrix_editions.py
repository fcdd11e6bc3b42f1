"""Matrix editions that are made in the installation: their lines, and who stands behind them.

A line counts only once two people have stood up for it, and for assessments only once its edition
is issued. An issued edition never changes; a new one is made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from ddtool.domain.equivalency import ADOPTED, COUNTING_STATUSES
from ddtool.domain.errors import DdtoolError

PROPOSED = "proposed"
PUBLISHED = "published"

OF_SOURCE = ("source_document", "source_edition", "source_page", "source_date", "source_url")
"""The columns of a line that say where it was read."""

OF_PERSONS = ("status", "adopted_by", "adopted_on", "confirmed_by")
"""The columns of a line that nobody types: they follow from what people have done."""


class EditionState(Enum):
    """How far an edition has come. ``LOOKED_AT``: brought from a workbook, not taken over yet."""

    LOOKED_AT = "looked_at"
    DRAFT = "draft"
    ISSUED = "issued"
    DISCARDED = "discarded"


class Standing(Enum):
    """What a line of a draft is worth."""

    PUBLISHED = "published"
    ADOPTED = "adopted"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    PROPOSED = "proposed"


class EditionIssued(DdtoolError):
    """The edition was issued, or discarded; nothing in it changes any more."""


class SamePerson(DdtoolError):
    """Whoever put something forward cannot be the one who confirms it."""


class NotWaiting(DdtoolError):
    """Nobody waits for a second person on this line."""


class NotCounting(DdtoolError):
    """Only a line that counts can be withdrawn."""


class SourceMissing(DdtoolError):
    """A line is not adopted without saying where it was read."""


@dataclass(frozen=True, slots=True)
class EditionHead:
    """What a matrix edition says of itself, and how far it has come.

    ``copied_from`` names the matrix it began as a copy of, ``file_name`` the workbook it was
    brought in from, ``begun_by`` the user who began it.
    """

    id: str
    matrix: str
    edition: str
    title: str
    publisher: str = ""
    label: str = ""
    rights: str = ""
    note: str = ""
    fictional: bool = False
    state: EditionState = EditionState.DRAFT
    by_default: bool = False
    copied_from: str = ""
    file_name: str = ""
    begun_by: str | None = None

    @property
    def name(self) -> str:
        """The reference used everywhere, such as ``working@2026.12``."""
        return f"{self.matrix}@{self.edition}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.state is EditionState.DRAFT


@dataclass(frozen=True, slots=True)
class Signature:
    """Who did something, by name and login, and the day."""

    name: str = ""
    user: str | None = None
    day: date | None = None


NOBODY = Signature()


@dataclass(frozen=True, slots=True)
class DraftCell:
    """One line of a draft. ``said`` holds the columns of ``cells.csv`` as texts, persons left out.

    ``becomes`` is the status it has once a second person confirms; empty where nobody waits.
    ``withdrawn``: who has set its last day.
    """

    id: str
    position: int
    said: Mapping[str, str] = field(default_factory=dict)
    status: str = PROPOSED
    becomes: str = ""
    adopted: Signature = NOBODY
    confirmed: Signature = NOBODY
    withdrawn: Signature = NOBODY

    @property
    def counts(self) -> bool:
        """Whether two people stand behind it, or the owners' document."""
        return self.status in COUNTING_STATUSES

    @property
    def waits(self) -> bool:
        """Whether a second person is to confirm it."""
        return bool(self.becomes)

    @property
    def standing(self) -> Standing:
        """What the line is worth."""
        if self.waits:
            return Standing.WAITING
        if self.counts and self.withdrawn.name:
            return Standing.WITHDRAWN
        return Standing(self.status)

    @property
    def called(self) -> str:
        """What the line is about, such as ``rra@3.0/17/ISO 45001/2018``."""
        parts = ("criteria_set", "criterion", "standard", "editions")
        return "/".join(self.said.get(part, "") for part in parts)

    def says(self, column: str) -> str:
        """The text of a column; empty where nothing stands."""
        return self.said.get(column, "")

    def row(self) -> dict[str, str]:
        """The line as a row of ``cells.csv``: a line that waits is still a proposed one."""
        day = self.adopted.day.isoformat() if self.adopted.day else ""
        persons = {
            "adopted_by": self.adopted.name,
            "adopted_on": day,
            "confirmed_by": self.confirmed.name,
        }
        stands = persons if self.counts else {}
        return {**self.said, "status": self.status, **stands}


def adopted(cell: DraftCell, source: Mapping[str, str], by: Signature) -> DraftCell:
    """The line put forward with its source; it counts only once somebody else has confirmed it.

    :raises SourceMissing: it does not say in which document, edition and when it was read.
    """
    _require_source(source)
    said = {**cell.said, **{column: source.get(column, "") for column in OF_SOURCE}}
    return replace(
        cell,
        said=_filled(said),
        status=PROPOSED,
        becomes=ADOPTED,
        adopted=by,
        confirmed=NOBODY,
        withdrawn=NOBODY,
    )


def confirmed(cell: DraftCell, by: Signature) -> DraftCell:
    """The line, now that a second person stands behind it.

    :raises NotWaiting: nobody has put it forward.
    :raises SamePerson: it is the person who has put it forward.
    """
    _require_waiting(cell)
    if by.user is None or by.user == cell.adopted.user or by.name == cell.adopted.name:
        raise SamePerson(
            "Whoever has put this line forward cannot confirm it: a second person has to."
        )
    return replace(cell, status=cell.becomes, becomes="", confirmed=by)


def sent_back(cell: DraftCell) -> DraftCell:
    """The line as a mere suggestion again.

    :raises NotWaiting: nobody has put it forward.
    """
    _require_waiting(cell)
    return replace(cell, status=PROPOSED, becomes="", adopted=NOBODY, confirmed=NOBODY)


def withdrawn(cell: DraftCell, last_day: date, by: Signature) -> DraftCell:
    """The line with its last day, which one person may set: a second is asked for what counts.

    :raises NotCounting: it does not count anyway.
    """
    if not cell.counts:
        raise NotCounting("This line does not count, so there is nothing to withdraw.")
    said = {**cell.said, "effective_to": last_day.isoformat()}
    return replace(cell, said=said, withdrawn=by)


def rewritten(cell: DraftCell, said: Mapping[str, str]) -> DraftCell:
    """The line with other words: what people stood up for was another line, so nobody does now."""
    words = _filled({one: text for one, text in said.items() if one not in OF_PERSONS})
    if words == dict(cell.said):
        return cell
    return DraftCell(cell.id, cell.position, words)


def put_forward(cell: DraftCell, becomes: str, by: Signature) -> DraftCell:
    """A line brought in from a workbook that says it counts: a second person has to agree."""
    return replace(cell, status=PROPOSED, becomes=becomes, adopted=by, confirmed=NOBODY)


def _require_waiting(cell: DraftCell) -> None:
    if not cell.waits:
        raise NotWaiting(
            "Nobody waits on this line: it was not put forward, or is decided already."
        )


def _require_source(source: Mapping[str, str]) -> None:
    needed = ("source_document", "source_edition", "source_date")
    if not all(source.get(column) for column in needed):
        raise SourceMissing(
            "Say in which document and edition you have read this, and on which day."
        )


def _filled(said: Mapping[str, str]) -> dict[str, str]:
    return {column: text for column, text in said.items() if text}
