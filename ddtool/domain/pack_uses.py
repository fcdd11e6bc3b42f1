"""Packs that were loaded into the installation, and those that new assessments no longer get.

A loaded pack never changes and is never taken away: assessments stand on it. It can be taken out of
use, so that no new assessment begins with it; those that run go on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ddtool.domain.errors import DdtoolError
from ddtool.domain.refusals import AlreadyThere

SETS, MATRICES = "sets", "matrices"
"""The kinds of packs, called as the folders they lie in."""


class OutOfUse(DdtoolError):
    """A criteria set or matrix is out of use: no new assessment begins with it."""


class PackLoaded(AlreadyThere):
    """A pack of that id and edition is loaded already; what is loaded never changes."""


@dataclass(frozen=True, slots=True)
class UploadedPack:
    """A pack that was loaded by upload, as its files by name.

    ``kind`` is one of :data:`SETS` and :data:`MATRICES`. ``sha256`` is the hash over the files, as
    of any pack, so two of the same hash are the same. ``loaded_by`` vouches for what it says.
    """

    kind: str
    name: str
    sha256: str
    file_name: str = field(default="", compare=False)
    loaded_by: str = field(default="", compare=False)
    loaded_at: datetime | None = field(default=None, compare=False)
    contents: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def folder_name(self) -> str:
        """What the folder of the pack would be called, such as ``rra-3.0``."""
        return self.name.replace("@", "-")


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

    def holds_on(self, day: date) -> bool:
        """Whether no assessment begins with it on a day."""
        return self.is_out and self.since <= day
