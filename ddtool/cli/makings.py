"""One report in the making: its process, what that says, and how it ended."""

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from ddtool.cli.processes import own_environment, own_program
from ddtool.sentences import Sentence
from ddtool.store.told import unpacked
from ddtool.usecases.report_work import KeptFile, Made, Report

LIMIT_SECONDS = 420
"""How long a report may take before its process is ended."""

_CHUNK = 1 << 16
_TOO_LONG = Sentence("The report took longer than is allowed. Ask for it as Excel instead.")


@dataclass(slots=True, eq=False)
class Making:
    """A report that is being made by a process of its own.

    ``step`` counts from 1 to ``steps`` once the process has begun, ``said`` is what it does. At
    the end there is ``made`` or ``reason``; neither where the process broke down.
    """

    report: Report
    process: subprocess.Popen[bytes]
    slot: BinaryIO
    deadline: float
    step: int = 0
    steps: int = 0
    said: str = ""
    made: Made | None = None
    reason: str = ""
    is_over: bool = False
    _heard: bytearray = field(default_factory=bytearray)

    def fileno(self) -> int:
        """What to listen to."""
        return _output(self.process).fileno()

    def listen(self) -> None:
        """Take in what the process has said since; at its end, be over."""
        while not self.is_over:
            try:
                heard = os.read(self.fileno(), _CHUNK)
            except BlockingIOError:
                return
            self._heard += heard
            *lines, rest = self._heard.split(b"\n")
            self._heard = bytearray(rest)
            for line in lines:
                self._take(json.loads(line))
            self.is_over = not heard

    def end_if_late(self) -> None:
        """End the process where it has taken too long."""
        if not self.is_over and time.monotonic() > self.deadline:
            self.reason = _TOO_LONG
            self.process.kill()

    def close(self) -> None:
        """End the process where it still runs, and free its place."""
        self.process.kill()
        code = self.process.wait()
        if code == -signal.SIGXCPU:
            self.reason = self.reason or _TOO_LONG
        _output(self.process).close()
        self.slot.close()

    @property
    def broke_down(self) -> bool:
        """Whether the process ended without a word."""
        return self.process.returncode != 0 and self.made is None and not self.reason

    def _take(self, said: list[Any]) -> None:
        match said:
            case ["step", int(number), int(steps), str(message)]:
                self.step, self.steps, self.said = number, steps, unpacked(message)
            case ["made", dict(made)]:
                file = KeptFile(**made.pop("file"))
                self.made = Made(file=file, **made)
            case ["failed", str(message)]:
                self.reason = unpacked(message)


def begin(report: Report, slot: BinaryIO) -> Making:
    """Start the process that makes a report and holds the place until it ends."""
    arguments = (report.organisation, report.id, str(report.tries), str(os.getpid()))
    process = subprocess.Popen(  # noqa: S603 -- our own program, with ids of our own making
        own_program("ddtool.cli.report_maker", *arguments),
        env=own_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        pass_fds=(slot.fileno(),),
    )
    os.set_blocking(_output(process).fileno(), False)
    return Making(report, process, slot, deadline=time.monotonic() + LIMIT_SECONDS)


def _output(process: subprocess.Popen[bytes]) -> BinaryIO:
    assert process.stdout is not None, "it was started with a pipe"  # noqa: S101 -- for mypy
    return process.stdout  # type: ignore[return-value]
