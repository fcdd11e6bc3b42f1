"""Documents that show an action done: brought, chosen among those that are here, taken out."""

from dataclasses import replace

from ddtool.domain.assessment_heads import KeptEvidence
from ddtool.domain.assessments import Action, ActionState, Evidence
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.store import Database, Reading, action_documents, actions, evidence
from ddtool.store.bringing import Upload, brought, require_room
from ddtool.store.closing import refuse_accepted
from ddtool.store.files import FileStore
from ddtool.store.keeping import new_id


def list_documents(database: Database, author: Author) -> tuple[Stored[KeptEvidence], ...]:
    """All documents of the author's organisation, by title: to choose from."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        return evidence.listed(db, organisation)


def bring_document(
    database: Database,
    files: FileStore,
    author: Author,
    action: str,
    document: Evidence,
    *,
    upload: Upload,
) -> None:
    """Store a document that shows an action done; its id is made.

    :raises NotFound: the author's organisation has no such action.
    :raises ActionAccepted: the assessor has accepted it.
    :raises FileTooLarge, QuotaUsedUp: the file takes too much room.
    """
    organisation = author.tenant(Right.RECORD)
    with database.read() as reading:
        _open_action(reading, organisation, action)
        require_room(reading, organisation, upload)
    named = replace(document, id=new_id())
    with brought(files, upload) as file, database.write(author) as db:
        assessment, stands = _open_action(db, organisation, action)
        evidence.add(db, organisation, named, file)
        action_documents.bind(db, organisation, assessment, stands, named.id)
        require_room(db, organisation, upload)


def choose_document(database: Database, author: Author, action: str, document: str) -> None:
    """Say that a document which is here already shows an action done.

    :raises NotFound: the author's organisation has no such action or document.
    :raises ActionAccepted: the assessor has accepted it.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        assessment, stands = _open_action(db, organisation, action)
        action_documents.bind(db, organisation, assessment, stands, document)


def take_out_document(database: Database, author: Author, action: str, document: str) -> None:
    """Say that a document no longer shows an action done; the document itself stays.

    :raises NotFound: it does not show it.
    :raises ActionAccepted: the assessor has accepted the action.
    """
    organisation = author.tenant(Right.RECORD)
    with database.write(author) as db:
        assessment, stands = _open_action(db, organisation, action)
        action_documents.free(db, organisation, assessment, stands, document)


def _open_action(db: Reading, organisation: str, id: str) -> tuple[str, Stored[Action]]:
    stands = actions.find(db, organisation, id)
    if stands.value.state is ActionState.ACCEPTED:
        refuse_accepted()
    return actions.assessment_of(db, organisation, id), stands
