"""Requests of programs under a key of their own: looked up, and their answers kept."""

from ddtool.domain.keyed_requests import AskedAlready, KeptAnswer, KeyedRequest
from ddtool.domain.people import Author
from ddtool.store import Database, keyed_requests

__all__ = ["AskedAlready", "KeptAnswer", "KeyedRequest", "find_answer", "keep_answer"]


def find_answer(database: Database, author: Author, key: str) -> KeptAnswer | None:
    """What became of the author's request under a key; None where there was none."""
    with database.read() as db:
        return keyed_requests.find(db, author.user or "", key)


def keep_answer(
    database: Database, author: Author, request: KeyedRequest, answer: KeptAnswer
) -> None:
    """Store the answer to a request that was carried out, to be given again."""
    with database.write(author) as db:
        keyed_requests.keep_answer(db, request, answer)
