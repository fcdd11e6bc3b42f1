"""Assessments: their heads, and everything said in one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Exists, Label, RowMapping, Select, exists, select, tuple_, update

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import Site
from ddtool.domain.history import Stored, Subject
from ddtool.domain.refusals import AssessmentClosed, NotFound, NotSubmitted
from ddtool.domain.time_limits import LimitMonths
from ddtool.sentences import Sentence
from ddtool.store import keeping, programme_settings
from ddtool.store.keeping import Kept, stored, tenant_key
from ddtool.store.schema_assessments import archived_assessments, assessments
from ddtool.store.schema_people import organisations
from ddtool.store.schema_sites import sites
from ddtool.store.sites import JOINED, joined_site
from ddtool.store.transactions import Reading, Writing

_LIMITS, _ASIDE = "limits_now", "put_aside"


def add(db: Writing, organisation: str, head: AssessmentHead) -> Stored[AssessmentHead]:
    """Store a new assessment of a site, which the organisation must have, under the id it has."""
    begun = {
        "site_id": head.site,
        "criteria_set": head.criteria_set,
        "pack_sha256": head.pack_sha256,
        "carried_from": head.carried_from,
        "state": head.state.value,
        "revision": 1,
    }
    keeping.add(db, _kept(organisation, head.id), _to_row(head) | begun)
    return find(db, organisation, head.id)


def find(db: Reading, organisation: str, id: str) -> Stored[AssessmentHead]:
    """The head of one assessment.

    :raises NotFound: the organisation has none of that id.
    """
    return keeping.find(db, _kept(organisation, id))


def find_for_work(
    db: Reading, organisation: str, id: str
) -> tuple[Stored[AssessmentHead], Site, LimitMonths, bool]:
    """The head of one assessment, its site, the limits of now, and whether it is put aside.

    All in one query.

    :raises NotFound: the organisation has none of that id.
    """
    kept = _kept(organisation, id)
    aside = _put_aside(organisation, id).label(_ASIDE)
    is_there = (sites.c.organisation_id == assessments.c.organisation_id) & (
        sites.c.id == assessments.c.site_id
    )
    row = db.row(
        select(assessments, *JOINED, _limits_now(), aside)
        .join(sites, is_there)
        .join(organisations, organisations.c.id == sites.c.organisation_id)
        .where(kept.is_it)
    )
    if row is None:
        raise NotFound(kept.subject.noun)
    limits = programme_settings.to_limits(row[_LIMITS])
    return stored(row, to_head(row)), joined_site(row), limits, bool(row[_ASIDE])


def listed(db: Reading, organisation: str, site: str = "") -> tuple[Stored[AssessmentHead], ...]:
    """The heads of all assessments of an organisation, or of one site, the newest first."""
    query = select(assessments).where(assessments.c.organisation_id == organisation)
    if site:
        query = query.where(assessments.c.site_id == site)
    return tuple(stored(row, to_head(row)) for row in db.rows(_newest_first(query)))


def listed_with_limits(
    db: Reading, organisation: str
) -> tuple[tuple[Stored[AssessmentHead], LimitMonths], ...]:
    """The heads of all assessments of an organisation, each with the programme's limits of now."""
    query = select(assessments, _limits_now()).where(assessments.c.organisation_id == organisation)
    return tuple(
        (stored(row, to_head(row)), programme_settings.to_limits(row[_LIMITS]))
        for row in db.rows(_newest_first(query))
    )


def named(db: Reading, places: Sequence[tuple[str, str]]) -> tuple[Stored[AssessmentHead], ...]:
    """The heads of assessments by the ids of organisation and assessment, the newest first.

    ``places`` are trusted: whoever asks has looked up that they may be seen.
    """
    wanted = tuple_(assessments.c.organisation_id, assessments.c.id).in_(list(places))
    rows = db.rows(_newest_first(select(assessments).where(wanted)))
    return tuple(stored(row, to_head(row)) for row in rows)


def change(
    db: Writing, organisation: str, head: AssessmentHead, *, version: int
) -> Stored[AssessmentHead]:
    """Change period, days, matrix and preparer; site, criteria set and state stay.

    :raises AssessmentClosed: it has been submitted.
    :raises Conflict: somebody else has changed it since.
    """
    touch(db, organisation, head.id)
    keeping.change(db, _kept(organisation, head.id), _to_row(head), version=version)
    return find(db, organisation, head.id)


def set_state(
    db: Writing, organisation: str, id: str, state: AssessmentState, *, version: int
) -> Stored[AssessmentHead]:
    """Close an assessment, or open it again.

    :raises AssessmentClosed: it is put aside.
    :raises Conflict: somebody else has changed its head since.
    """
    require_at_work(db, organisation, id)
    keeping.change(db, _kept(organisation, id), {"state": state.value}, version=version)
    return find(db, organisation, id)


def remove(db: Writing, organisation: str, id: str, *, version: int) -> None:
    """Take the head of an assessment away that was read at a version; nothing may point to it.

    :raises NotFound: the organisation has none of that id.
    :raises Conflict: somebody else has changed it since.
    """
    keeping.remove(db, _kept(organisation, id), version=version)


def require_submitted(db: Reading, organisation: str, id: str) -> Stored[AssessmentHead]:
    """The head of an assessment that has been handed in: only such a one is reviewed.

    :raises NotFound: the organisation has none of that id.
    :raises NotSubmitted: it is open.
    """
    head = find(db, organisation, id)
    if head.value.state is not AssessmentState.SUBMITTED:
        raise NotSubmitted(Sentence("This assessment is not submitted; it is the producer's turn."))
    return head


def touch(db: Writing, organisation: str, id: str) -> None:
    """Say that something inside an assessment changes, and make sure that it may.

    :raises NotFound: the organisation has no such assessment.
    :raises AssessmentClosed: it has been submitted, or put aside.
    """
    is_open = assessments.c.state == AssessmentState.OPEN.value
    at_work = ~_put_aside(organisation, id)
    counted = update(assessments).where(_kept(organisation, id).is_it, is_open, at_work)
    if db.execute(counted.values(revision=assessments.c.revision + 1)) == 1:
        return
    require_at_work(db, organisation, id)
    raise AssessmentClosed(
        Sentence("This assessment has been submitted; reopen it to change anything.")
    )


def count_change(db: Writing, organisation: str, id: str) -> None:
    """Say that something inside an assessment changes that may also change after its submission.

    Until the end of the transaction nobody else gets past here with the same assessment.

    :raises NotFound: the organisation has no such assessment.
    :raises AssessmentClosed: it is put aside.
    """
    at_work = ~_put_aside(organisation, id)
    counted = update(assessments).where(_kept(organisation, id).is_it, at_work)
    if db.execute(counted.values(revision=assessments.c.revision + 1)) != 1:
        require_at_work(db, organisation, id)


def require_at_work(db: Reading, organisation: str, id: str) -> None:
    """Only what is not put aside is changed, handed in or opened again.

    :raises NotFound: the organisation has no such assessment.
    :raises AssessmentClosed: it is put aside.
    """
    *_, aside = find_for_work(db, organisation, id)
    if aside:
        raise AssessmentClosed(
            Sentence("This assessment is in the archive; take it back to change anything.")
        )


def _put_aside(organisation: str, id: str) -> Exists:
    kept = archived_assessments.c
    return exists().where(kept.organisation_id == organisation, kept.assessment_id == id)


def to_head(row: RowMapping) -> AssessmentHead:
    """A row as the value it stands for."""
    return AssessmentHead(
        id=row["id"],
        site=row["site_id"],
        criteria_set=row["criteria_set"],
        pack_sha256=row["pack_sha256"],
        matrix=row["matrix"],
        period=row["period"],
        assessment_day=row["assessment_day"],
        commitment_day=row["commitment_day"],
        prepared_by=row["prepared_by"],
        state=AssessmentState(row["state"]),
        carried_from=row["carried_from"],
        revision=row["revision"],
    )


def _newest_first(query: Select[Any]) -> Select[Any]:
    return query.order_by(assessments.c.changed_at.desc(), assessments.c.id)


def _limits_now() -> Label[Any]:
    return programme_settings.limits_now().label(_LIMITS)


def _kept(organisation: str, id: str) -> Kept[AssessmentHead]:
    subject = Subject("assessment", id, organisation, assessment=id)
    return Kept(assessments, tenant_key(organisation, id), subject, to_head)


def _to_row(head: AssessmentHead) -> dict[str, Any]:
    return {
        "matrix": head.matrix,
        "period": head.period,
        "assessment_day": head.assessment_day,
        "commitment_day": head.commitment_day,
        "prepared_by": head.prepared_by,
    }
