"""A backup: every row, every file of evidence and a list of hashes, in one archive.

The rows are written as text, the same for SQLite and PostgreSQL, so that a backup of one can be
restored into the other, and by a newer ddtool too.
"""

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, MetaData, Table, select

from ddtool.domain.refusals import StoreUnreachable
from ddtool.sentences import Sentence
from ddtool.store import upgrading
from ddtool.store.database import Database
from ddtool.store.files import FileStore
from ddtool.store.kept_files import STORED_NAME

FORMAT = "ddtool-backup-1"
MANIFEST = "manifest.json"
VERSION_TABLE = "alembic_version"

_ROWS_AT_ONCE = 500
_EVIDENCE = ("evidence", "evidence_versions")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds."""

    revision: str
    rows: int
    files: int


def back_up(database: Database, files: FileStore, target: Path, *, at: datetime) -> BackedUp:
    """Write everything as it stands at one moment into a new file, while others go on saving.

    The file appears when it is whole and was read back, readable for its owner alone.

    :raises OSError: it cannot be written, or is there already.
    """
    if target.exists():
        raise FileExistsError(17, "is there already; choose another name", str(target))
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with _still(database) as connection, _private(unfinished) as file:
            manifest = _write(connection, files, file, at)
        read_manifest(unfinished, check=True)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    counts = manifest["tables"].values()
    return BackedUp(manifest["revision"], sum(counts), _count_files(manifest))


def read_manifest(path: Path, *, check: bool = False) -> dict[str, Any]:
    """The list in a backup; with ``check`` every part is compared with its hash.

    :raises StoreUnreachable: the file is no backup of ours, or is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise StoreUnreachable(
                    Sentence("{path}: is no backup that this ddtool can read.", path=path)
                )
            for name, expected in manifest["sha256"].items() if check else ():
                _check(archive, name, expected, path)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise StoreUnreachable(
            Sentence("{path}: is no backup of ddtool, or is damaged.", path=path)
        ) from error
    return manifest


def reflected(connection: Connection) -> list[Table]:
    """The tables as they are in a database of whatever schema, what is pointed to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSION_TABLE]


@contextmanager
def _still(database: Database) -> Iterator[Connection]:
    """A view that stands still. SQLite's file is copied first, so that nobody waits meanwhile."""
    if not database.is_sqlite:
        with database.reading() as connection:
            yield connection
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.sqlite"
        with database.reading() as connection:
            _copy_sqlite(connection, path)
        copied = Database(f"sqlite:///{path}")
        try:
            with copied.reading() as connection:
                yield connection
        finally:
            copied.close()


def _copy_sqlite(connection: Connection, path: Path) -> None:
    source = connection.connection.driver_connection
    target = sqlite3.connect(path)
    try:
        if isinstance(source, sqlite3.Connection):
            source.backup(target)
        (sound,) = target.execute("PRAGMA integrity_check").fetchone()
    finally:
        target.close()
    if sound != "ok":
        raise StoreUnreachable(
            Sentence("The database is damaged: {sound}. Restore the last good backup.", sound=sound)
        )


def _write(
    connection: Connection, files: FileStore, file: IO[bytes], at: datetime
) -> dict[str, Any]:
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made": at.isoformat(),
        "revision": upgrading.revision_in(connection),
        "tables": {},
        "sha256": {},
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in reflected(connection):
            _write_table(connection, table, archive, manifest)
        for name in _file_names(connection, files):
            part = f"evidence/{name}"
            with files.open(name) as source, archive.open(part, "w") as inside:
                manifest["sha256"][part] = _copy(source, inside)
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return manifest


def _write_table(
    connection: Connection, table: Table, archive: zipfile.ZipFile, manifest: dict[str, Any]
) -> None:
    part, digest, count = f"tables/{table.name}.jsonl", sha256(), 0
    query = select(table).order_by(*table.primary_key.columns)
    with archive.open(part, "w", force_zip64=True) as inside:
        for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query):
            line = json.dumps(list(row), default=_plain).encode() + b"\n"
            digest.update(line)
            inside.write(line)
            count += 1
    manifest["tables"][table.name] = count
    manifest.setdefault("columns", {})[table.name] = [column.name for column in table.columns]
    manifest["sha256"][part] = digest.hexdigest()


def _file_names(connection: Connection, files: FileStore) -> list[str]:
    """The files of evidence, and those of reports and workbooks that are still there.

    The latter can be made or brought again; for the sake of one that got lost no backup fails.
    """
    names: set[str] = set()
    for table in reflected(connection):
        if STORED_NAME in table.c:
            column = table.c[STORED_NAME]
            query = select(column).where(column.is_not(None))
            found = set(connection.execute(query).scalars())
            names |= found if table.name in _EVIDENCE else set(filter(files.has, found))
    return sorted(names)


def _copy(source: IO[bytes], target: IO[bytes]) -> str:
    digest = sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def _check(archive: zipfile.ZipFile, name: str, expected: str, path: Path) -> None:
    digest = sha256()
    with archive.open(name) as inside:
        while chunk := inside.read(_CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != expected:
        raise StoreUnreachable(
            Sentence(
                "{path}: {name} is not as it was written; use another backup.", path=path, name=name
            )
        )


def _count_files(manifest: dict[str, Any]) -> int:
    return sum(1 for name in manifest["sha256"] if name.startswith("evidence/"))


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} does not belong into a backup")
