"""Signing in and out, in a browser or with a token."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import NEED_SECOND_FACTOR, Author, Role, Session, Step, User
from ddtool.domain.refusals import NotAllowed, NotFound
from ddtool.passwords import (
    hash_password,
    is_outdated,
    new_secret,
    password_fits,
    secret_hash,
)
from ddtool.sentences import Sentence
from ddtool.store import Database, sessions, tokens, tries, users
from ddtool.store.keeping import new_id

IDLE = timedelta(hours=12)
"""How long a session lives without being used."""

LONGEST = timedelta(days=7)
"""How long a session lives at most."""

UNCONFIRMED = timedelta(minutes=15)
"""How long a session lives in which the code of the second factor is still to be given."""

_NOTED_EVERY = timedelta(minutes=1)
_FREE_FROM_ADDRESS = 30


class SignInRefused(DdtoolError):
    """E-mail address and password do not belong together, or nobody has that address."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who knocks: the name and password they give, and where they come from."""

    email: str
    password: str
    address: str = ""
    agent: str = ""


def sign_in(database: Database, author: Author, visitor: Visitor) -> tuple[Session, str]:
    """A new session and its secret; ``author`` only tells the moment.

    Every try counts as failed until it has succeeded, so that many at once gain nothing.

    :raises TooManyTries: for this account, or from this address.
    :raises SignInRefused: for whatever reason; none is given.
    """
    account, address = _counters(visitor)
    with database.write(author) as db:
        tries.count(db, account)
        tries.count(db, address, _FREE_FROM_ADDRESS)
        user = users.with_email(db, visitor.email.strip().lower())
        kept = users.password_hash(db, user.id) if user else ""
    if not password_fits(visitor.password, kept) or user is None:
        raise SignInRefused(Sentence("E-mail address or password is wrong."))
    renewed = hash_password(visitor.password) if is_outdated(kept) else ""
    secret, session = new_secret(), _session(user, author, visitor)
    with database.write(session.author(author.at)) as db:
        if renewed:
            users.set_password(db, user.id, renewed, verb="password hashed anew")
        sessions.forget_failures(db, account)
        tries.take_back(db, address)
        sessions.add(db, session, secret_hash(secret))
    return session, secret


def session_of(database: Database, author: Author, secret: str) -> Session | None:
    """The session that a secret belongs to, while it lives; ``author`` only tells the moment.

    Where :attr:`Session.next_step` says something, it is good for that alone.
    A clock that was set back ends no session.
    """
    with database.read() as reading:
        session = sessions.with_token(reading, secret_hash(secret))
    if session is None:
        return None
    idle, age = author.at - session.seen_at, author.at - session.created_at
    longest = UNCONFIRMED if session.next_step is Step.CODE else LONGEST
    if idle > IDLE or age > longest:
        return None
    if idle > _NOTED_EVERY:
        with database.write(session.author(author.at)) as db:
            sessions.seen(db, session.id)
    return session


def sign_out(database: Database, author: Author, session: Session) -> None:
    """End a session at once."""
    with database.write(author) as db:
        sessions.end(db, session)


def sign_out_everywhere(database: Database, author: Author) -> int:
    """End all sessions of the author; how many there were."""
    with database.write(author) as db:
        return sessions.end_all(db, author.user or "")


def author_with_token(database: Database, author: Author, secret: str) -> Author | None:
    """Whoever an API token stands for, acting for their first organisation; None for a bad one.

    :raises NotAllowed: their role needs a second factor, and they have set up none.
    """
    with database.read() as reading:
        token = tokens.with_secret(reading, secret_hash(secret))
        try:
            user = users.find(reading, token.user).value if token else None
        except NotFound:
            return None
    if token is None or user is None or not user.active:
        return None
    if token.used_at is None or author.at - token.used_at > _NOTED_EVERY:
        with database.write(author) as db:
            tokens.used(db, token.id)
    organisation, role = _acts_for(user)
    if role in NEED_SECOND_FACTOR and not user.second_factor:
        raise NotAllowed(
            Sentence("Your role needs a second factor: sign in with a browser and set it up first.")
        )
    return Author(user.name, role, author.at, user.id, organisation)


def _counters(visitor: Visitor) -> tuple[str, str]:
    account = sha256(visitor.email.strip().lower().encode("utf-8", "replace")).hexdigest()
    address = sha256(visitor.address.encode("utf-8", "replace")).hexdigest()
    return f"account:{account}", f"address:{address}"


def _session(user: User, author: Author, visitor: Visitor) -> Session:
    organisation, role = _acts_for(user)
    return Session(
        id=new_id(),
        user=user,
        created_at=author.at,
        seen_at=author.at,
        organisation=organisation,
        role=role,
        address=visitor.address[:100],
        agent=visitor.agent[:300],
    )


def _acts_for(user: User) -> tuple[str | None, Role | None]:
    if user.memberships:
        first = user.memberships[0]
        return first.organisation.id, first.role
    return None, Role.PROGRAMME_ADMIN if user.programme_admin else None
