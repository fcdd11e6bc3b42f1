"""Tables of what holds for the whole installation: the settings of the programme."""

from sqlalchemy import String, Table

from ddtool.store.schema import key, listing, metadata, versioned

# One row for each setting that somebody has changed; where there is none its default holds.
programme_settings = Table(
    "programme_settings", metadata, key("name", String(80)), listing("value"), *versioned()
)
