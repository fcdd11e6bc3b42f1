"""Databases of older releases are upgraded with everything that is in them.

``releases/NNNN.zip`` is a backup that the last ddtool with that schema has made: two organisations,
a user with a session, a token, an invitation and a link to a new password, and an assessment with
answers, evidence, an action and a submission; from 0003 on with a review, from 0004 on with what a
programme administers, an issued matrix among it.
"""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.domain.people import Author
from ddtool.store import Database, answers, events, upgrading
from ddtool.store.copying import back_up, read_manifest
from ddtool.store.files import FileStore
from ddtool.store.restoring import restore
from ddtool.usecases.sign_in import Visitor, sign_in
from tests.store.makers import ASSESSMENT, AT, NORTH, fill

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.zip"))


def test_every_older_schema_has_its_backup_here():
    assert [path.stem for path in RELEASES] == list(upgrading.REVISIONS[:-1])


@pytest.mark.parametrize("backup", RELEASES, ids=lambda path: path.stem)
def test_a_backup_of_every_release_comes_back_whole(backup: Path, empty_url: str, tmp_path: Path):
    database, files = Database(empty_url), FileStore(tmp_path / "evidence")

    back = restore(database, files, backup)

    assert (back.revision, back.files) == (backup.stem, 1)
    assert upgrading.revision_of(database) == upgrading.NEWEST
    back_up(database, files, tmp_path / "again.zip", at=AT)
    columns = read_manifest(backup)["columns"]
    assert _rows_in(tmp_path / "again.zip", columns) == _rows_in(backup, columns)
    with database.read() as db:
        events.verify(db)
        (answer,) = answers.answers_of(db, NORTH, ASSESSMENT)
        assert answer.value == Answer("17.a", AnswerCode.MET, "Ünïcode 南")
    database.close()


@pytest.mark.parametrize("backup", RELEASES, ids=lambda path: path.stem)
def test_people_of_every_release_can_sign_in(backup: Path, empty_url: str, tmp_path: Path):
    database = Database(empty_url)
    restore(database, FileStore(tmp_path / "evidence"), backup)

    visitor = Visitor("ana@north.example", "seven copper kettles")
    session, _secret = sign_in(database, Author("ana@north.example", None, AT), visitor)

    assert session.user.name == "Ana Alvarez"
    database.close()


def test_an_upgrade_of_a_database_with_rows_keeps_them(empty_url: str):
    database = Database(empty_url)
    upgrading.upgrade(database, "0001")
    fill(database)

    steps = upgrading.upgrade(database)

    assert steps == ("0002", "0003", "0004", "0005")
    with database.read() as db:
        assert answers.answers_of(db, NORTH, ASSESSMENT) == ()
        assert events.verify(db) == 6
    database.close()


def _rows_in(backup: Path, columns: dict[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    """What stands in those columns of those tables."""
    with zipfile.ZipFile(backup) as archive:
        named = json.loads(archive.read("manifest.json"))["columns"]
        rows = {name: archive.read(f"tables/{name}.jsonl").splitlines() for name in columns}
    return {
        name: [
            _only(dict(zip(named[name], json.loads(row), strict=True)), wanted)
            for row in rows[name]
        ]
        for name, wanted in columns.items()
    }


def _only(row: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}
