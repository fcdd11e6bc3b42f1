"""What a change means for what was signed: told to whoever has just made it."""

from dataclasses import dataclass, replace

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.people import Author, Right
from ddtool.domain.reviews import SignOff
from ddtool.domain.since_signed import SinceSigned
from ddtool.domain.statements import Thing
from ddtool.store import Database, assessments, sites, submissions
from ddtool.store.outstanding import outstanding_of
from ddtool.store.signatures import since_all_signed


@dataclass(frozen=True, slots=True)
class Broken:
    """A signature that no longer stands: the assessment, its site by name, and what has changed."""

    assessment: str
    site: str
    signed: SignOff
    since: SinceSigned


def broken_by(
    database: Database, author: Author, thing: Thing, *, site: str = ""
) -> tuple[Broken, ...]:
    """The signatures under assessments of the author's organisation that a thing has broken.

    Only assessments are meant that are handed in as they were signed, all of them or those of one
    site, and from which no later one was carried over. Of what has changed, only the thing is told.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        heads = [one.value for one in assessments.listed(db, organisation, site)]
        last = submissions.last_of_all(db, organisation)
        gone_on = {one.carried_from for one in heads}
        closed = {
            one: last.get(one.id)
            for one in heads
            if one.state is AssessmentState.SUBMITTED and one.id not in gone_on
        }
        left = outstanding_of(db, organisation, closed)
        signed = {id: one.signed for id, one in left.items() if one.signed}
        names = {one.value.id: one.value.name for one in sites.listed(db, organisation)}
        since = since_all_signed(db, organisation, signed)
    sites_of = {one.id: names.get(one.site, "") for one in heads}
    found = (
        Broken(id, sites_of[id], signed[id], _only(changed, thing)) for id, changed in since.items()
    )
    return tuple(one for one in found if one.since.changes)


def _only(since: SinceSigned, thing: Thing) -> SinceSigned:
    changes = tuple(one for one in since.changes if one.thing == thing)
    mine = replace(since, changes=changes)
    return replace(mine, parts=tuple(one for one in since.parts if mine.within(one)))
