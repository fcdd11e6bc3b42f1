"""Whether the signatures under assessments of a producer stand."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from ddtool.domain.assessments import Assessment
from ddtool.domain.reviews import SignOff
from ddtool.domain.since_signed import UNCHANGED, SinceSigned
from ddtool.store import review_queues, reviewing
from ddtool.store.review_queues import Happened
from ddtool.store.transactions import Reading

_KEPT = 1024

K = TypeVar("K")
V = TypeVar("V")

Key = tuple[str, int, str]
"""An assessment, the number of the submission that was signed, and the last event that counts."""


def since_all_signed(
    db: Reading,
    organisation: str,
    signed: Mapping[str, SignOff],
    now: Mapping[str, Assessment] | None = None,
    happened: Happened | None = None,
) -> Mapping[str, SinceSigned]:
    """What was changed since each of these assessments was signed, by id.

    Only one in which something happened after its signature is compared, and only once until
    something happens again. ``now`` are those of them that were read already, as they stand;
    ``happened`` is what happened in them, where that was.

    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    places = {(organisation, id): one for id, one in signed.items()}
    touched = (happened or review_queues.happened(db, places)).since_signed(places)
    known, found = _shelf(), dict.fromkeys(signed, UNCHANGED)
    for (_, id), last in touched.items():
        key = (id, signed[id].submission, last)
        since = known.get(key)
        if since is None:
            stands = (now or {}).get(id)
            since = reviewing.since_signed(db, organisation, id, signed[id], stands)
            keep(known, key, since)
        found[id] = since
    return found


def keep(known: dict[K, V], key: K, since: V) -> None:
    """Keep an answer, which nothing but a further event changes, and drop the oldest ones."""
    known[key] = since
    for one in list(known)[: max(0, len(known) - _KEPT)]:
        known.pop(one, None)


@lru_cache(maxsize=1)
def _shelf() -> dict[Key, SinceSigned]:
    """What was compared so far, for all requests of this process."""
    return {}
