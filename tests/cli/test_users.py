"""What whoever runs the machine does with people's logins."""

import io

import pytest

from ddtool import cli

PASSWORD = "seven copper kettles\n"
ANA = "ana@north.example"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An instance with a database and one user."""
    assert cli.run(["db", "upgrade"]) == 0
    type_in(monkeypatch, PASSWORD)
    arguments = ["users", "add", ANA, "--role", "lead", "--organisation", "North Metals"]
    assert cli.run(arguments) == 0
    capsys.readouterr()


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_everybody_with_a_login_is_listed(made: None, capsys: pytest.CaptureFixture[str]):
    assert cli.run(["users", "list"]) == 0

    assert capsys.readouterr().out == f"{ANA}  ana  producer_lead (North Metals)\n"


def test_nobody_yet_is_said(capsys: pytest.CaptureFixture[str]):
    assert cli.run(["db", "upgrade"]) == 0
    capsys.readouterr()

    assert cli.run(["users", "list"]) == 0

    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Nobody has a login yet.\n")


def test_somebody_may_sign_in_no_longer_and_then_again(
    made: None, capsys: pytest.CaptureFixture[str]
):
    assert cli.run(["users", "deactivate", ANA]) == 0
    assert cli.run(["users", "list"]) == 0
    assert "may not sign in" in capsys.readouterr().out

    assert cli.run(["users", "activate", ANA]) == 0

    assert capsys.readouterr().out == f"{ANA} can sign in again.\n"


def test_a_new_password_is_taken_from_the_operator(
    made: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    type_in(monkeypatch, "nine copper kettles\n")

    assert cli.run(["users", "set-password", ANA]) == 0

    told = f"{ANA} has a new password and is signed out everywhere.\n"
    assert capsys.readouterr().out == told


def test_a_second_factor_that_is_not_there_is_told(made: None, capsys: pytest.CaptureFixture[str]):
    assert cli.run(["users", "reset-second-factor", ANA]) == 1

    assert capsys.readouterr().err == f"{ANA} has no second factor.\n"


@pytest.mark.parametrize("command", ["deactivate", "activate", "reset-second-factor"])
def test_somebody_unknown_is_told(made: None, capsys: pytest.CaptureFixture[str], command: str):
    assert cli.run(["users", command, "nobody@north.example"]) == 1

    assert capsys.readouterr().err == "There is no user nobody@north.example.\n"


def test_without_a_terminal_and_without_input_it_is_said_that_no_password_came(
    made: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    type_in(monkeypatch, "")

    assert cli.run(["users", "set-password", ANA]) == 2

    assert "none came" in capsys.readouterr().err
