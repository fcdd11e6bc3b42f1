import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from ddtool.domain.refusals import SchemaTooNew, SchemaTooOld
from ddtool.store import Database, upgrading
from ddtool.store.tables import metadata

KILLS = 5


def test_an_empty_database_gets_the_newest_schema(empty_url: str):
    database = Database(empty_url)

    steps = upgrading.upgrade(database)

    assert steps == ("0001", "0002", "0003", "0004", "0005")
    assert upgrading.revision_of(database) == "0005"
    upgrading.require_newest(database)
    database.close()


def test_a_second_upgrade_has_nothing_to_do(database: Database):
    assert upgrading.upgrade(database) == ()


def test_the_migrations_make_exactly_the_tables_that_the_queries_use(database: Database):
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_all_steps_can_be_taken_back(database: Database):
    upgrading.downgrade(database)

    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    assert upgrading.upgrade(database) == ("0001", "0002", "0003", "0004", "0005")


def test_a_database_without_tables_says_how_to_make_them(empty_url: str):
    database = Database(empty_url)

    with pytest.raises(SchemaTooOld, match="has no tables yet; run: ddtool db upgrade"):
        upgrading.require_newest(database)
    database.close()


@pytest.mark.parametrize("work", [upgrading.require_newest, upgrading.upgrade])
def test_a_database_of_a_newer_ddtool_is_left_alone(database: Database, work):
    with database.changing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaTooNew, match="has the schema 9999, and this ddtool knows only up to"):
        work(database)


def test_an_upgrade_that_is_broken_off_leaves_nothing_behind(empty_url: str):
    database = Database(empty_url)

    with pytest.raises(KeyboardInterrupt), database.changing() as connection:
        _upgrade_half(connection)

    assert upgrading.revision_of(database) == ""
    database.close()


@pytest.mark.parametrize("kill", range(KILLS))
def test_an_upgrade_that_is_killed_can_be_begun_again(tmp_path: Path, kill: int):
    environment = {**os.environ, "DDTOOL_INSTANCE": str(tmp_path)}
    program = [sys.executable, "-m", "ddtool", "db", "upgrade"]
    killed = subprocess.Popen(program, env=environment, stdout=subprocess.DEVNULL)
    _wait_for(tmp_path / "ddtool.sqlite-journal", killed)
    time.sleep(kill * 0.004)
    killed.kill()
    killed.wait()
    database = Database(f"sqlite:///{tmp_path}/ddtool.sqlite")

    found = upgrading.revision_of(database)
    upgrading.upgrade(database)

    assert found in ("", "0005")
    with database.reading() as connection:
        assert set(inspect(connection).get_table_names()) >= set(metadata.tables)
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    database.close()


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the process has begun to write, or has ended."""
    while not path.exists() and process.poll() is None:
        time.sleep(0.001)


def _upgrade_half(connection: Connection) -> None:
    upgrading.run_migrations(connection, "0001")
    raise KeyboardInterrupt
