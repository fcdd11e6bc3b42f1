"""A PostgreSQL server of the tests' own, started on first use and gone when the tests end."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

_NUMBERS = count(1)


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl, or None where PostgreSQL's server is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    if found:
        folders.insert(0, Path(found).resolve().parent)
    return next((one for one in folders if (one / "pg_ctl").exists()), None)


@cache
def server() -> "Server":
    """The server of this process."""
    started = Server()
    atexit.register(started.stop)
    return started


class Server:
    """PostgreSQL in a folder of its own, to be reached through a socket there and no other way."""

    def __init__(self) -> None:
        programs = find_programs()
        assert programs is not None
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="ddtool-postgresql-"))
        self._user = _unprivileged()
        if self._user:
            shutil.chown(self._folder, self._user)
        data = str(self._folder / "data")
        # Nothing here has to outlive a crash, so nothing has to reach the disk.
        options = f"-c listen_addresses='' -k {self._folder} -c fsync=off -c max_connections=200"
        initdb = ("-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
        self._run("initdb", *initdb, "--locale=C.UTF-8")
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")

    def make_database(self, template: str = "template1") -> str:
        """A new database, empty or a copy of another; its name."""
        name = f"tests{next(_NUMBERS)}"
        self.command(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def url(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://tests@/{name}?host={self._folder}"

    def command(self, sql: str) -> None:
        """Carry out one command as administrator."""
        arguments = ("-h", str(self._folder), "-U", "tests", "-d", "postgres", "-qc", sql)
        self._run("psql", *arguments)

    def stop(self) -> None:
        """Stop at once and leave nothing behind."""
        data = str(self._folder / "data")
        self._run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), *arguments],
            check=True,
            user=self._user,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
        )


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root: its own user then, or nobody."""
    if os.getuid() != 0:
        return None
    names = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
