"""Browsers that are signed in, and how often signing in has failed lately."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, delete, exists, insert, or_, select, update

from ddtool.domain.history import Subject
from ddtool.domain.people import Role, Session, User
from ddtool.domain.refusals import NotFound
from ddtool.store import issued_matrices, retired_packs, uploaded_packs
from ddtool.store.schema_people import login_attempts, memberships, sessions, users
from ddtool.store.schema_sites import sites
from ddtool.store.transactions import Reading, Writing

_OF_USERS = (
    users.c.email, users.c.name, users.c.programme_admin, users.c.language, users.c.theme,
    users.c.totp_step, users.c.reminder_mails,
)  # fmt: skip

_VERSION, _FICTIONAL = "packs_version", "fictional"


def add(db: Writing, session: Session, token_sha256: str) -> None:
    """Store a new session under the hash of its secret."""
    values = {
        "id": session.id,
        "user_id": session.user.id,
        "organisation_id": session.organisation,
        "created_at": session.created_at,
        "seen_at": session.seen_at,
        "address": session.address,
        "agent": session.agent,
    }
    db.execute(insert(sessions).values(**values, token_sha256=token_sha256))
    subject = Subject("session", session.id, session.organisation)
    db.record(subject, "signed in", {}, {"address": session.address, "agent": session.agent})


def with_token(db: Reading, token_sha256: str) -> Session | None:
    """The session with that hash, if its user may still sign in; its age is not looked at.

    The user comes without their organisations, and with the version of what packs there are and
    whether what they see is fictional: one query does for every page.
    """
    belongs = and_(
        memberships.c.organisation_id == sessions.c.organisation_id,
        memberships.c.user_id == sessions.c.user_id,
    )
    version = _packs_version().label(_VERSION)
    query = (
        select(sessions, *_OF_USERS, memberships.c.role, version, _fictional().label(_FICTIONAL))
        .join(users, users.c.id == sessions.c.user_id)
        .outerjoin(memberships, belongs)
        .where(sessions.c.token_sha256 == token_sha256, users.c.active)
    )
    row = db.row(query)
    return _to_session(row) if row else None


def of_user(db: Reading, user: User) -> tuple[Session, ...]:
    """All sessions of a user, the one used last first; in which role is not said."""
    query = select(sessions).where(sessions.c.user_id == user.id)
    found = db.rows(query.order_by(sessions.c.seen_at.desc(), sessions.c.id))
    return tuple(Session(user=user, **_told(row)) for row in found)


def confirm(db: Writing, session: Session, token_sha256: str) -> None:
    """Say that the second factor was given; from now on another secret opens the session."""
    values = {"confirmed_at": db.author.at, "token_sha256": token_sha256}
    db.execute(update(sessions).where(sessions.c.id == session.id).values(**values))
    db.record(Subject("session", session.id, session.organisation), "confirmed", {}, {})


def renew(db: Writing, id: str, token_sha256: str) -> None:
    """From now on another secret opens the session."""
    db.execute(update(sessions).where(sessions.c.id == id).values(token_sha256=token_sha256))


def act_for(db: Writing, session: Session, organisation: str | None) -> None:
    """Let a session go on for another organisation, to which its user has to belong."""
    values = {"organisation_id": organisation}
    db.execute(update(sessions).where(sessions.c.id == session.id).values(**values))
    subject = Subject("session", session.id, organisation)
    db.record(subject, "acts for", {"organisation": session.organisation}, {})


def seen(db: Writing, id: str) -> None:
    """Say that a session was used now."""
    db.execute(update(sessions).where(sessions.c.id == id).values(seen_at=db.author.at))


def end(db: Writing, session: Session) -> None:
    """End one session."""
    db.execute(delete(sessions).where(sessions.c.id == session.id))
    db.record(Subject("session", session.id, session.organisation), "signed out", {}, {})


def end_one(db: Writing, user: str, id: str) -> None:
    """End a session of a user by its id.

    :raises NotFound: they have none of that id.
    """
    mine = (sessions.c.id == id) & (sessions.c.user_id == user)
    if db.execute(delete(sessions).where(mine)) != 1:
        raise NotFound("session")
    db.record(Subject("session", id), "signed out", {}, {})


def end_others(db: Writing, user: str, id: str) -> int:
    """End all sessions of a user but one; how many there were."""
    others = (sessions.c.id != id) & (sessions.c.user_id == user)
    ended = db.execute(delete(sessions).where(others))
    db.record(Subject("user", user), "other sessions ended", {}, {"sessions": ended})
    return ended


def end_all(db: Writing, user: str) -> int:
    """End all sessions of a user; how many there were."""
    ended = db.execute(delete(sessions).where(sessions.c.user_id == user))
    db.record(Subject("user", user), "signed out everywhere", {}, {"sessions": ended})
    return ended


def end_older(db: Writing, moment: datetime) -> int:
    """Sweep away sessions that were not used since a moment; how many there were."""
    return db.execute(delete(sessions).where(sessions.c.seen_at < moment))


def failures(db: Reading, subject: str) -> tuple[int, datetime] | None:
    """How often in a row signing in has failed for an account or address, and when last."""
    row = db.row(select(login_attempts).where(login_attempts.c.subject == subject))
    return (row["failures"], row["last_at"]) if row else None


def count_failure(db: Writing, subject: str, failures: int) -> None:
    """Keep how often signing in has failed for an account or address, now the last time."""
    forget_failures(db, subject)
    values = {"subject": subject, "failures": failures, "last_at": db.author.at}
    db.execute(insert(login_attempts).values(**values))


def forget_failures(db: Writing, subject: str) -> None:
    """Begin to count anew."""
    db.execute(delete(login_attempts).where(login_attempts.c.subject == subject))


def forget_old_failures(db: Writing, before: datetime) -> int:
    """Forget whoever has not failed since, and so begins anew in any case; how many they were."""
    return db.execute(delete(login_attempts).where(login_attempts.c.last_at < before))


def _to_session(row: RowMapping) -> Session:
    admin = Role.PROGRAMME_ADMIN if row["programme_admin"] else None
    user = User(
        id=row["user_id"],
        email=row["email"],
        name=row["name"],
        programme_admin=row["programme_admin"],
        language=row["language"],
        theme=row["theme"],
        second_factor=row["totp_step"] is not None,
        reminder_mails=row["reminder_mails"],
    )
    role = Role(row["role"]) if row["role"] else admin
    return Session(
        user=user,
        role=role,
        packs_version=row[_VERSION],
        fictional=row[_FICTIONAL],
        **_told(row),
    )


def _packs_version() -> ColumnElement[int]:
    """A number that grows with every change of what packs the database adds."""
    return issued_matrices.version() + uploaded_packs.version() + retired_packs.version()


def _fictional() -> ColumnElement[bool]:
    """The organisation acted for has fictional sites.

    For whoever has no sites, assessors and admins: no site of the installation is real.
    """
    mine = sites.c.organisation_id == sessions.c.organisation_id
    pretended = exists().where(sites.c.fictional)
    no_producer = or_(memberships.c.role.is_(None), memberships.c.role == Role.ASSESSOR.value)
    return or_(
        pretended.where(mine).correlate(sessions),
        and_(no_producer, pretended.correlate(sessions), ~exists().where(~sites.c.fictional)),
    )


def _told(row: RowMapping) -> dict[str, Any]:
    names = ("id", "created_at", "seen_at", "confirmed_at", "address", "agent")
    return {name: row[name] for name in names} | {"organisation": row["organisation_id"]}
