"""Which files of the evidence folder belong to something, whatever it is."""

from sqlalchemy import select

from ddtool.store.imports import let_old_go
from ddtool.store.tables import metadata
from ddtool.store.transactions import Reading, Writing

STORED_NAME = "stored_name"
"""The column of every table whose rows have a file."""


def all_names(db: Reading) -> frozenset[str]:
    """The stored names of all files that some row of some organisation has."""
    columns = [table.c[STORED_NAME] for table in metadata.sorted_tables if STORED_NAME in table.c]
    queries = (select(one.label("name")).where(one.is_not(None)) for one in columns)
    return frozenset(row["name"] for query in queries for row in db.rows(query))


def still_wanted(db: Writing) -> frozenset[str]:
    """The same, after workbooks that nobody took in for days were let go."""
    let_old_go(db)
    return all_names(db)
