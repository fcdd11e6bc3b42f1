"""Tables of the history, of reports that are being made, and of workbooks brought in."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, String, Table

from ddtool.store.schema import (
    metadata,
    moment,
    reference,
    tenant_table,
    user_id,
    within_tenant,
    words,
)

# ``basis`` is the hash of what the report stands on, ``submission`` the number of what was handed
# in, or 0 for the assessment as it stands. The file lies among the evidence files.
reports = tenant_table(
    "reports",
    reference("assessment_id"),
    words("format"),
    words("language"),
    words("matrix"),
    Column("as_of", Date, nullable=False),
    Column("revision", Integer, nullable=False),
    words("state"),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    words("message"),
    Column("tries", Integer, nullable=False),
    moment("asked_at"),
    words("asked_by"),
    moment("heartbeat", needed=False),
    moment("finished_at", needed=False),
    words("file_name"),
    Column("stored_name", String(64)),
    Column("sha256", String(64), nullable=False),
    Column("submission", Integer, nullable=False, server_default="0"),
    Column("basis", String(64), nullable=False, server_default=""),
    Column("size", BigInteger, nullable=False, server_default="0"),
    Column("kind", String(20), nullable=False, server_default="gap"),
    words("sections", server_default=""),
    within_tenant("assessment_id", "assessments"),
    Index(None, "organisation_id", "assessment_id"),
    Index(None, "state"),
)

# Append-only: triggers in the migrations refuse every change and deletion. ``old_fields`` and
# ``new_fields`` are kept as the very texts that went into the hash.
events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    moment("at"),
    user_id("user_id", needed=False),
    words("author"),
    words("role"),
    reference("organisation_id", needed=False),
    reference("assessment_id", needed=False),
    words("noun"),
    words("subject"),
    words("verb"),
    words("old_fields"),
    words("new_fields"),
    Column("previous", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Index(None, "organisation_id", "assessment_id", "number"),
    Index(None, "organisation_id", "noun", "subject", "number"),
    Index(None, "at"),
)

# One row: the last link of the chain. Whoever writes takes it first, so there is one writer at a
# time on every database, and events taken off the end are noticed.
event_head = Table(
    "event_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
)

# A workbook that was brought in: shown first, then applied as one step, which can be undone as
# one. The file lies among the evidence files under stored_name. ``last_event`` is the number of
# the last event before it was applied, ``undo`` what every changed thing was before and became.
workbook_imports = tenant_table(
    "workbook_imports",
    reference("assessment_id"),
    words("file_name"),
    Column("stored_name", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    words("state"),
    moment("brought_at"),
    words("brought_by"),
    moment("applied_at", needed=False),
    Column("last_event", Integer, nullable=False),
    words("undo"),
    within_tenant("assessment_id", "assessments"),
    Index(None, "organisation_id", "assessment_id"),
)
