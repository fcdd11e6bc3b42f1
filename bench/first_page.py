"""Measure: from an empty folder to the first page, with the demonstration, as people start it.

The time is that of a clock, not of the processor: somebody waits. The peak memory is that of the
largest process, while pages are asked for.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

_PAGES = 50


def prepare() -> Callable[[], object]:
    """Nothing to make; the work is one whole start."""
    return _start_once


def _start_once() -> float:
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        command = [sys.executable, "-m", "ddtool", "serve", "--demo", "--port", str(port)]
        environment = os.environ | {"DDTOOL_INSTANCE": str(Path(folder) / "instance")}
        begun = time.monotonic()
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as server:
            address = f"http://127.0.0.1:{port}/sign-in"
            _first_page(address, server)
            waited = time.monotonic() - begun
            for _ in range(_PAGES):
                _page(address)
            server.send_signal(signal.SIGTERM)
        return waited


def _first_page(address: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            return _page(address)
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("the server ended before its first page")


def _page(address: str) -> None:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 -- our own server
        answer.read()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
