"""Accounts: users, invitations, passwords and tokens.

A secret leaves these functions once, for whoever is to have it; only its hash is stored.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from ddtool.addresses import email_address
from ddtool.domain.people import (
    ApiToken,
    Author,
    Invitation,
    Organisation,
    OrganisationKind,
    Right,
    Role,
    User,
)
from ddtool.domain.refusals import (
    AlreadyThere,
    LinkUseless,
    NotAllowed,
    NotFound,
    TooManyTries,
)
from ddtool.passwords import hash_password, new_secret, refuse_weak, secret_hash
from ddtool.sentences import Sentence
from ddtool.store import (
    Database,
    Reading,
    Writing,
    organisations,
    sessions,
    tokens,
    tries,
    users,
)
from ddtool.store.keeping import new_id

_INVITATION_LASTS = timedelta(days=7)
_RESET_LASTS = timedelta(minutes=60)
_OF_PRODUCERS = (Role.PRODUCER_MEMBER, Role.PRODUCER_LEAD)


@dataclass(frozen=True, slots=True)
class NewUser:
    """Somebody who is to have a login. ``organisation`` is a name, made if there is none yet."""

    email: str
    role: Role
    name: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ResetOffer:
    """Whose password a link is for, and the secret of the link."""

    user: User
    secret: str = field(repr=False)


def add_user(database: Database, author: Author, new: NewUser, password: str) -> User:
    """Give somebody a login, from the machine itself: nobody's rights are asked.

    :raises NotAnEmail, WeakPassword, AlreadyThere: nothing was stored.
    :raises NotAllowed: the role needs an organisation, or may not have one.
    """
    if bool(new.organisation) is (new.role is Role.PROGRAMME_ADMIN):
        raise NotAllowed(
            Sentence("Every role but programme_admin belongs to an organisation: name it.")
        )
    user = _user(new.email, new.name, programme_admin=new.role is Role.PROGRAMME_ADMIN)
    kept = _hashed(user, password)
    with database.write(author) as db:
        users.add(db, user, kept)
        if new.organisation:
            users.join(db, _organisation(db, new).id, user.id, new.role)
        return users.find(db, user.id).value


def invite(database: Database, author: Author, email: str, role: Role) -> tuple[Invitation, str]:
    """Invite somebody into the author's organisation; the secret of the link goes with it.

    :raises NotAllowed: the author may not invite, or not into that role.
    :raises NotAnEmail: nothing was stored.
    :raises AlreadyThere: they belong to the organisation, or are invited already.
    """
    organisation = author.tenant(Right.INVITE)
    if role not in _OF_PRODUCERS:
        raise NotAllowed(Sentence("You can invite members and leads of your own organisation."))
    secret = new_secret()
    expires = author.at + _INVITATION_LASTS
    invitation = Invitation(new_id(), organisation, email_address(email), role, expires)
    with database.write(author) as db:
        _refuse_double(db, invitation)
        tokens.invite(db, invitation, secret_hash(secret))
    return invitation, secret


def accept_invitation(
    database: Database, author: Author, secret: str, *, name: str, password: str
) -> User:
    """Make the login that an invitation offers, once; ``author`` only tells the moment.

    :raises LinkUseless: the invitation was used or has expired.
    :raises WeakPassword: then the invitation is still good.
    :raises AlreadyThere: somebody has a login with that e-mail address.
    """
    with database.read() as reading:
        offered = tokens.invitation(reading, secret_hash(secret))
    if offered is None or offered.expires_at <= author.at:
        raise _useless()
    user = _user(offered.email, name)
    kept = _hashed(user, password)
    with database.write(Author(user.name, offered.role, author.at)) as db:
        if not tokens.use_invitation(db, offered):
            raise _useless()
        users.add(db, user, kept)
        users.join(db, offered.organisation, user.id, offered.role)
        return users.find(db, user.id).value


def offer_reset(database: Database, author: Author, email: str) -> ResetOffer | None:
    """A link to a new password; None, told to nobody, where no such user is.

    Nor is there one for somebody who asks again and again.
    """
    with database.write(author) as db:
        user = users.with_email(db, email.strip().lower())
        if user is None or not user.active or not _may_ask(db, user):
            return None
        secret = new_secret()
        tokens.offer_reset(db, user.id, secret_hash(secret), author.at + _RESET_LASTS)
        return ResetOffer(user, secret)


def reset_password(database: Database, author: Author, secret: str, password: str) -> None:
    """Take a new password by a link, once, and end all sessions of its user.

    :raises LinkUseless: the link was used or has expired.
    :raises WeakPassword: then the link is still good.
    """
    refuse_weak(password)
    kept = hash_password(password)
    with database.write(author) as db:
        user = tokens.use_reset(db, secret_hash(secret))
        if user is None:
            raise _useless()
        users.set_password(db, user, kept)
        sessions.end_all(db, user)


def add_token(database: Database, author: Author, email: str, name: str) -> tuple[ApiToken, str]:
    """A token for the programs of a user; its secret is to be shown once.

    :raises NotFound: there is no such user.
    """
    secret = new_secret()
    with database.write(author) as db:
        user = users.with_email(db, email.strip().lower())
        if user is None:
            raise NotFound("user", Sentence("There is no user {email}.", email=email))
        return tokens.add(db, user.id, name, secret_hash(secret)), secret


def revoke_token(database: Database, author: Author, id: str) -> None:
    """Make a token of the author's own useless.

    :raises NotFound: they have none of that id.
    """
    with database.write(author) as db:
        tokens.revoke(db, author.user or "", id)


def _may_ask(db: Writing, user: User) -> bool:
    """Nobody's letter box is filled: the third letter in a row has to wait, and so on."""
    try:
        tries.count(db, f"reset:{user.id}")
    except TooManyTries:
        return False
    return True


def _user(email: str, name: str, *, programme_admin: bool = False) -> User:
    address = email_address(email)
    return User(new_id(), address, name or address.partition("@")[0], programme_admin)


def _hashed(user: User, password: str) -> str:
    refuse_weak(password, email=user.email, name=user.name)
    return hash_password(password)


def _refuse_double(db: Reading, invitation: Invitation) -> None:
    members = users.members(db, invitation.organisation)
    if invitation.email in {user.email for user, _role in members}:
        told = Sentence("{email} belongs to your organisation already.", email=invitation.email)
        raise AlreadyThere(told)
    waiting = tokens.open_invitations(db, invitation.organisation)
    if invitation.email in {one.email for one in waiting}:
        raise AlreadyThere(
            Sentence("{email} is invited already; invite them again.", email=invitation.email)
        )


def _organisation(db: Writing, new: NewUser) -> Organisation:
    found = organisations.named(db, new.organisation)
    if found is None:
        of_producer = new.role in _OF_PRODUCERS
        kind = OrganisationKind.PRODUCER if of_producer else OrganisationKind.ASSESSMENT_FIRM
        found = Organisation(new_id(), new.organisation, kind)
        organisations.add(db, found)
    return found


def _useless() -> LinkUseless:
    return LinkUseless(Sentence("This link was used already or has expired; ask for a new one."))
