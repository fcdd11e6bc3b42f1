"""The chain of events: each carries the hash of the one before it."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from hashlib import sha256

from sqlalchemy import RowMapping

from ddtool.domain.history import ChainHead

START = ChainHead(0, "0" * 64)
"""What the first event is linked to."""

_HASHED = (
    "number", "user_id", "author", "role", "organisation_id", "assessment_id",
    "noun", "subject", "verb", "old_fields", "new_fields", "previous",
)  # fmt: skip


def as_text(fields: Mapping[str, object]) -> str:
    """Fields as the text that is stored and hashed: JSON in one fixed order."""
    return json.dumps(
        fields, default=_plain, ensure_ascii=True, separators=(",", ":"), sort_keys=True
    )


def link_hash(event: RowMapping | Mapping[str, object]) -> str:
    """The hash of one event, over everything it says and the hash of the one before."""
    said = {name: event[name] for name in _HASHED} | {"at": event["at"]}
    return sha256(as_text(said).encode()).hexdigest()


def follow(events: Iterable[RowMapping], link: ChainHead) -> tuple[ChainHead, bool]:
    """Go on from a link over the events that come next, in their order.

    The last link that holds, and whether all do.
    """
    for event in events:
        linked = event["number"] == link.number + 1 and event["previous"] == link.sha256
        if not linked or event["sha256"] != link_hash(event):
            return link, False
        link = ChainHead(event["number"], event["sha256"])
    return link, True


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    raise TypeError(f"{type(value).__name__} does not belong into an event")
