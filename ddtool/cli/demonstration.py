"""The database of this installation, its schema, and the fictional demonstration in it."""

from collections.abc import Sequence
from pathlib import Path

from ddtool.cli import access
from ddtool.cli.library import open_library
from ddtool.sentences import n_
from ddtool.usecases.databases import upgrade_database
from ddtool.usecases.demonstration.filling import fill_demonstration, is_untouched
from ddtool.usecases.demonstration.material import Login

_HEADS = (n_("Role"), n_("E-mail"), n_("Password"), n_("What to look at"))


def upgrade() -> Path | None:
    """Give the database of this installation the newest schema; the backup made before, if any."""
    database, files, at = access.database(), access.evidence_files(), access.operator().at
    return upgrade_database(database, files, access.instance_folder() / "backups", at=at).backup


def is_empty() -> bool:
    """Whether nobody has put anything into the database of this installation."""
    return is_untouched(access.database())


def fill_database() -> tuple[Login, ...]:
    """Fill the database of this installation, which is made where there is none yet.

    :raises AlreadyThere: it holds something.
    """
    upgrade()
    database, files, author = access.database(), access.evidence_files(), access.operator()
    data = access.settings().criteria / "demo"
    return fill_demonstration(database, files, open_library(), author, folder=data)


def login_table(logins: Sequence[Login]) -> str:
    """The logins below their heads, one a line."""
    heads = tuple(access.say(head) for head in _HEADS)
    told = [(one.role.value, one.email, one.password, one.look_at) for one in logins]
    rows = (heads, *told)
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads) - 1)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    *columns, last = row
    padded = [text.ljust(width) for text, width in zip(columns, widths, strict=True)]
    return "  ".join([*padded, last])
