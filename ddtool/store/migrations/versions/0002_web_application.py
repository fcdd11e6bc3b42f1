"""What the web application keeps: second factors, requests of programs, workbooks brought in."""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"

_STATEMENTS = Path(__file__).with_suffix(".sql")
_TABLES = ("workbook_imports", "idempotency_keys", "recovery_codes", "evidence_versions")
_COLUMNS = (
    ("certificates", "other_sites"),
    ("reports", "size"),
    ("reports", "basis"),
    ("reports", "submission"),
    ("sessions", "confirmed_at"),
    ("users", "theme"),
    ("users", "language"),
)


def upgrade() -> None:
    """Add the columns and tables."""
    for part in _STATEMENTS.read_text(encoding="utf-8").split("\n\n"):
        if not part.startswith("--"):
            op.execute(text(part.strip().removesuffix(";")))


def downgrade() -> None:
    """Take them away again."""
    for table in _TABLES:
        op.drop_table(table)
    for table, column in _COLUMNS:
        op.drop_column(table, column)
