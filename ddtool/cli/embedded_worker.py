"""The worker of ``ddtool serve``: a process of its own that lives as long as the server."""

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ddtool.cli.processes import own_environment, own_program

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0
_PATIENCE_SECONDS = 10.0


@contextmanager
def embedded_worker() -> Iterator[None]:
    """Keep one worker running beside the server, and end it with the server.

    One that dies is started again, after a pause that grows while it keeps dying. If the server
    itself is killed the worker notices the end of its standard input and stops.
    """
    keeper = Keeper()
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class Keeper:
    """Starts the worker again and again until told to stop. ``process`` is the one of now."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep, name="worker keeper", daemon=True)

    def start(self) -> None:
        """Start the worker."""
        self._thread.start()

    def stop(self) -> None:
        """End the worker and wait until it has gone."""
        with self._lock:
            self._stopping.set()
            process = self.process
        if process is not None:
            _end(process)
        self._thread.join(_PATIENCE_SECONDS)

    def _keep(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while (process := self._begin()) is not None:
            begun = time.monotonic()
            process.wait()
            _close_input(process)
            if time.monotonic() - begun > LONGEST_PAUSE_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            self._stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _begin(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._stopping.is_set():
                return None
            self.process = subprocess.Popen(  # noqa: S603 -- our own program
                own_program("ddtool", "worker", "--until-eof"),
                env=own_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
            return self.process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _close_input(process)


def _close_input(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
