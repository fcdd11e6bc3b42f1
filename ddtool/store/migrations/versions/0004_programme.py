"""What closes the loop: action plans, second persons, adopted matrices, a portfolio."""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0004"
down_revision = "0003"

_STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Add the columns and tables."""
    for statement in _statements():
        op.execute(text(statement))


def downgrade() -> None:
    """Take them away again, the last first."""
    for statement in reversed(_statements()):
        words = statement.split()
        if statement.startswith("CREATE TABLE"):
            op.drop_table(words[2])
        if statement.startswith("CREATE INDEX"):
            op.drop_index(words[2], words[4])
        if statement.startswith("ALTER TABLE"):
            op.drop_column(words[2], words[5])


def _statements() -> list[str]:
    parts = _STATEMENTS.read_text(encoding="utf-8").split("\n\n")
    return [part.strip().removesuffix(";") for part in parts if not part.startswith("--")]
