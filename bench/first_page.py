"""Measure: from an empty folder to the first page, with the demonstration, as people start it.

The time is that of a clock, not of the processor: somebody waits. The peak memory is that of the
largest process, while pages are asked for and a crowd signs in.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_PAGES = 50
_CROWD = 10
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


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
            with ThreadPoolExecutor(_CROWD) as crowd:
                list(crowd.map(_try_to_sign_in, [address] * _CROWD))
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


def _try_to_sign_in(address: str) -> None:
    """With a wrong password, which costs as much as a right one."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    token = _TOKEN.search(browser.open(address, timeout=60).read().decode())
    typed = {"email": "nobody@example.org", "password": "a wrong one entirely"}
    sent = typed | {"csrf_token": token[1] if token else ""}
    with contextlib.suppress(urllib.error.HTTPError):
        browser.open(address, urllib.parse.urlencode(sent).encode(), timeout=60).read()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
