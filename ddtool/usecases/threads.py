"""Questions and answers on the criteria of an assessment, by producer and assessor alike."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right, Role
from ddtool.domain.reviews import Message, Request, RequestState
from ddtool.sentences import Sentence
from ddtool.store import Database, Writing, accesses, looking, thread_readings, threads
from ddtool.store.keeping import new_id


class AskedTooLate(DdtoolError):
    """An answer is wanted by a day that is over already."""


class NothingSaid(DdtoolError):
    """A question or answer without a word."""


def read_threads(
    database: Database, author: Author, assessment: str
) -> tuple[tuple[Stored[Request], ...], tuple[Message, ...]]:
    """Everything asked and said in an assessment, for either side.

    :raises NotFound: it is not the author's and was not given to them.
    """
    with accesses.looking_at(database, author, assessment) as db:
        tenant = looking.producer_of(db, author, assessment)
        asked = threads.requests_of(db, tenant, assessment)
        return asked, threads.messages_of(db, tenant, assessment)


def read_thread(
    database: Database, author: Author, assessment: str, criterion: str
) -> tuple[tuple[Stored[Request], ...], tuple[Message, ...], Mapping[str, datetime]]:
    """What was asked and said on one criterion, and up to when the author has read.

    :raises NotFound: the assessment is not the author's and was not given to them.
    """
    with accesses.looking_at(database, author, assessment) as db:
        tenant = looking.producer_of(db, author, assessment)
        asked = threads.requests_of(db, tenant, assessment)
        said = threads.messages_of(db, tenant, assessment)
        read = thread_readings.read_by(db, tenant, assessment, author.user or "")
    return (
        tuple(one for one in asked if one.value.criterion == criterion),
        tuple(one for one in said if one.criterion == criterion),
        read,
    )


def ask(database: Database, author: Author, assessment: str, request: Request) -> Stored[Request]:
    """Ask the producer for information; whatever id the request has is replaced.

    :raises NotFound: the assessment was not given to the author.
    :raises AskedTooLate: the day by which an answer is wanted is over.
    """
    author.tenant(Right.REVIEW)
    _refuse_silence(request.text)
    if request.due and request.due < author.at.date():
        raise AskedTooLate(Sentence("Choose a day for the answer that is not over yet."))
    with database.write(author) as db:
        tenant = looking.producer_of(db, author, assessment)
        return threads.ask(db, tenant, assessment, replace(request, id=new_id()))


def say(database: Database, author: Author, assessment: str, message: Message) -> None:
    """Say something on a criterion; what the producer says to a request answers it.

    :raises NotFound: there is no such assessment or request for the author.
    """
    _refuse_silence(message.text)
    with database.write(author) as db:
        tenant = looking.producer_of(db, author, assessment)
        if message.request:
            asked = threads.find_request(db, tenant, assessment, message.request)
            message = replace(message, criterion=asked.value.criterion)
            answers = author.role is not Role.ASSESSOR
            if answers and asked.value.state is RequestState.OPEN:
                _set(db, tenant, assessment, asked, RequestState.ANSWERED)
        threads.say(db, tenant, assessment, replace(message, id=new_id()))


def mark_read(
    database: Database, author: Author, assessment: str, criterion: str, *, up_to: datetime
) -> None:
    """Say that the author has read what was said on a criterion up to a moment, at most now.

    :raises NotFound: there is no such assessment for the author.
    """
    with database.write(author) as db:
        tenant = looking.producer_of(db, author, assessment)
        until = min(up_to, author.at)
        thread_readings.mark_read(db, tenant, assessment, criterion, up_to=until)


def settle(
    database: Database,
    author: Author,
    assessment: str,
    id: str,
    state: RequestState,
    *,
    version: int,
) -> Stored[Request]:
    """Clear a request, or open it again: the assessor's to say.

    :raises NotFound, Conflict: nothing was changed.
    """
    author.tenant(Right.REVIEW)
    with database.write(author) as db:
        tenant = looking.producer_of(db, author, assessment)
        return threads.set_state(db, tenant, assessment, id, state, version=version)


def _set(
    db: Writing, tenant: str, assessment: str, asked: Stored[Request], state: RequestState
) -> None:
    id, version = asked.value.id, asked.version
    threads.set_state(db, tenant, assessment, id, state, version=version)


def _refuse_silence(text: str) -> None:
    if not text.strip():
        raise NothingSaid(Sentence("Write something first."))
