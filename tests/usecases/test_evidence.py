"""Evidence with its files: quota, versions, certificates, and where a document is used."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ddtool.domain.assessment_heads import AssessmentState, EvidenceUse
from ddtool.domain.assessments import Evidence
from ddtool.domain.history import Subject
from ddtool.domain.refusals import AssessmentClosed, Conflict, NotFound
from ddtool.evidence_files import FileRefused
from ddtool.store import Database, assessments, certificates, events, evidence, evidence_uses
from ddtool.store.files import FileStore, FileTooLarge
from ddtool.usecases.evidence import (
    QuotaUsedUp,
    Upload,
    add_certificate_document,
    add_evidence,
    check_upload,
    open_evidence,
    replace_evidence_file,
    sweep_files,
)
from ddtool.usecases.evidence_overview import describe_evidence, evidence_register
from tests.evidence_files.samples import PDF, png
from tests.factories import make_certificate
from tests.store.makers import ANA, ASSESSMENT, NORTH, SITE, SUE, fill

MEGABYTE = 1024 * 1024
CERTIFICATE = "c1000000-0000-4000-8000-000000000001"


@pytest.fixture
def north(database: Database) -> Database:
    fill(database)
    with database.write(ANA) as db:
        certificates.add(db, NORTH, make_certificate(id=CERTIFICATE, sites=(SITE,)))
    return database


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "evidence")


def upload(content: bytes = PDF, name: str = "permit.pdf", **limits: int) -> Upload:
    return check_upload(name, io.BytesIO(content), largest=limits.pop("largest", 1000), **limits)


def bring(database: Database, files: FileStore, title: str = "Permit", **how: object) -> str:
    document = Evidence("", title, requirements=("17.a",))
    brought = how.pop("upload", None) or upload()
    assert isinstance(brought, Upload)
    kept = add_evidence(database, files, ANA, document, assessment=ASSESSMENT, upload=brought)
    return kept.value.evidence.id


def test_a_file_is_judged_before_it_is_kept():
    assert upload(png(), "gauge.png").media_type == "image/png"
    with pytest.raises(FileRefused, match=r"permit.pdf ends with .pdf, but its content is that"):
        upload(png())
    with pytest.raises(FileTooLarge, match=r"The file has 3 MB; at most 2 MB are taken\."):
        upload(bytes(2 * MEGABYTE + 1), largest=2 * MEGABYTE)


def test_an_organisation_has_only_so_much_room_and_nothing_is_left_behind(
    north: Database, files: FileStore
):
    first = upload(quota=len(PDF) + 5)
    bring(north, files, upload=first)

    with pytest.raises(QuotaUsedUp, match="would take more than 0 MB together"):
        bring(north, files, "Too much", upload=upload(quota=len(PDF) + 5))

    with north.read() as db:
        assert [one.value.evidence.title for one in evidence.listed(db, NORTH)] == ["Permit"]
    assert len(list(files.folder.iterdir())) == 1


def test_replaced_files_count_for_the_room_too(north: Database, files: FileStore):
    id, quota = bring(north, files), 2 * len(PDF)
    newer = replace_evidence_file(north, files, ANA, id, upload(quota=quota), version=1)

    with pytest.raises(QuotaUsedUp):
        replace_evidence_file(north, files, ANA, id, upload(quota=quota), version=newer.version)

    assert describe_evidence(north, ANA, id).document.version == 2


def test_a_replaced_file_stays_as_an_earlier_version(north: Database, files: FileStore):
    id = bring(north, files)
    newer = upload(png(), "scan.png")

    replace_evidence_file(north, files, ANA, id, newer, version=1)

    told = describe_evidence(north, ANA, id)
    assert told.document.value.file
    assert told.document.value.file.name == "scan.png"
    assert [(one.number, one.file.name, one.added_by) for one in told.earlier] == [
        (1, "permit.pdf", "Ana Alvarez")
    ]
    file, opened = open_evidence(north, files, ANA, id, number=1)
    with opened:
        assert (file.media_type, opened.read()) == ("application/pdf", PDF)
    tomorrow = replace(ANA, at=datetime.now(UTC) + timedelta(days=1))
    assert sweep_files(north, files, tomorrow) == 0


def test_a_file_that_somebody_else_has_replaced_is_not_replaced_again(
    north: Database, files: FileStore
):
    id = bring(north, files)
    replace_evidence_file(north, files, ANA, id, upload(png(), "scan.png"), version=1)

    with pytest.raises(Conflict):
        replace_evidence_file(north, files, ANA, id, upload(), version=1)

    assert len(describe_evidence(north, ANA, id).earlier) == 1
    assert len(list(files.folder.iterdir())) == 2


def test_the_file_of_a_submitted_assessment_is_not_replaced(north: Database, files: FileStore):
    id = bring(north, files)
    with north.write(ANA) as db:
        assessments.set_state(db, NORTH, ASSESSMENT, AssessmentState.SUBMITTED, version=1)

    with pytest.raises(AssessmentClosed):
        replace_evidence_file(north, files, ANA, id, upload(), version=1)

    assert describe_evidence(north, ANA, id).earlier == ()


def test_a_certificate_has_its_own_document(north: Database, files: FileStore):
    document = Evidence("", "Certificate with annex")

    kept = add_certificate_document(
        north, files, ANA, document, certificate=CERTIFICATE, upload=upload()
    )

    with north.read() as db:
        found = evidence_uses.of_certificate(db, NORTH, CERTIFICATE)
    assert [one.value for one in found] == [kept.value]
    told = describe_evidence(north, ANA, kept.value.evidence.id)
    assert told.uses == (EvidenceUse(certificate=CERTIFICATE),)
    with north.write(ANA) as db:
        evidence_uses.free_certificate(db, NORTH, CERTIFICATE, kept.value.evidence.id)
        assert evidence_uses.of_certificate(db, NORTH, CERTIFICATE) == ()
        subject = Subject("evidence", kept.value.evidence.id, NORTH)
    with north.read() as db:
        verbs = [one.verb for one in events.of_subject(db, NORTH, subject)]
    assert sorted(verbs) == ["added", "bound", "freed"]


def test_a_document_tells_where_else_it_and_its_file_are_used(north: Database, files: FileStore):
    id, same = bring(north, files), bring(north, files, "The same again")
    with north.write(ANA) as db:
        evidence.show(db, NORTH, ASSESSMENT, id, shown=("17.a", "3.b"))

    told = describe_evidence(north, ANA, id)

    assert told.uses == (EvidenceUse(assessment=ASSESSMENT, shown=("3.b", "17.a")),)
    assert told.same_file == ((same, "The same again"),)


def test_the_register_of_an_assessment_has_its_documents_with_their_uses(
    north: Database, files: FileStore
):
    id = bring(north, files)

    (row,) = evidence_register(north, ANA, ASSESSMENT)

    assert (row.document.value.evidence.id, row.document.value.evidence.requirements) == (
        id,
        ("17.a",),
    )
    assert row.uses == (EvidenceUse(assessment=ASSESSMENT, shown=("17.a",)),)


def test_nobody_reaches_the_evidence_of_another_organisation(north: Database, files: FileStore):
    id = bring(north, files)

    for attempt in (
        lambda: describe_evidence(north, SUE, id),
        lambda: open_evidence(north, files, SUE, id),
        lambda: replace_evidence_file(north, files, SUE, id, upload(), version=1),
        lambda: evidence_register(north, SUE, ASSESSMENT),
        lambda: add_certificate_document(
            north, files, SUE, Evidence("", "x"), certificate=CERTIFICATE, upload=upload()
        ),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert len(list(files.folder.iterdir())) == 1
