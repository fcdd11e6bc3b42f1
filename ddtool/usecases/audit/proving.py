"""Proving that the history is the one that was written."""

from dataclasses import dataclass

from ddtool.domain.history import ChainHead
from ddtool.store import Database, events


@dataclass(frozen=True, slots=True)
class Proof:
    """How many events hold, and the last link: kept elsewhere, it fixes everything before it."""

    events: int
    head: ChainHead


def prove(database: Database, *, kept: ChainHead | None = None) -> Proof:
    """Go through the whole history in short looks, while others go on saving.

    ``kept`` is a link that somebody wrote down earlier: whoever rewrote everything since with
    hashes that fit is found out by it.

    :raises ChainBroken: an event was changed, taken out, put in or taken off the end, or the
        link that was kept is not in the history; the sentence names the first that does not hold.
    """
    head = events.prove(database, kept=kept)
    return Proof(head.number, head)
