"""Packs that were loaded into the installation, and those that new assessments no longer get.

A loaded pack never changes and is never taken away: assessments stand on it. It can be taken out of
use, so that no new assessment begins with it; those that run go on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.equivalency import Matrix
from ddtool.domain.errors import DdtoolError
from ddtool.domain.refusals import AlreadyThere

SETS, MATRICES = "sets", "matrices"
"""The kinds of packs, called as the folders they lie in."""


class OutOfUse(DdtoolError):
    """A criteria set or matrix is out of use: no new assessment begins with it."""


class PackLoaded(AlreadyThere):
    """A pack of that id and edition is loaded already; what is loaded never changes."""


class NeedsSecondPerson(DdtoolError):
    """A matrix with lines that count is loaded by somebody else than whoever brought it."""


@dataclass(frozen=True, slots=True)
class UploadedPack:
    """A pack that was loaded by upload, as its files by name.

    ``kind`` is one of :data:`SETS` and :data:`MATRICES`. ``sha256`` is the hash over the files, as
    of any pack, so two of the same hash are the same. ``loaded_by`` brought it, ``confirmed_by``
    is the second person who loaded it, empty where one is enough; both vouch for what it says.
    """

    kind: str
    name: str
    sha256: str
    file_name: str = field(default="", compare=False)
    loaded_by: str = field(default="", compare=False)
    loaded_at: datetime | None = field(default=None, compare=False)
    confirmed_by: str = field(default="", compare=False)
    contents: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def folder_name(self) -> str:
        """What the folder of the pack would be called, such as ``rra-3.0``."""
        return self.name.replace("@", "-")


@dataclass(frozen=True, slots=True)
class BroughtPack:
    """A pack that somebody has brought and nobody has loaded yet; ``id`` is that of the bringing.

    ``brought_by_user`` is who brought it. ``asked_at``: since when a second person is asked to look
    at it and load it; None where nobody was asked.
    """

    id: str
    pack: UploadedPack
    brought_by: str
    brought_by_user: str | None
    asked_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether a second person is asked."""
        return self.asked_at is not None

    def is_shown_to(self, user: str | None) -> bool:
        """Whoever brought it looks at it, and every admin once a second person is asked."""
        return self.waits or self.brought_by_user == user


@dataclass(frozen=True, slots=True)
class Retirement:
    """That a criteria set or matrix is taken out of use, or was and is back.

    ``since`` is the first day on which no assessment begins with it.
    """

    kind: str
    name: str
    reason: str
    since: date
    is_out: bool = True

    @property
    def reason_told(self) -> str:
        """The reason as a sentence of its own, so that another can follow."""
        reason = self.reason.strip()
        return reason if not reason or reason.endswith((".", "!", "?", "…")) else f"{reason}."

    def holds_on(self, day: date) -> bool:
        """Whether no assessment begins with it on a day."""
        return self.is_out and self.since <= day


def needs_second_person(pack: CriteriaSet | Matrix) -> bool:
    """Whether two people are to stand behind a pack: a matrix has lines that count.

    As for a line in the matrix workbench; a file says of itself who adopted and confirmed them.
    """
    return isinstance(pack, Matrix) and any(cell.counts for cell in pack.cells)
