"""Evidence as an assessor may open it: that of an assessment given to them, nothing else."""

from typing import BinaryIO

from ddtool.domain.assessment_heads import EvidenceFile, KeptEvidence
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import NotFound
from ddtool.store import Database, Reading, assignments, evidence
from ddtool.store.files import FileStore


def list_review_evidence(
    database: Database, author: Author, assessment: str
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents of an assessment that was given to the author, by title.

    :raises NotFound: it was not given to them.
    """
    with database.read() as db:
        return _documents(db, author, assessment)


def open_review_evidence(
    database: Database, files: FileStore, author: Author, assessment: str, id: str
) -> tuple[EvidenceFile, BinaryIO]:
    """The file of one of those documents and its bytes to read.

    :raises NotFound: the assessment was not given to the author, or has no such file.
    """
    with database.read() as db:
        found = {one.value.evidence.id: one.value for one in _documents(db, author, assessment)}
    kept = found.get(id)
    if kept is None or kept.file is None:
        raise NotFound("file")
    return kept.file, files.open(kept.file.stored_name)


def _documents(db: Reading, author: Author, assessment: str) -> tuple[Stored[KeptEvidence], ...]:
    firm = author.tenant(Right.REVIEW)
    day = author.at.date()
    given = assignments.given(db, firm, author.user or "", assessment, on=day)
    return evidence.of_assessment(db, given.producer, assessment)
