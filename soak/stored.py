"""What is stored, read past the application while it does not run."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from soak.served import DATABASE


class StoredAnswer(NamedTuple):
    """One answer as it stands in the table."""

    answer: str
    note: str
    version: int


def stored_answers(instance: Path, assessment: str) -> dict[str, StoredAnswer]:
    """The answers of an assessment by requirement."""
    query = "SELECT requirement, answer, note, version FROM answers WHERE assessment_id = ?"
    with closing(sqlite3.connect(instance / DATABASE)) as connection:
        rows = connection.execute(query, (assessment,)).fetchall()
    return {requirement: StoredAnswer(*rest) for requirement, *rest in rows}


def is_sound(instance: Path) -> bool:
    """Whether SQLite finds the file in order."""
    with closing(sqlite3.connect(instance / DATABASE)) as connection:
        (found,) = connection.execute("PRAGMA integrity_check").fetchone()
    return bool(found == "ok")
