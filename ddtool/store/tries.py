"""Guessing is slowed down: every wrong password or code makes the next try wait longer."""

from datetime import timedelta

from ddtool.domain.refusals import TooManyTries
from ddtool.sentences import Sentence
from ddtool.store import sessions
from ddtool.store.transactions import Writing

FREE = 3
"""How many tries in a row are free."""

_LONGEST_WAIT = timedelta(minutes=15)
_FORGOTTEN_AFTER = timedelta(hours=24)


def count(db: Writing, counter: str, free: int = FREE) -> None:
    """Count a try as failed, before it is looked at, so that many at once gain nothing.

    Whoever finds it right afterwards calls :func:`sessions.forget_failures`.

    :raises TooManyTries: it comes too early after the ones before.
    """
    failed = sessions.failures(db, counter)
    failures = 0
    if failed is not None and abs(db.author.at - failed[1]) < _FORGOTTEN_AFTER:
        failures = failed[0]
        waited = max(db.author.at - failed[1], timedelta())
        if waited < wait_after(failures, free):
            raise _too_many(wait_after(failures, free) - waited)
    sessions.count_failure(db, counter, failures + 1)


def sweep(db: Writing) -> int:
    """Let go of counters that nobody asks for any more; how many they were."""
    return sessions.forget_old_failures(db, db.author.at - _FORGOTTEN_AFTER)


def take_back(db: Writing, counter: str) -> None:
    """The try has succeeded, but those of others under the same counter still count."""
    failed = sessions.failures(db, counter)
    if failed is not None:
        sessions.count_failure(db, counter, max(failed[0] - 1, 0))


def of_proofs(user: str) -> str:
    """The counter of passwords and codes that are asked of somebody who is signed in."""
    return f"proof:{user}"


def wait_after(failures: int, free: int = FREE) -> timedelta:
    """How long the next try has to wait after so many failed ones: longer each time, to a limit.

    The first ones are free.
    """
    if failures < free:
        return timedelta()
    return min(timedelta(seconds=2.0 ** min(failures - free, 20)), _LONGEST_WAIT)


def _too_many(wait: timedelta) -> TooManyTries:
    seconds = max(1, round(wait.total_seconds()))
    told = Sentence("Too many tries. Wait {seconds} seconds and try again.", seconds=seconds)
    return TooManyTries(told, wait)
