"""Files of evidence that were replaced, and how much room all files take."""

from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.sql import ColumnElement

from ddtool.domain.assessment_heads import EvidenceFile, EvidenceVersion, KeptEvidence
from ddtool.domain.history import Stored
from ddtool.domain.refusals import NotFound
from ddtool.store import evidence
from ddtool.store.schema_sites import evidence as documents
from ddtool.store.schema_sites import evidence_versions
from ddtool.store.transactions import Reading, Writing


def replace_file(
    db: Writing, organisation: str, id: str, file: EvidenceFile, *, version: int
) -> Stored[KeptEvidence]:
    """Give a document that was read at a version another file; the one it had stays as a version.

    :raises NotFound: the organisation has no such document.
    :raises AssessmentClosed: it belongs to an assessment that has been submitted.
    :raises Conflict: somebody else has changed it since.
    """
    before = evidence.find(db, organisation, id)
    after = evidence.set_file(db, organisation, id, file, version=version)
    evidence.touch_bound(db, organisation, id)
    old = before.value
    if old.file is not None and after.version != before.version:
        number = len(earlier(db, organisation, id)) + 1
        row = {
            "organisation_id": organisation,
            "evidence_id": id,
            "number": number,
            "file_name": old.file.name,
            "media_type": old.file.media_type,
            "size": old.file.size,
            "stored_name": old.file.stored_name,
            "sha256": old.file.sha256,
            "added_at": old.added_at,
            "added_by": old.added_by,
        }
        db.execute(insert(evidence_versions), [row])
    return after


def earlier(db: Reading, organisation: str, id: str) -> tuple[EvidenceVersion, ...]:
    """The files that a document had before its present one, the first one first."""
    query = select(evidence_versions).where(_of(organisation, id))
    return tuple(_to_version(row) for row in db.rows(query.order_by(evidence_versions.c.number)))


def find_version(db: Reading, organisation: str, id: str, number: int) -> EvidenceVersion:
    """One of those files.

    :raises NotFound: the organisation's document has no file of that number.
    """
    is_it = _of(organisation, id) & (evidence_versions.c.number == number)
    row = db.row(select(evidence_versions).where(is_it))
    if row is None:
        raise NotFound("file")
    return _to_version(row)


def all_files(db: Reading) -> tuple[tuple[str, EvidenceFile], ...]:
    """The files of evidence of all organisations, each with the title of its document.

    Those that were replaced are among them.
    """
    kept = evidence_versions.c
    same = (kept.organisation_id == documents.c.organisation_id) & (
        kept.evidence_id == documents.c.id
    )
    now = db.rows(select(documents).where(documents.c.stored_name.is_not(None)))
    before = db.rows(select(evidence_versions, documents.c.title).join(documents, same))
    return tuple((row["title"], evidence.to_file(row)) for row in (*now, *before))


def bytes_kept(db: Reading, organisation: str) -> int:
    """How many bytes the files of an organisation have together, replaced ones too."""
    total = 0
    for table in (documents, evidence_versions):
        size = func.coalesce(func.sum(table.c.size), 0).label("bytes")
        row = db.row(select(size).where(table.c.organisation_id == organisation))
        total += int(row["bytes"]) if row else 0
    return total


def of_same_content(db: Reading, organisation: str, sha256: str) -> tuple[tuple[str, str], ...]:
    """The documents whose file has that hash: id and title, by title."""
    if not sha256:
        return ()
    columns = documents.c
    query = select(columns.id, columns.title).where(
        columns.organisation_id == organisation, columns.sha256 == sha256
    )
    rows = db.rows(query.order_by(columns.title, columns.id))
    return tuple((row["id"], row["title"]) for row in rows)


def _of(organisation: str, id: str) -> ColumnElement[bool]:
    columns = evidence_versions.c
    return (columns.organisation_id == organisation) & (columns.evidence_id == id)


def _to_version(row: Any) -> EvidenceVersion:
    return EvidenceVersion(row["number"], evidence.to_file(row), row["added_at"], row["added_by"])
