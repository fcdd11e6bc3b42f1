"""Tables of packs that were brought in by upload, and of those that are out of use."""

from sqlalchemy import Boolean, Column, Date, Index, String, Table

from ddtool.store.schema import key, metadata, moment, own_id, user_id, versioned, words

# Never changed, never deleted: triggers in the migrations see to it. ``contents`` are the files
# of the pack, ``sha256`` their hash as that of any other pack. ``confirmed_by`` is the second
# person behind a matrix with lines that count, else empty.
uploaded_packs = Table(
    "uploaded_packs",
    metadata,
    own_id(),
    Column("kind", String(20), nullable=False),
    words("name"),
    words("contents"),
    Column("sha256", String(64), nullable=False),
    words("file_name"),
    words("loaded_by"),
    user_id("loaded_by_user", needed=False),
    moment("loaded_at"),
    words("confirmed_by"),
    user_id("confirmed_by_user", needed=False),
    Index(None, "kind", "name", unique=True),
)

# A pack without problems that somebody looks at before loading it; gone when it is loaded. It is
# let go after some days, unless a second person was asked (``asked_at``) to look at it and load it.
looked_at_packs = Table(
    "looked_at_packs",
    metadata,
    own_id(),
    Column("kind", String(20), nullable=False),
    words("name"),
    words("contents"),
    Column("sha256", String(64), nullable=False),
    words("file_name"),
    words("brought_by"),
    user_id("brought_by_user", needed=False),
    moment("brought_at"),
    moment("asked_at", needed=False),
)

# ``since`` is the first day on which no assessment is begun with it; ``is_out`` is false again once
# it was brought back.
packs_out_of_use = Table(
    "packs_out_of_use",
    metadata,
    key("kind", String(20)),
    key("name", String(200)),
    Column("is_out", Boolean, nullable=False),
    words("reason"),
    Column("since", Date, nullable=False),
    *versioned(),
)
