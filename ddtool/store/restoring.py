"""A backup brought back into an empty installation: all of it, or nothing."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, Table, delete, insert, select, update

from ddtool.domain.refusals import AlreadyThere, SchemaTooNew, StoreUnreachable
from ddtool.sentences import Sentence
from ddtool.store import events, upgrading
from ddtool.store.copying import MANIFEST, BackedUp, read_manifest, reflected
from ddtool.store.database import Database
from ddtool.store.files import FileStore
from ddtool.store.transactions import Reading

_ROWS_AT_ONCE = 500
_HEAD = "event_head"


def restore(database: Database, files: FileStore, source: Path) -> BackedUp:
    """Bring back what a backup holds, check it, and upgrade it to the newest schema.

    :raises AlreadyThere: the installation is not empty.
    :raises StoreUnreachable: the file is no backup, or is damaged; nothing was brought back.
    :raises SchemaTooNew: it was made by a newer ddtool.
    :raises ChainBroken: its history does not hold.
    """
    manifest = read_manifest(source, check=True)
    revision = str(manifest["revision"])
    if revision not in upgrading.REVISIONS:
        raise SchemaTooNew(
            Sentence(
                "{source}: was made by a newer ddtool (schema {revision}); install that one first.",
                source=source,
                revision=revision,
            )
        )
    with database.changing() as connection, zipfile.ZipFile(source) as archive:
        _require_empty(connection)
        upgrading.run_migrations(connection, revision)
        for table in reflected(connection):
            _fill(connection, table, archive, manifest)
        brought = [_bring(archive, name, files) for name in _evidence(manifest)]
        upgrading.run_migrations(connection, upgrading.NEWEST)
        events.verify(Reading(connection))
    return BackedUp(revision, sum(manifest["tables"].values()), len(brought))


def _require_empty(connection: Connection) -> None:
    for table in reflected(connection):
        if table.name != _HEAD and connection.execute(select(table).limit(1)).first() is not None:
            raise AlreadyThere(
                Sentence(
                    "This installation holds data already. Restore into an empty one: "
                    "choose another folder with DDTOOL_INSTANCE, or another database with "
                    "DDTOOL_DATABASE_URL."
                )
            )


def _fill(
    connection: Connection, table: Table, archive: zipfile.ZipFile, manifest: dict[str, Any]
) -> None:
    if table.name not in manifest["tables"]:
        raise StoreUnreachable(
            Sentence(
                "{manifest}: says nothing of the table {name}.", manifest=MANIFEST, name=table.name
            )
        )
    if table.name == _HEAD:
        connection.execute(delete(table))
    columns = manifest["columns"][table.name]
    dates = {column.name for column in table.columns if isinstance(column.type, Date)}
    with archive.open(f"tables/{table.name}.jsonl") as lines:
        rows = (_row(dict(zip(columns, json.loads(line), strict=True)), dates) for line in lines)
        pointing = list(_insert(connection, table, rows))
    if pointing:
        _point(connection, table, pointing)


def _insert(
    connection: Connection, table: Table, rows: Iterator[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Insert rows, first without what points within the table; hand out those that do point."""
    within = _pointing_within(table)
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        connection.execute(insert(table), [row | dict.fromkeys(within) for row in some])
        yield from (row for row in some if any(row[name] is not None for name in within))


def _point(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        key = [column == row[column.name] for column in table.primary_key.columns]
        values = {name: row[name] for name in _pointing_within(table)}
        connection.execute(update(table).where(*key).values(**values))


def _pointing_within(table: Table) -> list[str]:
    return [
        column.name
        for key in table.foreign_key_constraints
        if key.referred_table is table
        for column in key.columns
        if not column.primary_key
    ]


def _row(values: dict[str, Any], dates: set[str]) -> dict[str, Any]:
    for name in dates:
        if values[name] is not None:
            values[name] = date.fromisoformat(values[name])
    return values


def _evidence(manifest: dict[str, Any]) -> Iterator[str]:
    return (name for name in manifest["sha256"] if name.startswith("evidence/"))


def _bring(archive: zipfile.ZipFile, part: str, files: FileStore) -> str:
    name = part.partition("/")[2]
    with archive.open(part) as inside:
        files.bring_back(name, inside)
    return name
