"""What a change means for what was handed in and signed: told to whoever has just made it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import Assessment, Submission
from ddtool.domain.people import Author, Right
from ddtool.domain.reviews import SignOff
from ddtool.domain.since_signed import SinceSigned
from ddtool.domain.statements import Thing
from ddtool.store import Database, assessments, certificates, sites, submissions
from ddtool.store.outstanding import outstanding_of
from ddtool.store.since_handed_in import since_all_handed_in
from ddtool.store.transactions import Reading


@dataclass(frozen=True, slots=True)
class Left:
    """What was handed in of an assessment without a change that was made since.

    ``site`` is its site by name, ``day`` when it was handed in, ``signed`` the signature under it,
    which the change has broken.
    """

    assessment: str
    site: str
    day: date
    since: SinceSigned
    signed: SignOff | None = None


def left_by(
    database: Database, author: Author, thing: Thing, *, site: str = ""
) -> tuple[Left, ...]:
    """What was handed in by the author's organisation and does not know of a thing as it is now.

    Only assessments are meant that are handed in, all of them or those of one site, and from which
    no later one was carried over. Of what has changed, only the thing is told.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        closed = _closed(db, organisation, site)
        now = _as_they_stand(db, organisation, closed)
        since = since_all_handed_in(db, organisation, now)
        changed = {id: _only(one.since, thing) for id, one in since.items()}
        left = outstanding_of(
            db, organisation, {head: last for head, last in closed.items() if changed[head.id]}
        )
    return tuple(
        Left(head.id, now[head.id].site.name, last.day, told, left[head.id].signed)
        for head, last in closed.items()
        if (told := changed[head.id]) is not None
    )


def _closed(db: Reading, organisation: str, site: str) -> Mapping[AssessmentHead, Submission]:
    heads = [one.value for one in assessments.listed(db, organisation, site)]
    last = submissions.last_of_all(db, organisation)
    gone_on = {one.carried_from for one in heads}
    return {
        one: last[one.id]
        for one in heads
        if one.state is AssessmentState.SUBMITTED and one.id in last and one.id not in gone_on
    }


def _as_they_stand(
    db: Reading, organisation: str, heads: Mapping[AssessmentHead, Submission]
) -> Mapping[str, Assessment]:
    """Site and certificates of each, which is all that can be changed while it is closed."""
    by_id = {one.value.id: one.value for one in sites.listed(db, organisation)}
    held = tuple(one.value for one in certificates.listed(db, organisation))
    return {
        one.id: Assessment(
            by_id[one.site], one.criteria_set, certificates=held, submission=submission
        )
        for one, submission in heads.items()
    }


def _only(since: SinceSigned, thing: Thing) -> SinceSigned | None:
    """What of it is about one thing; None where nothing is."""
    mine = replace(since, changes=tuple(one for one in since.changes if one.thing == thing))
    if not mine.changes:
        return None
    return replace(mine, parts=tuple(one for one in since.parts if mine.within(one)))
