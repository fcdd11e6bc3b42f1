"""Facts that keep a piece of work from being stored or shown; each is told in one sentence."""

from datetime import timedelta
from typing import Any, Generic, TypeVar

from ddtool.domain.errors import DdtoolError, Problems
from ddtool.domain.history import Stored

T = TypeVar("T")


class NotFound(DdtoolError):
    """There is no such thing for whoever asks: unknown and another organisation's look alike."""

    def __init__(self, noun: str, told: str = "") -> None:
        self.noun = noun
        super().__init__(told or f"There is no such {noun}.")


class NotAllowed(DdtoolError):
    """The role of whoever asks does not allow it."""


class TooManyTries(DdtoolError):
    """A password or code was wrong too often; the next try is allowed after ``wait``."""

    def __init__(self, told: str, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(told)


class ProofWrong(DdtoolError):
    """The password or code that was to prove who somebody is does not fit."""


class WeakPassword(Problems):
    """A password that is not good enough, with everything that is wrong about it."""


class LinkUseless(DdtoolError):
    """A link was used already, has expired, or never existed."""


class LastLead(DdtoolError):
    """Without this person nobody could lead the organisation."""


class Conflict(DdtoolError, Generic[T]):
    """Somebody else has changed the thing since it was read; ``current`` is what stands now."""

    def __init__(self, noun: str, current: Stored[T]) -> None:
        self.noun = noun
        self.current = current
        super().__init__(
            f"{current.changed_by or 'Somebody'} has changed this {noun} since you read it; "
            "look at both versions and save again."
        )


class Conflicts(DdtoolError):
    """Somebody else has changed several things since they were read; nothing was stored."""

    def __init__(self, found: tuple[Conflict[Any], ...]) -> None:
        self.found = found
        super().__init__("Somebody has changed this since you read it; look at both versions.")


class AlreadyThere(DdtoolError):
    """Something of that name exists, and there can be only one."""


class SiteArchived(DdtoolError):
    """A site is put aside; it is worked on only after it was taken back."""


class SiteInUse(DdtoolError):
    """Something belongs to a site, so it can be put aside and not removed."""


class AssessmentInUse(DdtoolError):
    """Something was said in an assessment, so it can be put aside and not removed."""


class AssessmentClosed(DdtoolError):
    """The assessment was submitted or put aside; it is changed only once it is open again."""


class NotSubmitted(DdtoolError):
    """An assessment is still with its producer; only a submitted one is reviewed."""


class Unstorable(DdtoolError):
    """A text holds characters that no database of ours can keep."""


class StoreBusy(DdtoolError):
    """The database is held by somebody else; nothing was stored, and trying again helps."""


class StoreFull(DdtoolError):
    """There is no room left on the disk of the database; nothing was stored."""


class StoreUnreachable(DdtoolError):
    """The database cannot be opened or its server does not answer."""


class SchemaTooOld(DdtoolError):
    """The database was made by an older ddtool and has to be upgraded first."""


class SchemaTooNew(DdtoolError):
    """The database was made by a newer ddtool; this one would damage it."""


class ChainBroken(DdtoolError):
    """The history was changed by other means than ddtool."""
