"""What was acknowledged stays stored, whatever happens to process, disk or neighbour."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import event, text

from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.domain.history import Stored
from ddtool.domain.refusals import Conflict, StoreBusy, StoreFull, StoreUnreachable
from ddtool.store import Database, answers, events, sites
from ddtool.store.engines import journal_mode
from tests.factories import make_site
from tests.store.makers import ANA, ASSESSMENT, BEN, NORTH, fill

KILLS = 6
RACES = 25
WRITERS, SAVES = 50, 4

_POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgresql)
POSTGRESQL_ONLY = pytest.mark.parametrize("url", [_POSTGRESQL], indirect=True)


def save(database: Database, note: str, version: int) -> Stored[Answer] | Conflict[Answer]:
    answer = Answer("17.a", AnswerCode.MET, note)
    try:
        with database.write(replace(ANA, name=note)) as db:
            return answers.save_answer(db, NORTH, ASSESSMENT, answer, version=version)
    except Conflict as conflict:
        return conflict


def found(database: Database) -> Stored[Answer]:
    with database.read() as db:
        return answers.answers_of(db, NORTH, ASSESSMENT)[0]


def at_once(*works: Callable[[], object]) -> list[object]:
    barrier = threading.Barrier(len(works))

    def start(work: Callable[[], object]) -> object:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(start, works))


def test_of_two_who_save_at_once_one_is_told_what_the_other_said(filled: Database):
    for version in range(RACES):
        results = at_once(
            partial(save, filled, f"Ana {version}", version),
            partial(save, filled, f"Ben {version}", version),
        )

        (stored,) = [one for one in results if isinstance(one, Stored)]
        (conflict,) = [one for one in results if isinstance(one, Conflict)]
        assert conflict.current == stored == found(filled)
        assert stored.version == version + 1


def test_two_processes_do_not_lose_each_others_saves_either(filled: Database, url: str):
    other = Database(url)

    for version in range(RACES):
        results = at_once(
            partial(save, filled, f"Ana {version}", version),
            partial(save, other, f"Ben {version}", version),
        )

        assert sorted(type(one).__name__ for one in results) == ["Conflict", "Stored"]
    other.close()


def test_a_save_that_is_repeated_is_stored_once(filled: Database):
    first = save(filled, "Done", 0)

    assert save(filled, "Done", 0) == first
    with filled.read() as db:
        assert len(events.of_assessment(db, NORTH, ASSESSMENT)) == 2


def test_fifty_writers_at_once_are_all_stored(filled: Database):
    def write(writer: int) -> None:
        for number in range(SAVES):
            with filled.write(BEN) as db:
                sites.add(db, NORTH, make_site(id=f"{writer}-{number}"))

    at_once(*(partial(write, writer) for writer in range(WRITERS)))

    with filled.read() as db:
        assert len(sites.listed(db, NORTH)) == WRITERS * SAVES + 1
        assert events.verify(db) == WRITERS * SAVES + 6


def test_every_acknowledged_save_survives_kill_9(filled: Database, url: str):
    acknowledged = 0
    for kill in range(KILLS):
        stored = found(filled).version if acknowledged else 0
        program = [sys.executable, "-m", "tests.store.writer", url, str(stored)]
        writer = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        acknowledged = int(writer.stdout.readline())
        time.sleep(0.02 + 0.03 * kill)
        writer.kill()
        rest, _ = writer.communicate()
        acknowledged = int((rest.split() or [str(acknowledged)])[-1])

        last = found(filled)
        assert last.version - acknowledged in (0, 1)
        assert last.value.note == f"save {last.version}"
        with filled.read() as db:
            assert events.verify(db) == last.version + 6


def test_a_save_waits_for_whoever_holds_the_database(filled: Database, url: str):
    other = Database(url)

    with ThreadPoolExecutor(1) as pool, other.write(BEN):
        waiting = pool.submit(save, filled, "Done", 0)
        time.sleep(0.3)
        was_waiting = not waiting.done()
        with filled.read() as db:
            seen = answers.answers_of(db, NORTH, ASSESSMENT)

    assert was_waiting
    assert seen == ()
    assert waiting.result() == found(filled)
    other.close()


def test_a_save_that_waits_too_long_is_told_and_nothing_is_stored(filled: Database, url: str):
    impatient = Database(url, waits_seconds=0.2)

    with filled.write(BEN), pytest.raises(StoreBusy, match="try again in a moment"):
        save(impatient, "Done", 0)

    assert save(impatient, "Done", 0) == found(filled)
    impatient.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_full_disk_is_told_and_reading_goes_on(tmp_path, url: str):
    small = Database(url)
    fill(small)
    small.close()
    event.listen(small.engine, "connect", lambda one, _: one.execute("PRAGMA max_page_count = 10"))

    with pytest.raises(StoreFull, match="no room left"):
        _fill_up(small)

    with small.read() as db:
        assert len(sites.listed(db, NORTH)) == 1
        events.verify(db)
    small.close()


@POSTGRESQL_ONLY
def test_a_server_that_ends_our_connections_is_found_again(filled: Database):
    save(filled, "before", 0)
    with filled.reading() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )

    assert isinstance(save(filled, "after", 1), Stored)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://here/ddtool", "cannot be used"),
        ("no address", "not the address of a database"),
        ("sqlite://", "cannot be used"),
        ("sqlite:////proc/nowhere/ddtool.sqlite", "/proc/nowhere"),
    ],
)
def test_an_address_of_no_database_is_told(url: str, told: str):
    with pytest.raises(StoreUnreachable, match=told):
        Database(url)


def test_a_server_that_does_not_answer_is_told(tmp_path):
    nobody = Database(f"postgresql://tests@/ddtool?host={tmp_path}")

    with pytest.raises(StoreUnreachable, match="cannot be opened"), nobody.read() as db:
        sites.listed(db, NORTH)


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "letter.sqlite").write_text("Dear Sir or Madam, this is a letter." * 100)

    letter = Database(f"sqlite:///{tmp_path}/letter.sqlite")

    with pytest.raises(StoreUnreachable, match="not a database"), letter.read() as db:
        sites.listed(db, NORTH)


def test_only_its_owner_can_read_the_database(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/instance/ddtool.sqlite")
    with database.reading():
        pass

    assert (tmp_path / "instance").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "instance" / "ddtool.sqlite").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 40, 1), "DELETE"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL"), ((4, 0), "WAL")],
)
def test_the_write_ahead_log_is_used_where_it_is_safe(version: tuple[int, ...], mode: str):
    assert journal_mode(version) == mode


def test_sqlite_keeps_its_promises(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/ddtool.sqlite")

    with database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("synchronous", "foreign_keys", "trusted_schema", "busy_timeout")
        }

    assert settings == {
        "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "busy_timeout": 10000,
    }  # fmt: skip
    database.close()


def _fill_up(database: Database) -> None:
    for version in range(100):
        save(database, "x" * 4000 + str(version), version)
