"""Evidence: documents and links, what they show, and their files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import BinaryIO

from ddtool.domain.assessment_heads import EvidenceFile, KeptEvidence
from ddtool.domain.assessments import Evidence
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import NotFound
from ddtool.store import Database, assessments, evidence, kept_files
from ddtool.store.files import FileStore, Source
from ddtool.store.keeping import new_id

_WAITS_FOR_ITS_ROW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is brought: its name and kind as told from its content, and its bytes."""

    name: str
    media_type: str
    source: Source
    largest: int


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
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as reading:
        assessments.find(reading, organisation, assessment)
    file = None
    if upload is not None:
        kept = files.keep(upload.source, largest=upload.largest)
        file = EvidenceFile(
            upload.name, upload.media_type, kept.size, kept.stored_name, kept.sha256
        )
    named = replace(document, id=new_id())
    with database.write(author) as db:
        evidence.add(db, organisation, named, file)
        evidence.show(db, organisation, assessment, named.id, shown=document.requirements)
        return evidence.find(db, organisation, named.id)


def list_evidence(
    database: Database, author: Author, assessment: str
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents of an assessment with what each shows, by title."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return evidence.of_assessment(db, organisation, assessment)


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
    database: Database, files: FileStore, author: Author, id: str
) -> tuple[KeptEvidence, BinaryIO]:
    """A document and its file to read from.

    :raises NotFound: the author's organisation has no such document, or it is only a link.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        found = evidence.find(db, organisation, id).value
    if found.file is None:
        raise NotFound("file")
    return found, files.open(found.file.stored_name)


def remove_evidence(database: Database, author: Author, id: str, *, version: int) -> None:
    """Take a document away, wherever it is bound to; its file is swept up later.

    :raises NotFound, Conflict: it stays.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        evidence.remove(db, organisation, id, version=version)


def sweep_files(database: Database, files: FileStore, author: Author) -> int:
    """Take away files that a crash or a removal left behind; how many there were.

    A database that knows of no file takes none away: it is not the one they were brought to.
    """
    with database.read() as db:
        known = kept_files.all_names(db)
    if not known:
        return 0
    return files.sweep(known, older_than=(author.at - _WAITS_FOR_ITS_ROW).timestamp())
