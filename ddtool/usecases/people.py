"""The people of an organisation: who belongs to it, who is invited, and as what.

Only leads see and change this. An organisation keeps at least one lead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from ddtool.domain.history import Event
from ddtool.domain.people import Author, Invitation, Organisation, Right, Role, User
from ddtool.domain.refusals import LastLead, LinkUseless, NotAllowed
from ddtool.passwords import new_secret, secret_hash
from ddtool.sentences import Sentence
from ddtool.store import Database, Writing, events, organisations, tokens, users

_INVITATION_LASTS = timedelta(days=7)
_RESET_LASTS = timedelta(minutes=60)
_ABOUT_PEOPLE = ("membership", "invitation")
_LAST_CHANGES = 20
_OF_PRODUCERS = (Role.PRODUCER_MEMBER, Role.PRODUCER_LEAD)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to the organisation, and as what."""

    user: User
    role: Role


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of an organisation by name, and the invitations that nobody has taken yet.

    ``changes`` is what happened last to both, the newest first; ``names`` are of all whom that is
    about, by their ids.
    """

    organisation: Organisation
    members: tuple[Member, ...]
    invitations: tuple[Invitation, ...]
    changes: tuple[Event, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation offers. ``has_login``: whoever it is for can sign in already."""

    invitation: Invitation
    organisation: Organisation
    has_login: bool


def list_people(database: Database, author: Author) -> People:
    """The members and open invitations of the author's organisation.

    :raises NotAllowed: the author does not lead it.
    """
    organisation = author.tenant(Right.INVITE)
    with database.read() as db:
        changes = events.of_nouns(db, organisation, _ABOUT_PEOPLE, limit=_LAST_CHANGES)
        return People(
            organisations.find(db, organisation),
            tuple(Member(user, role) for user, role in users.members(db, organisation)),
            tokens.open_invitations(db, organisation),
            changes,
            users.names_of(db, {event.subject.id for event in changes}),
        )


def invite_again(database: Database, author: Author, id: str) -> tuple[Invitation, str]:
    """Let an open invitation last another week, under a new link; its secret goes with it.

    :raises NotFound: there is no such invitation, or it was taken.
    """
    organisation = author.tenant(Right.INVITE)
    secret = new_secret()
    with database.write(author) as db:
        found = tokens.open_invitation(db, organisation, id)
        renewed = replace(found, expires_at=author.at + _INVITATION_LASTS)
        tokens.renew_invitation(db, renewed, secret_hash(secret))
    return renewed, secret


def withdraw_invitation(database: Database, author: Author, id: str) -> Invitation:
    """Take back an invitation that nobody has taken; its link is good for nothing from now on.

    :raises NotFound: there is no such invitation, or it was taken.
    """
    organisation = author.tenant(Right.INVITE)
    with database.write(author) as db:
        found = tokens.open_invitation(db, organisation, id)
        tokens.withdraw_invitation(db, found)
    return found


def offered(database: Database, author: Author, secret: str) -> Offer:
    """What the invitation of a link offers; ``author`` only tells the moment.

    :raises LinkUseless: the invitation was used, taken back or has expired.
    """
    with database.read() as db:
        found = tokens.invitation(db, secret_hash(secret))
        if found is None or found.used_at is not None or found.expires_at <= author.at:
            raise _useless()
        has_login = users.with_email(db, found.email) is not None
        return Offer(found, organisations.find(db, found.organisation), has_login)


def join(database: Database, author: Author, secret: str) -> Organisation:
    """Take an invitation as somebody who has a login already.

    :raises LinkUseless: the invitation was used, taken back or has expired.
    :raises NotAllowed: it is for somebody else.
    """
    with database.write(author) as db:
        found = tokens.invitation(db, secret_hash(secret))
        if found is None or found.expires_at <= author.at:
            raise _useless()
        user = users.find(db, author.user or "").value
        if user.email != found.email:
            raise NotAllowed(
                Sentence("This invitation is for another e-mail address than the one you use here.")
            )
        if not tokens.use_invitation(db, found):
            raise _useless()
        users.join(db, found.organisation, user.id, found.role)
        return organisations.find(db, found.organisation)


def change_role(database: Database, author: Author, user: str, role: Role) -> None:
    """Make a member a lead or the other way round, at once: they are signed out of their old role.

    :raises NotFound: nobody of that id belongs to the organisation.
    :raises NotAllowed, LastLead: nothing has changed.
    """
    organisation = author.tenant(Right.INVITE)
    if role not in _OF_PRODUCERS:
        raise NotAllowed(Sentence("People of your organisation are members or leads."))
    with database.write(author) as db:
        if role is not Role.PRODUCER_LEAD:
            _keep_a_lead(db, organisation, user)
        users.change_role(db, organisation, user, role)


def remove_member(database: Database, author: Author, user: str) -> None:
    """Take somebody out of the organisation, at once; what they have recorded stays.

    :raises NotFound: nobody of that id belongs to the organisation.
    :raises LastLead: nothing has changed.
    """
    organisation = author.tenant(Right.INVITE)
    with database.write(author) as db:
        users.role_of(db, organisation, user)
        _keep_a_lead(db, organisation, user)
        users.leave(db, organisation, user)


def offer_reset_to_member(database: Database, author: Author, user: str) -> str:
    """The secret of a link to a new password for a member, to be handed over by the lead.

    Not for somebody who also belongs elsewhere: a lead must not get into another organisation so.

    :raises NotFound: nobody of that id belongs to the organisation.
    :raises NotAllowed: the link cannot be made here.
    """
    organisation = author.tenant(Right.INVITE)
    secret = new_secret()
    with database.write(author) as db:
        users.role_of(db, organisation, user)
        found = users.find(db, user).value
        if len(found.memberships) > 1 or found.programme_admin or not found.active:
            raise NotAllowed(
                Sentence(
                    "A link for this person cannot be made here; "
                    "whoever runs this installation can make one."
                )
            )
        tokens.offer_reset(db, user, secret_hash(secret), author.at + _RESET_LASTS)
    return secret


def _keep_a_lead(db: Writing, organisation: str, user: str) -> None:
    """Refuse what would leave nobody who can lead: people who may not sign in do not count."""
    others = (
        one for one, role in users.members(db, organisation)
        if role is Role.PRODUCER_LEAD and one.active and one.id != user
    )  # fmt: skip
    if next(others, None) is None:
        raise LastLead(
            Sentence("Nobody else leads your organisation. Make somebody else a lead first.")
        )


def _useless() -> LinkUseless:
    return LinkUseless(Sentence("This link was used already or has expired; ask for a new one."))
