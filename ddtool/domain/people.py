"""Organisations, users and what each role may do."""

import unicodedata
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


class Step(Enum):
    """What somebody who has given their password still has to do before anything else."""

    CODE = "code"
    ENROL = "enrol"


class OrganisationKind(Enum):
    """What an organisation is for."""

    PRODUCER = "producer"
    ASSESSMENT_FIRM = "assessment_firm"


class Right(Enum):
    """Something that a role may or may not do within its organisation."""

    READ = "read"
    LOOK = "look"
    RECORD = "record"
    SUBMIT = "submit"
    INVITE = "invite"
    REVIEW = "review"
    OVERSEE = "oversee"
    ADMINISTER = "administer"


_MEMBER = frozenset({Right.READ, Right.LOOK, Right.RECORD})
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PRODUCER_MEMBER: _MEMBER,
    Role.PRODUCER_LEAD: _MEMBER | {Right.SUBMIT, Right.INVITE, Right.OVERSEE},
    Role.ASSESSOR: frozenset({Right.REVIEW, Right.LOOK}),
    Role.PROGRAMME_ADMIN: frozenset({Right.OVERSEE, Right.ADMINISTER}),
}
"""What each role may do with the data of its own organisation; nothing with any other's.

To look is to see an assessment: any of one's own organisation, or one that was given to one's firm
by an assignment. To review is to say something of such a one. To oversee is to look at many sites
side by side: a lead at their own, an admin at what was handed in. To administer is to look after
the installation: who belongs to it, packs, matrices, the portfolio;
an admin belongs to no organisation.
"""

NEED_SECOND_FACTOR = frozenset({Role.ASSESSOR, Role.PROGRAMME_ADMIN})
"""The roles that see more than one organisation: a password alone does not do for them."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A producer or an assessment firm: the owner of everything it records."""

    id: str
    name: str
    kind: OrganisationKind = OrganisationKind.PRODUCER


def plain_name(name: str) -> str:
    """A name without what people overlook: case, accents and how much space lies between words."""
    parted = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(one for one in parted if not unicodedata.combining(one)).split())


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who of the installation decides what certificates count for.

    ``names`` are those of the programme admins. ``beside_fictional`` where the reader's
    organisation has fictional sites too, for which a fictional decision stands.
    """

    names: tuple[str, ...] = ()
    beside_fictional: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """That somebody belongs to an organisation, in a role."""

    organisation: Organisation
    role: Role


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a login. ``email`` is in lower case and unique.

    ``language`` and ``theme`` ("light" or "dark") are empty where the browser decides.
    ``second_factor``: they have set up an app that shows codes, and proved it.
    ``reminder_mails``: they want letters about due days, not only notes in the application.
    """

    id: str
    email: str
    name: str
    programme_admin: bool = False
    active: bool = True
    memberships: tuple[Membership, ...] = ()
    language: str = ""
    theme: str = ""
    second_factor: bool = False
    reminder_mails: bool = True


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

    def must_administer(self) -> None:
        """Make sure that they look after the whole installation.

        :raises NotAllowed: they do not, or act for an organisation now.
        """
        if self.role is None or Right.ADMINISTER not in RIGHTS[self.role]:
            raise NotAllowed("Your role does not allow this.")


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in. ``organisation`` is the id of the one the user acts for.

    ``confirmed_at`` is when a code was given; it stays empty where the user has no second factor.
    ``packs_version`` grows whenever a pack is issued, loaded, taken out of use or brought back.
    ``fictional`` where the organisation has sites of a demonstration; for those who have no sites
    of their own, where the installation has no other.
    """

    id: str
    user: User
    created_at: datetime
    seen_at: datetime
    organisation: str | None = None
    role: Role | None = None
    address: str = ""
    agent: str = ""
    confirmed_at: datetime | None = None
    packs_version: int = 0
    fictional: bool = False

    @property
    def next_step(self) -> Step | None:
        """What has to be done in this session before anything else; None where nothing has."""
        if self.user.second_factor:
            return Step.CODE if self.confirmed_at is None else None
        return Step.ENROL if self.role in NEED_SECOND_FACTOR else None

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
