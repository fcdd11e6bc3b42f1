"""Tables of the portfolio: what was worked out of assessments, kept so that nobody has to wait.

Everything here follows from the other tables, the packs and the day, and can be thrown away.
"""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table

from ddtool.store.schema import (
    key,
    listing,
    metadata,
    reference,
    tenant,
    within_tenant,
    words,
)

# One row for each assessment of a site. ``grounds`` is the hash of the packs it was worked out on,
# ``event`` the last event of the history then, ``submission`` what it rests on: the number of what
# was handed in, or 0 for an assessment that never was. ``newest`` and ``newest_submitted`` say of
# one row of each site and criteria set that it is the one that counts: for its producer, and for
# the programme. An empty ``stage`` says that an older release has worked it out. ``gaps`` and
# ``lacks`` hold one letter for each criterion and requirement, in the order of the criteria set;
# ``activities`` and ``metals`` stand between bars: ``|copper|zinc|``.
portfolio_results = Table(
    "portfolio_results",
    metadata,
    tenant(),
    key("assessment_id"),
    reference("site_id"),
    words("criteria_set"),
    words("matrix"),
    Column("grounds", String(64), nullable=False),
    Column("event", Integer, nullable=False),
    Column("submission", Integer, nullable=False),
    Column("newest", Boolean, nullable=False),
    Column("newest_submitted", Boolean, nullable=False),
    Column("day", Date, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("holds_until", Date),
    words("country"),
    words("activities"),
    words("metals"),
    words("outlook"),
    words("stage", server_default=""),
    words("gaps"),
    words("lacks"),
    words("helps"),
    Column("blocking", Integer, nullable=False),
    Column("to_close", Integer, nullable=False),
    Column("next_lapse", Date),
    listing("lapses"),
    words("fault"),
    within_tenant("assessment_id", "assessments"),
    within_tenant("site_id", "sites"),
    Index(None, "organisation_id", "site_id"),
    Index(None, "holds_until"),
)

# Sites whose results no longer hold, with the number of the event that said so last.
portfolio_stale = Table(
    "portfolio_stale",
    metadata,
    tenant(),
    key("site_id"),
    Column("event", Integer, nullable=False),
    within_tenant("site_id", "sites"),
)

# One row at most: up to which event of the history the portfolio has looked for changes.
portfolio_seen = Table(
    "portfolio_seen",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("event", Integer, nullable=False),
)
