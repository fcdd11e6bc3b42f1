"""Evidence: documents and links, what they show, and their files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import BinaryIO

from ddtool.domain.assessment_heads import EvidenceFile, KeptEvidence
from ddtool.domain.assessments import Evidence
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right, Role
from ddtool.domain.refusals import NotFound
from ddtool.evidence_files import check_file
from ddtool.sentences import Sentence
from ddtool.store import (
    Database,
    accesses,
    assessments,
    certificates,
    evidence,
    evidence_uses,
    evidence_versions,
    kept_files,
    looking,
    review_documents,
)
from ddtool.store.bringing import MEGABYTE, QuotaUsedUp, Upload, brought, require_room
from ddtool.store.files import FileStore, FileTooLarge
from ddtool.store.keeping import new_id

__all__ = [
    "FileTooLarge",
    "QuotaUsedUp",
    "Upload",
    "add_certificate_document",
    "add_evidence",
    "change_evidence",
    "check_upload",
    "list_evidence",
    "open_evidence",
    "remove_evidence",
    "replace_evidence_file",
    "show_with_evidence",
    "sweep_files",
]

_WAITS_FOR_ITS_ROW = timedelta(hours=1)


def check_upload(name: str, file: BinaryIO, *, largest: int, quota: int | None = None) -> Upload:
    """Judge a file that somebody brings; what is handed back may be kept.

    :raises FileRefused: it is of a kind that is not taken, or not what its ending says.
    :raises FileTooLarge: it has too many bytes.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if size > largest:
        raise FileTooLarge(
            Sentence(
                "The file has {size} MB; at most {largest} MB are taken. Bring a smaller one.",
                size=-(-size // MEGABYTE),
                largest=largest // MEGABYTE,
            )
        )
    checked = check_file(name, file)
    return Upload(checked.name, checked.media_type, file, largest, quota)


def add_evidence(
    database: Database,
    files: FileStore,
    author: Author,
    document: Evidence,
    *,
    assessment: str,
    upload: Upload | None = None,
) -> Stored[KeptEvidence]:
    """Store a document or link for an assessment, with what it shows; its id is made.

    The file is in its place before anything else is stored, so that it is never missing.

    :raises NotFound: the author's organisation has no such assessment.
    :raises AssessmentClosed: it has been submitted.
    :raises FileTooLarge: the file has more bytes than are taken in.
    :raises QuotaUsedUp: the organisation's files would take too much room.
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as reading:
        assessments.find(reading, organisation, assessment)
        require_room(reading, organisation, upload)
    named = replace(document, id=new_id())
    with brought(files, upload) as file, database.write(author) as db:
        evidence.add(db, organisation, named, file)
        evidence.show(db, organisation, assessment, named.id, shown=document.requirements)
        require_room(db, organisation, upload)
        return evidence.find(db, organisation, named.id)


def add_certificate_document(
    database: Database,
    files: FileStore,
    author: Author,
    document: Evidence,
    *,
    certificate: str,
    upload: Upload,
) -> Stored[KeptEvidence]:
    """Store the document of a certificate; its id is made.

    :raises NotFound: the author's organisation has no such certificate.
    :raises FileTooLarge, QuotaUsedUp: as :func:`add_evidence`.
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as reading:
        certificates.find(reading, organisation, certificate)
        require_room(reading, organisation, upload)
    named = replace(document, id=new_id())
    with brought(files, upload) as file, database.write(author) as db:
        evidence.add(db, organisation, named, file)
        evidence_uses.bind_certificate(db, organisation, certificate, named.id)
        require_room(db, organisation, upload)
        return evidence.find(db, organisation, named.id)


def replace_evidence_file(
    database: Database, files: FileStore, author: Author, id: str, upload: Upload, *, version: int
) -> Stored[KeptEvidence]:
    """Put a newer file in place of a document's; the one it had stays as an earlier version.

    :raises NotFound, AssessmentClosed, Conflict, FileTooLarge, QuotaUsedUp: nothing was stored.
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as reading:
        evidence.find(reading, organisation, id)
        require_room(reading, organisation, upload)
    with brought(files, upload) as file, database.write(author) as db:
        if file is None:
            raise NotFound("file")
        after = evidence_versions.replace_file(db, organisation, id, file, version=version)
        require_room(db, organisation, upload)
        return after


def list_evidence(
    database: Database, author: Author, assessment: str
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents of an assessment with what each shows, by title.

    An assessor sees those that were handed in with it.
    """
    with accesses.looking_at(database, author, assessment) as db:
        producer = looking.producer_of(db, author, assessment)
        if author.role is Role.ASSESSOR:
            return review_documents.documents_of(db, producer, assessment)
        return evidence.of_assessment(db, producer, assessment)


def change_evidence(
    database: Database, author: Author, document: Evidence, *, version: int
) -> Stored[KeptEvidence]:
    """Change title, days and link of a document that was read at a version.

    :raises NotFound, Conflict: nothing was stored.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        return evidence.change(db, organisation, document, version=version)


def show_with_evidence(
    database: Database, author: Author, assessment: str, id: str, *, shown: Sequence[str]
) -> None:
    """Say which requirements and criteria of an assessment a document shows, and no others.

    :raises NotFound, AssessmentClosed: nothing was stored.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        evidence.show(db, organisation, assessment, id, shown=shown)


def open_evidence(
    database: Database, files: FileStore, author: Author, id: str, *, number: int = 0
) -> tuple[EvidenceFile, BinaryIO]:
    """The file of a document and its bytes to read; with a number an earlier version of it.

    :raises NotFound: the author's organisation has no such document, or it is only a link; nor is
        it one of an assessment that was given to them.
    """
    organisation, is_assessor = author.tenant(Right.LOOK), author.role is Role.ASSESSOR
    with database.read() as db:
        if is_assessor:
            file = review_documents.document_for(db, author, id)[1].value.file
        else:
            file = evidence.find(db, organisation, id).value.file
        if number and not is_assessor:
            file = evidence_versions.find_version(db, organisation, id, number).file
    if file is None:
        raise NotFound("file")
    return file, files.open(file.stored_name)


def remove_evidence(database: Database, author: Author, id: str, *, version: int) -> None:
    """Take a document away, wherever it is bound to; its file is swept up later.

    :raises NotFound, AssessmentClosed, Conflict: it stays.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        evidence.remove(db, organisation, id, version=version)


def sweep_files(database: Database, files: FileStore, author: Author) -> int:
    """Take away files that a crash or a removal left behind; how many there were.

    A database that knows of no file takes none away: it is not the one they were brought to.
    """
    with database.write(author) as db:
        known = kept_files.still_wanted(db)
    if not known:
        return 0
    return files.sweep(known, older_than=(author.at - _WAITS_FOR_ITS_ROW).timestamp())
