"""Tables of what assessors see and say: assignments, findings, requests, notes, sign-offs."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table

from ddtool.store.schema import (
    key,
    listing,
    metadata,
    moment,
    reference,
    tenant,
    tenant_table,
    user_id,
    versioned,
    within_tenant,
    words,
)

_SHA256 = String(64)

# The tenant is the producer, who gives; the firm is let in by its row here and by nothing else.
assignments = tenant_table(
    "assignments",
    reference("assessment_id"),
    Column("firm_id", String(36), ForeignKey("organisations.id"), nullable=False),
    user_id("assessor_id", needed=False),
    moment("invited_at"),
    words("invited_by"),
    moment("accepted_at", needed=False),
    words("accepted_by"),
    Column("ends_on", Date),
    moment("ended_at", needed=False),
    *versioned(),
    within_tenant("assessment_id", "assessments"),
    Index(None, "firm_id"),
    Index(None, "organisation_id", "assessment_id"),
)

# For an assessor whose firm is not here yet: it comes to be when they accept.
assessor_invitations = tenant_table(
    "assessor_invitations",
    reference("assessment_id"),
    words("email"),
    Column("token_sha256", _SHA256, nullable=False, unique=True),
    user_id("invited_by", needed=False),
    moment("invited_at"),
    moment("expires_at"),
    Column("ends_on", Date),
    moment("used_at", needed=False),
    within_tenant("assessment_id", "assessments"),
    Index(None, "organisation_id", "assessment_id"),
)

findings = tenant_table(
    "findings",
    reference("assessment_id"),
    words("criterion"),
    words("kind"),
    words("text"),
    listing("requirements"),
    reference("action_id", needed=False),
    words("closed_because", server_default=""),
    words("closed_by", server_default=""),
    Column("closed_on", Date),
    *versioned(),
    within_tenant("assessment_id", "assessments"),
    Index(None, "organisation_id", "assessment_id"),
)

confirmations = Table(
    "confirmations",
    metadata,
    tenant(),
    key("assessment_id"),
    key("criterion", String(80)),
    Column("confirmed", Boolean, nullable=False),
    words("reason"),
    *versioned(),
    within_tenant("assessment_id", "assessments"),
)

# ``determination_version`` is the version of the determination that was looked at: whatever is
# said of an earlier one counts no more.
second_opinions = Table(
    "second_opinions",
    metadata,
    tenant(),
    key("assessment_id"),
    key("criterion", String(80)),
    Column("agrees", Boolean, nullable=False),
    Column("rating", String(20)),
    words("reason"),
    Column("determination_version", Integer, nullable=False),
    user_id("given_by", needed=False),
    *versioned(),
    within_tenant("assessment_id", "assessments"),
)

# ``requirement`` is empty where the whole criterion is meant.
requests = tenant_table(
    "requests",
    reference("assessment_id"),
    words("criterion"),
    words("requirement"),
    words("text"),
    Column("due", Date),
    words("state"),
    moment("asked_at"),
    words("asked_by"),
    *versioned(),
    within_tenant("assessment_id", "assessments"),
    Index(None, "organisation_id", "assessment_id"),
)

# Never changed: what was said stays said. ``number`` keeps the order also within one moment.
messages = tenant_table(
    "messages",
    reference("assessment_id"),
    words("criterion"),
    reference("request_id", needed=False),
    words("text"),
    words("said_by"),
    words("said_role"),
    moment("said_at"),
    Column("number", Integer, nullable=False),
    within_tenant("assessment_id", "assessments"),
    within_tenant("request_id", "requests"),
    Index(None, "organisation_id", "assessment_id", "number"),
)

# Up to which moment somebody has read what is said on a criterion; nobody else's business.
thread_readings = Table(
    "thread_readings",
    metadata,
    tenant(),
    key("assessment_id"),
    key("criterion", String(80)),
    Column("user_id", String(36), ForeignKey("users.id"), primary_key=True),
    moment("read_at"),
    within_tenant("assessment_id", "assessments"),
)

review_notes = Table(
    "review_notes",
    metadata,
    tenant(),
    key("assessment_id"),
    words("method"),
    words("sampling"),
    listing("interviews"),
    listing("documents"),
    words("conclusion"),
    *versioned(),
    within_tenant("assessment_id", "assessments"),
)

# Append-only, like submissions.
sign_offs = tenant_table(
    "sign_offs",
    reference("assessment_id"),
    Column("submission", Integer, nullable=False),
    Column("submission_sha256", _SHA256, nullable=False),
    Column("review_sha256", _SHA256, nullable=False),
    user_id("user_id", needed=False),
    words("name"),
    words("role"),
    words("firm"),
    Column("day", Date, nullable=False),
    words("statement"),
    moment("signed_at"),
    within_tenant("assessment_id", "assessments"),
    Index(None, "organisation_id", "assessment_id", "submission", unique=True),
)

# One row for each person and event: what was told once is never told again. ``mail`` says whether a
# letter is wanted, waiting, sent or given up; ``occasion`` tells one event of a kind from the next.
reminders = tenant_table(
    "reminders",
    reference("assessment_id"),
    reference("action_id"),
    user_id("user_id"),
    words("kind"),
    words("occasion"),
    moment("made_at"),
    words("mail"),
    Column("tries", Integer, nullable=False),
    moment("mailed_at", needed=False),
    moment("seen_at", needed=False),
    within_tenant("assessment_id", "assessments"),
    within_tenant("action_id", "actions", ondelete="CASCADE"),
    Index(None, "organisation_id", "user_id", "action_id", "kind", "occasion", unique=True),
    Index(None, "mail"),
)
