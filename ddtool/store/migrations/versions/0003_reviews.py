"""What assessors see and say: assignments, findings, requests, notes, sign-offs."""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0003"
down_revision = "0002"

_STATEMENTS = Path(__file__).with_suffix(".sql")
_APPEND_ONLY = ("messages", "sign_offs")


def upgrade() -> None:
    """Make the tables, and keep what was said and signed as it is."""
    for statement in _statements():
        op.execute(text(statement))
    guard = _guard_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_postgresql
    for table in _APPEND_ONLY:
        guard(table)


def downgrade() -> None:
    """Take the tables away again, what points to others first."""
    tables = [one.split()[2] for one in _statements() if one.startswith("CREATE TABLE")]
    for table in reversed(tables):
        op.drop_table(table)


def _statements() -> list[str]:
    parts = _STATEMENTS.read_text(encoding="utf-8").split("\n\n")
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
    """With the function that the first migration made."""
    op.execute(
        text(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    )
