"""The demonstration in a database: whole or not there, and as its files say, on both databases."""

import shutil
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ddtool.demonstration.plan import DemonstrationUnusable
from ddtool.domain.assessment_heads import AssessmentState, Carried, StoredAssessment
from ddtool.domain.assessments import ActionState, AnswerCode
from ddtool.domain.people import Author, Role, User
from ddtool.domain.readiness import must_be_said
from ddtool.domain.refusals import AlreadyThere, NotFound
from ddtool.gap_reports.reporting import cycle_to_compare
from ddtool.packs import Library
from ddtool.settings import find_data
from ddtool.store import Database, organisations, users
from ddtool.store.files import FileStore
from ddtool.usecases import assessments, certificates, evidence, sites, submissions
from ddtool.usecases.demonstration.filling import fill_demonstration, is_untouched
from ddtool.usecases.demonstration.material import Login
from ddtool.usecases.last_cycle import read_last_cycle
from ddtool.usecases.review_queue import read_queue
from ddtool.usecases.sign_in import Visitor, sign_in
from ddtool.usecases.sign_offs import standing_of

AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
OPERATOR = Author("root (command line)", None, AT)
CRITERIA = find_data("criteria")
LIBRARY = Library((CRITERIA,))


def fill(database: Database, folder: Path, data: Path = CRITERIA / "demo") -> tuple[Login, ...]:
    files = FileStore(folder / "evidence")
    return fill_demonstration(database, files, LIBRARY, OPERATOR, folder=data)


@pytest.fixture
def filled(database: Database, tmp_path: Path) -> Database:
    fill(database, tmp_path)
    return database


def signed_in(database: Database, email: str) -> Author:
    with database.read() as db:
        user = users.with_email(db, email)
    assert user is not None
    first = user.memberships[0]
    return Author(user.name, first.role, AT, user.id, first.organisation.id)


def lomas(database: Database) -> Author:
    return signed_in(database, "lucia.quispe@lomas-de-tirso.example")


def auental(database: Database) -> Author:
    return signed_in(database, "jana.fichtner@auental.example")


def read(database: Database, author: Author, period: str) -> StoredAssessment:
    (head,) = [
        one.value
        for one in assessments.list_assessments(database, author)
        if one.value.period == period
    ]
    return assessments.read_assessment(database, author, head.id)


def test_there_is_somebody_of_every_role_who_can_sign_in(database: Database, tmp_path: Path):
    logins = fill(database, tmp_path)

    assert Counter(login.role for login in logins) == {
        Role.PRODUCER_LEAD: 3,
        Role.PRODUCER_MEMBER: 2,
        Role.ASSESSOR: 1,
        Role.PROGRAMME_ADMIN: 2,
    }
    assert all(login.email.endswith(".example") for login in logins)
    for login in (logins[0], logins[-1]):
        session, _secret = sign_in(database, OPERATOR, Visitor(login.email, login.password))
        assert session.role is login.role


def test_each_producer_has_sites_and_certificates_of_its_own(filled: Database):
    north, south = auental(filled), lomas(filled)

    assert [one.value.name for one in sites.list_sites(filled, north)] == [
        "Auental lead and zinc smelter",
        "Walzwerk Niederauental mit Drahtzieherei und Verzinkungslinie 3",
    ]
    assert len(certificates.list_certificates(filled, north)) == 7
    assert all(one.value.fictional for one in sites.list_sites(filled, south))
    foreign = sites.list_sites(filled, south)[0].value.id
    with pytest.raises(NotFound):
        sites.read_site(filled, north, foreign)


def test_a_certificate_names_the_sister_site_that_it_is_for(filled: Database):
    author = auental(filled)
    names = {one.value.id: one.value.name for one in sites.list_sites(filled, author)}

    (held,) = [
        one.value
        for one in certificates.list_certificates(filled, author)
        if one.value.standard == "SA8000"
    ]

    assert [names[site] for site in held.sites] == [
        "Walzwerk Niederauental mit Drahtzieherei und Verzinkungslinie 3"
    ]


def test_a_certificate_of_the_head_office_names_it_though_it_is_no_site(filled: Database):
    held = certificates.list_certificates(filled, lomas(filled))

    (found,) = [one.value for one in held if one.value.standard == "ISO 37001"]

    assert (found.sites, found.other_sites) == ((), ("Head office Lima",))


def test_the_finished_assessment_is_answered_rated_and_submitted(filled: Database):
    author = auental(filled)

    found = read(filled, author, "2026")

    assert found.head.value.state is AssessmentState.SUBMITTED
    assert len(found.assessment.answers) == 171
    assert len(found.assessment.ratings) == 33
    assert len(found.assessment.actions) == 25
    handed_in = submissions.read_submission(filled, author, found.head.value.id, 1)
    assert handed_in.matrix == "demo@2026.11"
    assert handed_in.assessment.submission is not None
    assert handed_in.assessment.submission.by == "Jana Fichtner"
    assert handed_in.assessment.submission.day == date(2026, 11, 20)


def test_the_finished_assessment_could_be_submitted_again(filled: Database):
    stored = read(filled, auental(filled), "2026")

    criteria_set = LIBRARY.criteria_set(stored.assessment.criteria_set)

    assert must_be_said(stored.assessment, criteria_set) == ()


def test_the_assessor_has_the_finished_assessment_and_no_other(filled: Database):
    ravi = signed_in(filled, "ravi.menon@veridia-audits.example")

    (queued,) = read_queue(filled, ravi, LIBRARY, as_of=AT.date())

    assert (queued.site, queued.head.criteria_set) == ("Auental lead and zinc smelter", "rra@3.0")
    assert queued.assignment.value.accepted_by == "Ravi Menon"


def test_the_year_before_was_signed_off_and_can_be_compared_with(filled: Database):
    author = auental(filled)

    before, now = read(filled, author, "2025"), read(filled, author, "2026")

    standing = standing_of(filled, author, before.head.value.id)
    assert standing is not None
    assert (standing.signed.day, standing.changed) == (date(2026, 3, 27), ())
    assert now.head.value.carried_from == before.head.value.id
    with filled.read() as db:
        earlier = cycle_to_compare(
            db, author.organisation or "", now.head.value.id, library=LIBRARY
        )
    assert earlier == before.head.value.id
    last = read_last_cycle(filled, author, LIBRARY, now.head.value.id)
    assert last is not None
    assert {one.action.state for one in last.promises} == {ActionState.DONE}


def test_the_half_filled_assessment_began_with_the_edition_before(filled: Database):
    author = lomas(filled)

    found = read(filled, author, "2026")

    earlier = read(filled, author, "2023").head.value
    assert (earlier.criteria_set, earlier.state) == ("rra@2.0", AssessmentState.SUBMITTED)
    assert found.head.value.carried_from == earlier.id
    assert found.head.value.state is AssessmentState.OPEN
    open_ones = [one for one in found.assessment.answers if one.answer is AnswerCode.UNANSWERED]
    assert 60 <= len(open_ones) <= 100
    assert Counter(found.carried.values())[Carried.CHANGED] > 100
    assert any(one.note for one in open_ones)


def test_some_evidence_is_really_there(filled: Database, tmp_path: Path):
    author, files = lomas(filled), FileStore(tmp_path / "evidence")
    assessment = read(filled, author, "2026").head.value.id

    kept = [
        one.value for one in evidence.list_evidence(filled, author, assessment) if one.value.file
    ]

    begins = {}
    for one in kept:
        found, opened = evidence.open_evidence(filled, files, author, one.evidence.id)
        with opened:
            begins[found.name] = opened.read(4)
    assert begins == {
        "risk-register-2026.pdf": b"%PDF",
        "silica-crusher-2026.png": b"\x89PNG",
        "water-balance-2026.pdf": b"%PDF",
    }


def test_a_database_with_a_user_in_it_is_refused(database: Database, tmp_path: Path):
    with database.write(OPERATOR) as db:
        users.add(db, User("u", "somebody@example.org", "Somebody"), "")

    with pytest.raises(AlreadyThere, match="only fills an empty one"):
        fill(database, tmp_path)

    assert not is_untouched(database)
    assert not (tmp_path / "evidence").exists()


def test_what_breaks_off_leaves_the_database_empty(database: Database, tmp_path: Path):
    broken = shutil.copytree(CRITERIA / "demo", tmp_path / "demo")
    plan = broken / "demonstration.toml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace('prepared_by = "Jana Fichtner"', 'prepared_by = "Nobody"'), "utf-8"
    )

    with pytest.raises(DemonstrationUnusable, match="nobody is called Nobody"):
        fill(database, tmp_path, broken)

    assert is_untouched(database)
    with database.read() as db:
        assert organisations.listed(db) == ()
    assert fill(database, tmp_path)


def test_an_unknown_key_of_the_plan_is_named(database: Database, tmp_path: Path):
    broken = shutil.copytree(CRITERIA / "demo", tmp_path / "demo")
    with (broken / "demonstration.toml").open("a", encoding="utf-8") as plan:
        plan.write('colour = "copper"\n')

    with pytest.raises(DemonstrationUnusable, match="colour"):
        fill(database, tmp_path, broken)
