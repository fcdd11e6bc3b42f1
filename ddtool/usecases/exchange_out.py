"""What leaves an installation: an assessment as one file, its result as a credential's draft."""

from dataclasses import replace
from datetime import date
from importlib.metadata import version
from typing import IO, Any, BinaryIO

from ddtool.domain.assessment_heads import EvidenceFile, StoredAssessment
from ddtool.domain.assessments import Evidence
from ddtool.domain.history import ACCESS, Accessed, Subject
from ddtool.domain.people import Author, Right
from ddtool.domain.site_names import site_names
from ddtool.exchange import (
    Content,
    DocumentFile,
    Origin,
    credential_draft,
    keyed,
    schema,
    submitted_as,
    write_archive,
)
from ddtool.gap_reports import analyse_assessment
from ddtool.packs import Library
from ddtool.store import Database, Reading, accesses, evidence, evidence_uses, loading, sites
from ddtool.store.files import FileStore
from ddtool.whole_files import plain_name


def write_assessment_file(
    database: Database, files: FileStore, author: Author, id: str, target: BinaryIO
) -> StoredAssessment:
    """Write everything said in an assessment, with its documents, as one file.

    Other certificates of the organisation, earlier versions of documents, the history, and what an
    assessor has said stay here.

    :raises NotFound: the author's organisation has no such assessment.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        stored = loading.load(db, organisation, id)
        content, kept = _content(db, organisation, stored)
    if author.user is None:
        _tell_of_operator(database, author, organisation, id)
    origin = Origin(
        stored.assessment.site.organisation,
        author.at,
        f"ddtool {version('ddtool')}",
        submitted_as(stored.assessment.submission),
    )

    def read(file: DocumentFile) -> IO[bytes]:
        return files.open(kept[file.sha256].stored_name)

    write_archive(target, content, origin, read)
    return stored


def file_name_of(stored: StoredAssessment) -> str:
    """Such as ``North-smelter-2026.ddtool.zip``."""
    parts = (stored.assessment.site.name, stored.head.value.period)
    return "-".join(plain for one in parts if (plain := plain_name(one))) + ".ddtool.zip"


def _tell_of_operator(database: Database, author: Author, organisation: str, id: str) -> None:
    """Whoever sits at the machine is nobody of the organisation: what they take is on record."""
    with database.write(author) as db:
        taken = Subject(ACCESS, id, organisation, id)
        accesses.tell(db, taken, accesses.DOWNLOADED, Accessed.ASSESSMENT)


def draft_credential(
    database: Database, author: Author, library: Library, id: str, *, as_of: date
) -> dict[str, Any]:
    """The result of an assessment on a day as the draft of a UNTP conformity credential.

    :raises NotFound: the author's organisation has no such assessment.
    :raises ResultsNotComparable: a certificate states a result on a foreign scale.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        stored = loading.load(db, organisation, id)
    matrix = stored.matrix
    return credential_draft(
        analyse_assessment(stored.assessment, library, as_of=as_of, matrix=matrix)
    )


def assessment_file_schema() -> dict[str, Any]:
    """The JSON Schema of ``assessment.json`` in an assessment file."""
    return schema()


def _content(
    db: Reading, organisation: str, stored: StoredAssessment
) -> tuple[Content, dict[str, EvidenceFile]]:
    """What the file says, and where its documents are kept, by their hash."""
    everything = {one.value.evidence.id: one.value for one in evidence.listed(db, organisation)}
    uses = evidence_uses.uses(db, organisation)
    documents: dict[str, list[Evidence]] = {}
    for id, kept in everything.items():
        for use in uses.get(id, ()):
            if use.certificate:
                documents.setdefault(use.certificate, []).append(_named(kept.evidence, kept.file))
    here = {id: one.file for id, one in everything.items() if one.file is not None}
    head = stored.head.value
    content = keyed(
        stored.assessment,
        site_names=site_names(one.value for one in sites.listed(db, organisation)),
        files={
            id: DocumentFile(id, file.name, file.media_type, file.size, file.sha256)
            for id, file in here.items()
        },
        certificate_documents=documents,
        packs=(head.pack_sha256, head.matrix),
    )
    return content, {file.sha256: file for file in here.values()}


def _named(document: Evidence, file: EvidenceFile | None) -> Evidence:
    return replace(document, location=file.name if file else document.location)
