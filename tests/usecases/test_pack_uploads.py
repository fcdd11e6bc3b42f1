"""Packs loaded by upload, and packs that new assessments no longer get."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DatabaseError

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.history import Subject
from ddtool.domain.pack_uses import (
    MATRICES,
    SETS,
    NeedsSecondPerson,
    OutOfUse,
    PackLoaded,
    Retirement,
    UploadedPack,
)
from ddtool.domain.refusals import Conflict, NotAllowed, NotFound
from ddtool.packs import Library
from ddtool.store import Database, events, sites
from ddtool.store.schema_packs import uploaded_packs
from ddtool.usecases.assessments import change_assessment, start_assessment
from ddtool.usecases.carrying import choices_for
from ddtool.usecases.doctor.packs import examine_packs
from ddtool.usecases.libraries import with_issued
from ddtool.usecases.pack_uploads import (
    Upload,
    ask_second_person,
    bring_pack,
    let_pack_go,
    load_pack,
    look_at_pack,
    packs_waiting,
)
from ddtool.usecases.pack_uses import (
    ReasonMissing,
    bring_back,
    standing_of_pack,
    take_out_of_use,
)
from ddtool.usecases.packs import list_packs
from tests.factories import make_site
from tests.packs.small import CRITERIA, SET, cells, write_packs
from tests.packs.test_uploads import NEW_MATRIX, NEW_SET, zipped
from tests.store.makers import ANA, AT, NORTH, make_head
from tests.usecases.programme import ILSE, OMAR, make_programme

YARD = "a0000000-0000-4000-8000-000000000009"
OUT = Retirement(SETS, "mini@1.0", "Superseded by mini 2.0.", AT.date())

ADOPTED = {
    "status": "adopted",
    "source_document": "Equivalency Matrix",
    "source_edition": "1",
    "source_date": "2026-10-30",
    "adopted_by": "Mickey Mouse",
    "adopted_on": "2026-11-01",
    "confirmed_by": "Donald Duck",
}


@pytest.fixture
def programme(database: Database) -> Database:
    make_programme(database)
    with database.write(ANA) as db:
        sites.add(db, NORTH, make_site(id=YARD, name="Mini yard"))
    return database


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_packs(tmp_path / "criteria")


def packs(database: Database, root: Path) -> Library:
    return with_issued(database, Library((root,)))


def set_files(text: str = NEW_SET) -> bytes:
    return zipped({"mini/set.toml": text, "mini/criteria.toml": CRITERIA})


def make_mini(**changes: Any) -> AssessmentHead:
    return make_head(site=YARD, criteria_set="mini@1.0", **changes)


def bring(database: Database, root: Path, content: bytes) -> str:
    upload = Upload("mini.zip", io.BytesIO(content), 1 << 20)
    return bring_pack(database, ILSE, packs(database, root), upload)


def load(database: Database, root: Path, content: bytes) -> None:
    load_pack(database, ILSE, packs(database, root), bring(database, root, content))


def test_a_pack_is_there_for_everybody_only_once_it_is_loaded(programme: Database, root: Path):
    id = bring(programme, root, set_files())

    look = look_at_pack(programme, ILSE, packs(programme, root), id)
    assert (look.pack.name, look.nearest) == ("mini@2.0", "mini@1.0")
    assert len(packs(programme, root).criteria_sets()) == 1
    load_pack(programme, ILSE, packs(programme, root), id)

    library = packs(programme, root)
    assert [(one.name, one.uploaded) for one in library.criteria_sets()] == [
        ("mini@1.0", False),
        ("mini@2.0", True),
    ]
    assert library.criteria_set("mini@2.0").sha256 == look.brought.pack.sha256
    found = standing_of_pack(programme, ILSE, library, SETS, "mini@2.0").uploaded
    assert found is not None
    assert (found.file_name, found.loaded_by) == ("mini.zip", "Ilse Brandt")
    with programme.read() as db:
        events.verify(db)
    with pytest.raises(NotFound):
        look_at_pack(programme, ILSE, library, id)


def test_a_loaded_pack_never_changes(programme: Database, root: Path):
    load(programme, root, set_files())

    with (
        pytest.raises(DatabaseError, match=r"never changed|append-only"),
        programme.changing() as db,
    ):
        db.execute(update(uploaded_packs).values(contents="{}"))
    with pytest.raises(PackLoaded, match=r"mini@2.0 is loaded already, and says the same\."):
        bring(programme, root, set_files(f"{NEW_SET}\n# The same in other words.\n"))
    with pytest.raises(PackLoaded, match="A loaded edition never changes; give this one a new"):
        bring(programme, root, set_files(NEW_SET.replace("A small set", "Another set")))
    with pytest.raises(PackLoaded, match=r"There is a mini@1.0 already, and it says something"):
        bring(programme, root, set_files(SET.replace("A small set", "Another set")))


def test_of_two_who_look_at_the_same_edition_one_loads_it(programme: Database, root: Path):
    first, second = (bring(programme, root, set_files()) for _ in range(2))
    load_pack(programme, ILSE, packs(programme, root), first)

    with pytest.raises(PackLoaded):
        load_pack(programme, ILSE, packs(programme, root), second)
    with pytest.raises(NotFound):
        look_at_pack(programme, OMAR, packs(programme, root), second)
    let_pack_go(programme, ILSE, second)
    with pytest.raises(NotFound):
        let_pack_go(programme, ILSE, second)


def test_two_admins_stand_behind_a_matrix_with_lines_that_count(programme: Database, root: Path):
    content = zipped({"matrix.toml": NEW_MATRIX, "cells.csv": cells(ADOPTED)})
    id = bring(programme, root, content)
    with pytest.raises(NotFound):
        look_at_pack(programme, OMAR, packs(programme, root), id)
    ask_second_person(programme, ILSE, packs(programme, root), id)
    ask_second_person(programme, ILSE, packs(programme, root), id)

    assert not look_at_pack(programme, ILSE, packs(programme, root), id).may_load
    with pytest.raises(NeedsSecondPerson, match=r"small@2026.2 has lines that count"):
        load_pack(programme, ILSE, packs(programme, root), id)
    assert len(packs(programme, root).matrices()) == 1
    waiting = [(one.id, one.brought_by) for one in packs_waiting(programme, OMAR)]
    assert waiting == [(id, "Ilse Brandt")]
    load_pack(programme, OMAR, packs(programme, root), id)

    found = packs(programme, root).uploaded_pack(MATRICES, "small@2026.2")
    assert found is not None
    assert (found.loaded_by, found.confirmed_by) == ("Ilse Brandt", "Omar Haddad")
    assert packs_waiting(programme, ILSE) == ()
    with programme.read() as db:
        told = events.of_installation(db, Subject("pack", "small@2026.2"))
    assert [one.verb for one in told] == ["loaded by second person", "second person asked"]


def test_what_waits_stays_and_any_admin_throws_it_away(programme: Database, root: Path):
    content = zipped({"matrix.toml": NEW_MATRIX, "cells.csv": cells(ADOPTED)})
    waiting, forgotten = (bring(programme, root, content) for _ in range(2))
    ask_second_person(programme, ILSE, packs(programme, root), waiting)
    late = replace(ILSE, at=AT + timedelta(days=8))

    upload = Upload("mini.zip", io.BytesIO(set_files()), 1 << 20)
    bring_pack(programme, late, packs(programme, root), upload)

    with pytest.raises(NotFound):
        look_at_pack(programme, ILSE, packs(programme, root), forgotten)
    let_pack_go(programme, OMAR, waiting)
    assert packs_waiting(programme, ILSE) == ()


def test_a_matrix_may_speak_about_a_set_that_was_loaded_before(programme: Database, root: Path):
    load(programme, root, set_files())
    cell = cells({"criteria_set": "mini@2.0"})

    load(programme, root, zipped({"matrix.toml": NEW_MATRIX, "cells.csv": cell}))

    assert packs(programme, root).check() == ()
    chosen = packs(programme, root).matrices_for("mini@2.0").chosen
    assert chosen is not None
    assert chosen.name == "small@2026.2"


def test_nobody_begins_with_what_is_out_of_use(programme: Database, root: Path):
    load(programme, root, set_files())
    library = packs(programme, root)
    start_assessment(programme, ANA, library, make_mini())
    later = Retirement(SETS, "mini@1.0", OUT.reason, AT.date() + timedelta(days=1))
    version = take_out_of_use(programme, ILSE, library, later, version=0).version
    assert len(choices_for(programme, ANA, packs(programme, root), YARD).criteria_sets) == 2

    version = take_out_of_use(programme, ILSE, library, OUT, version=version).version

    library = packs(programme, root)
    choices = choices_for(programme, ANA, library, YARD)
    assert [one.in_use for one in list_packs(library, on=AT.date()).criteria_sets] == [False, True]
    assert [one.name for one in choices.criteria_sets] == ["mini@2.0"]
    said = r"mini@1.0 is out of use since 2026-11-22: Superseded by mini 2\.0\. Choose another one"
    with pytest.raises(OutOfUse, match=said):
        choices_for(programme, ANA, library, YARD, criteria_set="mini@1.0")
    with pytest.raises(OutOfUse, match=said):
        start_assessment(programme, ANA, library, make_mini())
    assert standing_of_pack(programme, ILSE, library, SETS, "mini@1.0").assessments == 1
    bring_back(programme, ILSE, SETS, "mini@1.0", on=AT.date(), version=version)
    assert len(choices_for(programme, ANA, packs(programme, root), YARD).criteria_sets) == 2


def test_a_new_assessment_names_a_matrix_where_its_usual_one_is_out_of_use(
    programme: Database, root: Path
):
    load(programme, root, zipped({"matrix.toml": NEW_MATRIX, "cells.csv": cells({})}))
    head = make_mini()
    library = packs(programme, root)
    assert start_assessment(programme, ANA, library, head).value.matrix == ""
    early = make_mini(matrix="small@2026.1")
    early = start_assessment(programme, ANA, library, early).value
    out = Retirement(MATRICES, "small@2026.1", "It has mistakes.", AT.date())
    take_out_of_use(programme, ILSE, library, out, version=0)

    library = packs(programme, root)
    later = start_assessment(programme, ANA, library, head).value
    assert later.matrix == "small@2026.2"
    assert library.matrices_for("mini@1.0").chosen == library.matrix("small@2026.1")
    named = make_mini(matrix="small@2026.1")
    with pytest.raises(OutOfUse, match=r"small@2026.1 is out of use"):
        start_assessment(programme, ANA, library, named)
    with pytest.raises(OutOfUse, match=r"small@2026.1 is out of use"):
        change_assessment(programme, ANA, library, replace(later, matrix="small@2026.1"), version=1)
    kept = change_assessment(programme, ANA, library, replace(early, period="2029"), version=1)
    assert (kept.value.period, kept.value.matrix) == ("2029", "small@2026.1")
    left_open = replace(early, matrix="")
    moved = change_assessment(programme, ANA, library, left_open, version=2)
    assert moved.value.matrix == "small@2026.2"
    take_out_of_use(
        programme, ILSE, library, Retirement(MATRICES, "small@2026.2", "Too.", AT.date()), version=0
    )
    with pytest.raises(OutOfUse, match=r"Every matrix for mini@1.0 is out of use"):
        start_assessment(programme, ANA, packs(programme, root), head)


def test_the_doctor_names_folders_that_are_passed_over(root: Path):
    loaded = UploadedPack(SETS, "mini@1.0", "0" * 64, contents={"set.toml": SET})

    sound = examine_packs(Library((root,)))
    passed_over = examine_packs(Library((root,), uploaded=(loaded,)))

    assert (sound.ok, passed_over.ok) == (True, False)
    assert str(passed_over.found).startswith("sets/mini-1.0: passed over")


def test_only_the_programme_takes_out_of_use_and_says_why(programme: Database, root: Path):
    library = packs(programme, root)
    no_reason = Retirement(SETS, "mini@1.0", " ", AT.date())

    with pytest.raises(NotAllowed):
        take_out_of_use(programme, ANA, library, OUT, version=0)
    with pytest.raises(NotAllowed):
        bring_pack(programme, ANA, library, Upload("a.zip", io.BytesIO(b""), 1))
    with pytest.raises(ReasonMissing):
        take_out_of_use(programme, ILSE, library, no_reason, version=0)
    with pytest.raises(NotFound):
        take_out_of_use(
            programme, ILSE, library, Retirement(SETS, "x@1", "Gone.", AT.date()), version=0
        )
    take_out_of_use(programme, ILSE, library, OUT, version=0)
    with pytest.raises(Conflict):
        bring_back(programme, OMAR, SETS, "mini@1.0", on=AT.date(), version=0)
