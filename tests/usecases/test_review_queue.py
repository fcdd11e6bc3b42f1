"""The queue of an assessor: how much waits, and what it costs to see."""

from dataclasses import replace

from ddtool.domain.people import Author, Role
from ddtool.domain.reviews import Message, Request
from ddtool.store import Database, assessments
from ddtool.usecases.assignments import answer_assignment, give_assessment
from ddtool.usecases.submissions import submit
from ddtool.usecases.threads import ask, say
from tests.store.makers import ANA, ASSESSMENT, OTHER_ASSESSMENT, SUE
from tests.usecases.test_reviews import FIRM, RAVI, decide_everything, firms, given, queue, sign
from tests.web.statements import statements

__all__ = ["firms", "given"]


def give_another(database: Database) -> None:
    """South Metals hands its assessment in and gives it to the same firm."""
    with database.read() as db:
        head = assessments.find(db, SUE.organisation or "", OTHER_ASSESSMENT).value
    submit(database, SUE, OTHER_ASSESSMENT, matrix="working@2026.11", revision=head.revision)
    offered = give_assessment(database, SUE, OTHER_ASSESSMENT, firm=FIRM)
    answer_assignment(database, RAVI, offered.value.id, accepted=True, version=offered.version)


def test_the_queue_says_how_much_waits(given: Database):
    asked = ask(given, RAVI, ASSESSMENT, Request("", "17", "Which survey?"))
    say(given, ANA, ASSESSMENT, Message("", "17", "That of 2026.", request=asked.value.id))

    (one,) = queue(given)

    assert (one.site, one.producer) == ("North smelter", "North Metals")
    assert (one.answered, one.open, one.unread) == (1, 0, 1)
    assert one.tally.done == 0
    assert one.tally.all > 20
    assert one.is_yours


def test_a_signature_is_compared_only_where_something_happened_since(given: Database):
    decide_everything(given)
    sign(given)

    with statements(given) as untouched:
        (quiet,) = queue(given)
    say(given, ANA, ASSESSMENT, Message("", "17", "Thank you."))
    (spoken,) = queue(given)

    assert (quiet.changed, spoken.changed) == ((), ())
    assert not quiet.is_yours
    assert len(untouched) <= 15


def test_a_longer_queue_asks_no_more_of_the_database(given: Database):
    with statements(given) as before:
        assert len(queue(given)) == 1
    give_another(given)

    with statements(given) as after:
        assert len(queue(given)) == 2

    assert len(after) == len(before)


def test_somebody_of_another_firm_sees_an_empty_queue(given: Database):
    other = Author("Ole", Role.ASSESSOR, RAVI.at, "nobody", "40000000-0000-4000-8000-000000000004")

    assert queue(given, other) == ()
    assert queue(given, replace(RAVI, name="Again"))
