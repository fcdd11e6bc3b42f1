"""What opens a door once or for a program: API tokens, invitations, links to a new password."""

from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.sql import ColumnElement

from ddtool.domain.history import Subject
from ddtool.domain.people import ApiToken, Invitation, Role
from ddtool.domain.refusals import NotFound
from ddtool.store.keeping import new_id
from ddtool.store.schema_people import invitations, password_resets, tokens
from ddtool.store.transactions import Reading, Writing


def add(db: Writing, user: str, name: str, token_sha256: str) -> ApiToken:
    """Store a token under the hash of its secret."""
    token = ApiToken(new_id(), name, user, db.author.at)
    values = {"id": token.id, "user_id": user, "name": name, "created_at": token.created_at}
    db.execute(insert(tokens).values(**values, token_sha256=token_sha256))
    db.record(Subject("token", token.id), "added", {}, {"name": name, "user": user})
    return token


def with_secret(db: Reading, token_sha256: str) -> ApiToken | None:
    """The token with that hash, unless it was revoked."""
    query = select(tokens).where(tokens.c.token_sha256 == token_sha256)
    row = db.row(query.where(tokens.c.revoked_at.is_(None)))
    return _to_token(row) if row else None


def of_user(db: Reading, user: str) -> tuple[ApiToken, ...]:
    """All tokens of a user, the newest first."""
    query = select(tokens).where(tokens.c.user_id == user).order_by(tokens.c.created_at.desc())
    return tuple(map(_to_token, db.rows(query)))


def used(db: Writing, id: str) -> None:
    """Say that a token was used now."""
    db.execute(update(tokens).where(tokens.c.id == id).values(used_at=db.author.at))


def revoke(db: Writing, user: str, id: str) -> None:
    """Make a token of a user useless.

    :raises NotFound: they have no such token.
    """
    mine = (tokens.c.id == id) & (tokens.c.user_id == user) & tokens.c.revoked_at.is_(None)
    if db.execute(update(tokens).where(mine).values(revoked_at=db.author.at)) != 1:
        raise NotFound("token")
    db.record(Subject("token", id), "revoked", {}, {"user": user})


def invite(db: Writing, invitation: Invitation, token_sha256: str) -> None:
    """Store an invitation under the hash of its secret."""
    said = {"email": invitation.email, "role": invitation.role.value}
    values = {
        "organisation_id": invitation.organisation,
        "id": invitation.id,
        "invited_by": db.author.user,
        "invited_at": db.author.at,
        "expires_at": invitation.expires_at,
    }
    db.execute(insert(invitations).values(**said, **values, token_sha256=token_sha256))
    db.record(_invited(invitation), "added", {}, said)


def invitation(db: Reading, token_sha256: str) -> Invitation | None:
    """The invitation with that hash, used or not."""
    row = db.row(select(invitations).where(invitations.c.token_sha256 == token_sha256))
    return _to_invitation(row) if row else None


def open_invitations(db: Reading, organisation: str) -> tuple[Invitation, ...]:
    """The invitations of an organisation that nobody has taken, expired ones too; newest first."""
    mine = (invitations.c.organisation_id == organisation) & invitations.c.used_at.is_(None)
    query = select(invitations).where(mine).order_by(invitations.c.invited_at.desc(), "email")
    return tuple(map(_to_invitation, db.rows(query)))


def open_invitations_of_all(db: Reading) -> tuple[Invitation, ...]:
    """The same of all organisations; only for those who administer the installation."""
    query = select(invitations).where(invitations.c.used_at.is_(None))
    newest_first = query.order_by(invitations.c.invited_at.desc(), "email")
    return tuple(map(_to_invitation, db.rows(newest_first)))


def open_invitation(db: Reading, organisation: str, id: str) -> Invitation:
    """One of those.

    :raises NotFound: the organisation has none of that id, or it was taken.
    """
    mine = (invitations.c.organisation_id == organisation) & (invitations.c.id == id)
    row = db.row(select(invitations).where(mine & invitations.c.used_at.is_(None)))
    if row is None:
        raise NotFound("invitation")
    return _to_invitation(row)


def renew_invitation(db: Writing, invitation: Invitation, token_sha256: str) -> None:
    """Let another secret open an invitation, until another moment."""
    values = {"token_sha256": token_sha256, "expires_at": invitation.expires_at}
    db.execute(update(invitations).where(_is(invitation)).values(**values))
    db.record(_invited(invitation), "invited again", {}, {"email": invitation.email})


def withdraw_invitation(db: Writing, invitation: Invitation) -> None:
    """Take an invitation back."""
    db.execute(delete(invitations).where(_is(invitation)))
    said = {"email": invitation.email, "role": invitation.role.value}
    db.record(_invited(invitation), "removed", said, {})


def use_invitation(db: Writing, invitation: Invitation) -> bool:
    """Take an invitation; False where somebody was quicker."""
    mine = _is(invitation) & invitations.c.used_at.is_(None)
    if db.execute(update(invitations).where(mine).values(used_at=db.author.at)) != 1:
        return False
    db.record(_invited(invitation), "accepted", {}, {"email": invitation.email})
    return True


def offer_reset(db: Writing, user: str, token_sha256: str, expires_at: datetime) -> None:
    """Store a link to a new password under the hash of its secret."""
    values = {"id": new_id(), "user_id": user, "asked_at": db.author.at, "expires_at": expires_at}
    db.execute(insert(password_resets).values(**values, token_sha256=token_sha256))
    db.record(Subject("user", user), "asked for a new password", {}, {})


def use_reset(db: Writing, token_sha256: str) -> str | None:
    """Take a link to a new password: whose it is; None for one unknown, used or expired."""
    links = password_resets.c
    good = (links.token_sha256 == token_sha256) & links.used_at.is_(None)
    row = db.row(select(links.user_id).where(good, links.expires_at > db.author.at))
    if row is None:
        return None
    all_of_them = (links.user_id == row["user_id"]) & links.used_at.is_(None)
    db.execute(update(password_resets).where(all_of_them).values(used_at=db.author.at))
    return str(row["user_id"])


def _is(invitation: Invitation) -> ColumnElement[bool]:
    columns = invitations.c
    return (columns.organisation_id == invitation.organisation) & (columns.id == invitation.id)


def _invited(invitation: Invitation) -> Subject:
    return Subject("invitation", invitation.id, invitation.organisation)


def _to_token(row: RowMapping) -> ApiToken:
    names = ("id", "name", "created_at", "used_at", "revoked_at")
    return ApiToken(user=row["user_id"], **{name: row[name] for name in names})


def _to_invitation(row: RowMapping) -> Invitation:
    return Invitation(
        id=row["id"],
        organisation=row["organisation_id"],
        email=row["email"],
        role=Role(row["role"]),
        expires_at=row["expires_at"],
        used_at=row["used_at"],
    )
