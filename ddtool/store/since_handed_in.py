"""What a producer has changed around closed assessments since they were handed in."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.assessments import Assessment
from ddtool.domain.since_signed import AS_HANDED_IN, SinceHandedIn, since_handed_in
from ddtool.store import review_queues
from ddtool.store.loading_all import Everything, load_all
from ddtool.store.review_queues import Happened
from ddtool.store.signatures import keep
from ddtool.store.transactions import Reading


def since_all_handed_in(
    db: Reading,
    organisation: str,
    now: Mapping[str, Assessment],
    happened: Happened | None = None,
) -> Mapping[str, SinceHandedIn]:
    """What was changed since each of these closed assessments was handed in, by id.

    ``now`` are they as they stand, of which site, certificates and submission are looked at;
    ``happened`` is what happened in them, where that was read already. How many queries it takes
    does not depend on how many they are.
    """
    places = [(organisation, id) for id in now]
    touched = (happened or review_queues.happened(db, places)).since_handed_in(places)
    kept = _shelf()
    then = {id: kept.get(_key(now[id])) for _, id in touched}
    new = [place for place in touched if then[place[1]] is None]
    for (_, id), last in review_queues.last_submissions(db, new).items():
        whole = last["handed_in"]
        bare = Assessment(whole.site, whole.criteria_set, certificates=whole.certificates)
        then[id] = bare
        keep(kept, _key(now[id]), bare)
    since = {id: since_handed_in(was, now[id]) for id, was in then.items() if was is not None}
    return dict.fromkeys(now, AS_HANDED_IN) | since


def load_as_asked(
    db: Reading, organisation: str
) -> tuple[Everything, Mapping[str, Assessment], Happened]:
    """Everything of an organisation, and its closed assessments with what happened in them.

    Among everything those ask what they asked when they were handed in; by themselves, by id, they
    are as they stand.
    """
    everything = load_all(db, organisation)
    closed = {
        one.head.value.id: one.assessment
        for one in everything.assessments
        if one.head.value.state is AssessmentState.SUBMITTED
    }
    happened = review_queues.happened(db, [(organisation, id) for id in closed])
    since = since_all_handed_in(db, organisation, closed, happened)
    asked = (
        replace(one, assessment=since.get(one.head.value.id, AS_HANDED_IN).asked_of(one.assessment))
        for one in everything.assessments
    )
    return replace(everything, assessments=tuple(asked)), closed, happened


def _key(assessment: Assessment) -> str:
    return assessment.submission.sha256 if assessment.submission else ""


@lru_cache(maxsize=1)
def _shelf() -> dict[str, Assessment]:
    """Site and certificates of what was handed in, by its SHA-256: it never changes."""
    return {}
