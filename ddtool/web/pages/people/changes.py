"""What happened to the people of an organisation, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ddtool.domain.history import Event
from ddtool.domain.people import Role
from ddtool.sentences import n_
from ddtool.web import language

_SENTENCES: Mapping[tuple[str, str], str] = {
    ("invitation", "added"): n_("{by} invited {email} as {role}."),
    ("invitation", "invited again"): n_("{by} invited {email} again."),
    ("invitation", "accepted"): n_("{email} took the invitation."),
    ("invitation", "removed"): n_("{by} took back the invitation of {email}."),
    ("membership", "added"): n_("{name} joined as {role}."),
    ("membership", "changed"): n_("{by} changed the role of {name} from {old_role} to {role}."),
    ("membership", "removed"): n_("{by} removed {name} ({old_role})."),
}


@dataclass(frozen=True, slots=True)
class Change:
    """What happened, and when."""

    at: datetime
    sentence: str


def changes_in_words(events: tuple[Event, ...], names: Mapping[str, str]) -> tuple[Change, ...]:
    """Events about people in the order given; ``names`` are by the ids of those they are about."""
    return tuple(Change(event.at, _told(event, names)) for event in events)


def _told(event: Event, names: Mapping[str, str]) -> str:
    said = {**event.old, **event.new}
    return language.translate(_SENTENCES[event.subject.noun, event.verb]).format(
        by=event.by,
        email=said.get("email", ""),
        name=names.get(event.subject.id, ""),
        role=_role(event.new),
        old_role=_role(event.old),
    )


def _role(fields: Mapping[str, object]) -> str:
    role = fields.get("role")
    return language.voice().words(Role(role)) if role else ""
