"""Users, what is kept of their passwords, and the organisations they belong to."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.sql import ColumnElement

from ddtool.domain.history import Stored, Subject
from ddtool.domain.people import Membership, Role, User
from ddtool.domain.refusals import AlreadyThere, NotFound
from ddtool.sentences import Sentence
from ddtool.store import keeping
from ddtool.store.keeping import Kept
from ddtool.store.organisations import to_organisation
from ddtool.store.schema_people import memberships, organisations, sessions, users
from ddtool.store.transactions import Reading, Writing

_NOUN = "user"


def add(db: Writing, user: User, password_hash: str) -> None:
    """Store a new user, still without an organisation.

    :raises AlreadyThere: somebody has that e-mail address.
    """
    if with_email(db, user.email) is not None:
        raise AlreadyThere(Sentence("There is a user {email} already.", email=user.email))
    values = {
        "email": user.email,
        "name": user.name,
        "programme_admin": user.programme_admin,
        "active": user.active,
    }
    begun = {"version": 1, "changed_at": db.author.at, "changed_by": db.author.name}
    kept = {"password_hash": password_hash, "totp_secret": None, "totp_step": None}
    db.execute(insert(users).values(id=user.id, **values, **kept, **begun))
    db.record(_kept(user.id).subject, "added", {}, values)


def find(db: Reading, id: str) -> Stored[User]:
    """A user with the organisations they belong to.

    :raises NotFound: there is none of that id.
    """
    found = keeping.find(db, _kept(id))
    return replace(found, value=replace(found.value, memberships=_memberships(db, id)))


def with_email(db: Reading, email: str) -> User | None:
    """The user with that e-mail address, in small letters."""
    row = db.row(select(users.c.id).where(users.c.email == email))
    return find(db, row["id"]).value if row else None


def are_there(db: Reading) -> bool:
    """Whether anybody has a login."""
    return db.row(select(users.c.id).limit(1)) is not None


def password_hash(db: Reading, id: str) -> str:
    """What is kept of a user's password; empty where they have none yet or may not sign in."""
    row = keeping.find_row(db, _kept(id))
    return str(row["password_hash"]) if row["active"] else ""


def change(db: Writing, id: str, values: Mapping[str, object]) -> None:
    """Change what is said about a user: the name, language, theme, or whether they may sign in.

    :raises NotFound: there is none of that id.
    """
    kept = _kept(id)
    keeping.change(db, kept, values, version=keeping.find(db, kept).version)


def set_password(db: Writing, id: str, password_hash: str, *, verb: str = "new password") -> None:
    """Keep another password; the history says that, and nothing about the password."""
    kept = _kept(id)
    counted = {"changed_at": db.author.at, "changed_by": db.author.name}
    changed = users.update().where(kept.is_it).values(password_hash=password_hash, **counted)
    if db.execute(changed) != 1:
        raise NotFound(_NOUN)
    db.record(kept.subject, verb, {}, {})


def join(db: Writing, organisation: str, user: str, role: Role) -> None:
    """Let a user belong to an organisation, or change the role they have there."""
    values = {"organisation_id": organisation, "user_id": user}
    leave(db, organisation, user)
    db.execute(insert(memberships).values(**values, role=role.value))
    subject = Subject("membership", user, organisation)
    db.record(subject, "added", {}, {"role": role.value})


def change_role(db: Writing, organisation: str, user: str, role: Role) -> None:
    """Give a member another role, and end the sessions in which they acted in the old one.

    :raises NotFound: they do not belong to the organisation.
    """
    old = role_of(db, organisation, user)
    if old is role:
        return
    mine = _membership(organisation, user)
    db.execute(update(memberships).where(mine).values(role=role.value))
    acting = (sessions.c.organisation_id == organisation) & (sessions.c.user_id == user)
    db.execute(delete(sessions).where(acting))
    subject = Subject("membership", user, organisation)
    db.record(subject, "changed", {"role": old.value}, {"role": role.value})


def role_of(db: Reading, organisation: str, user: str) -> Role:
    """What somebody is to an organisation.

    :raises NotFound: they do not belong to it.
    """
    row = db.row(select(memberships.c.role).where(_membership(organisation, user)))
    if row is None:
        raise NotFound(_NOUN)
    return Role(row["role"])


def leave(db: Writing, organisation: str, user: str) -> None:
    """Take a user out of an organisation and end the sessions in which they acted for it."""
    condition = _membership(organisation, user)
    row = db.row(select(memberships.c.role).where(condition))
    if row is not None:
        db.execute(delete(memberships).where(condition))
        db.record(Subject("membership", user, organisation), "removed", {"role": row["role"]}, {})


def members(db: Reading, organisation: str) -> tuple[tuple[User, Role], ...]:
    """Who belongs to an organisation and as what, by name."""
    query = (
        select(users, memberships.c.role)
        .join(memberships, memberships.c.user_id == users.c.id)
        .where(memberships.c.organisation_id == organisation)
        .order_by(users.c.name, users.c.id)
    )
    return tuple((_to_user(row), Role(row["role"])) for row in db.rows(query))


def members_of_all(db: Reading) -> Mapping[str, tuple[tuple[User, Role], ...]]:
    """Who belongs to each organisation, as :func:`members`; only for those who administer."""
    query = select(users, memberships.c.role, memberships.c.organisation_id).join(
        memberships, memberships.c.user_id == users.c.id
    )
    found: dict[str, list[tuple[User, Role]]] = {}
    for row in db.rows(query.order_by(users.c.name, users.c.id)):
        found.setdefault(row["organisation_id"], []).append((_to_user(row), Role(row["role"])))
    return {organisation: tuple(people) for organisation, people in found.items()}


def admins(db: Reading) -> tuple[User, ...]:
    """The admins of the programme, by name; only for those who administer."""
    query = (
        select(users).where(users.c.programme_admin.is_(True)).order_by(users.c.name, users.c.id)
    )
    return tuple(map(_to_user, db.rows(query)))


def names_of(db: Reading, ids: Collection[str]) -> Mapping[str, str]:
    """What people are called, by their ids; those unknown are left out."""
    rows = db.rows(select(users.c.id, users.c.name).where(users.c.id.in_(ids)))
    return {row["id"]: row["name"] for row in rows}


def listed(db: Reading) -> tuple[User, ...]:
    """All users with their organisations, by e-mail address; only for whoever runs the machine."""
    found = map(_to_user, db.rows(select(users).order_by(users.c.email)))
    return tuple(replace(user, memberships=_memberships(db, user.id)) for user in found)


def _membership(organisation: str, user: str) -> ColumnElement[bool]:
    mine = {"organisation_id": organisation, "user_id": user}
    return keeping.matches(memberships, mine)


def _kept(id: str) -> Kept[User]:
    return Kept(users, {"id": id}, Subject(_NOUN, id), _to_user)


def _memberships(db: Reading, user: str) -> tuple[Membership, ...]:
    query = (
        select(organisations, memberships.c.role)
        .join(memberships, memberships.c.organisation_id == organisations.c.id)
        .where(memberships.c.user_id == user)
        .order_by(organisations.c.name)
    )
    return tuple(Membership(to_organisation(row), Role(row["role"])) for row in db.rows(query))


def _to_user(row: RowMapping) -> User:
    names = (
        "id", "email", "name", "programme_admin", "active", "language", "theme", "reminder_mails",
    )  # fmt: skip
    return User(**{name: row[name] for name in names}, second_factor=row["totp_step"] is not None)
