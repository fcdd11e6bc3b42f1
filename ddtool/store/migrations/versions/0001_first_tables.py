"""The first tables, and the triggers that keep history and submissions as they are."""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0001"
down_revision = None

_TABLES = Path(__file__).with_suffix(".sql")
_APPEND_ONLY = ("events", "submissions")
_FIRST = "0" * 64


def upgrade() -> None:
    """Make the tables, the first link of the history, and its guards."""
    for statement in _statements():
        op.execute(text(statement))
    op.execute(text(f"INSERT INTO event_head (id, number, sha256) VALUES (1, 0, '{_FIRST}')"))  # noqa: S608 -- a constant
    guard = _guard_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_postgresql
    for table in _APPEND_ONLY:
        guard(table)


def downgrade() -> None:
    """Take everything away again, what points to others first."""
    tables = [one.split()[2] for one in _statements() if one.startswith("CREATE TABLE")]
    for table in reversed(tables):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute(text("DROP FUNCTION refuse_change()"))


def _statements() -> list[str]:
    parts = _TABLES.read_text(encoding="utf-8").split("\n\n")
    return [part.strip().removesuffix(";") for part in parts if not part.startswith("--")]


def _guard_sqlite(table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            text(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"
            )
        )


def _guard_postgresql(table: str) -> None:
    op.execute(
        text(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% are never changed', TG_TABLE_NAME; END $$"
        )
    )
    op.execute(
        text(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    )
