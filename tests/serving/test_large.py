"""What is too large is answered with a page, over a real connection that stays open."""

import http.client
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

MEBIBYTE = 1 << 20


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where an installation serves that takes files of one mebibyte."""
    folder = tmp_path_factory.mktemp("large") / "installation"
    command = [sys.executable, "-m", "tests.serving.large", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.terminate()


@pytest.fixture
def connection(port: int) -> Iterator[http.client.HTTPConnection]:
    """To that installation."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as opened:
        yield opened


@pytest.mark.parametrize("size", [3 * MEBIBYTE, 60 * MEBIBYTE])
def test_a_form_that_is_too_large_gets_a_page(connection: http.client.HTTPConnection, size: int):
    form = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"http://127.0.0.1:{connection.port}/sign-in",
    }

    connection.request("POST", "/sign-in", b"x" * size, form)
    answer = connection.getresponse()
    page = answer.read().decode()

    assert answer.status == 413
    assert "<main" in page
    assert "may have at most 1 MB and 1000 fields. Nothing was stored." in page
    assert 'href="/sign-in">Back to the form' in page
    connection.request("GET", "/sign-in")
    again = connection.getresponse()
    again.read()
    assert again.status == 200


def test_a_body_without_a_stated_length_ends_where_it_grows_too_large(
    connection: http.client.HTTPConnection,
):
    pieces = (b"x" * 65_536 for _ in range(40))

    try:
        connection.request("POST", "/sign-in", pieces, encode_chunked=True)
    except (BrokenPipeError, ConnectionResetError):
        return
    assert connection.getresponse().status == 413


def test_a_program_gets_problem_details(connection: http.client.HTTPConnection):
    json = {"Content-Type": "application/json"}

    connection.request("POST", "/api/v1/sites", b" " * (5 * MEBIBYTE), json)
    answer = connection.getresponse()

    assert (answer.status, answer.getheader("Content-Type")) in (
        (401, "application/problem+json"),
        (413, "application/problem+json"),
    )
