"""Many sites side by side: what is shown to whom, and worked out anew only where it must be."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from ddtool.domain.assessment_heads import AssessmentHead, AssessmentState
from ddtool.domain.assessments import Answer, AnswerCode, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import Gap, Outlook
from ddtool.domain.history import Subject
from ddtool.domain.people import Author, Organisation, Role, User
from ddtool.domain.portfolio import Stage
from ddtool.domain.progress import WorkState
from ddtool.domain.refusals import NotAllowed
from ddtool.domain.reviews import SignOff
from ddtool.packs import Library
from ddtool.settings import find_data
from ddtool.store import Database, organisations, review_hashes, sign_offs, submissions, users
from ddtool.store import assessments as store_assessments
from ddtool.store import portfolio as results
from ddtool.usecases import assessments, certificates, sites
from ddtool.usecases.overview import overview
from ddtool.usecases.portfolio import Asked, Choice, Order, Portfolio, catch_up, mark_overtaken
from ddtool.usecases.portfolio import portfolio as look
from ddtool.usecases.portfolio.grounds import grounds_of
from ddtool.usecases.submissions import reopen, submit
from tests.factories import make_certificate, make_site

AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
TODAY = AT.date()
NORTH = "10000000-0000-4000-8000-000000000001"
SOUTH = "20000000-0000-4000-8000-000000000002"
ANA = Author("Ana Alvarez", Role.PRODUCER_LEAD, AT, organisation=NORTH)
BEN = replace(ANA, name="Ben Baker", role=Role.PRODUCER_MEMBER)
SUE = replace(ANA, name="Sue South", organisation=SOUTH)
RAVI = Author("Ravi Menon", Role.ASSESSOR, AT)
ILSE = Author("Ilse Brandt", Role.PROGRAMME_ADMIN, AT, "d0000000-0000-4000-8000-000000000009")
LIBRARY = Library((find_data("criteria"),))


@pytest.fixture
def two(database: Database) -> Database:
    with database.write(ANA) as db:
        organisations.add(db, Organisation(NORTH, "North Metals"))
        organisations.add(db, Organisation(SOUTH, "South Metals"))
        users.add(db, User(ILSE.user or "", "ilse@x.example", "Ilse", programme_admin=True), "x")
    return database


def add_site(database: Database, author: Author = ANA, **changes: Any) -> str:
    site = make_site(id="", organisation="", **changes)
    return sites.record_site(database, author, site).value.id


def begin(database: Database, site: str, author: Author = ANA) -> str:
    head = AssessmentHead("", site, "rra@3.0", period="2026")
    return assessments.start_assessment(database, author, LIBRARY, head).value.id


def hand_in(database: Database, assessment: str, author: Author = ANA) -> None:
    head = assessments.read_head(database, author, assessment).value
    submit(database, author, assessment, matrix="working@2026.11", revision=head.revision)


def work(database: Database, *, most: int = 100, as_of: date = TODAY) -> int:
    return catch_up(database, LIBRARY, at=AT, as_of=as_of, most=most)


def seen(database: Database, author: Author, **chosen: Any) -> Portfolio:
    return look(database, author, LIBRARY, Asked(Choice(**chosen), TODAY))


def names(found: Portfolio) -> list[str]:
    return [row.name for row in found.rows]


def test_an_installation_without_assessments_has_an_empty_portfolio(two: Database):
    assert work(two) == 0

    found = seen(two, ILSE)

    assert (found.criteria_set, found.rows, found.waiting) == (None, (), 0)


def test_a_lead_sees_a_draft_of_their_own_and_the_programme_only_what_was_handed_in(two: Database):
    begin(two, add_site(two, name="North smelter"))
    handed_in = begin(two, add_site(two, SUE, name="South mine"), SUE)
    hand_in(two, handed_in, SUE)

    assert work(two) == 2

    assert names(seen(two, ANA)) == ["North smelter"]
    assert names(seen(two, SUE)) == ["South mine"]
    assert names(seen(two, ILSE)) == ["South mine"]
    assert seen(two, ILSE).without == 1


@pytest.mark.parametrize("author", [BEN, replace(ANA, role=Role.ASSESSOR)])
def test_members_and_assessors_have_no_portfolio(two: Database, author: Author):
    with pytest.raises(NotAllowed):
        seen(two, author)


def test_counts_say_what_stands_at_each_criterion(two: Database):
    for name in ("Refinery", "Smelter"):
        assessment = begin(two, add_site(two, name=name))
        rating = OwnRating("17", Rating.DOES_NOT_MEET, "Nothing is there yet.")
        assessments.save_rating(two, ANA, assessment, rating, version=0)
        answer = Answer("17.a", AnswerCode.NOT_MET, "Missing")
        assessments.save_answer(two, ANA, assessment, answer, version=0)
    work(two)

    sums = seen(two, ANA).sums

    assert sums is not None
    assert sums.outlooks[Outlook.BLOCKED] == 2
    (seventeen,) = [one for one in sums.criteria if one.criterion.number == "17"]
    assert (seventeen.counts[Gap.BLOCKING], seventeen.to_close) == (2, 2)
    assert seventeen.parts[0][1] == 2
    assert sums.most_common[0].to_close == 2


def test_an_answer_makes_only_its_own_site_wait(two: Database):
    first = begin(two, add_site(two, name="First"))
    begin(two, add_site(two, name="Second"))
    work(two)

    met = Answer("17.a", AnswerCode.MET, "Done")
    assessments.save_answer(two, ANA, first, met, version=0)

    assert work(two) == 1
    assert work(two) == 0


def test_a_certificate_makes_only_the_sites_wait_that_it_names_or_named(two: Database):
    first, second = add_site(two, name="First"), add_site(two, name="Second")
    third = add_site(two, name="Third")
    for site in (first, second, third):
        begin(two, site)
    work(two)

    kept = certificates.record_certificate(
        two, ANA, make_certificate(id="", number="1", sites=(first,)), library=LIBRARY
    )
    assert work(two) == 1
    moved = replace(kept.value, sites=(second,))
    certificates.change_certificate(two, ANA, moved, version=kept.version, library=LIBRARY)
    assert work(two) == 2


def test_a_certificate_that_names_no_site_makes_all_of_its_owner_wait(two: Database):
    for name in ("First", "Second"):
        begin(two, add_site(two, name=name))
    begin(two, add_site(two, SUE), SUE)
    work(two)

    unnamed = make_certificate(id="", number="1", sites=())
    kept = certificates.record_certificate(two, ANA, unnamed, library=LIBRARY)
    assert work(two) == 2
    changed = replace(kept.value, number="2")
    certificates.change_certificate(two, ANA, changed, version=kept.version, library=LIBRARY)
    assert work(two) == 2


def test_a_result_holds_until_the_forecast_says_otherwise(two: Database):
    site = add_site(two)
    assessment = begin(two, site)
    certificates.record_certificate(
        two, ANA, make_certificate(id="", number="1", sites=(site,)), library=LIBRARY
    )
    work(two)
    with two.changing() as connection:
        connection.execute(text("UPDATE portfolio_results SET holds_until = '2026-11-30'"))

    assert mark_overtaken(two, LIBRARY, at=AT, as_of=TODAY) == 1
    assert work(two) == 1
    assert mark_overtaken(two, LIBRARY, at=AT, as_of=TODAY) == 0
    with two.read() as db:
        (kept,) = results.of_site(db, NORTH, site)
    assert (kept.assessment, kept.summary.as_of) == (assessment, TODAY)


def test_other_packs_make_every_result_wait(two: Database):
    begin(two, add_site(two))
    work(two)
    with two.changing() as connection:
        connection.execute(text("UPDATE portfolio_results SET grounds = 'older packs'"))

    assert mark_overtaken(two, LIBRARY, at=AT, as_of=TODAY) == 1


def test_a_draft_that_names_no_matrix_waits_when_another_one_is_taken(two: Database):
    begin(two, add_site(two, name="Draft"))
    handed_in = begin(two, add_site(two, name="Handed in"))
    hand_in(two, handed_in)
    work(two)
    with two.changing() as connection:
        connection.execute(text("UPDATE portfolio_results SET matrix = 'none'"))
        grounds = grounds_of(LIBRARY, "rra@3.0", "none")
        connection.execute(text("UPDATE portfolio_results SET grounds = :one"), {"one": grounds})

    assert mark_overtaken(two, LIBRARY, at=AT, as_of=TODAY) == 1


def test_what_comes_while_a_site_is_worked_out_makes_it_wait_again(two: Database):
    site = add_site(two)
    begin(two, site)
    assert work(two, most=0) == 0
    sites.record_site(two, ANA, make_site(id="", name="Another"))

    assert seen(two, ANA).waiting == 1
    assert work(two, most=1) == 1
    assert seen(two, ANA).waiting == 1


def test_an_assessment_opened_again_counts_as_it_was_handed_in(two: Database):
    assessment = begin(two, add_site(two, name="Smelter"))
    hand_in(two, assessment)
    reopen(two, ANA, assessment, reason="A number was wrong.")
    rating = OwnRating("17", Rating.DOES_NOT_MEET, "Worse than we thought.")
    assessments.save_rating(two, ANA, assessment, rating, version=0)
    work(two)

    found = seen(two, ILSE)

    assert names(found) == ["Smelter"]
    assert found.sums is not None
    assert found.sums.outlooks[Outlook.BLOCKED] == 0


def stage(database: Database) -> Stage:
    work(database)
    (row,) = seen(database, ILSE).rows
    return row.result.stage


def sign(database: Database, assessment: str) -> None:
    with database.write(RAVI) as db:
        last = submissions.listed(db, NORTH, assessment)[-1]
        said = review_hashes.review_sha256(db, NORTH, assessment)
        signed = SignOff(1, last.sha256, said, "Ravi", "assessor", "Firm", TODAY, "Independent.")
        sign_offs.sign(db, NORTH, assessment, signed)


def test_the_portfolio_tells_how_far_each_assessment_has_come(two: Database):
    site = add_site(two)
    assessment = begin(two, site)
    hand_in(two, assessment)
    assert stage(two) is Stage.HANDED_IN

    sign(two, assessment)
    assert stage(two) is Stage.SIGNED_OFF
    assert seen(two, ILSE, stage="returned").rows == ()

    held = make_certificate(id="", number="1", sites=(site,))
    certificates.record_certificate(two, ANA, held, library=LIBRARY)
    assert stage(two) is Stage.SIGN_OFF_BROKEN
    (row,) = seen(two, ILSE).rows
    assert row.result.summary.lapses == ()

    with two.write(RAVI) as db:
        head = store_assessments.find(db, NORTH, assessment)
        opened = AssessmentState.OPEN
        store_assessments.set_state(db, NORTH, assessment, opened, version=head.version)
        subject = Subject("assessment", assessment, NORTH, assessment)
        db.record(subject, "returned", {}, {"reason": "One is new."})
    assert stage(two) is Stage.RETURNED
    sums = seen(two, ILSE).sums
    assert sums is not None
    assert sums.stages[Stage.RETURNED] == 1


def test_a_cycle_that_the_next_one_goes_on_from_is_not_broken_by_what_changes_now(two: Database):
    site = add_site(two)
    assessment = begin(two, site)
    hand_in(two, assessment)
    sign(two, assessment)
    held = make_certificate(id="", number="1", sites=(site,))
    certificates.record_certificate(two, ANA, held, library=LIBRARY)

    def state() -> WorkState:
        glances = {
            one.head.value.id: one
            for each in overview(two, ANA, LIBRARY, as_of=TODAY).sites
            for one in each.assessments
        }
        return glances[assessment].state

    assert state() is WorkState.SIGN_OFF_BROKEN
    head = AssessmentHead("", site, "rra@3.0", period="2027", carried_from=assessment)
    assessments.start_assessment(two, ANA, LIBRARY, head)

    assert state() is WorkState.SIGNED_OFF


def test_a_lapse_is_told_by_the_last_day_on_which_its_certificate_counts(two: Database):
    site = add_site(two, fictional=True)
    begin(two, site)
    held = make_certificate(id="", number="1", sites=(site,), valid_until=date(2027, 6, 30))
    certificates.record_certificate(two, ANA, held, library=LIBRARY)
    work(two)

    (row,) = seen(two, ANA).lapses

    assert row.result.summary.lapses[0].day == date(2027, 6, 30)


def test_cycles_tell_how_sites_moved(two: Database):
    site = add_site(two)
    earlier = replace(ANA, at=datetime(2024, 12, 1, 9, tzinfo=UTC))
    first = begin(two, site, earlier)
    hand_in(two, first, earlier)
    second = begin(two, site)
    for number in ("1", "2"):
        rated = OwnRating(number, Rating.FULLY_MEETS, "All is there.")
        assessments.save_rating(two, ANA, second, rated, version=0)
    hand_in(two, second)
    work(two)

    found = seen(two, ANA)

    assert [(one.year, one.sites) for one in found.cycles] == [(2024, 1), (2026, 1)]
    assert found.sums is not None
    assert found.sums.sites == 1


def test_sites_are_chosen_by_country_metal_activity_and_name(two: Database):
    for name, country, metals, activities in (
        ("100% Zinc", "DE", ("zinc",), ("smelting",)),
        ("Copper pit", "CL", ("copper", "molybdenum"), ("mining",)),
    ):
        begin(two, add_site(two, name=name, country=country, metals=metals, activities=activities))
    work(two)

    assert names(seen(two, ANA, country="CL")) == ["Copper pit"]
    assert names(seen(two, ANA, metal="zinc")) == ["100% Zinc"]
    assert names(seen(two, ANA, metal="copp")) == []
    assert names(seen(two, ANA, activity="mining")) == ["Copper pit"]
    assert names(seen(two, ANA, words="0% z")) == ["100% Zinc"]
    assert names(seen(two, ANA, words="_")) == []
    assert names(seen(two, ANA, words="north METALS")) == ["100% Zinc", "Copper pit"]
    gravest = seen(two, ANA, words="north", order=Order.GRAVEST)
    assert names(gravest) == ["Copper pit", "100% Zinc"]
