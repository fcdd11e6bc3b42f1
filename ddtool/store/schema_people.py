"""Tables of organisations, users and everything about signing in."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
)

from ddtool.store.schema import (
    Words,
    metadata,
    moment,
    own_id,
    reference,
    tenant,
    tenant_table,
    user_id,
    versioned,
    words,
)

_SHA256 = String(64)

organisations = Table(
    "organisations", metadata, own_id(), words("name", unique=True), words("kind"), *versioned()
)

users = Table(
    "users",
    metadata,
    own_id(),
    words("email", unique=True),
    words("name"),
    words("password_hash"),
    Column("programme_admin", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("totp_secret", Words),
    Column("totp_step", Integer),
    *versioned(),
)

memberships = Table(
    "memberships",
    metadata,
    tenant(),
    Column("user_id", String(36), ForeignKey("users.id"), primary_key=True),
    words("role"),
    Index(None, "user_id"),
)

invitations = tenant_table(
    "invitations",
    words("email"),
    words("role"),
    Column("token_sha256", _SHA256, nullable=False, unique=True),
    user_id("invited_by", needed=False),
    moment("invited_at"),
    moment("expires_at"),
    moment("used_at", needed=False),
)

password_resets = Table(
    "password_resets",
    metadata,
    own_id(),
    user_id("user_id"),
    Column("token_sha256", _SHA256, nullable=False, unique=True),
    moment("asked_at"),
    moment("expires_at"),
    moment("used_at", needed=False),
    Index(None, "user_id"),
)

# Whoever leaves an organisation is signed out of it: the session goes with the membership.
sessions = Table(
    "sessions",
    metadata,
    own_id(),
    user_id("user_id"),
    reference("organisation_id", needed=False),
    Column("token_sha256", _SHA256, nullable=False, unique=True),
    moment("created_at"),
    moment("seen_at"),
    words("address"),
    words("agent"),
    ForeignKeyConstraint(
        ["organisation_id", "user_id"],
        ["memberships.organisation_id", "memberships.user_id"],
        ondelete="CASCADE",
    ),
    Index(None, "user_id"),
)

tokens = Table(
    "tokens",
    metadata,
    own_id(),
    user_id("user_id"),
    words("name"),
    Column("token_sha256", _SHA256, nullable=False, unique=True),
    moment("created_at"),
    moment("used_at", needed=False),
    moment("revoked_at", needed=False),
    Index(None, "user_id"),
)

login_attempts = Table(
    "login_attempts",
    metadata,
    Column("subject", String(80), primary_key=True),
    Column("failures", Integer, nullable=False),
    moment("last_at"),
)
