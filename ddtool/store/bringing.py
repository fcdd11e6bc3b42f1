"""Bringing a file of evidence in: within the room there is, and gone again where it is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ddtool.domain.assessment_heads import EvidenceFile
from ddtool.domain.errors import DdtoolError
from ddtool.domain.refusals import AssessmentClosed, Conflict, NotFound
from ddtool.sentences import Sentence
from ddtool.store import evidence_versions
from ddtool.store.files import FileStore, Source
from ddtool.store.scanning import NotClean
from ddtool.store.transactions import Reading

MEGABYTE = 1024 * 1024


class QuotaUsedUp(DdtoolError):
    """An organisation's files of evidence would take more room than it has."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is brought: its name and kind as told from its content, and its bytes.

    ``largest`` is how many bytes it may have, ``quota`` how many all files of the organisation may
    have together.
    """

    name: str
    media_type: str
    source: Source
    largest: int
    quota: int | None = None


@contextmanager
def brought(files: FileStore, upload: Upload | None) -> Iterator[EvidenceFile | None]:
    """The file in its place; gone again where a refusal kept its row from being stored.

    After any other failure the row may be there all the same, so the file stays; if it is not, the
    file is swept up.

    :raises FileTooLarge: it has more bytes than it may have.
    :raises NotClean: the installation's scanner does not let it pass.
    """
    if upload is None:
        yield None
        return
    kept = files.keep(upload.source, largest=upload.largest)
    try:
        files.require_clean(kept.stored_name)
        yield EvidenceFile(upload.name, upload.media_type, kept.size, kept.stored_name, kept.sha256)
    except (NotFound, Conflict, AssessmentClosed, QuotaUsedUp, NotClean):
        files.discard(kept.stored_name)
        raise


def require_room(db: Reading, organisation: str, upload: Upload | None) -> None:
    """Asked before a file is read, and again when its row stands beside all others.

    :raises QuotaUsedUp: the files of the organisation take more room than it has.
    """
    if upload is not None:
        require_quota(db, organisation, upload.quota)


def require_quota(db: Reading, organisation: str, quota: int | None) -> None:
    """Make sure that the files of an organisation take no more room than that many bytes.

    :raises QuotaUsedUp: they take more.
    """
    if quota is not None and evidence_versions.bytes_kept(db, organisation) > quota:
        raise QuotaUsedUp(
            Sentence(
                "The files of your organisation would take more than {quota:,} MB together. "
                "Remove documents that nobody needs, or ask your administrator for more room.",
                quota=quota // MEGABYTE,
            )
        )
