"""The certificates that an organisation holds."""

from dataclasses import replace

from ddtool.domain.certificates import Certificate
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.gap_reports import refuse_foreign_results, usable_matrices
from ddtool.packs import Library
from ddtool.store import Database, certificates
from ddtool.store.keeping import new_id


def list_certificates(database: Database, author: Author) -> tuple[Stored[Certificate], ...]:
    """All certificates of the author's organisation, by standard."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return certificates.listed(db, organisation)


def read_certificate(database: Database, author: Author, id: str) -> Stored[Certificate]:
    """One certificate.

    :raises NotFound: the author's organisation has none of that id.
    """
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return certificates.find(db, organisation, id)


def record_certificate(
    database: Database,
    author: Author,
    certificate: Certificate,
    *,
    library: Library | None = None,
) -> Stored[Certificate]:
    """Store a new certificate; whatever id it has is replaced.

    With a library its results are tried against every matrix there is.

    :raises NotFound: it names a site that the organisation does not have.
    :raises ResultsNotComparable: a matrix could not compare one of its results.
    """
    organisation = author.tenant(Right.RECORD)
    _try_results(certificate, library)
    with database.write(author) as db:
        return certificates.add(db, organisation, replace(certificate, id=new_id()))


def change_certificate(
    database: Database,
    author: Author,
    certificate: Certificate,
    *,
    version: int,
    library: Library | None = None,
) -> Stored[Certificate]:
    """Change a certificate that was read at a version; with a library as when it is new.

    :raises ResultsNotComparable: a matrix could not compare one of its results.
    :raises NotFound: the author's organisation has no such certificate or site.
    :raises Conflict: somebody else has changed it since.
    """
    organisation = author.tenant(Right.RECORD)
    _try_results(certificate, library)
    with database.write(author) as db:
        return certificates.change(db, organisation, certificate, version=version)


def remove_certificate(database: Database, author: Author, id: str, *, version: int) -> None:
    """Take a certificate away that was read at a version; the history keeps what it said.

    :raises NotFound: the author's organisation has no such certificate.
    :raises Conflict: somebody else has changed it since.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        certificates.remove(db, organisation, id, version=version)


def _try_results(certificate: Certificate, library: Library | None) -> None:
    if library is None or not certificate.results:
        return
    named = replace(certificate, id=certificate.number or certificate.standard)
    refuse_foreign_results([named], usable_matrices(library), library.standards())
