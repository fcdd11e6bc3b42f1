"""Organisations, users and what each role may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from ddtool.domain.refusals import NotAllowed


class Role(Enum):
    """What somebody is to an organisation, or to the whole installation."""

    PRODUCER_MEMBER = "producer_member"
    PRODUCER_LEAD = "producer_lead"
    ASSESSOR = "assessor"
    PROGRAMME_ADMIN = "programme_admin"


class OrganisationKind(Enum):
    """What an organisation is for."""

    PRODUCER = "producer"
    ASSESSMENT_FIRM = "assessment_firm"


class Right(Enum):
    """Something that a role may or may not do within its organisation."""

    READ = "read"
    RECORD = "record"
    SUBMIT = "submit"
    INVITE = "invite"


_MEMBER = frozenset({Right.READ, Right.RECORD})
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PRODUCER_MEMBER: _MEMBER,
    Role.PRODUCER_LEAD: _MEMBER | {Right.SUBMIT, Right.INVITE},
    Role.ASSESSOR: frozenset(),
    Role.PROGRAMME_ADMIN: frozenset(),
}
"""What each role may do with the data of its own organisation; nothing with any other's."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A producer or an assessment firm: the owner of everything it records."""

    id: str
    name: str
    kind: OrganisationKind = OrganisationKind.PRODUCER


@dataclass(frozen=True, slots=True)
class Membership:
    """That somebody belongs to an organisation, in a role."""

    organisation: Organisation
    role: Role


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a login. ``email`` is in lower case and unique."""

    id: str
    email: str
    name: str
    programme_admin: bool = False
    active: bool = True
    memberships: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Whoever does something now: the name for the history, the role they do it in, the moment.

    ``at`` knows its time zone. ``organisation`` is the id of the one they act for.
    """

    name: str
    role: Role | None
    at: datetime
    user: str | None = None
    organisation: str | None = None

    def tenant(self, right: Right) -> str:
        """The id of the organisation they act for.

        :raises NotAllowed: they act for none, or their role there lacks the right.
        """
        if self.organisation is None or self.role is None or right not in RIGHTS[self.role]:
            raise NotAllowed("Your role does not allow this.")
        return self.organisation


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in. ``organisation`` is the id of the one the user acts for."""

    id: str
    user: User
    created_at: datetime
    seen_at: datetime
    organisation: str | None = None
    role: Role | None = None
    address: str = ""
    agent: str = ""

    def author(self, at: datetime) -> Author:
        """The user as the author of what is done in this session."""
        return Author(self.user.name, self.role, at, self.user.id, self.organisation)


@dataclass(frozen=True, slots=True)
class ApiToken:
    """What a program signs in with; its secret is shown once and never stored."""

    id: str
    name: str
    user: str
    created_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An offer to join an organisation in a role, good for one use until it expires."""

    id: str
    organisation: str
    email: str
    role: Role
    expires_at: datetime
    used_at: datetime | None = None
