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
    now: Mapping[str, Assessment],
    happened: Happened | None = None,
) -> Mapping[str, SinceSigned]:
    """What was changed since each of these assessments was signed, by id.

    ``now`` is each of them as it stands, ``happened`` what happened in them, where that was read.
    Only one in which something happened after its signature is compared, and only once until
    something happens again; how many queries that takes does not depend on how many they are.

    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    places = {(organisation, id): one for id, one in signed.items()}
    touched = (happened or review_queues.happened(db, places)).since_signed(places)
    keys = {id: (id, signed[id].submission, last) for (_, id), last in touched.items()}
    known = _shelf()
    found = {id: since for id, key in keys.items() if (since := known.get(key))}
    missing = {id: signed[id] for id in keys if id not in found}
    if missing:
        compared = reviewing.since_each_signed(db, organisation, missing, now)
        for id, since in compared.items():
            keep(known, keys[id], since)
        found |= compared
    return dict.fromkeys(signed, UNCHANGED) | found


def keep(known: dict[K, V], key: K, since: V) -> None:
    """Keep an answer, which nothing but a further event changes, and drop the oldest ones."""
    known[key] = since
    for one in list(known)[: max(0, len(known) - _KEPT)]:
        known.pop(one, None)


@lru_cache(maxsize=1)
def _shelf() -> dict[Key, SinceSigned]:
    """What was compared so far, for all requests of this process."""
    return {}
