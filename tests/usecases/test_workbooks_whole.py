"""Whatever a workbook says, whenever the process is killed: all of it is taken in, or nothing."""

import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ddtool.domain.assessments import AnswerCode
from ddtool.domain.merging import Standing
from ddtool.domain.statements import statements
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.store import Database, imports
from ddtool.usecases.assessment_workbooks import ImportState, Means, download_marked, undo_workbook
from ddtool.usecases.assessment_workbooks.looking import look_at
from ddtool.usecases.assessment_workbooks.things import find_things
from ddtool.workbooks import WrongWorkbook
from tests.spreadsheets import hostile
from tests.store.makers import ANA, ASSESSMENT, NORTH, fill
from tests.usecases.imported import (
    LIBRARY,
    Edit,
    add_row,
    bring,
    download,
    edited,
    fill_assessment,
    means_in,
    put_in,
    stored,
    take_in,
    take_out,
)
from tests.web.statements import statements as asked
from tests.workbooks.test_round_trip import saved_by_libreoffice

KILLS = 4
SET = LIBRARY.criteria_set("rra@3.0")
REQUIREMENTS = tuple(SET.criterion_of)
WORDS = ("Met", "Partly met", "Not met", "Not applicable", None)


@pytest.fixture
def store(sqlite_database: Database) -> Database:
    fill(sqlite_database)
    fill_assessment(sqlite_database)
    return sqlite_database


@pytest.fixture
def either(database: Database) -> Database:
    """The same on each kind of database in turn."""
    fill(database)
    fill_assessment(database)
    return database


@pytest.fixture
def means(tmp_path: Path) -> Means:
    return means_in(tmp_path)


def answer_everything(note: str) -> tuple[Edit, ...]:
    """Edits that answer all requirements and rate all criteria, each with a note."""

    def edit(workbook) -> None:
        for sheet in workbook.worksheets:
            heads = [str(cell.value) for cell in sheet[3]]
            if "Own rating" not in heads:
                continue
            for row in range(4, sheet.max_row + 1):
                criterion = str(sheet.cell(row, 1).value) in SET.by_number
                head, word = ("Own rating", "Fully meets") if criterion else ("Answer", "Met")
                sheet.cell(row, heads.index(head) + 1).value = word
                sheet.cell(row, heads.index("Note") + 1).value = note

    return (edit,)


def test_a_killed_process_has_taken_in_all_or_nothing(
    either: Database, means: Means, url: str, tmp_path: Path
):
    taken = 0
    for kill in range(KILLS):
        note = f"workbook {kill}"
        seen = bring(either, means, download(either, *answer_everything(note)))
        program = [sys.executable, "-m", "tests.usecases.importer", url, str(tmp_path)]
        importer = subprocess.Popen([*program, seen.workbook.id], stdout=subprocess.PIPE, text=True)
        assert importer.stdout is not None
        assert importer.stdout.readline() == "ready\n"
        time.sleep(0.2 + 0.4 * kill)
        importer.kill()
        said = importer.communicate()[0]

        with either.read() as db:
            applied = imports.find(db, NORTH, seen.workbook.id).state is ImportState.APPLIED
        notes = [one.note for one in stored(either).answers if one.note == note]
        assert len(notes) == (len(REQUIREMENTS) if applied else 0)
        assert applied or not said
        taken += applied

    assert taken <= KILLS


_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=60
)
_EDITS = st.one_of(
    st.builds(
        lambda id, word: put_in(id, "Answer", word),
        st.sampled_from(REQUIREMENTS[:40]),
        st.sampled_from(WORDS),
    ),
    st.builds(
        lambda id, note: put_in(id, "Note", note.lstrip("=") or None),
        st.sampled_from((*REQUIREMENTS[:20], "17")),
        _TEXT,
    ),
    st.builds(
        lambda number, word: put_in(number, "Own rating", word),
        st.sampled_from(("1", "2", "17")),
        st.sampled_from(("Fully meets", "Does not meet", None)),
    ),
    st.builds(
        lambda key, text: put_in(key, "Answer", text.lstrip("=") or None),
        st.sampled_from(("country", "place", "period", "prepared_by")),
        _TEXT,
    ),
    st.builds(
        lambda shows: put_in("E-01", "Shows", "; ".join(shows)),
        st.lists(st.sampled_from(REQUIREMENTS[:20]), max_size=4),
    ),
    st.builds(lambda day: put_in("C1", "Valid until", day), st.dates()),
    st.builds(
        lambda number, title: add_row(
            "Evidence", Id=f"N{number}", Title=f"Document {title}".strip(), Shows="1.a"
        ),
        st.integers(0, 99),
        st.sampled_from(("", "of May")),
    ),
    st.just(take_out("A1")),
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.generate],
)
@given(edits=st.lists(_EDITS, max_size=8, unique_by=id))
def test_what_was_taken_in_is_what_the_workbook_says(
    edits: list[Edit], store: Database, means: Means
):
    def attempt() -> None:
        seen = bring(store, means, _edited(store, edits))
        take_in(store, means, seen, leave_out=True)
        again = bring(store, means, _content(means, seen.workbook.stored_name))
        left = again.standing(Standing.CHANGED, Standing.CONFLICT)
        assert [one for one in left if one.difference.key.field] == []
        undo_workbook(store, ANA, seen.workbook.id)

    before = _said(store)
    attempt()

    assert _said(store) == before


def _edited(store: Database, edits: list[Edit]) -> bytes:
    def safely(edit: Edit) -> Edit:
        def done(workbook) -> None:
            try:
                edit(workbook)
            except LookupError:
                return

        return done

    return download(store, *map(safely, edits))


def _content(means: Means, stored_name: str) -> bytes:
    with means.files.open(stored_name) as file:
        return file.read()


def _said(store: Database):
    return statements(stored(store))


def test_each_row_of_a_large_workbook_costs_a_few_statements(store: Database, means: Means):
    rows = [
        add_row("Actions", Id=f"X{n}", Criterion=20, What_will_be_done=f"Step {n}", Owner="Ana")
        for n in range(300)
    ]
    content = download(store, *answer_everything("a longer note " * 20), *rows)

    with asked(store) as shown:
        seen = bring(store, means, content)
    with asked(store) as taken:
        take_in(store, means, seen)

    assert len(stored(store).actions) == 301
    assert len(shown) < 60
    assert len(taken) < 6 * (len(rows) + 171)


@pytest.mark.parametrize("kind", ["bomb", "entities", "wide_row", "overlapping_parts", "encrypted"])
def test_hostile_files_are_refused_and_leave_no_row(
    store: Database, means: Means, kind: str, tmp_path: Path
):
    chosen = next(name for name in hostile.HOSTILE if name.startswith(kind))
    content = hostile.write(tmp_path, chosen).read_bytes()

    with pytest.raises((NotAWorkbook, WrongWorkbook)):
        bring(store, means, content)

    with store.read() as db:
        assert imports.of_assessment(db, NORTH, ASSESSMENT) == ()


def test_what_the_workbook_says_is_what_is_shown(store: Database, means: Means):
    seen = bring(store, means, download(store, put_in("17.b", "Answer", "Not met")))
    with store.read() as db:
        kept = find_things(db, NORTH, ASSESSMENT)

    looked = look_at(means, seen.workbook.stored_name, name="a.xlsx", kept=kept)

    assert looked.assessment.answer_to["17.b"].answer is AnswerCode.NOT_MET


@pytest.mark.libreoffice
def test_a_workbook_that_libreoffice_saved_again_changes_nothing(
    store: Database, means: Means, tmp_path: Path
):
    path = tmp_path / "workbook.xlsx"
    path.write_bytes(download(store))

    again = saved_by_libreoffice(path, tmp_path / "again")
    seen = bring(store, means, again.read_bytes())

    assert (seen.problems, seen.shown, seen.made_by) == ((), (), "Ana Alvarez")


def test_a_workbook_comes_back_with_the_wrong_cells_marked(store: Database, means: Means):
    wrong = download(
        store,
        put_in("17.a", "Answer", "mostly"),
        put_in("17.b", "Note", "=1+1"),
        put_in("C1", "Valid until", "31.02.2027"),
        put_in("17.c", "Note", "right"),
        put_in("assessment_day", "Answer", "soon"),
    )
    seen = bring(store, means, wrong)

    content = download_marked(store, ANA, means, seen.workbook.id).content
    again = bring(store, means, content)
    mended = bring(store, means, edited(content, put_in("17.a", "Answer", "Met")))

    told = comments_in(content)
    assert told["mostly"].startswith('"mostly" is not among the accepted words; accepted are:')
    assert set(told) == {"mostly", "=1+1", "31.02.2027", "soon"}
    assert len(again.problems) == 3
    assert "17.c" in {one.difference.key.thing.id for one in again.changes}
    assert "17.a" in {one.difference.key.thing.id for one in mended.changes}


def comments_in(content: bytes) -> dict[str, str]:
    workbook = load_workbook(BytesIO(content))
    return {
        str(cell.value): cell.comment.text
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
