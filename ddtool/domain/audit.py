"""The history of the whole installation as it may be searched: who, what, when, whose data.

Only names of fields are told, never what stands or stood in them: notes are their producer's.
"""

from collections.abc import Mapping
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
    is. ``thing`` is what the thing is called or the site it belongs to, or its number, such as C3
    or 17.a. ``first`` and ``last`` are days in UTC, both included.
    """

    who: str = ""
    noun: str = ""
    organisation: str = ""
    kind: Kind | None = None
    first: date | None = None
    last: date | None = None
    thing: str = ""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One event without what it holds.

    ``organisation`` is the name of the one whose data it is about, empty where it is about the
    installation. ``fields`` are the names of those that changed, ``seen`` what somebody got to see
    where the event tells of an access, ``firm`` the assessment firm they did it for. ``deed``
    says more exactly than ``verb`` what was done, where the event tells. ``about`` is what the
    thing is called, ``place`` the site and the period of the assessment it belongs to.
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
    deed: str = ""
    place: str = ""


_DEEDS: Mapping[tuple[str, str], str] = {
    ("assignment", "ended_at"): "access ended",
    ("assignment", "accepted_at"): "accepted",
    ("assignment", "ends_on"): "end of access set",
}
_DEEDS_BY_VALUE: Mapping[tuple[str, str, object], str] = {
    ("user", "active", False): "barred",
    ("user", "active", True): "allowed again",
    ("assessment", "state", "submitted"): "handed in",
    ("assessment", "state", "open"): "opened for changes",
    ("request", "state", "answered"): "answered",
    ("request", "state", "cleared"): "cleared",
    ("matrix-edition", "state", "discarded"): "discarded",
    ("pack-use", "is_out", True): "taken out of use",
    ("pack-use", "is_out", False): "brought back",
}


def deed_of(noun: str, verb: str, new: Mapping[str, object]) -> str:
    """What was done to a thing, as exactly as the fields that changed tell; else the verb."""
    if verb != "changed" and noun != "pack-use":
        return verb
    known = (
        _DEEDS_BY_VALUE.get((noun, field, value)) or (value and _DEEDS.get((noun, field)))
        for field, value in new.items()
        if isinstance(value, str | bool)
    )
    return next((str(deed) for deed in known if deed), verb)
