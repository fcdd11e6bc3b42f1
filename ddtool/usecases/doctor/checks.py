"""What an examination of the machine finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    ``found`` says what is there; ``remedy`` is the one command, or the one thing to do, that
    mends a problem, and empty if there is none.
    """

    name: str
    ok: bool
    found: str
    remedy: str = ""
