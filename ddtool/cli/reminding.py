"""The part of the worker that reminds people, beside the making of reports: neither waits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ddtool.cli import access
from ddtool.cli.letters import own_letters
from ddtool.domain.errors import DdtoolError
from ddtool.usecases.reminders import remind_of_due_days, send_letters

if TYPE_CHECKING:
    from ddtool.store import Database

ROUND_SECONDS = 60.0
_PATIENCE_SECONDS = 15.0


@contextmanager
def reminding(
    remind: Callable[[], object], complain: Callable[[DdtoolError], None]
) -> Iterator[None]:
    """Remind people at once and then every minute, until this is left.

    Whatever goes wrong is told once while it stays the same; the next round tries again.
    """
    stopping = threading.Event()

    def go_round() -> None:
        complained: type[DdtoolError] | None = None
        while not stopping.is_set():
            try:
                remind()
                complained = None
            except DdtoolError as trouble:
                if complained is not type(trouble):
                    complain(trouble)
                complained = type(trouble)
            stopping.wait(ROUND_SECONDS)

    thread = threading.Thread(target=go_round, name="reminders", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(_PATIENCE_SECONDS)


def reminder(database: "Database") -> Callable[[], None]:
    """Tells people of due days, and sends the letters that wait."""
    letters = own_letters()

    def remind() -> None:
        remind_of_due_days(database, access.operator())
        send_letters(database, access.operator(), letters)

    return remind


def complaining(complain: Callable[[Exception], None]) -> Callable[[Exception], None]:
    """Complains from a thread as the command does that began it, in the language of its run."""
    context = click.get_current_context()

    def say(trouble: Exception) -> None:
        with context.scope(cleanup=False):
            complain(trouble)

    return say
