"""The schema of a database: which one it has, and how it gets the newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

from ddtool.domain.refusals import SchemaTooNew, SchemaTooOld
from ddtool.sentences import Sentence
from ddtool.store.database import Database

_MIGRATIONS = Path(__file__).parent / "migrations"

REVISIONS = tuple(sorted(path.name[:4] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")))
"""The schemas that this ddtool knows, oldest first."""

NEWEST = REVISIONS[-1]
"""The schema that this ddtool works with."""

_NONE = "base"
_LOCK = 4218337
"""The key of PostgreSQL's lock for migrations: any number that nobody else uses."""


def revision_of(database: Database) -> str:
    """The schema of a database, empty for one that has no tables of ours yet.

    :raises SchemaTooNew: it was made by a newer ddtool.
    """
    with database.reading() as connection:
        return revision_in(connection)


def require_newest(database: Database) -> None:
    """Whoever is about to work with a database asks this first.

    :raises SchemaTooOld: it has to be upgraded.
    :raises SchemaTooNew: it was made by a newer ddtool.
    """
    require_tables(database)
    found = revision_of(database)
    if found != NEWEST:
        raise SchemaTooOld(
            Sentence(
                "The database has the schema {found} and this ddtool needs {newest}; "
                "run: ddtool db upgrade",
                found=found,
                newest=NEWEST,
            )
        )


def require_tables(database: Database) -> None:
    """Whoever works with a database of whatever schema asks this first.

    :raises SchemaTooOld: it has no tables yet.
    """
    if not revision_of(database):
        raise SchemaTooOld(Sentence("The database has no tables yet; run: ddtool db upgrade"))


def upgrade(database: Database, revision: str = NEWEST) -> tuple[str, ...]:
    """Bring a database to a schema, whole or not at all; the steps that were taken.

    Two that come at once take turns, and the second finds nothing left to do.

    :raises SchemaTooNew: it was made by a newer ddtool.
    """
    with database.changing() as connection:
        _take_turn(connection)
        before = revision_in(connection)
        run_migrations(connection, revision)
        return tuple(one for one in REVISIONS if before < one <= revision)


def run_migrations(connection: Connection, revision: str) -> None:
    """Take the steps up to a schema within a transaction that somebody else began."""
    command.upgrade(_config(connection), revision)


def downgrade(database: Database, revision: str = "") -> None:
    """Take steps back: what newer steps added is lost. For tests, and for the way back by hand."""
    with database.changing() as connection:
        _take_turn(connection)
        command.downgrade(_config(connection), revision or _NONE)


def revision_in(connection: Connection) -> str:
    """The schema that a connection sees, empty where there are no tables of ours yet.

    :raises SchemaTooNew: it was made by a newer ddtool.
    """
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found not in REVISIONS:
        raise SchemaTooNew(
            Sentence(
                "The database has the schema {found}, and this ddtool knows only up to "
                "{newest}. Install the newer ddtool again, or restore the backup made "
                "before the upgrade.",
                found=found,
                newest=NEWEST,
            )
        )
    return found or ""


def _take_turn(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
