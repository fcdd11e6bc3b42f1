"""Up to which moment somebody has read what is asked and said on a criterion.

Nobody else sees it and nothing follows from it, so the history does not keep it.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select, update

from ddtool.store.keeping import matches
from ddtool.store.schema_reviews import thread_readings
from ddtool.store.transactions import Reading, Writing


def read_by(db: Reading, organisation: str, assessment: str, user: str) -> Mapping[str, datetime]:
    """Up to when somebody has read, by criterion; where they never did there is nothing."""
    table = thread_readings.c
    mine = table.organisation_id == organisation, table.assessment_id == assessment
    rows = db.rows(select(table.criterion, table.read_at).where(*mine, table.user_id == user))
    return {row["criterion"]: row["read_at"] for row in rows}


def mark_read(
    db: Writing, organisation: str, assessment: str, criterion: str, *, up_to: datetime
) -> None:
    """Say that the author has read everything on a criterion up to a moment; never less again."""
    user = db.author.user
    if user is None:
        return
    key = {
        "organisation_id": organisation,
        "assessment_id": assessment,
        "criterion": criterion,
        "user_id": user,
    }
    is_it = matches(thread_readings, key)
    row = db.row(select(thread_readings.c.read_at).where(is_it))
    if row is None:
        db.execute(insert(thread_readings).values(**key, read_at=up_to))
    elif row["read_at"] < up_to:
        db.execute(update(thread_readings).where(is_it).values(read_at=up_to))
