"""What is asked and said on the criteria of an assessment, by both sides in one place."""

from typing import Any

from sqlalchemy import RowMapping, func, insert, select

from ddtool.domain.history import Stored, Subject
from ddtool.domain.reviews import Message, Request, RequestState
from ddtool.store import keeping
from ddtool.store.keeping import Kept, stored, tenant_key
from ddtool.store.schema_reviews import messages, requests
from ddtool.store.transactions import Reading, Writing


def ask(db: Writing, organisation: str, assessment: str, request: Request) -> Stored[Request]:
    """Store a request for information under the id it has."""
    values = {
        "criterion": request.criterion,
        "requirement": request.requirement,
        "text": request.text,
        "due": request.due,
        "state": request.state.value,
        "asked_at": db.author.at,
        "asked_by": db.author.name,
    }
    kept = _kept(organisation, request.id, assessment)
    keeping.add(db, kept, values)
    return keeping.find(db, kept)


def find_request(db: Reading, organisation: str, assessment: str, id: str) -> Stored[Request]:
    """One request of an assessment.

    :raises NotFound: there is none of that id.
    """
    return keeping.find(db, _kept(organisation, id, assessment))


def set_state(
    db: Writing,
    organisation: str,
    assessment: str,
    id: str,
    state: RequestState,
    *,
    version: int,
) -> Stored[Request]:
    """Say that a request read at a version was answered, cleared, or is open again.

    :raises NotFound, Conflict: nothing was stored.
    """
    kept = _kept(organisation, id, assessment)
    keeping.change(db, kept, {"state": state.value}, version=version)
    return keeping.find(db, kept)


def requests_of(db: Reading, organisation: str, assessment: str) -> tuple[Stored[Request], ...]:
    """All requests of an assessment, the first asked first."""
    mine = requests.c.organisation_id == organisation, requests.c.assessment_id == assessment
    rows = db.rows(select(requests).where(*mine).order_by(requests.c.asked_at, requests.c.id))
    return tuple(stored(row, to_request(row)) for row in rows)


def say(db: Writing, organisation: str, assessment: str, message: Message) -> None:
    """Store something said, for good."""
    mine = messages.c.organisation_id == organisation, messages.c.assessment_id == assessment
    last = db.row(select(func.max(messages.c.number).label("last")).where(*mine))
    values = {
        "criterion": message.criterion,
        "request_id": message.request or None,
        "text": message.text,
    }
    said = {
        "said_by": db.author.name,
        "said_role": db.author.role.value if db.author.role else "",
        "said_at": db.author.at,
        "number": (last["last"] or 0) + 1 if last else 1,
    }
    key = tenant_key(organisation, message.id)
    db.execute(insert(messages).values(**key, assessment_id=assessment, **values, **said))
    db.record(Subject("message", message.id, organisation, assessment), "added", {}, values)


def messages_of(db: Reading, organisation: str, assessment: str) -> tuple[Message, ...]:
    """Everything said in an assessment, in order."""
    mine = messages.c.organisation_id == organisation, messages.c.assessment_id == assessment
    rows = db.rows(select(messages).where(*mine).order_by(messages.c.number))
    return tuple(map(to_message, rows))


def _kept(organisation: str, id: str, assessment: str) -> Kept[Request]:
    key = {**tenant_key(organisation, id), "assessment_id": assessment}
    return Kept(requests, key, Subject("request", id, organisation, assessment), to_request)


def to_request(row: RowMapping) -> Request:
    """The request that a row stands for."""
    return Request(
        id=row["id"],
        criterion=row["criterion"],
        requirement=row["requirement"],
        text=row["text"],
        due=row["due"],
        state=RequestState(row["state"]),
        asked_by=row["asked_by"],
        asked_at=row["asked_at"],
    )


def to_message(row: Any) -> Message:
    """What was said, as a row keeps it."""
    return Message(
        id=row["id"],
        criterion=row["criterion"],
        text=row["text"],
        request=row["request_id"] or "",
        by=row["said_by"],
        role=row["said_role"],
        at=row["said_at"],
    )
