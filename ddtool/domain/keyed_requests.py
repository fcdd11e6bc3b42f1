"""Requests of programs under a key of their own, so that asking again does nothing twice."""

from dataclasses import dataclass

from ddtool.domain.errors import DdtoolError


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """What a user's program asks for under a key.

    ``sha256`` is the hash of the request; ``attempt`` tells one try of it from all others.
    """

    user: str
    key: str
    sha256: str
    attempt: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What became of a request.

    ``status`` is 0 while what was asked for is stored and its answer is not: the process was
    stopped in between, or is still at it. ``made`` is then the id of what was stored last.
    """

    sha256: str
    status: int
    location: str = ""
    body: str = ""
    attempt: str = ""
    made: str = ""


class AskedAlready(DdtoolError):
    """Another try of the same request was quicker; this one has stored nothing."""
