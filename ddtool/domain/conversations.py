"""What waits in the threads of an assessment, criterion by criterion, for one of the two sides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ddtool.domain.people import Role
from ddtool.domain.reviews import Message, Request, RequestState


@dataclass(frozen=True, slots=True)
class Waiting:
    """The thread of one criterion, seen from one side.

    ``open`` requests wait for the producer, ``answered`` ones for the assessor. ``unread`` counts
    what the other side has said since one looked last; ``latest`` is when anybody spoke last.
    """

    open: int = 0
    answered: int = 0
    unread: int = 0
    latest: datetime | None = None


NOTHING = Waiting()
"""The thread of a criterion on which nobody has said anything."""


def waiting_in(
    requests: Iterable[Request],
    messages: Iterable[Message],
    *,
    read: Mapping[str, datetime],
    for_assessor: bool,
) -> Mapping[str, Waiting]:
    """What waits, by criterion; ``read`` is up to when the reader has read each thread."""
    found: dict[str, Waiting] = {}
    for asked in requests:
        spoken = _spoken(found.get(asked.criterion, NOTHING), asked.asked_at)
        found[asked.criterion] = replace(
            spoken,
            open=spoken.open + (asked.state is RequestState.OPEN),
            answered=spoken.answered + (asked.state is RequestState.ANSWERED),
            unread=spoken.unread
            + (not for_assessor and _is_new(asked.asked_at, read.get(asked.criterion))),
        )
    for said in messages:
        spoken = _spoken(found.get(said.criterion, NOTHING), said.at)
        theirs = (said.role == Role.ASSESSOR.value) is not for_assessor
        unread = theirs and _is_new(said.at, read.get(said.criterion))
        found[said.criterion] = replace(spoken, unread=spoken.unread + unread)
    return found


def _is_new(at: datetime | None, read: datetime | None) -> bool:
    return at is not None and (read is None or at > read)


def _spoken(waiting: Waiting, at: datetime | None) -> Waiting:
    if at is None or (waiting.latest is not None and waiting.latest >= at):
        return waiting
    return replace(waiting, latest=at)
