"""The chain of events: each carries the hash of the one before it."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from hashlib import sha256

from sqlalchemy import RowMapping

FIRST = "0" * 64
"""What stands in place of a hash before the first event."""

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


def first_break(events: Iterable[RowMapping], head: RowMapping) -> int | None:
    """The number of the first event that is not as it was written; None where all are.

    ``events`` come in their order. Events that are missing at the end count as broken too.
    """
    number, previous = 0, FIRST
    for event in events:
        number += 1
        linked = event["number"] == number and event["previous"] == previous
        if not linked or event["sha256"] != link_hash(event):
            return number
        previous = event["sha256"]
    whole = head["number"] == number and head["sha256"] == previous
    return None if whole else number + 1


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    raise TypeError(f"{type(value).__name__} does not belong into an event")
