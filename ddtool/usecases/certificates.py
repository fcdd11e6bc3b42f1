"""The certificates that an organisation holds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from ddtool.domain.assessment_heads import EvidenceFile
from ddtool.domain.assessments import Evidence, Site
from ddtool.domain.certificate_needs import CertificateNeeds, needs_of
from ddtool.domain.certificates import Certificate, Standard
from ddtool.domain.equivalency import Cell
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import NotFound
from ddtool.foreign_results import refuse_foreign_results
from ddtool.gap_reports import usable_matrices
from ddtool.packs import Library
from ddtool.store import Database, Writing, certificates, evidence, evidence_uses, sites
from ddtool.store.bringing import Upload, brought, require_room
from ddtool.store.files import FileStore
from ddtool.store.keeping import new_id


@dataclass(frozen=True, slots=True)
class CertificateDocument:
    """The file of a certificate that is brought with it, and where it will be kept."""

    files: FileStore
    upload: Upload
    document: Evidence


@dataclass(frozen=True, slots=True)
class Register:
    """All certificates of an organisation, by standard, and all its sites, by name."""

    certificates: tuple[Stored[Certificate], ...]
    sites: tuple[Site, ...]


def list_certificates(database: Database, author: Author) -> tuple[Stored[Certificate], ...]:
    """All certificates of the author's organisation, by standard."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return certificates.listed(db, organisation)


def read_register(database: Database, author: Author) -> Register:
    """All certificates of the author's organisation together with its sites."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return Register(
            certificates.listed(db, organisation),
            tuple(one.value for one in sites.listed(db, organisation)),
        )


def read_certificate(database: Database, author: Author, id: str) -> Stored[Certificate]:
    """One certificate.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return certificates.find(db, organisation, id)


def known_standards(library: Library) -> tuple[Standard, ...]:
    """The standards that a certificate can be against, by their names."""
    return tuple(sorted(library.standards().all, key=lambda one: one.id.casefold()))


def certificate_needs(
    library: Library, standard: str, known: Certificate | None = None
) -> CertificateNeeds:
    """What to ask about a certificate of a standard; also about everything ``known`` of it.

    :raises NotFound: nobody has recorded such a standard.
    """
    found = library.standards().by_id.get(standard)
    if found is None:
        raise NotFound("standard")
    return needs_of(found, _cells_about(library, standard), known)


def record_certificate(
    database: Database,
    author: Author,
    certificate: Certificate,
    *,
    library: Library | None = None,
    document: CertificateDocument | None = None,
) -> Stored[Certificate]:
    """Store a new certificate, with its document if it is brought; whatever id it has is replaced.

    With a library its results are tried against every matrix there is.

    :raises NotFound: it names a site that the organisation does not have.
    :raises ResultsNotComparable: a matrix could not compare one of its results.
    :raises FileTooLarge, QuotaUsedUp: its document cannot be kept; nothing is stored.
    """
    organisation = author.tenant(Right.RECORD)
    _try_results(certificate, library)
    with _brought(document) as file, database.write(author) as db:
        stored = certificates.add(db, organisation, replace(certificate, id=new_id()))
        _keep(db, organisation, stored.value.id, document, file)
        return stored


def change_certificate(
    database: Database,
    author: Author,
    certificate: Certificate,
    *,
    version: int,
    library: Library | None = None,
    document: CertificateDocument | None = None,
) -> Stored[Certificate]:
    """Change a certificate that was read at a version; with a library as when it is new.

    :raises ResultsNotComparable: a matrix could not compare one of its results.
    :raises NotFound: the author's organisation has no such certificate or site.
    :raises Conflict: somebody else has changed it since.
    :raises FileTooLarge, QuotaUsedUp: its document cannot be kept; nothing is stored.
    """
    organisation = author.tenant(Right.RECORD)
    _try_results(certificate, library)
    with _brought(document) as file, database.write(author) as db:
        stored = certificates.change(db, organisation, certificate, version=version)
        _keep(db, organisation, stored.value.id, document, file)
        return stored


def remove_certificate(database: Database, author: Author, id: str, *, version: int) -> None:
    """Take a certificate away that was read at a version; the history keeps what it said.

    :raises NotFound: the author's organisation has no such certificate.
    :raises Conflict: somebody else has changed it since.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        certificates.remove(db, organisation, id, version=version)


@contextmanager
def _brought(document: CertificateDocument | None) -> Iterator[EvidenceFile | None]:
    """Its file is in place before the transaction that names it."""
    if document is None:
        yield None
    else:
        with brought(document.files, document.upload) as file:
            yield file


def _keep(
    db: Writing,
    organisation: str,
    certificate: str,
    document: CertificateDocument | None,
    file: EvidenceFile | None,
) -> None:
    """Store what is known of a document, and that it belongs to the certificate."""
    if document is None:
        return
    named = replace(document.document, id=new_id())
    evidence.add(db, organisation, named, file)
    evidence_uses.bind_certificate(db, organisation, certificate, named.id)
    require_room(db, organisation, document.upload)


def _cells_about(library: Library, standard: str) -> Sequence[Cell]:
    return [
        cell
        for matrix in usable_matrices(library)
        for cell in matrix.cells
        if cell.standard == standard
    ]


def _try_results(certificate: Certificate, library: Library | None) -> None:
    if library is None or not certificate.results:
        return
    named = replace(certificate, id=certificate.number or certificate.standard)
    refuse_foreign_results([named], usable_matrices(library), library.standards())
