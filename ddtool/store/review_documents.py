"""Documents as an assessor may open them: those handed in with what was given to them."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select, tuple_

from ddtool.domain.assessment_heads import KeptEvidence
from ddtool.domain.assessments import Evidence
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import NotFound
from ddtool.store import assignments, evidence, evidence_versions, snapshots
from ddtool.store.schema_assessments import assessment_evidence
from ddtool.store.transactions import Reading


def documents_of(db: Reading, producer: str, assessment: str) -> tuple[Stored[KeptEvidence], ...]:
    """The documents handed in last with an assessment, by title, each with the file it had then."""
    last = snapshots.last_submitted(db, producer, assessment)
    if last is None:
        return ()
    then: Mapping[str, Evidence] = {one.id: one for one in last.assessment.evidence}
    return tuple(
        _as_handed_in(db, producer, one, then[one.value.evidence.id])
        for one in evidence.of_assessment(db, producer, assessment)
        if one.value.evidence.id in then
    )


def document_for(db: Reading, author: Author, id: str) -> tuple[str, Stored[KeptEvidence]]:
    """A document of an assessment that was given to the author, with that assessment's id.

    :raises NotFound: none of theirs has a document of that id.
    """
    firm, user, day = author.tenant(Right.REVIEW), author.user or "", author.at.date()
    given = [one.value for one in assignments.of_firm(db, firm, user)]
    places = [(one.producer, one.assessment) for one in given if one.gives_access(day)]
    bound = assessment_evidence.c
    query = select(bound.organisation_id, bound.assessment_id).where(
        bound.evidence_id == id, tuple_(bound.organisation_id, bound.assessment_id).in_(places)
    )
    for row in db.rows(query.distinct()):
        for one in documents_of(db, row["organisation_id"], row["assessment_id"]):
            if one.value.evidence.id == id:
                return row["assessment_id"], one
    raise NotFound("evidence")


def _as_handed_in(
    db: Reading, producer: str, kept: Stored[KeptEvidence], then: Evidence
) -> Stored[KeptEvidence]:
    """A document with the file that it had then: its producer may have replaced it since."""
    value, file = kept.value, kept.value.file
    if file is not None and file.sha256 != then.sha256:
        earlier = evidence_versions.earlier(db, producer, then.id)
        file = next((one.file for one in earlier if one.file.sha256 == then.sha256), None)
    return Stored(
        replace(value, evidence=then, file=file), kept.version, kept.changed_at, kept.changed_by
    )
