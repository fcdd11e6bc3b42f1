"""Browsers that are signed in, and how often signing in has failed lately."""

from datetime import datetime

from sqlalchemy import and_, delete, insert, select, update

from ddtool.domain.history import Subject
from ddtool.domain.people import Role, Session, User
from ddtool.store.schema_people import login_attempts, memberships, sessions, users
from ddtool.store.transactions import Reading, Writing


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

    The user comes without their organisations: one query does for every page.
    """
    belongs = and_(
        memberships.c.organisation_id == sessions.c.organisation_id,
        memberships.c.user_id == sessions.c.user_id,
    )
    query = (
        select(sessions, users.c.email, users.c.name, users.c.programme_admin, memberships.c.role)
        .join(users, users.c.id == sessions.c.user_id)
        .outerjoin(memberships, belongs)
        .where(sessions.c.token_sha256 == token_sha256, users.c.active)
    )
    row = db.row(query)
    if row is None:
        return None
    admin = Role.PROGRAMME_ADMIN if row["programme_admin"] else None
    return Session(
        id=row["id"],
        user=User(row["user_id"], row["email"], row["name"], row["programme_admin"]),
        created_at=row["created_at"],
        seen_at=row["seen_at"],
        organisation=row["organisation_id"],
        role=Role(row["role"]) if row["role"] else admin,
        address=row["address"],
        agent=row["agent"],
    )


def seen(db: Writing, id: str) -> None:
    """Say that a session was used now."""
    db.execute(update(sessions).where(sessions.c.id == id).values(seen_at=db.author.at))


def end(db: Writing, session: Session) -> None:
    """End one session."""
    db.execute(delete(sessions).where(sessions.c.id == session.id))
    db.record(Subject("session", session.id, session.organisation), "signed out", {}, {})


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
