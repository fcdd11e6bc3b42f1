import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from ddtool import cli
from ddtool.cli.commands import COMMANDS
from ddtool.domain.errors import DdtoolError, Problems


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], int]:
    """Run ``ddtool fail``, a command that raises what it is given."""

    def run(error: Exception) -> int:
        def fail() -> None:
            raise error

        command = click.Command("fail", callback=fail)
        monkeypatch.setattr(cli.Commands, "get_command", lambda *_: command)
        return cli.run(["fail"])

    return run


def test_the_help_lists_the_commands_in_their_order(capsys: pytest.CaptureFixture[str]):
    code = cli.run(["--help"])

    section = capsys.readouterr().out.partition("Commands:\n")[2]
    assert code == 0
    assert [line.split()[0] for line in section.splitlines()] == [
        "serve", "demo", "coverage", "workbook", "report", "packs",
        "assessments", "reminders",
        "db", "users", "tokens", "worker", "audit", "backup", "restore", "doctor",
    ]  # fmt: skip


@pytest.mark.parametrize("name", [listed.name for listed in COMMANDS])
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]):
    assert cli.run([name, "--help"]) == 0
    assert f"Usage: ddtool {name}" in capsys.readouterr().out


def test_the_version_can_be_asked_for(capsys: pytest.CaptureFixture[str]):
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("ddtool 0.")


@pytest.mark.parametrize("arguments", [["no-such-command"], ["--no-such-option"], ["doctor", "x"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert cli.run(arguments) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert "ddtool" in said.err


def test_a_stated_reason_is_one_sentence_and_exit_code_1(
    failing: Callable[[Exception], int], capsys: pytest.CaptureFixture[str]
):
    assert failing(DdtoolError("No pack carries rra@9.0.")) == 1

    assert capsys.readouterr().err == "No pack carries rra@9.0.\n"


def test_each_problem_has_its_own_line(
    failing: Callable[[Exception], int], capsys: pytest.CaptureFixture[str]
):
    assert failing(Problems(["line 3: no id", "line 7: no title"])) == 1

    assert capsys.readouterr().err == "line 3: no id\nline 7: no title\n"


def test_a_file_that_cannot_be_written_is_told_by_name(
    failing: Callable[[Exception], int], capsys: pytest.CaptureFixture[str]
):
    assert failing(PermissionError(13, "Permission denied", "gaps.pdf")) == 1

    assert capsys.readouterr().err == "gaps.pdf: Permission denied\n"


def test_output_that_cannot_be_written_is_told_once():
    program = f"{sys.executable} -m ddtool --help > /dev/full"

    answer = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False)

    assert answer.returncode == 1
    assert answer.stderr == (
        "Not everything could be written (No space left on device). "
        "Free some space, or send the output elsewhere.\n"
    )


def test_an_interrupted_command_says_that_it_stopped(
    failing: Callable[[Exception], int], capsys: pytest.CaptureFixture[str]
):
    assert failing(click.Abort()) == 1

    assert capsys.readouterr().err == "Stopped.\n"


def test_an_unforeseen_error_shows_a_number_and_no_trace(
    failing: Callable[[Exception], int], capsys: pytest.CaptureFixture[str]
):
    assert failing(ZeroDivisionError("secret detail")) == 1
    first = capsys.readouterr().err
    failing(ZeroDivisionError("other detail"))

    assert "secret detail" not in first
    assert "Traceback" not in first
    assert "(error " in first
    assert capsys.readouterr().err == first


def test_the_trace_is_shown_to_those_who_ask(
    failing: Callable[[Exception], int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setenv("DDTOOL_DEBUG", "1")

    failing(ZeroDivisionError("detail"))

    assert "Traceback" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path):
    program = f"{sys.executable} -m ddtool --help | true"

    answer = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False)

    assert answer.stderr == ""
