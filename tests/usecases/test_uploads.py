"""Whenever the process is killed while files are brought: never a row without its whole file."""

import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.people import Author, Organisation, Role
from ddtool.store import Database, assessments, evidence_versions, organisations, sites
from ddtool.store.files import FileStore
from ddtool.usecases.evidence import sweep_files
from tests.factories import make_site

KILLS = 5
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LEAD = Author("Ana Alvarez", Role.PRODUCER_LEAD, AT, organisation="north")


def test_a_killed_upload_leaves_no_row_without_its_file(
    database: Database, url: str, tmp_path: Path
):
    with database.write(LEAD) as db:
        organisations.add(db, Organisation("north", "North Metals"))
        sites.add(db, "north", make_site(id="site"))
        assessments.add(db, "north", AssessmentHead("assessment", "site", "rra@3.0"))
    files, brought = FileStore(tmp_path / "evidence"), 0

    for kill in range(KILLS):
        program = [sys.executable, "-m", "tests.usecases.uploader", url, str(files.folder)]
        uploader = subprocess.Popen(
            [*program, "north", "assessment"], stdout=subprocess.PIPE, text=True
        )
        assert uploader.stdout is not None
        said = [uploader.stdout.readline()]
        time.sleep(0.01 + 0.013 * kill)
        uploader.kill()
        brought += len([*said, *uploader.communicate()[0].splitlines()])

    with database.read() as db:
        kept = evidence_versions.all_files(db)
    assert 2 * brought <= len(kept) <= 2 * (brought + KILLS)
    assert all(files.holds(file.stored_name, file.sha256) for _title, file in kept)
    tomorrow = replace(LEAD, at=datetime.now(UTC) + timedelta(days=1))
    assert sweep_files(database, files, tomorrow) <= KILLS
    assert len(list(files.folder.iterdir())) == len(kept)
