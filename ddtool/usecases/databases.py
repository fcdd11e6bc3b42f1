"""The database of an installation: made, upgraded, checked, backed up and brought back."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ddtool.domain.history import Accessed
from ddtool.domain.people import Author
from ddtool.store import (
    Database,
    accesses,
    copying,
    engines,
    events,
    evidence_versions,
    restoring,
    upgrading,
)
from ddtool.store.copying import BackedUp
from ddtool.store.files import FileStore


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The steps that were taken, oldest first, and the backup made before."""

    steps: tuple[str, ...]
    backup: Path | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the schema, the number of events in the history, the files there are.

    ``missing`` are titles of documents whose file is not in its place or not the one brought in.
    """

    revision: str
    journal: str
    events: int
    files: int
    missing: tuple[str, ...]


def upgrade_database(
    database: Database, files: FileStore, backups: Path, *, at: datetime
) -> Upgraded:
    """Bring the database to the newest schema, after a backup of what is in it.

    :raises SchemaTooNew: it was made by a newer ddtool.
    """
    before = upgrading.revision_of(database)
    if before == upgrading.NEWEST:
        return Upgraded(())
    backup = None
    if before:
        backups.mkdir(mode=0o700, parents=True, exist_ok=True)
        backup = backups / f"before-{upgrading.NEWEST}-{at:%Y%m%dT%H%M%S}.zip"
        copying.back_up(database, files, backup, at=at)
    return Upgraded(upgrading.upgrade(database), backup)


def check_database(database: Database, files: FileStore) -> Checked:
    """Look at schema, history and files; nothing is changed.

    :raises SchemaTooOld, SchemaTooNew: it is not for this ddtool.
    :raises ChainBroken: the history was changed by other means.
    """
    upgrading.require_newest(database)
    counted = events.verify_in_pages(database)
    with database.read() as db:
        kept = evidence_versions.all_files(db)
    wrong = tuple(title for title, file in kept if not files.holds(file.stored_name, file.sha256))
    journal = engines.journal_sentence() if database.is_sqlite else "PostgreSQL"
    return Checked(upgrading.NEWEST, journal, counted, len(kept), wrong)


def back_up(database: Database, files: FileStore, target: Path, *, author: Author) -> BackedUp:
    """Write everything, evidence included, into one new file while others go on saving.

    That somebody takes everything away is on record first; a schema of before is left as it is.

    :raises SchemaTooOld: there is nothing to back up.
    :raises OSError: the file cannot be written or is there already.
    """
    upgrading.require_tables(database)
    if upgrading.revision_of(database) == upgrading.NEWEST:
        accesses.tell_download(database, author, Accessed.BACKUP)
    return copying.back_up(database, files, target, at=author.at)


def restore(database: Database, files: FileStore, source: Path) -> BackedUp:
    """Bring a backup back into an empty installation and upgrade it; all of it or nothing.

    :raises AlreadyThere: the installation is not empty.
    :raises StoreUnreachable, SchemaTooNew, ChainBroken: nothing was brought back.
    """
    return restoring.restore(database, files, source)


def require_database(database: Database) -> None:
    """Whoever is about to work with the database asks this first.

    :raises SchemaTooOld, SchemaTooNew: it is not for this ddtool.
    """
    upgrading.require_newest(database)
