"""The worker: whatever is killed and whenever, every report is made once, whole, and soon."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from ddtool.cli.embedded_worker import Keeper
from ddtool.cli.processes import own_environment, own_program
from ddtool.packs import Library
from ddtool.store import Database, events, report_queue
from ddtool.store.files import FileStore
from ddtool.usecases.evidence import sweep_files
from ddtool.usecases.portfolio import Asked, Choice, portfolio
from ddtool.usecases.report_orders import (
    Report,
    ReportState,
    Wanted,
    list_reports,
    open_report,
    order_report,
    stop_report,
)
from tests.store.makers import ANA, ASSESSMENT, NORTH, OTHER_ASSESSMENT, SUE, fill

pytestmark = pytest.mark.pango

T = TypeVar("T")

LIBRARY = Library((Path(__file__).parents[2] / "criteria",))
KILLS = int(os.environ.get("KILLS", "3"))
SECONDS = 60.0
MEGABYTE = 1024


class Press:
    """A database with orders, its folder of files, and workers that are started and killed."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.files = FileStore(folder / "evidence")
        self.workers: list[subprocess.Popen[bytes]] = []

    def ask(self, *formats: str, day: int = 1) -> None:
        for one in formats:
            wanted = Wanted(ASSESSMENT, one, date(2026, 12, day))
            order_report(self.database, self.files, LIBRARY, ANA, wanted)

    def work(self, *options: str) -> subprocess.Popen[bytes]:
        program = own_program("ddtool", "worker", *options)
        self.workers.append(subprocess.Popen(program, env=own_environment()))
        return self.workers[-1]

    def reports(self) -> tuple[Report, ...]:
        return list_reports(self.database, ANA, ASSESSMENT)

    def wait_until_running(self, worker: subprocess.Popen[bytes]) -> int:
        """The process that makes a report for a worker."""
        return wait_for(lambda: next(iter(children(worker.pid)), 0))

    def forget_heartbeats(self) -> None:
        """As if half a minute had passed since a maker was last heard of."""
        with self.database.changing() as connection:
            connection.exec_driver_sql("UPDATE reports SET heartbeat = '2026-11-22T09:00:00.0Z'")

    def assert_all_made(self, count: int) -> None:
        found = self.reports()
        assert [one.state for one in found] == [ReportState.MADE] * count
        for one in found:
            report, file = open_report(self.database, self.files, ANA, one.id)
            with file:
                written = file.read()
            assert len(written) == report.size
            if report.order.format == "pdf":
                assert written.rstrip().endswith(b"%%EOF")

    def made_events(self) -> int:
        with self.database.read() as db:
            found = events.of_assessment(db, NORTH, ASSESSMENT)
        return sum(one.verb == "made" for one in found)


def children(pid: int) -> list[int]:
    """The processes that a process has started and that still run."""
    return [one for one, parent in processes() if parent == pid and is_running(one)]


def processes() -> Iterator[tuple[int, int]]:
    """All processes of this machine, each with its parent."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            yield int(path.parent.name), int(path.read_text().rpartition(")")[2].split()[1])


def is_running(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(found: Callable[[], T]) -> T:
    """What is found once it is, within a minute."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if result := found():
            return result
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")


def wait_for_the_end_of(pids: list[int]) -> None:
    wait_for(lambda: not any(map(is_running, pids)))


@pytest.fixture
def press(database: Database, url: str, tmp_path: Path, monkeypatch) -> Iterator[Press]:
    fill(database)
    monkeypatch.setenv("DDTOOL_DATABASE_URL", url)
    made = Press(database, tmp_path / "instance")
    yield made
    for worker in made.workers:
        worker.kill()
        worker.wait()


def test_the_worker_makes_what_waits(press: Press):
    press.ask("pdf", "xlsx", "json")

    worker = press.work("--once")

    assert worker.wait(SECONDS) == 0
    press.assert_all_made(3)
    assert {one.tries for one in press.reports()} == {1}


@pytest.mark.timeout(120 + 40 * KILLS)
def test_a_killed_worker_leaves_no_cut_file_nothing_running_and_no_process(press: Press):
    press.ask("pdf", "xlsx")

    for kill in range(KILLS):
        worker = press.work()
        maker = press.wait_until_running(worker)
        makers = [maker, *children(maker)]
        time.sleep(0.3 + 0.5 * kill)
        makers += [*children(worker.pid), *(one for maker in makers for one in children(maker))]
        worker.kill()
        worker.wait()
        wait_for_the_end_of(makers)
        press.forget_heartbeats()
        with press.database.changing() as connection:
            connection.exec_driver_sql("UPDATE reports SET tries = 1 WHERE tries > 1")
        if all(one.state is ReportState.MADE for one in press.reports()):
            press.ask("pdf", day=kill + 2)

    asked = len(press.reports())
    assert press.work("--once").wait(SECONDS) == 0
    press.assert_all_made(asked)
    assert press.made_events() == asked
    assert not list(press.files.folder.glob("*.part"))
    tomorrow = replace(ANA, at=datetime.now(UTC) + timedelta(days=1))
    assert sweep_files(press.database, press.files, tomorrow) <= KILLS
    assert len(list(press.files.folder.iterdir())) == asked


def test_a_report_whose_maker_is_killed_is_made_at_once_by_another(press: Press):
    press.ask("pdf")
    worker = press.work("--once")

    os.kill(press.wait_until_running(worker), signal.SIGKILL)

    assert worker.wait(SECONDS) == 0
    press.assert_all_made(1)
    assert press.reports()[0].tries == 2


def test_a_maker_that_dies_each_time_is_given_up_with_a_sentence(press: Press):
    press.ask("pdf")
    worker, killed = press.work("--once"), 0

    while worker.poll() is None:
        for maker in children(worker.pid):
            os.kill(maker, signal.SIGKILL)
            killed += 1
        time.sleep(0.02)

    (report,) = press.reports()
    assert killed >= report_queue.MOST_TRIES
    assert (report.state, report.tries) == (ReportState.FAILED, 3)
    assert "Ask for it again" in report.message


def test_two_workers_do_not_make_the_same_report(press: Press):
    for day in range(1, 5):
        press.ask("json", day=day)

    ended = [worker.wait(SECONDS) for worker in (press.work("--once"), press.work("--once"))]
    if any(one.state is not ReportState.MADE for one in press.reports()):
        press.work("--once").wait(SECONDS)

    assert ended == [0, 0]
    press.assert_all_made(4)
    assert press.made_events() == 4
    assert {one.tries for one in press.reports()} == {1}


def test_a_worker_stops_at_once_and_the_report_waits_for_the_next(press: Press):
    press.ask("pdf")
    worker = press.work()
    maker = press.wait_until_running(worker)
    time.sleep(1)

    worker.terminate()
    begun = time.monotonic()
    code = worker.wait(SECONDS)

    assert code == 0
    assert time.monotonic() - begun < 3
    assert not is_running(maker)
    (report,) = press.reports()
    assert (report.state, report.tries) == (ReportState.WAITING, 0)


def test_a_report_that_is_stopped_while_it_is_made_is_not_made(press: Press):
    press.ask("pdf")
    worker = press.work("--once")
    maker = press.wait_until_running(worker)

    stop_report(press.database, ANA, press.reports()[0].id)

    assert worker.wait(SECONDS) == 0
    assert not is_running(maker)
    assert press.reports()[0].message == "Stopped by Ana Alvarez."


def test_a_report_that_cannot_be_made_says_why(press: Press):
    press.ask("json")
    with press.database.changing() as connection:
        connection.exec_driver_sql("UPDATE reports SET matrix = 'gone@1'")

    assert press.work("--once").wait(SECONDS) == 0

    (report,) = press.reports()
    assert report.state is ReportState.FAILED
    assert report.message.startswith('There is no matrix "gone@1"; there is: ')


def test_the_worker_stays_small(press: Press):
    press.ask("pdf")
    worker = press.work()

    wait_for(lambda: press.reports()[0].state is ReportState.MADE)

    status = Path(f"/proc/{worker.pid}/status").read_text()
    largest = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    assert int(largest.split()[1]) < 200 * MEGABYTE


def test_many_reports_of_one_do_not_keep_another_waiting(press: Press):
    for day in range(1, 8):
        press.ask("json", day=day)
    wanted = Wanted(OTHER_ASSESSMENT, "json", date(2026, 12, 1))
    order_report(press.database, press.files, LIBRARY, SUE, wanted)

    press.work("--once")
    wait_for(
        lambda: list_reports(press.database, SUE, OTHER_ASSESSMENT)[0].state is ReportState.MADE
    )

    made = sum(one.state is ReportState.MADE for one in press.reports())
    assert made <= 4


def test_the_worker_of_a_server_is_started_again_and_ends_with_it(press: Press):
    keeper = Keeper()
    keeper.start()
    first = wait_for(lambda: keeper.process)
    assert first is not None

    first.kill()
    second = wait_for(lambda: keeper.process if keeper.process is not first else None)
    press.ask("json")
    wait_for(lambda: press.reports()[0].state is ReportState.MADE)
    keeper.stop()

    assert second is not None
    assert second.returncode == 0
    assert not is_running(second.pid)


def test_the_worker_of_a_server_that_was_killed_ends_by_itself(press: Press):
    program = (
        "import time\nfrom ddtool.cli.embedded_worker import Keeper\n"
        "keeper = Keeper()\nkeeper.start()\n"
        "while keeper.process is None: time.sleep(0.01)\n"
        "print(keeper.process.pid, flush=True)\ntime.sleep(60)\n"
    )
    server = subprocess.Popen(
        [*own_program("ddtool")[:2], "-c", program], env=own_environment(), stdout=subprocess.PIPE
    )
    assert server.stdout is not None
    worker = int(server.stdout.readline())
    wait_for(lambda: is_running(worker))

    server.kill()
    server.communicate()

    wait_for(lambda: not is_running(worker))


def test_the_worker_keeps_the_portfolio_as_things_stand(press: Press):
    worker = press.work("--once")

    assert worker.wait(SECONDS) == 0
    found = portfolio(press.database, ANA, LIBRARY, Asked(Choice(), date(2026, 12, 1)))
    assert [(row.organisation, row.result.assessment) for row in found.rows] == [
        ("North Metals", ASSESSMENT)
    ]
    assert found.waiting == 0
