"""Facts that stop a piece of work, each told in one clear sentence."""

from collections.abc import Iterable
from typing import Protocol


class Tellable(Protocol):
    """Anything that can say itself in one line."""

    def __str__(self) -> str: ...


class DdtoolError(Exception):
    """A stated reason why something was not done; ``str()`` is one sentence for people."""


class Problems(DdtoolError):
    """All problems of one input at once, so that they can be mended in one go.

    ``problems`` keeps the order in which a reader meets them: by file, then by place.
    """

    def __init__(self, problems: Iterable[Tellable]) -> None:
        self.problems: tuple[Tellable, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownCriteriaSet(DdtoolError):
    """A criteria set was named that no pack carries."""


class UnknownMatrix(DdtoolError):
    """A matrix was named that no pack carries."""


class UnknownLanguage(DdtoolError):
    """A language was asked for that has no catalogue."""
