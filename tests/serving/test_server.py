"""What has begun is finished; what cannot be served is told in a sentence."""

import contextlib
import http.client
import signal
import socket
import subprocess
import sys
import time

import pytest

from ddtool.serving.opening import for_this_machine, open_application
from ddtool.serving.server import AddressNotToBeHad, listen_at
from ddtool.settings import read_settings

SLOW = [sys.executable, "-m", "tests.serving.slow"]


def test_a_request_under_way_is_answered_after_the_server_was_told_to_end():
    with subprocess.Popen(SLOW, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        asking.request("GET", "/slow")
        time.sleep(0.3)

        process.send_signal(signal.SIGTERM)
        answer = asking.getresponse()
        text = answer.read().decode()
        ended = process.wait(10)

    assert (answer.status, text) == (200, "begun finished")
    assert ended == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5).close()


def test_a_browser_that_keeps_asking_does_not_keep_the_server_from_ending():
    with subprocess.Popen(SLOW, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        asking.request("GET", "/quick")
        kept = asking.getresponse()
        kept.read()

        process.send_signal(signal.SIGTERM)
        statuses = set()
        with contextlib.suppress(OSError, http.client.HTTPException):
            while process.poll() is None:
                asking.request("GET", "/quick")
                answer = asking.getresponse()
                answer.read()
                statuses.add(answer.status)
        ended = process.wait(10)

    assert (kept.headers["Connection"], ended) == (None, 0)
    assert statuses <= {200}


def test_a_port_in_use_is_told_in_a_sentence():
    with listen_at("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(AddressNotToBeHad) as refused:
            listen_at("127.0.0.1", port)

    assert str(refused.value.args[0]).startswith(f"Port {port} of 127.0.0.1 cannot be had")


def test_a_host_that_is_not_there_is_told_in_a_sentence():
    with pytest.raises(AddressNotToBeHad, match=r"There is no host called nowhere\.invalid"):
        listen_at("nowhere.invalid", 8000)


@pytest.mark.parametrize(
    ("host", "named", "hosts"),
    [
        ("127.0.0.1", "", ("127.0.0.1", "localhost")),
        ("localhost", "", ("localhost", "127.0.0.1")),
        ("127.0.0.1", "dd.example.org", ("dd.example.org",)),
        ("::", "", ()),
        ("192.0.2.7", "", ()),
    ],
)
def test_this_machines_own_names_are_known_without_a_setting(
    host: str, named: str, hosts: tuple[str, ...]
):
    settings = read_settings({"DDTOOL_TRUSTED_HOSTS": named} if named else {})

    assert for_this_machine(settings, host).trusted_hosts == hosts


def test_nothing_is_opened_to_other_machines_before_the_hosts_are_named(
    capsys: pytest.CaptureFixture[str],
):
    with pytest.raises(Exception, match="DDTOOL_TRUSTED_HOSTS"):
        open_application(read_settings({}))
