"""Inviting an assessor whose firm has no account yet: the firm comes to be when they accept."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class AssessorInvitation:
    """An offer of one assessment to an e-mail address, good once until it expires.

    ``ends_on`` is the last day of the access that it gives, None where none was set.
    """

    id: str
    producer: str
    assessment: str
    email: str
    expires_at: datetime
    ends_on: date | None = None
    used_at: datetime | None = None
