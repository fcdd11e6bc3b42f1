"""What whoever runs the machine does with people's logins; nobody's rights are asked."""

from dataclasses import replace

from ddtool.domain.history import Accessed
from ddtool.domain.people import Author, Role, User
from ddtool.domain.refusals import NotFound
from ddtool.passwords import hash_password, refuse_weak
from ddtool.sentences import Sentence
from ddtool.store import Database, Reading, accesses, organisations, second_factors, sessions, users


def list_users(database: Database, author: Author) -> tuple[User, ...]:
    """Everybody with a login, by e-mail address; that somebody asked is on record."""
    with accesses.reading_all(database, author, Accessed.PEOPLE) as db:
        return users.listed(db)


def allow_sign_in(database: Database, author: Author, email: str, *, allowed: bool) -> User:
    """Let somebody sign in again, or no longer: then all their sessions end, and tokens with them.

    :raises NotFound: there is no such user.
    """
    with database.write(author) as db:
        user = _user(db, email)
        users.change(db, user.id, {"active": allowed})
        if not allowed:
            sessions.end_all(db, user.id)
        return users.find(db, user.id).value


def acting_for(database: Database, author: Author, organisation: str) -> Author:
    """The operator, doing for an organisation what its lead may do; the history names both.

    :raises NotFound: there is none of that name.
    """
    with database.read() as db:
        found = organisations.named(db, organisation)
    if found is None:
        told = Sentence("There is no organisation {name}.", name=organisation)
        raise NotFound("organisation", told)
    return replace(author, role=Role.PRODUCER_LEAD, organisation=found.id)


def reset_second_factor(database: Database, author: Author, email: str) -> User:
    """Forget the second factor of somebody who has lost phone and recovery codes.

    All their sessions end; whoever must have a second factor sets up another at once.

    :raises NotFound: there is no such user, or they have no second factor.
    """
    with database.write(author) as db:
        user = _user(db, email)
        if second_factors.find(db, user.id) is None:
            told = Sentence("{email} has no second factor.", email=user.email)
            raise NotFound("second factor", told)
        second_factors.remove(db, user.id)
        sessions.end_all(db, user.id)
        return user


def set_password(database: Database, author: Author, email: str, password: str) -> User:
    """Give somebody another password and end all their sessions.

    :raises NotFound: there is no such user.
    :raises WeakPassword: the old one stays good.
    """
    with database.read() as reading:
        user = _user(reading, email)
    refuse_weak(password, email=user.email, name=user.name)
    hashed = hash_password(password)
    with database.write(author) as db:
        users.set_password(db, user.id, hashed)
        sessions.end_all(db, user.id)
    return user


def _user(db: Reading, email: str) -> User:
    user = users.with_email(db, email.strip().lower())
    if user is None:
        raise NotFound("user", Sentence("There is no user {email}.", email=email))
    return user
