"""What is put aside: it stays readable, and nobody has to look at it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Archived:
    """When something was put aside, in UTC, and by whom."""

    at: datetime
    by: str
