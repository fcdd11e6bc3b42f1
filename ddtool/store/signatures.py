"""Whether the signatures under all assessments of a producer stand."""

from collections.abc import Mapping

from ddtool.domain.reviews import SignOff
from ddtool.domain.since_signed import UNCHANGED, SinceSigned
from ddtool.store import review_queues, reviewing
from ddtool.store.transactions import Reading


def since_all_signed(
    db: Reading, organisation: str, signed: Mapping[str, SignOff]
) -> Mapping[str, SinceSigned]:
    """What was changed since each of these assessments was signed, by id.

    Only one in which something happened after its signature is compared by itself.

    :raises SnapshotDamaged: what was handed in is not what it was.
    """
    places = {(organisation, id): one for id, one in signed.items()}
    touched = review_queues.touched(db, places)
    return {
        id: reviewing.since_signed(db, organisation, id, one)
        if (organisation, id) in touched
        else UNCHANGED
        for id, one in signed.items()
    }
