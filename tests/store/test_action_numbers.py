"""Actions of before get the numbers by which people knew them: by due day, then by id."""

from datetime import date

from sqlalchemy import text

from ddtool.domain.assessments import Action
from ddtool.store import Database, actions, upgrading
from tests.store.makers import ANA, ASSESSMENT, NORTH, fill

_OLD = (
    ("00000000-0000-4000-8000-00000000000c", None),
    ("00000000-0000-4000-8000-00000000000b", date(2027, 3, 1)),
    ("00000000-0000-4000-8000-00000000000a", date(2027, 3, 1)),
    ("00000000-0000-4000-8000-00000000000d", date(2026, 1, 1)),
)


def test_an_upgrade_numbers_the_actions_that_are_there(empty_url: str):
    database = Database(empty_url)
    upgrading.upgrade(database, "0003")
    fill(database)
    with database.changing() as connection:
        for id, due in _OLD:
            connection.execute(
                text(
                    "INSERT INTO actions (organisation_id, id, assessment_id, criterion, "
                    "requirement, title, owner, due, state, cost, closure, version, changed_at, "
                    "changed_by) VALUES (:organisation, :id, :assessment, '1', '', 'Do', '', :due, "
                    "'planned', '', '', 1, '2026-11-22T09:30:00.000000Z', 'Ana')"
                ),
                {"organisation": NORTH, "id": id, "assessment": ASSESSMENT, "due": due},
            )

    upgrading.upgrade(database)

    with database.write(ANA) as db:
        numbers = {
            one.value.id[-1]: one.value.number
            for one in actions.of_assessment(db, NORTH, ASSESSMENT)
        }
        added = actions.add(db, NORTH, ASSESSMENT, Action("new", "1", "Next"))
    assert numbers == {"d": 1, "a": 2, "b": 3, "c": 4}
    assert added.value.number == 5
    database.close()


def test_a_number_brought_along_is_kept_where_it_is_free_and_never_given_again(filled: Database):
    with filled.write(ANA) as db:
        numbers = [
            actions.add(db, NORTH, ASSESSMENT, Action(id, "1", "Do", number=wanted)).value.number
            for id, wanted in (("a", 7), ("b", 0), ("c", 7), ("d", 3), ("e", 0))
        ]

    assert numbers == [7, 8, 9, 3, 10]
