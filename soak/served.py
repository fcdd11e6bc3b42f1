"""The real server in a process of its own, on an instance with the demonstration."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from ddtool.domain.people import Author
from ddtool.packs import Library
from ddtool.settings import read_settings
from ddtool.store import Database, upgrading
from ddtool.store.files import FileStore
from ddtool.usecases.demonstration.filling import fill_demonstration

DATABASE = "ddtool.sqlite"

_HERE = Path(__file__).resolve().parents[1]
_LONGEST_START_SECONDS = 60
_LONGEST_END_SECONDS = 40


class NotServing(Exception):
    """The server ended, or did not answer in time."""


class Served:
    """A server of an instance; it can be killed and started again at the same address."""

    def __init__(self, instance: Path, **settings: str) -> None:
        self.instance = instance
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers; a process group of its own, so that all of it ends.

        :raises NotServing: it did not come up; the end of its log says why.
        """
        command = [sys.executable, "-m", "ddtool", "serve", "--port", str(self.port)]
        kept = {name: value for name, value in os.environ.items() if not _is_ours(name)}
        environment = kept | {"DDTOOL_INSTANCE": str(self.instance)} | self._settings
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=_HERE, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self._wait()

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it the polite way."""
        self._end(signal.SIGTERM)

    @property
    def pid(self) -> int:
        """The process that serves."""
        if self._process is None:
            raise NotServing("not started")
        return self._process.pid

    @property
    def _log(self) -> Path:
        return self.instance.with_suffix(".log")

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, how)
            self._process.wait(_LONGEST_END_SECONDS)

    def _wait(self) -> None:
        end = time.monotonic() + _LONGEST_START_SECONDS
        while not _is_answering(self.port):
            ended = self._process is None or self._process.poll() is not None
            if ended or time.monotonic() > end:
                raise NotServing(self._log.read_text(errors="replace")[-3000:])
            time.sleep(0.02)


@contextmanager
def serving(instance: Path, **settings: str) -> Iterator[Served]:
    """A server that is up, and ended afterwards. ``settings`` go into its environment."""
    served = Served(instance, **settings)
    try:
        served.start()
        yield served
    finally:
        served.stop()


def make_instance(at: Path) -> Mapping[str, str]:
    """An instance filled with the demonstration; the passwords of its people by e-mail address."""
    template, passwords = _filled()
    shutil.copytree(template, at)
    at.chmod(0o700)
    return passwords


def begin_anew(instance: Path) -> None:
    """Bring an instance with the demonstration back to its beginning, while it is being served."""
    template, _ = _filled()
    beginning = sqlite3.connect(template / DATABASE)
    now = sqlite3.connect(instance / DATABASE)
    with closing(beginning), closing(now):
        beginning.backup(now)
    for file in template.rglob("*"):
        kept = instance / file.relative_to(template)
        if file.is_file() and not kept.exists():
            shutil.copy2(file, kept)


def open_assessment(instance: Path) -> str:
    """The id of the demonstration's assessment that is still being filled in."""
    with sqlite3.connect(instance / DATABASE) as connection:
        query = "SELECT id FROM assessments WHERE state = 'open' AND carried_from IS NOT NULL"
        (found,) = connection.execute(query).fetchone()
    connection.close()
    return str(found)


@cache
def _filled() -> tuple[Path, Mapping[str, str]]:
    made = Path(mkdtemp(prefix="ddtool-demo-")) / "instance"
    made.mkdir(mode=0o700)
    settings = read_settings({"DDTOOL_INSTANCE": str(made)})
    database = Database(settings.database_url)
    upgrading.upgrade(database)
    logins = fill_demonstration(
        database,
        FileStore(settings.evidence),
        Library((settings.criteria,)),
        Author("demo", None, datetime.now(UTC)),
        folder=settings.criteria / "demo",
    )
    database.close()
    return made, {login.email: login.password for login in logins}


def _is_ours(name: str) -> bool:
    return name.startswith("DDTOOL_")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _is_answering(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0
