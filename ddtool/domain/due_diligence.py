"""Red flags and Annex II risks of a due diligence standard, as data for later use."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DueDiligenceEntry:
    """A red flag or an Annex II risk of a due diligence standard, as data for later use.

    ``group`` sorts them; ``response`` is the kind of response that a risk asks for, empty for red
    flags.
    """

    id: str
    group: str
    title: str
    summary: str = ""
    response: str = ""
    confidence: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueDiligence:
    """Red flags, Annex II risks, and what each kind of response means."""

    red_flags: tuple[DueDiligenceEntry, ...] = ()
    risks: tuple[DueDiligenceEntry, ...] = ()
    responses: Mapping[str, str] | None = None


NO_DUE_DILIGENCE = DueDiligence()
"""What a set without red flags and risks carries."""
