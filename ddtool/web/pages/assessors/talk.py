"""The thread of a criterion as its producer sees it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ddtool.domain.conversations import NOTHING, Waiting, waiting_in
from ddtool.domain.criteria import CriteriaSet, Criterion
from ddtool.domain.history import Stored
from ddtool.domain.reviews import Message, Request


@dataclass(frozen=True, slots=True)
class Talk:
    """What was asked and said on one criterion, and what of it waits for the producer."""

    criterion: Criterion
    requests: tuple[Stored[Request], ...]
    messages: tuple[Message, ...]
    waiting: Waiting


def talks_of(
    criteria_set: CriteriaSet,
    requests: Iterable[Stored[Request]],
    messages: Iterable[Message],
    read: Mapping[str, datetime],
) -> tuple[Talk, ...]:
    """The threads in which anything was said, what waits for the producer first."""
    asked, said = tuple(requests), tuple(messages)
    waiting = waiting_in([one.value for one in asked], said, read=read, for_assessor=False)
    found = [
        _talk(criterion, asked, said, waiting.get(criterion.number, NOTHING))
        for criterion in criteria_set.criteria
        if criterion.number in waiting
    ]
    return tuple(sorted(found, key=lambda one: not (one.waiting.open or one.waiting.unread)))


def talk_on(
    criterion: Criterion,
    requests: Iterable[Stored[Request]],
    messages: Iterable[Message],
    read: Mapping[str, datetime],
) -> Talk:
    """The thread of one criterion, empty where nobody has said anything."""
    asked, said = tuple(requests), tuple(messages)
    waiting = waiting_in([one.value for one in asked], said, read=read, for_assessor=False)
    return _talk(criterion, asked, said, waiting.get(criterion.number, NOTHING))


def _talk(
    criterion: Criterion,
    requests: tuple[Stored[Request], ...],
    messages: tuple[Message, ...],
    waiting: Waiting,
) -> Talk:
    number = criterion.number
    return Talk(
        criterion,
        tuple(one for one in requests if one.value.criterion == number),
        tuple(one for one in messages if one.criterion == number),
        waiting,
    )
