"""What reviews leave to a producer of all assessments, and which signatures stand."""

from collections.abc import Mapping

from ddtool.domain.assessments import Assessment
from ddtool.domain.outstanding import Outstanding
from ddtool.domain.since_signed import UNCHANGED, SinceSigned
from ddtool.store.loading_all import Everything
from ddtool.store.outstanding import outstanding_of
from ddtool.store.review_queues import Happened
from ddtool.store.signatures import since_all_signed
from ddtool.store.transactions import Reading


def left_by_reviews(
    db: Reading,
    organisation: str,
    everything: Everything,
    closed: Mapping[str, Assessment],
    happened: Happened,
) -> Mapping[str, tuple[Outstanding, SinceSigned]]:
    """What reviews leave to the producer, and what was changed since they were signed.

    The latter of ``closed`` alone, which are handed in, as they stand.
    """
    heads = {one.head.value: one.assessment.submission for one in everything.assessments}
    left = outstanding_of(db, organisation, heads)
    signed = {id: one.signed for id, one in left.items() if one.signed and id in closed}
    since = since_all_signed(db, organisation, signed, closed, happened)
    return {id: (one, since.get(id, UNCHANGED)) for id, one in left.items()}
