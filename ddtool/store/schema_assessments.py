"""Tables of assessments and everything that is said in them."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table

from ddtool.store.schema import (
    Words,
    key,
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

# ``revision`` counts every change of anything inside, ``version`` those of the head alone.
assessments = tenant_table(
    "assessments",
    reference("site_id"),
    words("criteria_set"),
    Column("pack_sha256", String(64), nullable=False),
    words("matrix"),
    words("period"),
    Column("assessment_day", Date),
    Column("commitment_day", Date),
    words("prepared_by"),
    words("state"),
    reference("carried_from", needed=False),
    Column("revision", Integer, nullable=False),
    *versioned(),
    within_tenant("site_id", "sites"),
    within_tenant("carried_from", "assessments"),
    Index(None, "organisation_id", "site_id"),
)

# An assessment stands here as long as it is put aside.
archived_assessments = Table(
    "archived_assessments",
    metadata,
    tenant(),
    key("assessment_id"),
    moment("archived_at"),
    words("archived_by"),
    within_tenant("assessment_id", "assessments", ondelete="CASCADE"),
)


def _said_in_an_assessment(name: str, about: str, *columns: Column[object]) -> Table:
    return Table(
        name,
        metadata,
        tenant(),
        key("assessment_id"),
        key(about, String(80)),
        *columns,
        *versioned(),
        within_tenant("assessment_id", "assessments"),
    )


# ``carried`` says how an answer came from an earlier assessment: same, changed or new.
answers = _said_in_an_assessment(
    "answers",
    "requirement",
    words("answer"),
    words("note"),
    Column("carried", String(10)),
    Column("carried_from", Words),
)

ratings = _said_in_an_assessment(
    "ratings",
    "criterion",
    Column("rating", String(20)),
    words("reason"),
    Column("open_case", Boolean, nullable=False),
)

determinations = _said_in_an_assessment(
    "determinations",
    "criterion",
    words("rating"),
    words("reason"),
    user_id("determined_by", needed=False),
)

# ``shown`` is a requirement, a criterion, or empty for the assessment as a whole.
assessment_evidence = Table(
    "assessment_evidence",
    metadata,
    tenant(),
    key("assessment_id"),
    key("evidence_id"),
    key("shown", String(80)),
    within_tenant("assessment_id", "assessments"),
    within_tenant("evidence_id", "evidence", ondelete="CASCADE"),
    Index(None, "organisation_id", "evidence_id"),
)

# ``number`` is given once; ``carried_from`` is the action of the last cycle that goes on here.
actions = tenant_table(
    "actions",
    reference("assessment_id"),
    words("criterion"),
    words("requirement"),
    words("title"),
    words("owner"),
    Column("due", Date),
    words("state"),
    words("cost"),
    words("closure"),
    Column("number", Integer, nullable=False, server_default="0"),
    words("root_cause", server_default=""),
    words("judgement", server_default=""),
    words("judged_by", server_default=""),
    Column("judged_on", Date),
    reference("carried_from", needed=False),
    *versioned(),
    within_tenant("assessment_id", "assessments"),
    Index(None, "organisation_id", "assessment_id"),
)

# The last number that an action of an assessment was given: one of an action that was removed is
# not given again.
action_numbers = Table(
    "action_numbers",
    metadata,
    tenant(),
    key("assessment_id"),
    Column("last", Integer, nullable=False),
    within_tenant("assessment_id", "assessments"),
)

action_evidence = Table(
    "action_evidence",
    metadata,
    tenant(),
    key("action_id"),
    key("evidence_id"),
    within_tenant("action_id", "actions", ondelete="CASCADE"),
    within_tenant("evidence_id", "evidence", ondelete="CASCADE"),
    Index(None, "organisation_id", "evidence_id"),
)

# Never changed, never deleted: triggers in the migrations see to it. ``matrix`` is the edition it
# was handed in under, empty for those of before that was kept here; ``limits`` are the programme's
# months of that day, by commas, in the same way.
submissions = tenant_table(
    "submissions",
    reference("assessment_id"),
    Column("number", Integer, nullable=False),
    Column("day", Date, nullable=False),
    words("submitted_by"),
    moment("submitted_at"),
    Column("sha256", String(64), nullable=False),
    words("snapshot"),
    words("matrix", server_default=""),
    words("limits", server_default=""),
    within_tenant("assessment_id", "assessments"),
    Index(None, "organisation_id", "assessment_id", "number", unique=True),
)
