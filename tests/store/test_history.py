import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.domain.history import Subject
from ddtool.domain.refusals import ChainBroken, NotFound
from ddtool.store import Database, Writing, answers, events, sites
from tests.factories import make_site
from tests.store.makers import ANA, ASSESSMENT, AT, BEN, NORTH, SITE

ANSWER = Subject("answer", "17.a", NORTH, ASSESSMENT)


@pytest.fixture
def answered(filled: Database) -> Database:
    """An answer was given by Ana and changed by Ben."""
    with filled.write(ANA) as db:
        met = Answer("17.a", AnswerCode.MET, "Done")
        answers.save_answer(db, NORTH, ASSESSMENT, met, version=0)
    with filled.write(BEN) as db:
        open_ = Answer("17.a", AnswerCode.PARTLY_MET, "Done")
        answers.save_answer(db, NORTH, ASSESSMENT, open_, version=1)
    return filled


def test_each_change_says_who_did_what_in_which_role_and_when(answered: Database):
    with answered.read() as db:
        changed, added = events.of_subject(db, NORTH, ANSWER)

    assert (added.by, added.role, added.verb) == ("Ana Alvarez", "producer_lead", "added")
    assert added.at == AT
    assert dict(added.new) == {"answer": "met", "note": "Done"}
    assert (changed.by, changed.role, changed.verb) == ("Ben Baker", "producer_member", "changed")
    assert dict(changed.old) == {"answer": "met"}
    assert dict(changed.new) == {"answer": "partly_met"}


def test_the_history_of_an_assessment_holds_what_happened_inside_it(answered: Database):
    with answered.read() as db:
        found = events.of_assessment(db, NORTH, ASSESSMENT)
        rest = events.of_assessment(db, NORTH, ASSESSMENT, before=found[0].number, limit=1)

    assert [(one.subject.noun, one.verb) for one in found] == [
        ("answer", "changed"),
        ("answer", "added"),
        ("assessment", "added"),
    ]
    assert rest == (found[1],)


def test_saying_the_same_again_is_no_event(answered: Database):
    with answered.write(ANA) as db:
        sites.change(db, NORTH, make_site(id=SITE, organisation="North Metals"), version=1)

    with answered.read() as db:
        assert [one.verb for one in events.of_subject(db, NORTH, Subject("site", SITE))] == [
            "added"
        ]


def test_what_is_undone_leaves_no_event(answered: Database):
    with answered.read() as db:
        before = events.head(db)

    with pytest.raises(NotFound), answered.write(ANA) as db:
        _rename_then_fail(db)

    with answered.read() as db:
        assert events.head(db) == before
        assert sites.find(db, NORTH, SITE).value.name == "North smelter"


def test_the_chain_holds(answered: Database):
    with answered.read() as db:
        assert events.verify(db) == 8
        assert events.head(db).number == 8
    assert events.verify_in_pages(answered) == 8


@pytest.mark.parametrize(
    "change",
    ["UPDATE events SET author = 'Nobody' WHERE number = 8", "DELETE FROM events"],
)
def test_the_database_refuses_to_change_the_history(answered: Database, change: str):
    with pytest.raises(DatabaseError, match="never changed"), answered.changing() as connection:
        connection.execute(text(change))


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE events SET author = 'Nobody' WHERE number = 4", 4),
        ("UPDATE events SET new_fields = '{}' WHERE number = 7", 7),
        ("DELETE FROM events WHERE number = 5", 5),
        ("DELETE FROM events WHERE number = 8", 8),
    ],
)
def test_a_history_changed_behind_our_back_is_found(answered: Database, change: str, broken: int):
    with answered.changing() as connection:
        for statement in _without_guard(answered):
            connection.execute(text(statement))
        connection.execute(text(change))

    with pytest.raises(ChainBroken, match=f"from event {broken} on"):
        events.verify_in_pages(answered)


def _rename_then_fail(db: Writing) -> None:
    sites.change(db, NORTH, make_site(id=SITE, name="New"), version=1)
    sites.find(db, NORTH, "unknown")


def _without_guard(database: Database) -> list[str]:
    if database.is_sqlite:
        return ["DROP TRIGGER events_no_update", "DROP TRIGGER events_no_delete"]
    return ["DROP TRIGGER events_kept ON events"]
