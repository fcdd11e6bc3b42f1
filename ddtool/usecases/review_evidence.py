"""Evidence as an assessor may open it: what was handed in with an assessment given to them."""

from collections.abc import Collection, Iterator
from typing import BinaryIO

from ddtool.domain.assessment_heads import EvidenceFile, KeptEvidence
from ddtool.domain.history import Accessed, Stored
from ddtool.domain.people import Author
from ddtool.domain.refusals import NotFound
from ddtool.store import (
    Database,
    Reading,
    accesses,
    action_documents,
    assessments,
    looking,
    review_documents,
    seen_actions,
)
from ddtool.store.files import FileStore


def list_review_evidence(
    database: Database, author: Author, assessment: str
) -> tuple[Stored[KeptEvidence], ...]:
    """The documents handed in with an assessment that was given to the author, by title.

    :raises NotFound: it was not given to them.
    """
    with accesses.looking_at(database, author, assessment) as db:
        producer = looking.given_to(db, author, assessment)
        return review_documents.documents_of(db, producer, assessment)


def open_review_evidence(
    database: Database,
    files: FileStore,
    author: Author,
    assessment: str,
    id: str,
    *,
    beside: Collection[str] | None = None,
) -> tuple[EvidenceFile, BinaryIO]:
    """The file of one of those documents, or of one that shows an action done; it is on record.

    It is taken away, or shown on a page where ``beside`` names the media types that can be.

    :raises NotFound: the assessment was not given to the author, has no such file, or it is of a
        kind that cannot be shown.
    """
    on_record = accesses.taking_away if beside is None else accesses.showing
    with on_record(database, author, assessment, Accessed.EVIDENCE, id) as db:
        producer = looking.given_to(db, author, assessment)
        found = (
            *review_documents.documents_of(db, producer, assessment),
            *_of_actions(db, producer, assessment),
        )
        kept = next((one.value for one in found if one.value.evidence.id == id), None)
        if kept is None or kept.file is None:
            raise NotFound("file")
        if beside is not None and kept.file.media_type not in beside:
            raise NotFound("file")
    return kept.file, files.open(kept.file.stored_name)


def _of_actions(db: Reading, producer: str, assessment: str) -> Iterator[Stored[KeptEvidence]]:
    """The documents that show an action done, as far as the author sees the action."""
    head = assessments.find(db, producer, assessment).value
    actions = seen_actions.shown_to_assessor(db, producer, head)
    shown = {document.id for one in actions for document in one.value.documents}
    for one in action_documents.of_assessment(db, producer, assessment):
        if one.value.evidence.id in shown:
            yield one
