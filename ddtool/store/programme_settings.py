"""The settings of the programme: a row for each that somebody has changed."""

from dataclasses import replace
from typing import Any

from sqlalchemy import RowMapping, select

from ddtool.domain.history import Stored, Subject
from ddtool.domain.programme import TWO_ASSESSORS, ProgrammeSettings
from ddtool.store import keeping
from ddtool.store.keeping import Kept, stored
from ddtool.store.schema_programme import programme_settings
from ddtool.store.transactions import Reading, Writing


def settings_of(db: Reading) -> ProgrammeSettings:
    """What holds now, with the default of whatever nobody has changed."""
    row = db.row(
        select(programme_settings.c.value).where(programme_settings.c.name == TWO_ASSESSORS)
    )
    known = ProgrammeSettings()
    return replace(known, two_assessors=bool(row["value"])) if row else known


def setting(db: Reading, name: str) -> Stored[Any] | None:
    """One setting with its version; None while nobody has changed it."""
    row = db.row(select(programme_settings).where(programme_settings.c.name == name))
    return stored(row, row["value"]) if row else None


def change_setting(db: Writing, name: str, value: Any, *, version: int) -> Stored[Any]:
    """Store what a setting is from now on, read at a version (0: nobody has changed it).

    :raises Conflict: somebody else has changed it since.
    """
    kept = Kept(programme_settings, {"name": name}, Subject("setting", name), _value_of)
    return keeping.put(db, kept, {"value": value}, version=version)


def _value_of(row: RowMapping) -> Any:
    return row["value"]
