"""Tables of matrix editions that are made in the installation, until they are issued and after."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table

from ddtool.store.schema import key, listing, metadata, moment, own_id, user_id, versioned, words

# ``matrix`` and ``edition`` make the name. ``by_default`` says whether an issued one is taken
# where an assessment names none.
matrix_editions = Table(
    "matrix_editions",
    metadata,
    own_id(),
    Column("matrix", String(80), nullable=False),
    Column("edition", String(80), nullable=False),
    words("title"),
    words("publisher"),
    words("label"),
    words("rights"),
    words("note"),
    Column("fictional", Boolean, nullable=False),
    Column("state", String(20), nullable=False),
    Column("by_default", Boolean, nullable=False),
    words("copied_from"),
    words("file_name"),
    user_id("begun_by", needed=False),
    *versioned(),
    Index(None, "state"),
)

# A line of a draft: ``said`` holds the columns of cells.csv as texts but for status and persons.
# ``becomes`` is the status once a second person confirms, empty where nobody is waited for.
matrix_cells = Table(
    "matrix_cells",
    metadata,
    Column("edition_id", String(36), ForeignKey("matrix_editions.id"), primary_key=True),
    key("id"),
    Column("position", Integer, nullable=False),
    listing("said"),
    Column("status", String(20), nullable=False),
    Column("becomes", String(20), nullable=False),
    words("adopted_by"),
    user_id("adopted_by_user", needed=False),
    Column("adopted_on", Date),
    words("confirmed_by"),
    user_id("confirmed_by_user", needed=False),
    Column("confirmed_on", Date),
    words("withdrawn_by"),
    Column("withdrawn_on", Date),
    *versioned(),
)

# Never changed, never deleted: triggers in the migrations see to it. ``contents`` are the files
# of the pack, ``sha256`` their hash as that of any other pack.
issued_matrices = Table(
    "issued_matrices",
    metadata,
    Column("edition_id", String(36), ForeignKey("matrix_editions.id"), primary_key=True),
    words("name"),
    words("contents"),
    Column("sha256", String(64), nullable=False),
    words("issued_by"),
    user_id("issued_by_user", needed=False),
    moment("issued_at"),
    Index(None, "name", unique=True),
)
