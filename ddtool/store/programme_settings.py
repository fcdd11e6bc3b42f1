"""The settings of the programme: a row for each that somebody has changed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, ScalarSelect, select

from ddtool.domain.history import Stored, Subject
from ddtool.domain.letterheads import Letterhead
from ddtool.domain.programme import (
    CRITERIA_SET,
    REPORT_TEXTS,
    TIME_LIMITS,
    TWO_ASSESSORS,
    ProgrammeSettings,
)
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths
from ddtool.store import keeping
from ddtool.store.keeping import Kept, stored
from ddtool.store.schema_programme import programme_settings
from ddtool.store.transactions import Reading, Writing


def settings_of(db: Reading) -> ProgrammeSettings:
    """What holds now, with the default of whatever nobody has changed."""
    said = {row["name"]: row["value"] for row in db.rows(select(programme_settings))}
    default = ProgrammeSettings()
    return ProgrammeSettings(
        two_assessors=said.get(TWO_ASSESSORS, default.two_assessors),
        criteria_set=said.get(CRITERIA_SET, default.criteria_set),
        limits=to_limits(said.get(TIME_LIMITS)),
        letterhead=Letterhead(**said.get(REPORT_TEXTS, {})),
    )


def limits_now() -> ScalarSelect[Any]:
    """The limits as they are kept, for whoever asks something else anyway."""
    kept = programme_settings.c
    return select(kept.value).where(kept.name == TIME_LIMITS).scalar_subquery()


def to_limits(kept: Sequence[int] | None) -> LimitMonths:
    """What is kept of the limits as a value; the default where nobody has changed them."""
    return LimitMonths(*kept) if kept else DEFAULT_LIMITS


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
