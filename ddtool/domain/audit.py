"""The history of the whole installation as it may be searched: who, what, when, whose data.

Only names of fields are told, never what stands or stood in them: notes are their producer's.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class Kind(Enum):
    """Whether somebody changed something, or got to see data of another organisation."""

    CHANGES = "changes"
    ACCESSES = "accesses"


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for; what is empty does not matter.

    ``who`` stands in a person's name, ``organisation`` in that of the organisation whose data it
    is. ``first`` and ``last`` are days in UTC, both included.
    """

    who: str = ""
    noun: str = ""
    organisation: str = ""
    kind: Kind | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One event without what it holds.

    ``organisation`` is the name of the one whose data it is about, empty where it is about the
    installation. ``fields`` are the names of those that changed, ``seen`` what somebody got to see
    where the event tells of an access, ``firm`` the assessment firm they did it for. ``about`` is
    what the thing is called, where whoever reads this may know.
    """

    number: int
    at: datetime
    by: str
    role: str
    organisation: str
    noun: str
    subject: str
    verb: str
    fields: tuple[str, ...] = ()
    seen: str = ""
    firm: str = ""
    about: str = ""
    assessment: str = ""
    previous: str = ""
    sha256: str = ""
