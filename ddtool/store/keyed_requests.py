"""Requests of programs under a key: stored in the transaction that does what they ask for."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from ddtool.domain.keyed_requests import AskedAlready, KeptAnswer, KeyedRequest
from ddtool.sentences import Sentence
from ddtool.store.schema_people import idempotency_keys
from ddtool.store.transactions import Reading, Writing

KEPT_FOR = timedelta(days=2)
"""How long a key is remembered."""

_STORED = 0


def find(db: Reading, user: str, key: str) -> KeptAnswer | None:
    """What became of the request of a user under a key; None where there was none."""
    row = db.row(select(idempotency_keys).where(_is(user, key)))
    if row is None:
        return None
    if row["status"] == _STORED:
        return KeptAnswer(row["request_sha256"], _STORED, attempt=row["body"], made=row["location"])
    return KeptAnswer(row["request_sha256"], row["status"], row["location"], row["body"])


def remember(db: Writing, request: KeyedRequest) -> None:
    """Say that this transaction does what a request asks for; call it when all else is done.

    :raises AskedAlready: another try of it was quicker.
    """
    kept = find(db, request.user, request.key)
    if kept is not None:
        if kept.attempt != request.attempt:
            raise AskedAlready(Sentence("This was asked for already under the same key."))
        return
    old = idempotency_keys.c.asked_at < db.author.at - KEPT_FOR
    db.execute(delete(idempotency_keys).where(old))
    made = db.recorded[-1] if db.recorded else ""
    db.execute(
        insert(idempotency_keys).values(
            user_id=request.user,
            key=request.key,
            request_sha256=request.sha256,
            status=_STORED,
            location=made,
            body=request.attempt,
            asked_at=db.author.at,
        )
    )


def keep_answer(db: Writing, request: KeyedRequest, answer: KeptAnswer) -> None:
    """Store the answer to a request that was carried out."""
    said = {"status": answer.status, "location": answer.location, "body": answer.body}
    mine = _is(request.user, request.key)
    db.execute(update(idempotency_keys).where(mine).values(**said))


def _is(user: str, key: str) -> ColumnElement[bool]:
    return and_(idempotency_keys.c.user_id == user, idempotency_keys.c.key == key)
