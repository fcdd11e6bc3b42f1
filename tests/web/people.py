"""Who the tests of the pages are: two producers, an assessment firm, a programme admin."""

from datetime import UTC, datetime

from flask import Flask

from ddtool.domain.people import NEED_SECOND_FACTOR, Author, Role, Session
from ddtool.passwords import new_secret, secret_hash
from ddtool.store import Database, second_factors, sessions, users
from ddtool.store.keeping import new_id
from ddtool.usecases.accounts import NewUser, add_user

AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
"""The moment at which the tests of the pages happen."""

PASSWORD = "copper kettle seven winds"

ANA = "ana@north.example"
BEN = "ben@north.example"
SUE = "sue@south.example"
RAVI = "ravi@firm.example"
ILSE = "ilse@programme.example"

_USERS = (
    NewUser(ANA, Role.PRODUCER_LEAD, "Ana Alvarez", "North Metals"),
    NewUser(BEN, Role.PRODUCER_MEMBER, "Ben Baker", "North Metals"),
    NewUser(SUE, Role.PRODUCER_LEAD, "Sue South", "South Metals"),
    NewUser(RAVI, Role.ASSESSOR, "Ravi Menon", "Veridia Audits"),
    NewUser(ILSE, Role.PROGRAMME_ADMIN, "Ilse Brandt"),
)
EVERYBODY = tuple(user.email for user in _USERS)


def add_people(database: Database) -> None:
    """Give all of them logins."""
    for user in _USERS:
        add_user(database, Author("test", None, AT), user, PASSWORD)


def begin_session(app: Flask, email: str) -> str:
    """A session of somebody, who has given a second factor where the role needs one; its secret."""
    database: Database = app.extensions["ddtool"].database
    author, secret = Author("test", None, AT), new_secret()
    with database.write(author) as db:
        user = users.with_email(db, email)
        assert user is not None
        place = user.memberships[0] if user.memberships else None
        role = place.role if place else Role.PROGRAMME_ADMIN
        session = Session(new_id(), user, AT, AT, place.organisation.id if place else None, role)
    with database.write(session.author(AT)) as db:
        sessions.add(db, session, secret_hash(secret))
        if role in NEED_SECOND_FACTOR and not user.second_factor:
            second_factors.begin(db, user.id, "A" * 32)
            second_factors.prove(db, user.id, 1)
            sessions.confirm(db, session, secret_hash(secret))
    return secret
