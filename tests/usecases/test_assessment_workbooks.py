"""A workbook goes out, is changed, and comes back, while others go on working here."""

from dataclasses import replace
from pathlib import Path

import pytest

from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.domain.history import Subject
from ddtool.domain.merging import Change, Standing
from ddtool.domain.refusals import AssessmentClosed, NotFound
from ddtool.languages import load_language
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.store import Database, actions, answers, assessments, events, imports
from ddtool.usecases.assessment_workbooks import (
    MINE,
    THEIRS,
    AlreadyDone,
    ChoicesMissing,
    ImportState,
    Language,
    Means,
    Preview,
    PreviewOutdated,
    ProblemsLeft,
    download_workbook,
    undo_workbook,
)
from ddtool.usecases.submissions import submit
from ddtool.workbooks import WrongWorkbook
from tests.store.makers import (
    ANA,
    ASSESSMENT,
    BEN,
    NORTH,
    OTHER_ASSESSMENT,
    SITE,
    SUE,
    fill,
    make_head,
)
from tests.usecases.imported import (
    ACTION,
    CERTIFICATE,
    DOCUMENT,
    LIBRARY,
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


@pytest.fixture
def store(sqlite_database: Database) -> Database:
    fill(sqlite_database)
    fill_assessment(sqlite_database)
    return sqlite_database


@pytest.fixture
def means(tmp_path: Path) -> Means:
    return means_in(tmp_path)


def answer_here(store: Database, answer: Answer, *, version: int) -> None:
    """Ben answers in ddtool while the workbook is away."""
    with store.write(BEN) as db:
        answers.save_answer(db, NORTH, ASSESSMENT, answer, version=version)


def differences(seen: Preview, standing: Standing) -> list[tuple[str, str, str]]:
    shown = seen.standing(standing)
    return [
        (one.difference.key.thing.noun, one.difference.key.thing.id, one.difference.key.field)
        for one in shown
    ]


def test_an_untouched_workbook_changes_nothing(store: Database, means: Means):
    seen = bring(store, means, download(store))

    assert (seen.shown, seen.problems, seen.broken) == ((), (), False)
    assert seen.same > 20


def test_what_only_the_workbook_changed_is_taken_in(store: Database, means: Means):
    content = download(
        store,
        put_in("17.a", "Answer", "Met"),
        put_in("17.a", "Note", None),
        put_in("17.c", "Answer", "Not met"),
        put_in("17", "Own rating", "Does not meet"),
        put_in("name", "Answer", "South smelter"),
        put_in("period", "Answer", "2027"),
        put_in("C1", "Valid until", "2028-01-31"),
        put_in("E-01", "Title", "Policy, second edition"),
        put_in("A1", "Owner", "Ben"),
    )

    seen = bring(store, means, content)
    count = take_in(store, means, seen)

    now = stored(store)
    assert count == 9
    assert now.answer_to["17.a"] == Answer("17.a", AnswerCode.MET, "", (DOCUMENT,))
    assert now.answer_to["17.c"].answer is AnswerCode.NOT_MET
    assert now.rating_of["17"].rating is not None
    assert (now.site.name, now.period) == ("South smelter", "2027")
    assert str(now.certificates[0].valid_until) == "2028-01-31"
    assert now.certificates[0].sites == (SITE,)
    assert (now.evidence[0].title, now.actions[0].owner) == ("Policy, second edition", "Ben")


def test_a_change_is_shown_with_its_sheet_and_cell(store: Database, means: Means):
    seen = bring(store, means, download(store, put_in("17.b", "Note", "Seen on 3 May")))

    (shown,) = seen.changes

    assert (shown.sheet, shown.cell[0]) == ("Social", "F")
    assert (shown.difference.here, shown.difference.file) == (None, "Seen on 3 May")


def test_what_only_somebody_here_changed_stays(store: Database, means: Means):
    content = download(store, put_in("17.b", "Note", "From the workbook"))
    answer_here(store, Answer("17.a", AnswerCode.MET, "Ben's"), version=1)

    seen = bring(store, means, content)
    take_in(store, means, seen)

    assert differences(seen, Standing.STALE) == [
        ("answer", "17.a", "answer"),
        ("answer", "17.a", "note"),
    ]
    assert stored(store).answer_to["17.a"].note == "Ben's"
    assert stored(store).answer_to["17.b"].note == "From the workbook"


@pytest.mark.parametrize(("choice", "note"), [(MINE, "The workbook's"), (THEIRS, "Ben's")])
def test_what_both_changed_is_chosen_field_by_field(
    store: Database, means: Means, choice: str, note: str
):
    content = download(store, put_in("17.a", "Note", "The workbook's"))
    answer_here(store, Answer("17.a", AnswerCode.MET, "Ben's"), version=1)
    seen = bring(store, means, content)
    (conflict,) = seen.conflicts

    with pytest.raises(ChoicesMissing):
        take_in(store, means, seen)
    take_in(store, means, seen, choices={conflict.token: choice})

    assert (conflict.difference.here, conflict.changed_by) == ("Ben's", "Ben Baker")
    said = stored(store).answer_to["17.a"]
    assert (said.answer, said.note) == (AnswerCode.MET, note)


def test_the_same_change_on_both_sides_is_no_conflict(store: Database, means: Means):
    content = download(store, put_in("17.a", "Answer", "Met"))
    answer_here(store, Answer("17.a", AnswerCode.MET, "Half of it"), version=1)

    assert bring(store, means, content).shown == ()


def test_rows_of_registers_are_added_and_taken_out(store: Database, means: Means):
    content = download(
        store,
        add_row("Evidence", Id="NEW", Title="Minutes", Shows="17.b"),
        put_in("17.c", "Evidence", "NEW"),
        add_row("Actions", Id="X", Criterion=20, What_will_be_done="Ask the village"),
        add_row(
            "Certificates", Id="Y", Standard="ISO 14001", Sites_named="North smelter; Elsewhere"
        ),
        take_out("A1"),
    )

    seen = bring(store, means, content)
    take_in(store, means, seen)

    now = stored(store)
    assert differences(seen, Standing.CHANGED)[-1] == ("action", "A1", "")
    assert [one.title for one in now.actions] == ["Ask the village"]
    assert {one.title: one.requirements for one in now.evidence}["Minutes"] == ("17.b", "17.c")
    added = next(one for one in now.certificates if one.standard == "ISO 14001")
    assert (added.sites, added.other_sites) == ((SITE,), ("Elsewhere",))
    assert len(added.id) == 36


def test_a_document_can_be_unbound_on_either_sheet(store: Database, means: Means):
    content = download(store, put_in("17.a", "Evidence", None))

    take_in(store, means, bring(store, means, content))

    assert stored(store).evidence[0].requirements == ("17",)


def test_certificates_and_files_are_not_taken_away_by_a_workbook(store: Database, means: Means):
    seen = bring(store, means, download(store, take_out("C1")))

    take_in(store, means, seen)

    assert differences(seen, Standing.KEPT) == [("certificate", "C1", "")]
    assert len(stored(store).certificates) == 1


def test_a_removed_row_that_somebody_here_went_on_with_is_a_conflict(store: Database, means: Means):
    content = download(store, take_out("A1"))
    with store.write(BEN) as db:
        action = actions.find(db, NORTH, ACTION).value
        actions.change(db, NORTH, replace(action, owner="Ben"), version=1)

    (conflict,) = bring(store, means, content).conflicts

    assert conflict.difference.change is Change.REMOVED


def test_what_was_removed_here_meanwhile_can_be_brought_back(store: Database, means: Means):
    content = download(store, put_in("A1", "Owner", "Ana"))
    with store.write(BEN) as db:
        actions.remove(db, NORTH, ACTION, version=1)
    seen = bring(store, means, content)

    take_in(store, means, seen, choices={seen.conflicts[0].token: MINE})

    (action,) = stored(store).actions
    assert (action.owner, action.id == ACTION) == ("Ana", False)


def test_cells_that_cannot_be_used_are_left_out_only_when_that_is_wanted(
    store: Database, means: Means
):
    content = download(
        store, put_in("17.a", "Answer", "mostly"), put_in("17.b", "Note", "=1+1"),
        put_in("17.c", "Answer", "Met"),
    )  # fmt: skip
    seen = bring(store, means, content)

    with pytest.raises(ProblemsLeft):
        take_in(store, means, seen)
    take_in(store, means, seen, leave_out=True)

    assert len(seen.problems) == 2
    now = stored(store)
    assert now.answer_to["17.a"].answer is AnswerCode.PARTLY_MET
    assert now.answer_to["17.c"].answer is AnswerCode.MET


def test_a_workbook_with_missing_rows_is_not_taken_in_at_all(store: Database, means: Means):
    seen = bring(store, means, download(store, take_out("17.b")))

    assert (seen.broken, seen.shown) == (True, ())
    with pytest.raises(ProblemsLeft):
        take_in(store, means, seen, leave_out=True)


def test_a_preview_that_is_outdated_is_not_applied(store: Database, means: Means):
    content = download(store, put_in("17.a", "Note", "The workbook's"))
    seen = bring(store, means, content)
    answer_here(store, Answer("17.a", AnswerCode.MET, "Ben's"), version=1)

    with pytest.raises(PreviewOutdated):
        take_in(store, means, seen)

    assert stored(store).answer_to["17.a"].note == "Ben's"


def test_a_workbook_is_taken_in_once(store: Database, means: Means):
    seen = bring(store, means, download(store, put_in("17.a", "Note", "New")))
    take_in(store, means, seen)

    with pytest.raises(AlreadyDone):
        take_in(store, means, seen)


def test_a_preview_writes_nothing_but_its_row(store: Database, means: Means):
    with store.read() as db:
        before = events.head(db)

    seen = bring(store, means, download(store, put_in("17.a", "Note", "New")))

    with store.read() as db:
        assert events.head(db) == before
        (row,) = imports.of_assessment(db, NORTH, ASSESSMENT)
    assert (row.id, row.state) == (seen.workbook.id, ImportState.SHOWN)


def test_the_history_says_each_change_and_the_workbook(store: Database, means: Means):
    seen = bring(store, means, download(store, put_in("17.a", "Note", "New")))
    take_in(store, means, seen)

    with store.read() as db:
        last, before = events.of_assessment(db, NORTH, ASSESSMENT, limit=2)
        row = imports.find(db, NORTH, seen.workbook.id)
        told = events.of_subject(db, NORTH, Subject("answer", "17.a", NORTH, ASSESSMENT))
    assert (last.subject.noun, last.verb, last.new["changes"]) == ("workbook", "applied", 1)
    assert (before.old, before.new) == ({"note": "Half of it"}, {"note": "New"})
    assert row.last_event == before.number - 1
    assert told[0] == before


def test_a_workbook_of_another_assessment_is_refused(store: Database, means: Means):
    content = download_workbook(store, SUE, LIBRARY, OTHER_ASSESSMENT).content

    with pytest.raises(WrongWorkbook, match=r"a\.xlsx was downloaded from another assessment"):
        bring(store, means, content)


def test_a_workbook_of_another_set_is_refused(store: Database, means: Means):
    other = "70000000-0000-4000-8000-000000000007"
    with store.write(ANA) as db:
        assessments.add(db, NORTH, make_head(id=other, criteria_set="jdds@rev3"))

    with pytest.raises(WrongWorkbook, match=r"was made for .*, not for rra@3\.0"):
        bring(store, means, download_workbook(store, ANA, LIBRARY, other).content)


def test_ids_of_others_are_nothing_but_words(store: Database, means: Means):
    content = download(store, add_row("Actions", Id=OTHER_ASSESSMENT, Criterion=20,
                                      What_will_be_done="Stolen"))  # fmt: skip

    take_in(store, means, bring(store, means, content))

    assert OTHER_ASSESSMENT not in {one.id for one in stored(store).actions}


def test_another_organisation_sees_nothing_of_it(store: Database, means: Means):
    seen = bring(store, means, download(store))

    with pytest.raises(NotFound):
        undo_workbook(store, SUE, seen.workbook.id)
    with pytest.raises(NotFound):
        bring(store, means, download(store), author=SUE)


def test_a_file_that_is_no_workbook_is_refused_by_the_name_people_know(
    store: Database, means: Means
):
    with pytest.raises(NotAWorkbook, match=r"^Ringkøbing\.xlsx is not an Excel workbook"):
        bring(store, means, b"no workbook", name="C:\\files\\Ringkøbing.xlsx")


def test_a_submitted_assessment_takes_no_workbook_in(store: Database, means: Means):
    content = download(store)
    with store.read() as db:
        revision = assessments.find(db, NORTH, ASSESSMENT).value.revision
    submit(store, ANA, ASSESSMENT, matrix="working@2026.11", revision=revision)

    with pytest.raises(AssessmentClosed):
        bring(store, means, content)


def test_the_certificate_of_the_workbook_keeps_its_own_id(store: Database, means: Means):
    take_in(store, means, bring(store, means, download(store, put_in("C1", "Note", "seen"))))

    (certificate,) = stored(store).certificates
    assert (certificate.id, certificate.note) == (CERTIFICATE, "seen")


def test_a_workbook_in_one_language_is_taken_in_by_a_reader_of_another(
    store: Database, means: Means
):
    spanish = Language("es", load_language("es").gettext)
    content = download_workbook(store, ANA, LIBRARY, ASSESSMENT, spanish).content
    changed = edited(content, put_in("17.a", "Nota", "Escrito bajo tierra"))

    seen = bring(store, means, changed)

    assert [one.difference.file for one in seen.shown] == ["Escrito bajo tierra"]
    assert seen.problems == ()
