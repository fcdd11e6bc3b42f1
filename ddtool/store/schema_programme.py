"""Tables of what holds for the whole installation: the settings of the programme."""

from sqlalchemy import Column, Integer, String, Table

from ddtool.store.schema import key, listing, metadata, versioned, words

# One row for each setting that somebody has changed; where there is none its default holds.
programme_settings = Table(
    "programme_settings", metadata, key("name", String(80)), listing("value"), *versioned()
)

# Pictures of the programme, one row for each name; the files lie among the evidence files.
programme_pictures = Table(
    "programme_pictures",
    metadata,
    key("name", String(80)),
    Column("stored_name", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    words("text"),
    *versioned(),
)
