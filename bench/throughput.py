"""``python -m bench.throughput``: requests a second on two processes, beside the calibration loop.

The real server for grown installations (gunicorn, two processes of four threads) on a copy of the
demonstration; eight clients on this machine ask for the page of a criterion, then save answers. On
a machine with two cores the clients take their share of them.
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench.calibration import cpu_seconds_of_the_loop
from soak.served import make_instance, open_assessment

_WHO = "lucia.quispe@lomas-de-tirso.example"
_CLIENTS = 8
_PAGES = 240
_SAVES = 160
_PATIENCE_SECONDS = 60


class Client:
    """Somebody signed in over a connection that stays open."""

    def __init__(self, port: int, password: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
        self._cookies: dict[str, str] = {}
        sent = {"email": _WHO, "password": password, "csrf_token": self._token("/sign-in")}
        self.post("/sign-in", sent)
        self.token = self._token("/account")

    def get(self, path: str) -> str:
        """A page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form."""
        return self._ask("POST", path, urllib.parse.urlencode(fields))

    def _ask(self, method: str, path: str, body: str | None = None) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, content = value.partition(";")[0].partition("=")
                self._cookies[cookie] = content
        text = answer.read().decode()
        if answer.status >= 400:
            raise RuntimeError(f"{path} answered {answer.status}")
        return text

    def _token(self, path: str) -> str:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get(path))
        if found is None:
            raise RuntimeError(f"{path} has no token")
        return found[1]


def main() -> None:
    """Print both figures."""
    with tempfile.TemporaryDirectory(prefix="ddtool-throughput-") as folder:
        instance = Path(folder) / "instance"
        password = make_instance(instance)[_WHO]
        assessment = open_assessment(instance)
        port = _free_port()
        with _server(instance, port):
            _wait(port)
            clients = [Client(port, password) for _ in range(_CLIENTS)]
            page = f"/assessments/{assessment}/criteria/17"
            _report("pages of a criterion", _PAGES, clients, lambda one, _n: one.get(page))
            _report("pages saved", _SAVES, clients, lambda one, n: _save(one, page, n))


def _save(client: Client, page: str, number: int) -> None:
    """An action of one's own each: nobody is in anybody's way."""
    fields = {"title": f"Measure {number}", "criterion": "17", "csrf_token": client.token}
    client.post(page.replace("/criteria/17", "/plan/new"), fields)


def _report(
    what: str, count: int, clients: list[Client], work: Callable[[Client, int], object]
) -> None:
    loop = cpu_seconds_of_the_loop()
    begun = time.monotonic()
    with ThreadPoolExecutor(_CLIENTS) as pool:
        shares = [
            pool.submit(_share, one, range(at, count, _CLIENTS), work)
            for at, one in enumerate(clients)
        ]
        for share in shares:
            share.result()
    each = (time.monotonic() - begun) / count
    print(f"{what:<24}{1 / each:>8.1f} a second, {each / loop:.4f} loops each")


def _share(client: Client, numbers: range, work: Callable[[Client, int], object]) -> None:
    for number in numbers:
        work(client, number)


@contextmanager
def _server(instance: Path, port: int) -> Iterator[None]:
    command = [
        *(sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4"),
        *("--keep-alive", "60"),
        *("--bind", f"127.0.0.1:{port}", "ddtool.web:create_app()"),
    ]
    environment = os.environ | {"DDTOOL_INSTANCE": str(instance)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as server:
        try:
            yield
        finally:
            server.terminate()


def _wait(port: int) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not come up")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
