"""What is needed to say what a change would do to the open assessments of all producers.

For whoever looks after the installation: no organisation bounds these questions, and how many
queries they take does not depend on how much there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, exists, select

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import ActionState, Site
from ddtool.domain.certificates import Certificate
from ddtool.domain.time_limits import PlannedDay
from ddtool.store.assessments import to_head
from ddtool.store.certificate_rows import to_certificate
from ddtool.store.schema_assessments import (
    actions,
    archived_assessments,
    assessments,
    submissions,
)
from ddtool.store.schema_people import organisations
from ddtool.store.schema_sites import certificate_sites, certificates, sites
from ddtool.store.sites import to_site
from ddtool.store.transactions import Reading

Owned = tuple[str, str]
"""The ids of an organisation and of something it has."""


@dataclass(frozen=True, slots=True)
class OpenAssessment:
    """An assessment that is being worked on, its site, and all its organisation holds.

    ``handed_in``: it was before, so that the programme knows of it.
    """

    organisation: str
    head: AssessmentHead
    site: Site
    certificates: tuple[Certificate, ...]
    handed_in: bool = False


def that_could_change(
    db: Reading, criteria_sets: Sequence[str], standards: Sequence[str], *, most: int
) -> tuple[OpenAssessment, ...]:
    """The open assessments under these sets of whoever holds a certificate of these standards.

    Those that wait longest come first; no more than ``most`` of them.
    """
    holding = select(certificates.c.organisation_id).where(certificates.c.standard.in_(standards))
    kept = assessments.c
    given = submissions.c
    before = exists().where(
        given.organisation_id == kept.organisation_id, given.assessment_id == kept.id
    )
    query = select(assessments, before.label("handed_in")).where(
        kept.state == AssessmentState.OPEN.value,
        kept.criteria_set.in_(criteria_sets),
        kept.organisation_id.in_(holding),
    )
    rows = db.rows(query.order_by(kept.changed_at, kept.organisation_id, kept.id).limit(most))
    if not rows:
        return ()
    places, held = _sites(db, holding), _certificates(db, holding)
    return tuple(
        OpenAssessment(
            organisation=row["organisation_id"],
            head=to_head(row),
            site=places[row["organisation_id"], row["site_id"]],
            certificates=tuple(held.get(row["organisation_id"], ())),
            handed_in=bool(row["handed_in"]),
        )
        for row in rows
    )


def planned_days(db: Reading) -> tuple[PlannedDay, ...]:
    """The due days of actions that are not done, in open assessments with a commitment day."""
    kept, heads, aside = actions.c, assessments.c, archived_assessments.c
    same = (heads.organisation_id == kept.organisation_id) & (heads.id == kept.assessment_id)
    put_aside = exists().where(
        aside.organisation_id == heads.organisation_id, aside.assessment_id == heads.id
    )
    undone = [one.value for one in ActionState if one.is_open]
    query = (
        select(kept.assessment_id, heads.commitment_day, kept.due)
        .join(assessments, same)
        .where(
            heads.state == AssessmentState.OPEN.value,
            heads.commitment_day.is_not(None),
            kept.due.is_not(None),
            kept.state.in_(undone),
            ~put_aside,
        )
    )
    rows = db.rows(query)
    return tuple(
        PlannedDay(row["assessment_id"], row["commitment_day"], row["due"]) for row in rows
    )


def _sites(db: Reading, whose: Select[Any]) -> dict[Owned, Site]:
    owner = organisations.c.name.label("organisation")
    joined = select(sites, owner).join(organisations, organisations.c.id == sites.c.organisation_id)
    rows = db.rows(joined.where(sites.c.organisation_id.in_(whose)))
    return {(row["organisation_id"], row["id"]): to_site(row) for row in rows}


def _certificates(db: Reading, whose: Select[Any]) -> dict[str, list[Certificate]]:
    named = certificate_sites.c
    query = select(named.organisation_id, named.certificate_id, named.site_id)
    rows = db.rows(query.where(named.organisation_id.in_(whose)).order_by(named.position))
    places: dict[Owned, list[str]] = {}
    for row in rows:
        key = row["organisation_id"], row["certificate_id"]
        places.setdefault(key, []).append(row["site_id"])
    held: dict[str, list[Certificate]] = {}
    all_of_them = select(certificates).where(certificates.c.organisation_id.in_(whose))
    for row in db.rows(all_of_them.order_by(certificates.c.id)):
        key = row["organisation_id"], row["id"]
        one = replace(to_certificate(row), sites=tuple(places.get(key, ())))
        held.setdefault(row["organisation_id"], []).append(one)
    return held
