"""Evidence as an assessor may open it: what was handed in with an assessment given to them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import BinaryIO

from ddtool.domain.assessment_heads import EvidenceFile, KeptEvidence
from ddtool.domain.assessments import Evidence
from ddtool.domain.history import Stored
from ddtool.domain.people import Author
from ddtool.domain.refusals import NotFound
from ddtool.store import Database, Reading, evidence, evidence_versions, looking, snapshots
from ddtool.store.files import FileStore


def list_review_evidence(
    database: Database, author: Author, assessment: str
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents handed in with an assessment that was given to the author, by title.

    :raises NotFound: it was not given to them.
    """
    with database.read() as db:
        return _documents(db, looking.given_to(db, author, assessment), assessment)


def open_review_evidence(
    database: Database, files: FileStore, author: Author, assessment: str, id: str
) -> tuple[EvidenceFile, BinaryIO]:
    """The file of one of those documents and its bytes to read.

    :raises NotFound: the assessment was not given to the author, or has no such file.
    """
    with database.read() as db:
        tenant = looking.given_to(db, author, assessment)
        found = _documents(db, tenant, assessment)
    kept = next((one.value for one in found if one.value.evidence.id == id), None)
    if kept is None or kept.file is None:
        raise NotFound("file")
    return kept.file, files.open(kept.file.stored_name)


def _documents(db: Reading, tenant: str, assessment: str) -> tuple[Stored[KeptEvidence], ...]:
    last = snapshots.last_submitted(db, tenant, assessment)
    if last is None:
        return ()
    then: Mapping[str, Evidence] = {one.id: one for one in last.assessment.evidence}
    return tuple(
        _as_handed_in(db, tenant, one, then[one.value.evidence.id])
        for one in evidence.of_assessment(db, tenant, assessment)
        if one.value.evidence.id in then
    )


def _as_handed_in(
    db: Reading, tenant: str, kept: Stored[KeptEvidence], then: Evidence
) -> Stored[KeptEvidence]:
    """A document with the file that it had then: its producer may have replaced it since."""
    value, file = kept.value, kept.value.file
    if file is not None and file.sha256 != then.sha256:
        earlier = evidence_versions.earlier(db, tenant, then.id)
        file = next((one.file for one in earlier if one.file.sha256 == then.sha256), None)
    shown = replace(value.evidence, requirements=then.requirements, title=then.title)
    return Stored(
        replace(value, evidence=shown, file=file), kept.version, kept.changed_at, kept.changed_by
    )
