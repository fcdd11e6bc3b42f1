"""An assessment given to a firm, reviewed, signed off, and what turns the signature red."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ddtool.domain.assessments import Answer, AnswerCode, Determination
from ddtool.domain.criteria import Rating
from ddtool.domain.people import Author, Organisation, OrganisationKind, Role, User
from ddtool.domain.refusals import AlreadyThere, AssessmentClosed, Conflict, NotFound, NotSubmitted
from ddtool.domain.reviews import (
    Confirmation,
    Finding,
    FindingKind,
    Hindrance,
    Message,
    Part,
    Request,
    RequestState,
    ReviewNotes,
)
from ddtool.packs import Library
from ddtool.store import Database, assessments, organisations, users
from ddtool.usecases.assessments import save_answer
from ddtool.usecases.assignments import (
    EndsTooEarly,
    answer_assignment,
    end_assignment,
    give_assessment,
    list_firms,
)
from ddtool.usecases.findings import record_finding
from ddtool.usecases.review_queue import read_queue
from ddtool.usecases.reviews import (
    BreaksSignature,
    confirm_coverage,
    determine,
    read_review,
    write_notes,
)
from ddtool.usecases.sign_offs import (
    NotReady,
    return_for_changes,
    sign_off,
    standing_of,
    what_hinders,
)
from ddtool.usecases.submissions import reopen, submit
from ddtool.usecases.threads import ask, read_threads, say, settle
from tests.store.makers import ANA, ASSESSMENT, AT, OTHER_ASSESSMENT, SUE, fill

LIBRARY = Library((Path(__file__).resolve().parents[2] / "criteria",))
FIRM, OTHER_FIRM = "30000000-0000-4000-8000-000000000003", "40000000-0000-4000-8000-000000000004"
RAVI = Author("Ravi Menon", Role.ASSESSOR, AT, "e0000000-0000-4000-8000-000000000001", FIRM)
LEA = replace(RAVI, name="Lea Lind", user="e0000000-0000-4000-8000-000000000002")
OLE = replace(
    RAVI,
    name="Ole Other",
    user="e0000000-0000-4000-8000-000000000003",
    organisation=OTHER_FIRM,
)
TODAY = AT.date()
STATEMENT = "Neither I nor my firm has advised the producer."


@pytest.fixture
def firms(database: Database) -> Database:
    """North and South Metals with their assessments, and two firms with assessors."""
    fill(database)
    with database.write(ANA) as db:
        for id, name in ((FIRM, "Veridia Audits"), (OTHER_FIRM, "Other Audits")):
            organisations.add(db, Organisation(id, name, OrganisationKind.ASSESSMENT_FIRM))
        for who in (RAVI, LEA, OLE):
            email = f"{who.name.split()[0].lower()}@firm.example"
            users.add(db, User(who.user or "", email, who.name), "")
            users.join(db, who.organisation or "", who.user or "", Role.ASSESSOR)
    return database


@pytest.fixture
def given(firms: Database) -> Database:
    """North Metals' assessment was submitted, given to Veridia Audits, and accepted."""
    hand_in(firms)
    offered = give_assessment(firms, ANA, ASSESSMENT, firm=FIRM)
    answer_assignment(firms, RAVI, offered.value.id, accepted=True, version=offered.version)
    return firms


def hand_in(database: Database) -> None:
    with database.read() as db:
        revision = assessments.find(db, ANA.organisation or "", ASSESSMENT).value.revision
    submit(database, ANA, ASSESSMENT, matrix="working@2026.11", revision=revision)


def review(database: Database, author: Author = RAVI):
    return read_review(database, author, LIBRARY, ASSESSMENT, as_of=TODAY)


def queue(database: Database, author: Author = RAVI, **options: str):
    return read_queue(database, author, LIBRARY, as_of=author.at.date(), **options)


def decide_everything(database: Database) -> None:
    for line in review(database).analysis.lines:
        fully = Determination(line.criterion.number, Rating.FULLY_MEETS, "Seen on site.")
        determine(database, RAVI, ASSESSMENT, fully, version=0)


def sign(database: Database):
    handed_in = review(database).stored.assessment.submission
    assert handed_in is not None
    return sign_off(
        database,
        RAVI,
        LIBRARY,
        ASSESSMENT,
        submission_sha256=handed_in.sha256,
        statement=STATEMENT,
    )


def test_a_firm_sees_nothing_before_it_has_accepted(firms: Database):
    hand_in(firms)
    offered = give_assessment(firms, ANA, ASSESSMENT, firm=FIRM)

    assert [one.producer for one in queue(firms, RAVI)] == ["North Metals"]
    with pytest.raises(NotFound):
        review(firms)

    answer_assignment(firms, RAVI, offered.value.id, accepted=True, version=offered.version)
    assert review(firms).stored.assessment.site.name == "North smelter"


def test_only_the_firm_it_was_given_to_sees_an_assessment(given: Database):
    assert review(given, LEA).assignment.firm_name == "Veridia Audits"
    with pytest.raises(NotFound):
        review(given, OLE)
    with pytest.raises(NotFound):
        read_review(given, RAVI, LIBRARY, OTHER_ASSESSMENT, as_of=TODAY)
    assert queue(given, OLE) == ()


def test_an_assessment_given_to_one_person_is_not_seen_by_their_colleagues(firms: Database):
    hand_in(firms)
    offered = give_assessment(firms, ANA, ASSESSMENT, firm=FIRM, assessor="lea@firm.example")

    answer_assignment(firms, LEA, offered.value.id, accepted=True, version=offered.version)

    assert review(firms, LEA).assignment.assessor_name == "Lea Lind"
    with pytest.raises(NotFound):
        review(firms, RAVI)


def test_access_ends_after_its_last_day(firms: Database):
    hand_in(firms)
    last = TODAY + timedelta(days=30)
    offered = give_assessment(firms, ANA, ASSESSMENT, firm=FIRM, ends_on=last)
    answer_assignment(firms, RAVI, offered.value.id, accepted=True, version=offered.version)

    on_the_day = replace(RAVI, at=AT + timedelta(days=30))
    day_after = replace(RAVI, at=AT + timedelta(days=31))

    assert review(firms, on_the_day)
    with pytest.raises(NotFound):
        review(firms, day_after)
    assert queue(firms, day_after) == ()


def test_access_that_is_taken_back_ends_at_once(given: Database):
    assignment = review(given).assignment

    end_assignment(given, ANA, assignment.id, version=2)

    with pytest.raises(NotFound):
        review(given)


def test_an_assessment_is_given_to_a_firm_once_and_not_into_the_past(given: Database):
    assert [firm.name for firm in list_firms(given, ANA)] == ["Other Audits", "Veridia Audits"]
    with pytest.raises(AlreadyThere, match="Veridia Audits has this assessment already"):
        give_assessment(given, ANA, ASSESSMENT, firm=FIRM)
    with pytest.raises(EndsTooEarly):
        give_assessment(given, ANA, ASSESSMENT, firm=OTHER_FIRM, ends_on=date(2026, 1, 1))
    with pytest.raises(NotFound, match=r"Veridia Audits has no assessor ole@firm\.example"):
        give_assessment(given, ANA, ASSESSMENT, firm=FIRM, assessor="ole@firm.example")
    with pytest.raises(NotFound):
        give_assessment(given, SUE, ASSESSMENT, firm=FIRM)


def test_an_assessor_sees_nothing_that_was_not_handed_in(firms: Database):
    offered = give_assessment(firms, ANA, ASSESSMENT, firm=FIRM)
    answer_assignment(firms, RAVI, offered.value.id, accepted=True, version=offered.version)
    with pytest.raises(NotSubmitted, match="was not handed in yet"):
        review(firms)
    hand_in(firms)

    return_for_changes(firms, RAVI, ASSESSMENT, reason="17.a is not answered.")
    half = Answer("17.a", AnswerCode.PARTLY_MET, "Half a thought")
    save_answer(firms, ANA, ASSESSMENT, half, version=0)

    assert "17.a" not in review(firms).stored.assessment.answer_to
    hand_in(firms)
    assert review(firms).stored.assessment.answer_to["17.a"] == half


def test_nothing_is_determined_while_the_producer_still_works(firms: Database):
    offered = give_assessment(firms, ANA, ASSESSMENT, firm=FIRM)
    answer_assignment(firms, RAVI, offered.value.id, accepted=True, version=offered.version)

    with pytest.raises(NotSubmitted):
        determine(firms, RAVI, ASSESSMENT, Determination("1", Rating.FULLY_MEETS), version=0)


def test_a_second_determination_does_not_write_over_the_first(given: Database):
    first = Determination("1", Rating.FULLY_MEETS, "Seen.")
    determine(given, RAVI, ASSESSMENT, first, version=0)

    with pytest.raises(Conflict):
        determine(given, LEA, ASSESSMENT, replace(first, reason="Not seen."), version=0)

    assert review(given).determinations[0].value == first


def test_a_request_is_answered_in_the_same_place_and_cleared_by_the_assessor(given: Database):
    asked = ask(given, RAVI, ASSESSMENT, Request("", "17", "Which survey?", "17.c"))

    say(given, ANA, ASSESSMENT, Message("", "17", "That of 2026.", request=asked.value.id))

    (now,), (answer,) = read_threads(given, RAVI, ASSESSMENT)
    assert now.value.state is RequestState.ANSWERED
    assert (answer.by, answer.text) == ("Ana Alvarez", "That of 2026.")
    cleared = settle(
        given, RAVI, ASSESSMENT, asked.value.id, RequestState.CLEARED, version=now.version
    )
    assert cleared.value.state is RequestState.CLEARED
    with pytest.raises(NotFound):
        read_threads(given, SUE, ASSESSMENT)


def test_a_sign_off_waits_for_every_determination_and_request(given: Database):
    ask(given, RAVI, ASSESSMENT, Request("", "17", "Which survey?"))

    with pytest.raises(NotReady) as refused:
        sign(given)

    kinds = {one.hindrance for one in refused.value.hindering}
    assert kinds == {Hindrance.NOT_DETERMINED, Hindrance.REQUEST_OPEN}


def test_a_signature_binds_the_submission_and_the_review(given: Database):
    decide_everything(given)
    record_finding(given, RAVI, ASSESSMENT, Finding("", "17", FindingKind.MINOR, "A gap."))
    write_notes(given, RAVI, ASSESSMENT, ReviewNotes("On site", "Every tenth file"), version=0)
    assert what_hinders(given, RAVI, LIBRARY, ASSESSMENT, as_of=TODAY) == ()

    signed = sign(given)

    standing = standing_of(given, ANA, ASSESSMENT)
    assert standing is not None
    assert (standing.signed, standing.changed) == (signed, ())
    assert (signed.name, signed.firm, signed.submission) == ("Ravi Menon", "Veridia Audits", 1)
    with pytest.raises(AlreadyThere):
        sign(given)


def test_whatever_changes_after_a_signature_is_named(given: Database):
    decide_everything(given)
    sign(given)

    said = Confirmation("17", confirmed=True)
    with pytest.raises(BreaksSignature):
        confirm_coverage(given, RAVI, ASSESSMENT, said, version=0)
    confirm_coverage(given, RAVI, ASSESSMENT, said, version=0, breaks_signature=True)
    reopen(given, ANA, ASSESSMENT, reason="A number was wrong.")
    answer = Answer("17.a", AnswerCode.NOT_MET, "Not any more")
    save_answer(given, ANA, ASSESSMENT, answer, version=0)

    standing = standing_of(given, RAVI, ASSESSMENT)
    assert standing is not None
    assert standing.changed == (Part.ANSWERS, Part.REVIEW)


def test_a_returned_assessment_is_open_for_its_producer_again(given: Database):
    answer = Answer("17.a", AnswerCode.MET)
    with pytest.raises(AssessmentClosed):
        save_answer(given, ANA, ASSESSMENT, answer, version=0)

    return_for_changes(given, RAVI, ASSESSMENT, reason="17.c is too thin.")

    assert save_answer(given, ANA, ASSESSMENT, answer, version=0).version == 1
    with pytest.raises(NotSubmitted):
        return_for_changes(given, RAVI, ASSESSMENT, reason="Once more.")
