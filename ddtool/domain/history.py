"""Who changed what and when, and things together with their version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Generic, TypeVar

T = TypeVar("T")

ACCESS = "access"
"""The noun of an event that tells not of a change but of somebody who got to see something."""


class Accessed(Enum):
    """What somebody outside an organisation got to see."""

    ASSESSMENT = "assessment"
    EVIDENCE = "evidence"
    REPORT = "report"
    PORTFOLIO = "portfolio"
    MATRIX_EFFECTS = "matrix_effects"
    AUDIT_TRAIL = "audit_trail"
    BACKUP = "backup"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Stored(Generic[T]):
    """A value as it stands in the store.

    ``version`` counts its changes from 1; whoever changes it says which version they have read.
    """

    value: T
    version: int
    changed_at: datetime | None = None
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about.

    ``id`` is the thing's own id, or for an answer, rating and determination the requirement or
    criterion; ``assessment`` is the assessment it belongs to, if any.
    """

    noun: str
    id: str
    organisation: str | None = None
    assessment: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the history: who, in which role, did what to which thing, and when.

    ``old`` and ``new`` hold the fields that changed. ``number`` counts all events of the
    installation from 1; ``previous`` and ``sha256`` chain them.
    """

    number: int
    at: datetime
    by: str
    role: str
    subject: Subject
    verb: str
    old: Mapping[str, object] = field(default_factory=dict)
    new: Mapping[str, object] = field(default_factory=dict)
    user: str | None = None
    previous: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last link of the history; printed on a signed report, it fixes everything before it."""

    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events somebody wants to see: of one person, of one kind of thing, of one thing."""

    by: str = ""
    noun: str = ""
    id: str = ""
