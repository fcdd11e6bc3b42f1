"""Tables of sites, certificates and evidence."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, String, Table

from ddtool.store.schema import (
    key,
    listing,
    metadata,
    moment,
    tenant,
    tenant_table,
    versioned,
    within_tenant,
    words,
)

sites = tenant_table(
    "sites",
    words("name"),
    words("country"),
    words("place"),
    listing("activities"),
    listing("areas"),
    listing("metals"),
    listing("facts"),
    Column("fictional", Boolean, nullable=False),
    *versioned(),
)

# A site stands here as long as it is put aside: it stays readable and stands in no list of work.
archived_sites = Table(
    "archived_sites",
    metadata,
    tenant(),
    key("site_id"),
    moment("archived_at"),
    words("archived_by"),
    within_tenant("site_id", "sites", ondelete="CASCADE"),
)

# ``register_number`` is the number people quote, such as C3: given once and never again.
certificates = tenant_table(
    "certificates",
    words("standard"),
    words("edition"),
    words("number"),
    words("body"),
    words("evidence_type"),
    words("status"),
    Column("status_since", Date),
    Column("issued", Date),
    Column("valid_until", Date),
    Column("last_audit", Date),
    listing("areas"),
    listing("activities"),
    Column("accredited", Boolean),
    Column("result_basis", String(20)),
    Column("has_report", Boolean, nullable=False),
    listing("results"),
    listing("companions"),
    Column("nonconformity", String(20)),
    words("note"),
    *versioned(),
    listing("other_sites"),
    Column("register_number", Integer, nullable=False, server_default="0"),
    Index(None, "organisation_id", "register_number", unique=True),
)

# The last number that a certificate of an organisation was given: one of a certificate that was
# removed is not given again.
certificate_numbers = Table(
    "certificate_numbers", metadata, tenant(), Column("last", Integer, nullable=False)
)

certificate_sites = Table(
    "certificate_sites",
    metadata,
    tenant(),
    key("certificate_id"),
    key("site_id"),
    Column("position", Integer, nullable=False),
    within_tenant("certificate_id", "certificates", ondelete="CASCADE"),
    within_tenant("site_id", "sites"),
    Index(None, "organisation_id", "site_id"),
)

# The file lies in the evidence folder under stored_name, a random name that nobody outside learns.
evidence = tenant_table(
    "evidence",
    words("title"),
    Column("document_date", Date),
    Column("valid_until", Date),
    words("location"),
    words("file_name"),
    words("media_type"),
    Column("size", BigInteger, nullable=False),
    Column("stored_name", String(64), unique=True),
    Column("sha256", String(64), nullable=False),
    moment("added_at"),
    words("added_by"),
    *versioned(),
)

# The files that a document had before its present one, the first one being number 1.
evidence_versions = Table(
    "evidence_versions",
    metadata,
    tenant(),
    key("evidence_id"),
    Column("number", Integer, primary_key=True, autoincrement=False),
    words("file_name"),
    words("media_type"),
    Column("size", BigInteger, nullable=False),
    Column("stored_name", String(64), unique=True, nullable=False),
    Column("sha256", String(64), nullable=False),
    moment("added_at"),
    words("added_by"),
    within_tenant("evidence_id", "evidence", ondelete="CASCADE"),
)

certificate_evidence = Table(
    "certificate_evidence",
    metadata,
    tenant(),
    key("certificate_id"),
    key("evidence_id"),
    within_tenant("certificate_id", "certificates", ondelete="CASCADE"),
    within_tenant("evidence_id", "evidence", ondelete="CASCADE"),
    Index(None, "organisation_id", "evidence_id"),
)
