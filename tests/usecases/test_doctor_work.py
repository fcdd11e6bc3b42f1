"""The doctor sees that nobody makes reports, and a database that cannot be opened."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from ddtool.packs import Library
from ddtool.settings import find_data
from ddtool.store import Database
from ddtool.store.files import FileStore
from ddtool.usecases.doctor.working import examine_work
from ddtool.usecases.report_orders import Wanted, order_report
from tests.store.makers import ANA, ASSESSMENT, AT, fill


@pytest.mark.parametrize(("minutes", "ok"), [(4, True), (6, False)])
def test_reports_that_wait_for_long_are_a_problem(
    database: Database, tmp_path: Path, minutes: int, ok: bool
):
    fill(database)
    library, files = Library((find_data("criteria"),)), FileStore(tmp_path / "evidence")
    wanted = Wanted(ASSESSMENT, "json", date(2026, 12, 1))
    order_report(database, files, library, ANA, wanted)

    (check,) = examine_work(database, at=AT + timedelta(minutes=minutes))

    assert (check.ok, check.remedy) == (ok, "ddtool worker")


def test_a_database_without_tables_is_not_looked_at(tmp_path: Path):
    empty = Database(f"sqlite:///{tmp_path}/empty.sqlite")

    assert examine_work(empty, at=AT) == ()
    empty.close()


def test_a_database_that_cannot_be_opened_is_told(tmp_path: Path):
    (tmp_path / "broken.sqlite").write_bytes(b"this is no database at all" * 100)
    broken = Database(f"sqlite:///{tmp_path}/broken.sqlite")

    (check,) = examine_work(broken, at=AT)

    assert not check.ok
    broken.close()
