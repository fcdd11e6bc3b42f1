"""What a programme administers: packs that are uploaded, and those that are out of use."""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0005"
down_revision = "0004"

_STATEMENTS = Path(__file__).with_suffix(".sql")
_APPEND_ONLY = ("uploaded_packs",)


def upgrade() -> None:
    """Add the columns and tables, and keep what was loaded as it is."""
    for statement in _statements():
        op.execute(text(statement))
    guard = _guard_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_postgresql
    for table in _APPEND_ONLY:
        guard(table)


def downgrade() -> None:
    """Take them away again, the last first."""
    for statement in reversed(_statements()):
        words = statement.replace("CREATE UNIQUE INDEX", "CREATE INDEX").split()
        if statement.startswith("CREATE TABLE"):
            op.drop_table(words[2])
        if words[:2] == ["CREATE", "INDEX"]:
            op.drop_index(words[2], words[4])
        if statement.startswith("ALTER TABLE"):
            op.drop_column(words[2], words[5])


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
