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
    true,
)

from ddtool.store.schema import (
    Words,
    key,
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
    words("language", server_default=""),
    words("theme", server_default=""),
    Column("reminder_mails", Boolean, nullable=False, server_default=true()),
    *versioned(),
)

# What opens the door of somebody whose phone is lost: each code once.
recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("user_id", String(36), ForeignKey("users.id"), primary_key=True),
    Column("code_sha256", _SHA256, primary_key=True),
    moment("used_at", needed=False),
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

# ``confirmed_at`` is when the second factor was given; a session without it waits for it where the
# user has one. Whoever leaves an organisation is signed out of it: the session goes with the
# membership.
sessions = Table(
    "sessions",
    metadata,
    own_id(),
    user_id("user_id"),
    reference("organisation_id", needed=False),
    Column("token_sha256", _SHA256, nullable=False, unique=True),
    moment("created_at"),
    moment("seen_at"),
    moment("confirmed_at", needed=False),
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

# What a program asked for under a key of its own, so that asking again does nothing twice.
idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("user_id", String(36), ForeignKey("users.id"), primary_key=True),
    key("key", String(200)),
    Column("request_sha256", _SHA256, nullable=False),
    Column("status", Integer, nullable=False),
    words("location"),
    words("body"),
    moment("asked_at"),
    Index(None, "asked_at"),
)
