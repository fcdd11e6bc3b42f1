"""Evidence of an organisation, and what it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, insert, select, true

from ddtool.domain.assessment_heads import EvidenceFile, KeptEvidence
from ddtool.domain.assessments import Evidence
from ddtool.domain.history import Stored, Subject
from ddtool.domain.natural_order import natural
from ddtool.store import assessments, keeping
from ddtool.store.keeping import Kept, matches, stored, tenant_key
from ddtool.store.schema_assessments import assessment_evidence
from ddtool.store.schema_sites import evidence
from ddtool.store.transactions import Reading, Writing

_NOUN = "evidence"
_WHOLE = ""
"""What evidence shows that is bound to an assessment as a whole."""


def add(
    db: Writing, organisation: str, document: Evidence, file: EvidenceFile | None = None
) -> Stored[KeptEvidence]:
    """Store what is known of a document or link; what it shows is said with :func:`show`.

    Its file must be in its place already, so that there is never a row without one.
    """
    author = db.author
    none = EvidenceFile("", "", 0, "", document.sha256)
    kept = _file_row(file or none) | {"added_at": author.at, "added_by": author.name}
    keeping.add(db, _kept(organisation, document.id), _to_row(document) | kept)
    return find(db, organisation, document.id)


def find(db: Reading, organisation: str, id: str) -> Stored[KeptEvidence]:
    """One document of an organisation, without what it shows.

    :raises NotFound: it has none of that id.
    """
    return keeping.find(db, _kept(organisation, id))


def change(
    db: Writing, organisation: str, document: Evidence, *, version: int
) -> Stored[KeptEvidence]:
    """Change title, days and link of a document that was read at a version; its file stays.

    The hash of a document without a file of ours is what people say it is.

    :raises NotFound: the organisation has no such document.
    :raises Conflict: somebody else has changed it since.
    """
    kept = _kept(organisation, document.id)
    values = _to_row(document)
    if keeping.find_row(db, kept)["stored_name"] is None:
        values["sha256"] = document.sha256
    keeping.change(db, kept, values, version=version)
    return find(db, organisation, document.id)


def set_file(
    db: Writing, organisation: str, id: str, file: EvidenceFile, *, version: int
) -> Stored[KeptEvidence]:
    """Put another file in place of the one that was read at a version.

    :raises NotFound, Conflict: nothing was stored.
    """
    author = db.author
    values = _file_row(file) | {"added_at": author.at, "added_by": author.name}
    keeping.change(db, _kept(organisation, id), values, version=version)
    return find(db, organisation, id)


def remove(db: Writing, organisation: str, id: str, *, version: int) -> None:
    """Take a document away, wherever it is bound to; the file is swept up later.

    :raises NotFound: the organisation has no such document.
    :raises AssessmentClosed: it belongs to an assessment that has been submitted.
    :raises Conflict: somebody else has changed it since.
    """
    touch_bound(db, organisation, id)
    keeping.remove(db, _kept(organisation, id), version=version)


def touch_bound(db: Writing, organisation: str, id: str) -> None:
    """Say that every assessment changes which a document belongs to, and make sure that it may.

    :raises AssessmentClosed: one of them has been submitted.
    """
    bound = assessment_evidence.c
    query = select(bound.assessment_id).where(
        bound.organisation_id == organisation, bound.evidence_id == id
    )
    for row in db.rows(query.distinct()):
        assessments.touch(db, organisation, row["assessment_id"])


def show(db: Writing, organisation: str, assessment: str, id: str, *, shown: Sequence[str]) -> None:
    """Say which requirements and criteria of an assessment a document shows, and no others.

    :raises NotFound: the organisation has no such document or assessment.
    :raises AssessmentClosed: the assessment has been submitted.
    """
    find(db, organisation, id)
    assessments.touch(db, organisation, assessment)
    before = _shown(db, organisation, assessment, id)
    mine = {"organisation_id": organisation, "assessment_id": assessment, "evidence_id": id}
    db.execute(delete(assessment_evidence).where(matches(assessment_evidence, mine)))
    after = tuple(sorted(set(shown) - {_WHOLE}, key=natural))
    rows = [mine | {"shown": one} for one in (_WHOLE, *after)]
    db.execute(insert(assessment_evidence), rows)
    subject = Subject(_NOUN, id, organisation, assessment)
    if before != after:
        db.record(subject, "bound", {"shows": before}, {"shows": after})


def release(db: Writing, organisation: str, assessment: str, id: str) -> None:
    """Take a document out of an assessment; the organisation still has it.

    :raises NotFound: the organisation has no such document or assessment.
    :raises AssessmentClosed: the assessment has been submitted.
    """
    find(db, organisation, id)
    assessments.touch(db, organisation, assessment)
    before = _shown(db, organisation, assessment, id)
    mine = {"organisation_id": organisation, "assessment_id": assessment, "evidence_id": id}
    if db.execute(delete(assessment_evidence).where(matches(assessment_evidence, mine))):
        subject = Subject(_NOUN, id, organisation, assessment)
        db.record(subject, "released", {"shows": before}, {})


def of_assessment(
    db: Reading, organisation: str, assessment: str
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents of an assessment with what each shows, by title."""
    is_it = assessment_evidence.c.assessment_id == assessment
    return tuple(_in_assessments(db, organisation, is_it).get(assessment, ()))


def in_all(db: Reading, organisation: str) -> Mapping[str, Sequence[KeptEvidence]]:
    """The documents of all assessments of an organisation, by assessment, as of one."""
    found = _in_assessments(db, organisation, true())
    return {assessment: [one.value for one in kept] for assessment, kept in found.items()}


def _in_assessments(
    db: Reading, organisation: str, which: ColumnElement[bool]
) -> Mapping[str, Sequence[Stored[KeptEvidence]]]:
    bound = assessment_evidence.c
    is_it = (bound.organisation_id == evidence.c.organisation_id) & (
        bound.evidence_id == evidence.c.id
    )
    rows = db.rows(
        select(evidence, bound.assessment_id, bound.shown)
        .join(assessment_evidence, is_it)
        .where(bound.organisation_id == organisation, which)
        .order_by(evidence.c.title, evidence.c.id)
    )
    shown: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        what = shown.setdefault((row["assessment_id"], row["id"]), [])
        what.extend([row["shown"]] if row["shown"] != _WHOLE else [])
    found: dict[str, list[Stored[KeptEvidence]]] = {}
    for (assessment, id), row in {(one["assessment_id"], one["id"]): one for one in rows}.items():
        document = _to_evidence(row, tuple(sorted(shown[assessment, id], key=natural)))
        found.setdefault(assessment, []).append(stored(row, document))
    return found


def listed(db: Reading, organisation: str) -> tuple[Stored[KeptEvidence], ...]:
    """All documents of an organisation, by title, without what they show."""
    query = select(evidence).where(evidence.c.organisation_id == organisation)
    rows = db.rows(query.order_by(evidence.c.title, evidence.c.id))
    return tuple(stored(row, _to_evidence(row)) for row in rows)


def _shown(db: Reading, organisation: str, assessment: str, id: str) -> tuple[str, ...]:
    bound = assessment_evidence.c
    mine = {"organisation_id": organisation, "assessment_id": assessment, "evidence_id": id}
    is_it = matches(assessment_evidence, mine), bound.shown != _WHOLE
    rows = db.rows(select(bound.shown).where(*is_it))
    return tuple(sorted((row["shown"] for row in rows), key=natural))


def _kept(organisation: str, id: str) -> Kept[KeptEvidence]:
    subject = Subject(_NOUN, id, organisation)
    return Kept(evidence, tenant_key(organisation, id), subject, _to_evidence)


def _to_row(document: Evidence) -> dict[str, Any]:
    return {
        "title": document.title,
        "document_date": document.document_date,
        "valid_until": document.valid_until,
        "location": document.location,
    }


def _file_row(file: EvidenceFile) -> dict[str, Any]:
    return {
        "file_name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "stored_name": file.stored_name or None,
        "sha256": file.sha256,
    }


def _to_evidence(row: RowMapping, shown: tuple[str, ...] = ()) -> KeptEvidence:
    document = Evidence(
        id=row["id"],
        title=row["title"],
        document_date=row["document_date"],
        valid_until=row["valid_until"],
        location=row["location"],
        sha256=row["sha256"],
    )
    kept = KeptEvidence(
        replace(document, requirements=shown), None, row["added_at"], row["added_by"]
    )
    return kept if row["stored_name"] is None else replace(kept, file=to_file(row))


def to_file(row: RowMapping) -> EvidenceFile:
    """The columns of a file, in whatever table, as the file they stand for."""
    names = ("media_type", "size", "stored_name", "sha256")
    return EvidenceFile(name=row["file_name"], **{name: row[name] for name in names})
