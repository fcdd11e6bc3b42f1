"""``ddtool audit``: the history proved and handed out, as an administrator types it."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from ddtool import cli
from ddtool.settings import read_settings

PASSWORD = "seven copper kettles\n"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """An instance with a database and one user; its database."""
    assert cli.run(["db", "upgrade"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD))
    arguments = ["users", "add", "ana@north.example", "--role", "lead"]
    assert cli.run([*arguments, "--organisation", "North Metals"]) == 0
    capsys.readouterr()
    return read_settings().instance / "ddtool.sqlite"


def test_a_history_that_holds_is_proved_with_its_last_link(
    made: Path, capsys: pytest.CaptureFixture[str]
):
    assert cli.run(["audit", "verify", "--json"]) == 0
    proof = json.loads(capsys.readouterr().out)

    assert (proof["ok"], proof["events"]) == (True, 3)
    assert cli.run(["audit", "verify", "--kept", proof["link"]]) == 0
    assert "The history holds: 3 events." in capsys.readouterr().out


def test_a_row_changed_by_other_means_is_named(made: Path, capsys: pytest.CaptureFixture[str]):
    connection = sqlite3.connect(made)
    connection.execute("DROP TRIGGER events_no_update")
    connection.execute("UPDATE events SET author = 'Nobody' WHERE number = 2")
    connection.commit()
    connection.close()

    assert cli.run(["audit", "verify"]) == 1

    assert "does not hold from event 2 on" in capsys.readouterr().err


@pytest.mark.parametrize("link", ["17", "1:abc", "x:y", ""])
def test_a_link_that_is_none_is_wrong_usage(
    made: Path, link: str, capsys: pytest.CaptureFixture[str]
):
    assert cli.run(["audit", "verify", "--kept", link]) == 2

    assert "is no link" in capsys.readouterr().err


def test_the_history_is_handed_out_and_tells_that_it_was(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    target = tmp_path / "audit.csv"

    assert cli.run(["audit", "export", str(target)]) == 0

    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    assert [row["verb"] for row in rows] == ["downloaded", "added", "added", "added"]
    assert rows[0]["seen"] == "audit_trail"
    assert f"{target} holds 4 events." in capsys.readouterr().out


def test_a_period_and_another_format_can_be_asked_for(made: Path, tmp_path: Path):
    target = tmp_path / "audit.jsonl"

    assert cli.run(["audit", "export", str(target), "--to", "2020-01-01"]) == 0
    assert target.read_bytes() == b""
    assert cli.run(["audit", "export", str(target), "--thing", "north metals"]) == 0
    nouns = [json.loads(line)["noun"] for line in target.read_bytes().splitlines()]
    assert nouns == ["organisation"]
    assert cli.run(["audit", "export", str(target), "--who", "command line"]) == 0
    first = json.loads(target.read_bytes().splitlines()[0])
    assert (first["noun"], first["fields"]) == ("access", [])


def test_a_backup_and_the_list_of_people_are_on_record(made: Path, tmp_path: Path):
    assert cli.run(["backup", str(tmp_path / "all.zip")]) == 0
    assert cli.run(["users", "list"]) == 0

    target = tmp_path / "audit.jsonl"
    assert cli.run(["audit", "export", str(target)]) == 0
    seen = [json.loads(line)["seen"] for line in target.read_bytes().splitlines()]
    assert seen[:3] == ["audit_trail", "people", "backup"]


def test_without_a_database_the_commands_say_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert cli.run(["audit", "verify"]) == 1
    assert cli.run(["audit", "export", str(tmp_path / "x.csv")]) == 1

    assert "run: ddtool db upgrade" in capsys.readouterr().err
