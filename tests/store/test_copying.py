"""A backup is made while others save, and brings everything back, also into the other database."""

import io
import threading
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from ddtool.domain.assessment_heads import EvidenceFile
from ddtool.domain.assessments import Answer, AnswerCode, Evidence
from ddtool.domain.refusals import AlreadyThere, SchemaTooNew, StoreUnreachable
from ddtool.store import (
    Database,
    answers,
    assessments,
    certificates,
    events,
    evidence,
    loading,
    report_queue,
    reports,
    upgrading,
)
from ddtool.store.copying import back_up, read_manifest
from ddtool.store.files import FileStore
from ddtool.store.reports import Order
from ddtool.store.restoring import restore
from ddtool.store.tables import metadata
from tests.factories import make_certificate
from tests.store.makers import ANA, ASSESSMENT, AT, NORTH, SITE, make_head

PERMIT = b"%PDF-1.7 permit"


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "evidence")


@pytest.fixture
def whole(filled: Database, files: FileStore) -> Database:
    """Something of everything, an evidence file among it."""
    kept = files.keep(io.BytesIO(PERMIT), largest=100)
    file = EvidenceFile("permit.pdf", "application/pdf", kept.size, kept.stored_name, kept.sha256)
    with filled.write(ANA) as db:
        assessments.add(db, NORTH, make_head(id="0", carried_from=ASSESSMENT))
        certificates.add(db, NORTH, make_certificate(id="c", sites=(SITE,)))
        evidence.add(db, NORTH, Evidence("e", "Permit"), file)
        evidence.show(db, NORTH, ASSESSMENT, "e", shown=("17.a",))
        answer = Answer("17.a", AnswerCode.MET, "Ünïcode 南")
        answers.save_answer(db, NORTH, ASSESSMENT, answer, version=0)
    return filled


def test_the_file_of_a_report_is_backed_up_and_a_lost_one_stops_no_backup(
    whole: Database, files: FileStore, tmp_path: Path
):
    kept = files.keep(io.BytesIO(b"report"), largest=100)
    order = Order(ASSESSMENT, "pdf", AT.date(), revision=1)
    with whole.write(ANA) as db:
        for day in (1, 2):
            reports.ask(db, NORTH, replace(order, as_of=date(2026, 12, day)))
        for file in (kept, replace(kept, stored_name="ab" * 16)):
            report = report_queue.take_next(db, silent_since=AT)
            assert report is not None
            report_queue.finish(db, report, file, "report.pdf")

    done = back_up(whole, files, tmp_path / "backup.zip", at=AT)

    assert done.files == 2
    assert f"evidence/{kept.stored_name}" in read_manifest(tmp_path / "backup.zip")["sha256"]


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in metadata.sorted_tables
        }


def test_everything_comes_back_also_into_the_other_kind_of_database(
    whole: Database, files: FileStore, empty_url: str, tmp_path: Path
):
    backup, new_files = tmp_path / "backup.zip", FileStore(tmp_path / "new evidence")
    made = back_up(whole, files, backup, at=AT)
    new = Database(empty_url.replace("/store/", "/new/"))

    back = restore(new, new_files, backup)

    assert made == back
    assert (back.revision, back.files) == ("0005", 1)
    assert {name: sorted(map(repr, found)) for name, found in rows(new).items()} == {
        name: sorted(map(repr, found)) for name, found in rows(whole).items()
    }
    with new.read() as db:
        file = evidence.find(db, NORTH, "e").value.file
        assert file is not None
        with new_files.open(file.stored_name) as opened:
            assert opened.read() == PERMIT
        assert events.verify(db) == 11
    assert backup.stat().st_mode & 0o777 == 0o600
    new.close()


def test_a_backup_while_others_save_holds_what_was_acknowledged_before(
    filled: Database, files: FileStore, tmp_path: Path
):
    saved, stop = [0], threading.Event()

    def keep_saving() -> None:
        while not stop.is_set():
            with filled.write(ANA) as db:
                answer = Answer("17.a", AnswerCode.MET, f"save {saved[0] + 1}")
                answers.save_answer(db, NORTH, ASSESSMENT, answer, version=saved[0])
            saved[0] += 1

    writer = threading.Thread(target=keep_saving)
    writer.start()
    befores = []
    for number in range(4):
        before = saved[0]
        back_up(filled, files, tmp_path / f"{number}.zip", at=AT)
        befores.append((before, saved[0]))
    stop.set()
    writer.join()

    for number, (before, after) in enumerate(befores):
        restored = Database(f"sqlite:///{tmp_path}/{number}.sqlite")
        restore(restored, FileStore(tmp_path / str(number)), tmp_path / f"{number}.zip")
        with restored.read() as db:
            found = [one.version for one in answers.answers_of(db, NORTH, ASSESSMENT)]
            assert before <= (found or [0])[0] <= after + 1
            events.verify(db)
        restored.close()
    assert saved[0] > befores[0][0]


def test_a_backup_is_never_written_over_a_file(filled: Database, files: FileStore, tmp_path: Path):
    (tmp_path / "kept.zip").write_text("mine")

    with pytest.raises(FileExistsError):
        back_up(filled, files, tmp_path / "kept.zip", at=AT)

    assert (tmp_path / "kept.zip").read_text() == "mine"


def test_nothing_is_restored_over_something(whole: Database, files: FileStore, tmp_path: Path):
    back_up(whole, files, tmp_path / "backup.zip", at=AT)

    with pytest.raises(AlreadyThere, match="holds data already"):
        restore(whole, files, tmp_path / "backup.zip")


def test_a_damaged_backup_brings_nothing_back(
    whole: Database, files: FileStore, empty_url: str, tmp_path: Path
):
    back_up(whole, files, tmp_path / "backup.zip", at=AT)
    _rewrite(tmp_path / "backup.zip", "tables/answers.jsonl", b"[]\n")
    new = Database(empty_url.replace("/store/", "/new/"))

    with pytest.raises(StoreUnreachable, match=r"tables/answers\.jsonl is not as it was written"):
        restore(new, files, tmp_path / "backup.zip")

    assert upgrading.revision_of(new) == ""
    new.close()


def test_a_file_that_is_no_backup_is_told(database: Database, files: FileStore, tmp_path: Path):
    (tmp_path / "letter.zip").write_text("Dear Sir or Madam")

    with pytest.raises(StoreUnreachable, match="is no backup"):
        restore(database, files, tmp_path / "letter.zip")


def test_a_backup_of_a_newer_ddtool_is_left_alone(
    database: Database, files: FileStore, tmp_path: Path
):
    back_up(database, files, tmp_path / "backup.zip", at=AT)
    assert read_manifest(tmp_path / "backup.zip")["revision"] == "0005"
    newer = b'{"format": "ddtool-backup-1", "revision": "9999", "sha256": {}, "tables": {}}'
    _rewrite(tmp_path / "backup.zip", "manifest.json", newer)

    with pytest.raises(SchemaTooNew, match="schema 9999"):
        restore(database, files, tmp_path / "backup.zip")


def test_a_restored_assessment_is_the_same(whole: Database, files: FileStore, tmp_path: Path):
    back_up(whole, files, tmp_path / "backup.zip", at=AT)
    new = Database(f"sqlite:///{tmp_path}/new.sqlite")
    restore(new, replace(files, folder=tmp_path / "new"), tmp_path / "backup.zip")

    with whole.read() as old_db, new.read() as new_db:
        assert loading.load(new_db, NORTH, ASSESSMENT) == loading.load(old_db, NORTH, ASSESSMENT)
    new.close()


def _rewrite(path: Path, part: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, kept in (parts | {part: content}).items():
            archive.writestr(name, kept)
