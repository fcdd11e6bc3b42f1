"""What admins of the programme do with organisations and logins; never with what producers say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from ddtool.addresses import email_address
from ddtool.domain.history import Accessed
from ddtool.domain.people import (
    Author,
    Invitation,
    Organisation,
    OrganisationKind,
    Role,
    User,
    plain_name,
)
from ddtool.domain.refusals import AlreadyThere, NotAllowed, NotFound
from ddtool.passwords import new_secret, secret_hash
from ddtool.sentences import Sentence
from ddtool.store import (
    Database,
    accesses,
    organisations,
    second_factors,
    sessions,
    sites,
    tokens,
    users,
)
from ddtool.store.keeping import new_id

PAGE = 25
"""So many organisations stand on one page."""

_INVITATION_LASTS = timedelta(days=7)
FIRST_ROLE = {
    OrganisationKind.PRODUCER: Role.PRODUCER_LEAD,
    OrganisationKind.ASSESSMENT_FIRM: Role.ASSESSOR,
}
"""As what the first person of an organisation is invited."""


class LoginThere(AlreadyThere):
    """The e-mail address belongs to somebody who signs in here already."""


@dataclass(frozen=True, slots=True)
class Overseen:
    """An organisation as its admins see it: who belongs to it, who is invited, how many sites."""

    organisation: Organisation
    people: tuple[tuple[User, Role], ...]
    invitations: tuple[Invitation, ...]
    sites: int


@dataclass(frozen=True, slots=True)
class Directory:
    """Organisations that were looked for, a page of them, and the admins of the programme.

    ``found`` counts all that fit.
    """

    organisations: tuple[Overseen, ...]
    admins: tuple[User, ...]
    found: int
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.found // PAGE))


def list_organisations(
    database: Database, author: Author, *, words: str = "", page: int = 1
) -> Directory:
    """Organisations by name, all or those with ``words`` in their name or among their people.

    That an admin looks is on record.

    :raises NotAllowed: the author does not look after the installation.
    """
    author.must_administer()
    with accesses.reading_all(database, author, Accessed.PEOPLE) as db:
        people = users.members_of_all(db)
        invited = tokens.open_invitations_of_all(db)
        counted = sites.count_of_all(db)
        admins = tuple(one for one in users.admins(db) if _fits(words, one.name, one.email))
        everything = (
            Overseen(
                one,
                people.get(one.id, ()),
                tuple(each for each in invited if each.organisation == one.id),
                counted.get(one.id, 0),
            )
            for one in organisations.listed(db)
        )
        found = [one for one in everything if _fits(words, *_words_of(one))]
    directory = Directory((), admins, len(found))
    page = min(max(page, 1), directory.pages)
    return replace(
        directory, page=page, organisations=tuple(found[PAGE * (page - 1) : PAGE * page])
    )


def found_organisation(
    database: Database, author: Author, name: str, kind: OrganisationKind, email: str
) -> tuple[Organisation, Invitation, str]:
    """Store a new organisation and invite its first person; the secret of the link goes with it.

    :raises NotAllowed: the author does not look after the installation.
    :raises NotAnEmail, AlreadyThere, LoginThere: nothing was stored.
    """
    author.must_administer()
    organisation = Organisation(new_id(), name, kind)
    with database.write(author) as db:
        organisations.add(db, organisation)
        invitation, secret = _invitation(author, organisation, email)
        if users.with_email(db, invitation.email) is not None:
            raise LoginThere(
                Sentence(
                    "{email} signs in here for somebody else already; give another address for "
                    "the first person.",
                    email=invitation.email,
                )
            )
        tokens.invite(db, invitation, secret_hash(secret))
    return organisation, invitation, secret


def invite_into(
    database: Database, author: Author, organisation: str, email: str
) -> tuple[Organisation, Invitation, str]:
    """Invite somebody else into an organisation, as its first person was: lead or assessor.

    :raises NotFound: there is no such organisation.
    :raises NotAnEmail, AlreadyThere: they belong to it or are invited already.
    """
    author.must_administer()
    with database.write(author) as db:
        found = organisations.find(db, organisation)
        invitation, secret = _invitation(author, found, email)
        belongs = any(user.email == invitation.email for user, _ in users.members(db, found.id))
        invited = any(
            one.email == invitation.email for one in tokens.open_invitations(db, found.id)
        )
        if belongs or invited:
            raise AlreadyThere(
                Sentence("{email} belongs to it or is invited already.", email=invitation.email)
            )
        tokens.invite(db, invitation, secret_hash(secret))
    return found, invitation, secret


def invite_admin(database: Database, author: Author, name: str, email: str) -> tuple[User, str]:
    """Give another admin of the programme a login; the secret of the link to its password.

    The second factor is set up at the first sign-in. Whoever has chosen no password yet is given
    another link.

    :raises NotAnEmail, LoginThere: nothing was stored.
    """
    author.must_administer()
    address, secret = email_address(email), new_secret()
    with database.write(author) as db:
        user = users.with_email(db, address)
        if user is None:
            user = User(new_id(), address, name, programme_admin=True)
            users.add(db, user, "")
        elif not (user.programme_admin and user.active) or users.password_hash(db, user.id):
            raise LoginThere(
                Sentence("{email} signs in here already; give another address.", email=address)
            )
        tokens.offer_reset(db, user.id, secret_hash(secret), author.at + _INVITATION_LASTS)
    return user, secret


def bar(database: Database, author: Author, user: str, *, barred: bool) -> User:
    """Let somebody sign in no longer, at once and everywhere, or again.

    :raises NotFound: there is nobody of that id.
    :raises NotAllowed: it is the author's own login.
    """
    author.must_administer()
    if user == author.user:
        raise NotAllowed(Sentence("Another admin has to do that with your login."))
    with database.write(author) as db:
        found = users.find(db, user).value
        users.change(db, user, {"active": not barred})
        if barred:
            sessions.end_all(db, user)
        return replace(found, active=not barred)


def forget_second_factor(database: Database, author: Author, user: str) -> User:
    """Let somebody who has lost phone and recovery codes set up another second factor.

    :raises NotFound: there is nobody of that id, or they have no second factor.
    :raises NotAllowed: it is the author's own.
    """
    author.must_administer()
    if user == author.user:
        raise NotAllowed(Sentence("Another admin has to do that with your login."))
    with database.write(author) as db:
        found = users.find(db, user).value
        if second_factors.find(db, user) is None:
            told = Sentence("{email} has no second factor.", email=found.email)
            raise NotFound("second factor", told)
        second_factors.remove(db, user)
        sessions.end_all(db, user)
        return found


def _words_of(one: Overseen) -> Iterator[str]:
    yield one.organisation.name
    for user, _ in one.people:
        yield from (user.name, user.email)
    yield from (invitation.email for invitation in one.invitations)


def _fits(words: str, *names: str) -> bool:
    return any(plain_name(words) in plain_name(name) for name in names)


def _invitation(author: Author, organisation: Organisation, email: str) -> tuple[Invitation, str]:
    role = FIRST_ROLE[organisation.kind]
    expires = author.at + _INVITATION_LASTS
    address = email_address(email)
    return Invitation(new_id(), organisation.id, address, role, expires), new_secret()
