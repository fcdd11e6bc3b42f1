"""What people are reminded of, each event once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from ddtool.domain.assessments import Action, ActionState

DUE_SOON = timedelta(days=14)
"""How long before its due day people are reminded of an action."""


class ReminderKind(Enum):
    """What has happened to an action, or soon will."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class MailState(Enum):
    """Whether a letter of it goes out: not wanted, waiting, sent, or given up."""

    NONE = "none"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One event told to one person. ``site`` is the name of the site that the action is for."""

    id: str
    kind: ReminderKind
    assessment: str
    action: Action
    site: str
    made_at: datetime
    occasion: str = ""
    seen_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether it is still so: what was done or judged anew since is not told any more."""
        state = self.action.state
        if self.kind is ReminderKind.RETURNED:
            return state is ActionState.RETURNED
        if self.kind is ReminderKind.ACCEPTED:
            return state is ActionState.ACCEPTED
        due = self.action.due.isoformat() if self.action.due else ""
        return state.is_open and due == self.occasion


def to_be_told(action: Action, day: date) -> ReminderKind | None:
    """What is to be told of an action on a day because of its due day, if anything is.

    An action that becomes overdue before anybody was reminded is told as overdue only.
    """
    if action.due is None or not action.state.is_open:
        return None
    if action.due < day:
        return ReminderKind.OVERDUE
    return ReminderKind.DUE_SOON if action.due - day <= DUE_SOON else None


def is_owner(action: Action, name: str) -> bool:
    """Whether an action names somebody as its owner, alone or with their office."""
    owner = " ".join(action.owner.casefold().split())
    known = " ".join(name.casefold().split())
    return bool(known) and (owner == known or owner.startswith((f"{known},", f"{known} (")))
