"""An assessment as one file: what leaves comes in again, and nothing else does."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import pytest
from pydantic import TypeAdapter

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.pack_uses import SETS, OutOfUse, Retirement
from ddtool.domain.people import Author, Organisation, Role
from ddtool.domain.refusals import NotFound
from ddtool.exchange import Content, content_sha256
from ddtool.packs import Library
from ddtool.settings import find_data
from ddtool.store import Database, assessments, events, organisations, sites, upgrading, users
from ddtool.store.bringing import QuotaUsedUp
from ddtool.store.files import FileStore, FileTooLarge
from ddtool.usecases.assessments import list_assessments, read_assessment
from ddtool.usecases.demonstration.filling import fill_demonstration
from ddtool.usecases.exchange_in import Arrival, AssessmentFileUnusable, bring_assessment
from ddtool.usecases.exchange_out import (
    assessment_file_schema,
    write_assessment_file,
)

AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
OPERATOR = Author("root (command line)", None, AT)
LIBRARY = Library((find_data("criteria"),))
HERE = "10000000-0000-4000-8000-000000000001"
ANA = Author("Ana Alvarez", Role.PRODUCER_LEAD, AT, organisation=HERE)


@pytest.fixture
def there() -> bytes:
    """The file of the finished assessment of the demonstration, from another installation."""
    return _from_the_demonstration()


@cache
def _from_the_demonstration() -> bytes:
    with TemporaryDirectory(prefix="ddtool-there-") as folder:
        other, files = (
            Database(f"sqlite:///{folder}/there.sqlite"),
            FileStore(Path(folder, "files")),
        )
        upgrading.upgrade(other)
        fill_demonstration(other, files, LIBRARY, OPERATOR, folder=find_data("criteria") / "demo")
        jana = signed_in(other, "jana.fichtner@auental.example")
        (id,) = [
            one.value.id for one in list_assessments(other, jana) if one.value.period == "2026"
        ]
        written = written_file(other, files, jana, id)
        other.close()
    return written


@pytest.fixture
def here(database: Database) -> Database:
    """An installation with one organisation, which has nothing yet."""
    with database.write(OPERATOR) as db:
        organisations.add(db, Organisation(HERE, "Lantern Metals"))
    return database


def signed_in(database: Database, email: str) -> Author:
    with database.read() as db:
        user = users.with_email(db, email)
    assert user is not None
    first = user.memberships[0]
    return Author(user.name, first.role, AT, user.id, first.organisation.id)


def written_file(database: Database, files: FileStore, author: Author, id: str) -> bytes:
    target = io.BytesIO()
    write_assessment_file(database, files, author, id, target)
    return target.getvalue()


def text_of(file: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        said: dict[str, Any] = json.loads(archive.read("assessment.json"))
        return said


def with_text(file: bytes, change: Callable[[dict[str, Any]], None]) -> io.BytesIO:
    """The file with another text, everything else as it was."""
    said, target = text_of(file), io.BytesIO()
    change(said)
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(target, "w") as new:
        for name in set(old.namelist()) - {"assessment.json"}:
            new.writestr(name, old.read(name))
        new.writestr("assessment.json", json.dumps(said))
    target.seek(0)
    return target


def test_what_is_brought_in_and_written_again_is_equal(
    here: Database, there: bytes, tmp_path: Path
):
    files = FileStore(tmp_path / "here")

    came = bring_assessment(here, files, ANA, LIBRARY, Arrival(io.BytesIO(there)))

    again = written_file(here, files, ANA, came.head.value.id)
    before, after = text_of(there), text_of(again)
    assert after["content"] == before["content"]
    assert after["sha256"] == before["sha256"]
    assert before["origin"]["organisation"] == "Zinkhuette Auental GmbH"
    assert after["origin"]["organisation"] == "Lantern Metals"
    assert names_in(again) == names_in(there)
    assert (came.comes.answers, came.comes.documents) == (171, 28)


def test_the_analysis_says_the_same_on_both_sides(here: Database, there: bytes, tmp_path: Path):
    files = FileStore(tmp_path / "here")
    came = bring_assessment(here, files, ANA, LIBRARY, Arrival(io.BytesIO(there)))

    stored = read_assessment(here, ANA, came.head.value.id)

    assert stored.head.value.state is AssessmentState.OPEN
    assert stored.assessment.site.name == text_of(there)["content"]["assessment"]["site"]["name"]
    assert all(
        stored.assessment.site.id in one.sites or not one.names_sites
        for one in stored.assessment.certificates
    )
    assert [str(one) for one in came.comes.left_out] == [
        "The assessment was submitted where it comes from; here it is open."
    ]
    with here.read() as db:
        events.verify(db)


def test_brought_in_twice_certificates_stand_once(here: Database, there: bytes, tmp_path: Path):
    files = FileStore(tmp_path / "here")
    first = bring_assessment(here, files, ANA, LIBRARY, Arrival(io.BytesIO(there)))
    site = first.head.value.site
    held = len(read_assessment(here, ANA, first.head.value.id).assessment.certificates)

    again = bring_assessment(here, files, ANA, LIBRARY, Arrival(io.BytesIO(there), site=site))

    assert again.head.value.site == site
    assert held == len(read_assessment(here, ANA, again.head.value.id).assessment.certificates)
    with here.read() as db:
        assert len(sites.listed(db, HERE)) == 1


def test_the_text_fits_its_schema(there: bytes):
    jsonschema.validate(text_of(there), assessment_file_schema())

    with zipfile.ZipFile(io.BytesIO(there)) as archive:
        assert json.loads(archive.read("assessment.schema.json")) == assessment_file_schema()


def test_no_id_of_a_database_leaves(there: bytes):
    text = json.dumps(text_of(there)["content"])

    assert not re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-4", text)


def say_other(said: dict[str, Any]) -> None:
    said["content"]["assessment"]["answers"][0]["answer"] = "met_by_magic"


def say_more(said: dict[str, Any]) -> None:
    said["content"]["assessment"]["site"]["owner"] = "somebody"


def change_note(said: dict[str, Any]) -> None:
    said["content"]["assessment"]["answers"][0]["note"] = "changed by hand"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (say_other, "assessment.json, content.assessment.answers.0.answer: "),
        (say_more, "This ddtool does not know assessment.json: content: assessment: site: owner."),
        (change_note, "The content of assessment.json is not what it was when the file was"),
    ],
)
def test_a_text_changed_by_hand_is_refused(
    here: Database,
    there: bytes,
    tmp_path: Path,
    change: Callable[[dict[str, Any]], None],
    told: str,
):
    files = FileStore(tmp_path / "here")

    with pytest.raises(AssessmentFileUnusable) as refused:
        bring_assessment(here, files, ANA, LIBRARY, Arrival(with_text(there, change)))

    assert str(refused.value).startswith(told)
    assert nothing_came(here)


def test_nothing_comes_in_for_a_set_that_is_out_of_use(
    here: Database, there: bytes, tmp_path: Path
):
    name = text_of(there)["content"]["assessment"]["criteria_set"]
    out = Retirement(SETS, name, "The next edition holds.", ANA.at.date())
    library = replace(LIBRARY, retired=(out,))

    with pytest.raises(OutOfUse) as refused:
        bring_assessment(
            here, FileStore(tmp_path / "here"), ANA, library, Arrival(io.BytesIO(there))
        )

    assert f"against {name}, with which none begins here since" in str(refused.value)
    assert "The next edition holds. Ask the programme" in str(refused.value)
    assert nothing_came(here)


def test_signs_that_nobody_sees_do_not_come_in(here: Database, there: bytes, tmp_path: Path):
    def hide(said: dict[str, Any]) -> None:
        said["content"]["assessment"]["site"]["name"] = "Auental\u202e smelter"
        content = TypeAdapter(Content).validate_python(said["content"])
        said["sha256"] = content_sha256(content)

    files = FileStore(tmp_path / "here")
    came = bring_assessment(here, files, ANA, LIBRARY, Arrival(with_text(there, hide)))

    stored = read_assessment(here, ANA, came.head.value.id)
    assert stored.assessment.site.name == "Auental smelter"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "This is no assessment file of ddtool"),
        (b"PK\x03\x04 and then nothing", "This is no assessment file of ddtool"),
        (b"%PDF-1.7", "This is no assessment file of ddtool"),
    ],
)
def test_other_files_are_refused(here: Database, tmp_path: Path, content: bytes, told: str):
    files = FileStore(tmp_path / "here")

    with pytest.raises(AssessmentFileUnusable, match=told):
        bring_assessment(here, files, ANA, LIBRARY, Arrival(io.BytesIO(content)))


def test_a_document_that_was_changed_is_refused(here: Database, there: bytes, tmp_path: Path):
    files, target = FileStore(tmp_path / "here"), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(there)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            kept = old.read(name)
            new.writestr(name, kept[:-1] + b" " if name.startswith("evidence/") else kept)

    with pytest.raises(AssessmentFileUnusable, match=r"The document .+"):
        bring_assessment(here, files, ANA, LIBRARY, Arrival(target))

    assert nothing_came(here)


def test_room_is_asked_for_before_anything_is_stored(here: Database, there: bytes, tmp_path: Path):
    files = FileStore(tmp_path / "here")

    with pytest.raises(FileTooLarge):
        bring_assessment(here, files, ANA, LIBRARY, Arrival(io.BytesIO(there), largest=100))
    with pytest.raises(QuotaUsedUp):
        bring_assessment(here, files, ANA, LIBRARY, Arrival(io.BytesIO(there), quota=100))

    assert nothing_came(here)


def test_a_site_of_somebody_else_is_not_found(here: Database, there: bytes, tmp_path: Path):
    files = FileStore(tmp_path / "here")
    arrival = Arrival(io.BytesIO(there), site="20000000-0000-4000-8000-000000000002")

    with pytest.raises(NotFound):
        bring_assessment(here, files, ANA, LIBRARY, arrival)

    other = replace(ANA, organisation="20000000-0000-4000-8000-000000000002")
    came = bring_assessment(here, files, ANA, LIBRARY, Arrival(io.BytesIO(there)))
    with pytest.raises(NotFound):
        written_file(here, files, other, came.head.value.id)


def nothing_came(database: Database) -> bool:
    with database.read() as db:
        return not (sites.listed(db, HERE) or assessments.listed(db, HERE))


def names_in(file: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return sorted(archive.namelist())
