"""The server as people start it: a process of its own, at a free port."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

LONGEST_START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@dataclass
class Served:
    """A server that is up; what it said on stdout and its exit code are known once it has ended."""

    address: str
    said: str = ""
    code: int | None = None


@contextmanager
def serving(instance: Path, *options: str) -> Iterator[Served]:
    """A server of an instance, ended afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "ddtool", "serve", "--port", str(port), *options]
    environment = os.environ | {"DDTOOL_INSTANCE": str(instance)}
    served = Served(f"http://127.0.0.1:{port}")
    with (
        instance.with_suffix(".log").open("w") as log,
        subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process,
    ):
        try:
            _wait_for(port, process)
            yield served
        finally:
            process.send_signal(signal.SIGTERM)
            served.said, _ = process.communicate(timeout=30)
            served.code = process.returncode


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            page(f"http://127.0.0.1:{port}/sign-in")
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not come up")


def page(address: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 -- our own server
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 -- as above
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def test_from_an_empty_folder_to_the_first_page_and_an_orderly_end(tmp_path: Path):
    instance = tmp_path / "instance"
    with serving(instance, "--demo") as served:
        status, text = page(f"{served.address}/sign-in")

        strange, _ = page(f"{served.address}/sign-in", Host="evil.example")

    assert (status, strange, served.code) == (200, 400, 0)
    assert "<h1>" in text
    assert f"ddtool serves {served.address}/" in served.said
    for path in (instance, *instance.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path
    kept = (instance / "demo-logins.txt").read_text(encoding="utf-8")
    assert kept in served.said
    lines = [json.loads(line) for line in instance.with_suffix(".log").read_text().splitlines()]
    assert {line["status"] for line in lines if "status" in line} == {200, 400}


def test_headers_that_only_a_proxy_may_set_count_for_nothing_without_one(tmp_path: Path):
    instance = tmp_path / "instance"
    forged = {"X-Forwarded-For": "192.0.2.66", "X-Forwarded-Host": "evil.example"}
    with serving(instance, "--no-worker") as served:
        status, _ = page(f"{served.address}/sign-in", **forged)

    log = instance.with_suffix(".log").read_text()
    assert status == 200
    assert "192.0.2.66" not in log
    assert "evil.example" not in log


def test_a_second_start_keeps_what_is_there_and_says_the_logins_again(tmp_path: Path):
    instance = tmp_path / "instance"
    with serving(instance, "--demo"):
        pass
    before = (instance / "demo-logins.txt").read_bytes()

    with serving(instance, "--demo") as served:
        pass

    assert (instance / "demo-logins.txt").read_bytes() == before
    assert re.search(r"producer_lead\s+\S+@\S+\.example", served.said)


def test_a_server_without_logins_says_how_to_make_one(tmp_path: Path):
    with serving(tmp_path / "instance") as served:
        pass

    assert "Nobody has a login here yet" in served.said


@pytest.mark.parametrize(
    ("setting", "options", "told"),
    [
        ({}, ["--host", "192.0.2.7"], "cannot be had"),
        ({}, ["--host", "::"], "DDTOOL_TRUSTED_HOSTS"),
        ({"DDTOOL_SECRET_KEY": "short"}, [], "secret key is too short"),
        ({}, ["--port", "0"], "Invalid value for '--port'"),
    ],
)
def test_what_keeps_the_server_from_starting_is_told_in_a_sentence(
    tmp_path: Path, setting: dict[str, str], options: list[str], told: str
):
    command = [sys.executable, "-m", "ddtool", "serve", "--port", str(free_port()), *options]
    environment = os.environ | {"DDTOOL_INSTANCE": str(tmp_path / "instance")} | setting

    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert run.returncode in (1, 2)
    assert told in run.stderr
    assert "Traceback" not in run.stderr
