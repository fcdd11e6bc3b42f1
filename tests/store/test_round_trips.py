"""What is stored comes back as it was, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from ddtool.domain.assessment_heads import Carried, CarriedAnswer, EvidenceFile
from ddtool.domain.assessments import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Evidence,
    OwnRating,
    Submission,
)
from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    ResultBasis,
)
from ddtool.domain.criteria import Rating
from ddtool.domain.people import Organisation, OrganisationKind
from ddtool.domain.refusals import AlreadyThere, NotFound, Unstorable
from ddtool.store import (
    Database,
    actions,
    answers,
    assessments,
    certificates,
    evidence,
    organisations,
    sites,
    submissions,
)
from ddtool.store.submissions import Snapshot
from tests.factories import make_certificate, make_site
from tests.store.makers import ANA, ASSESSMENT, AT, NORTH, OTHER_SITE, SITE, SOUTH, make_head

DOCUMENT = Evidence(
    "e0000000-0000-4000-8000-000000000001",
    "Permit, 2026 edition",
    document_date=date(2026, 1, 31),
    valid_until=date(2028, 1, 30),
    location="https://example.org/permit",
    sha256="ab" * 32,
)


def test_a_site_with_all_its_facts(filled: Database):
    site = make_site(
        id="a9",
        name="Südwerk 南",
        organisation="North Metals",
        place="Halle 3",
        areas=("plant", "port"),
        metals=("zinc", "lead"),
        facts={"has_tailings": True, "near_water": False, "uses_cyanide": None},
    )

    with filled.write(ANA) as db:
        sites.add(db, NORTH, site)

    with filled.read() as db:
        stored = sites.find(db, NORTH, "a9")
    assert (stored.value, stored.version) == (site, 1)
    assert (stored.changed_at, stored.changed_by) == (AT, "Ana Alvarez")


def test_a_certificate_with_everything_it_can_say(filled: Database):
    certificate = Certificate(
        id="c9",
        standard="IRMA",
        edition="1.0",
        evidence_type=EvidenceType.SECOND_PARTY,
        status=CertificateStatus.SUSPENDED,
        issued=date(2025, 3, 1),
        valid_until=date(2028, 2, 29),
        last_audit=date(2025, 2, 1),
        sites=(SITE,),
        areas=("plant",),
        activities=("smelting", "mining"),
        accredited=False,
        result_basis=ResultBasis.RECOGNISED,
        has_report=True,
        results={"overall": "IRMA 75", "score": 81.5, "chapters": 12},
        companions=("ISO 14001",),
        nonconformity=Nonconformity.MAJOR,
        number="IR-1",
        body="Body",
        status_since=date(2026, 1, 1),
        note="Looked at.",
        other_sites=("Harbour depot",),
        register_number=7,
    )

    with filled.write(ANA) as db:
        certificates.add(db, NORTH, certificate)

    with filled.read() as db:
        assert certificates.find(db, NORTH, "c9").value == certificate


def test_a_certificate_of_which_little_is_known(filled: Database):
    certificate = Certificate("c8", "ISO 9001", result_basis=None, register_number=1)

    with filled.write(ANA) as db:
        certificates.add(db, NORTH, certificate)

    with filled.read() as db:
        assert [one.value for one in certificates.listed(db, NORTH)] == [certificate]


def test_an_assessment_with_its_days(filled: Database):
    head = make_head(
        id="s9",
        pack_sha256="cd" * 32,
        matrix="working@2026.11",
        assessment_day=date(2027, 5, 3),
        commitment_day=date(2026, 2, 1),
        prepared_by="Ana",
        carried_from=ASSESSMENT,
    )

    with filled.write(ANA) as db:
        assessments.add(db, NORTH, head)

    with filled.read() as db:
        assert assessments.find(db, NORTH, "s9").value == head


def test_answers_ratings_and_actions(filled: Database):
    answer = Answer("17.a", AnswerCode.NOT_APPLICABLE, "No mine here.\nReally.")
    rating = OwnRating("17", Rating.PARTIALLY_MEETS, "One part open", open_case=True)
    action = Action(
        "f9", "17", "Train", "17.b", "Ben", date(2027, 1, 1), ActionState.RUNNING, "2 k€", "Lists"
    )

    with filled.write(ANA) as db:
        answers.save_answer(db, NORTH, ASSESSMENT, answer, version=0)
        answers.save_rating(db, NORTH, ASSESSMENT, rating, version=0)
        actions.add(db, NORTH, ASSESSMENT, action)

    with filled.read() as db:
        assert [one.value for one in answers.answers_of(db, NORTH, ASSESSMENT)] == [answer]
        assert [one.value for one in answers.ratings_of(db, NORTH, ASSESSMENT)] == [rating]
        assert [one.value for one in actions.of_assessment(db, NORTH, ASSESSMENT)] == [
            replace(action, number=1)
        ]


def test_a_rating_that_is_open_again(filled: Database):
    with filled.write(ANA) as db:
        answers.save_rating(db, NORTH, ASSESSMENT, OwnRating("3"), version=0)

    with filled.read() as db:
        assert answers.ratings_of(db, NORTH, ASSESSMENT)[0].value == OwnRating("3", None)


def test_evidence_with_its_file_and_what_it_shows(filled: Database):
    file = EvidenceFile("permit.pdf", "application/pdf", 12345, "0f0f", "ab" * 32)

    with filled.write(ANA) as db:
        evidence.add(db, NORTH, DOCUMENT, file)
        evidence.show(db, NORTH, ASSESSMENT, DOCUMENT.id, shown=("17.b", "17.a", "4"))

    with filled.read() as db:
        kept = evidence.of_assessment(db, NORTH, ASSESSMENT)[0].value
    assert kept.evidence == replace(DOCUMENT, requirements=("4", "17.a", "17.b"))
    assert (kept.file, kept.added_at, kept.added_by) == (file, AT, "Ana Alvarez")


def test_evidence_that_is_taken_away_shows_nothing_any_more(filled: Database):
    with filled.write(ANA) as db:
        evidence.add(db, NORTH, DOCUMENT)
        evidence.show(db, NORTH, ASSESSMENT, DOCUMENT.id, shown=("17.a",))

    with filled.write(ANA) as db:
        evidence.remove(db, NORTH, DOCUMENT.id, version=1)

    with filled.read() as db:
        assert evidence.of_assessment(db, NORTH, ASSESSMENT) == ()
        assert evidence.listed(db, NORTH) == ()


def test_carried_answers_keep_their_mark(filled: Database):
    carried = (
        CarriedAnswer(Answer("1.a", AnswerCode.MET, "As before"), Carried.SAME, "1.a"),
        CarriedAnswer(Answer("1.b"), Carried.NEW),
    )

    with filled.write(ANA) as db:
        answers.carry(db, NORTH, ASSESSMENT, carried)

    with filled.read() as db:
        found, marks = answers.with_carried(db, NORTH, ASSESSMENT)
    assert [one.value for one in found] == [carried[0].answer, carried[1].answer]
    assert marks == {"1.a": Carried.SAME, "1.b": Carried.NEW}


def test_submissions_are_numbered_and_their_text_is_kept(filled: Database):
    with filled.write(ANA) as db:
        submissions.add(db, NORTH, ASSESSMENT, Snapshot("{}", "01" * 32), day=date(2026, 11, 22))
        submissions.add(db, NORTH, ASSESSMENT, Snapshot("[]", "02" * 32), day=date(2026, 11, 23))

    with filled.read() as db:
        assert submissions.listed(db, NORTH, ASSESSMENT) == (
            Submission(date(2026, 11, 22), "Ana Alvarez", "01" * 32),
            Submission(date(2026, 11, 23), "Ana Alvarez", "02" * 32),
        )
        assert submissions.snapshot(db, NORTH, ASSESSMENT, 2) == Snapshot("[]", "02" * 32)
        with pytest.raises(NotFound):
            submissions.snapshot(db, NORTH, ASSESSMENT, 3)


def test_there_is_one_organisation_of_a_name(filled: Database):
    with filled.read() as db:
        assert organisations.find(db, SOUTH) == Organisation(SOUTH, "South Metals")

    with pytest.raises(AlreadyThere, match="North Metals"), filled.write(ANA) as db:
        organisations.add(db, Organisation("x", "North Metals", OrganisationKind.ASSESSMENT_FIRM))


@pytest.mark.parametrize("text", ["a\0b", "half \ud800"])
def test_a_text_that_only_one_database_would_take_is_refused(filled: Database, text: str):
    answer = Answer("17.a", AnswerCode.MET, text)

    with pytest.raises(Unstorable), filled.write(ANA) as db:
        answers.save_answer(db, NORTH, ASSESSMENT, answer, version=0)


def test_a_certificate_can_change_its_sites(filled: Database):
    with filled.write(ANA) as db:
        certificates.add(db, NORTH, make_certificate(id="c7", sites=()))

    with filled.write(ANA) as db:
        certificates.change(db, NORTH, make_certificate(id="c7", sites=(SITE,)), version=1)

    with filled.read() as db:
        assert certificates.find(db, NORTH, "c7").value.sites == (SITE,)


def test_a_certificate_cannot_name_a_site_of_another_organisation(filled: Database):
    certificate = make_certificate(id="c7", sites=(SITE, OTHER_SITE))

    with pytest.raises(NotFound, match="no such site"), filled.write(ANA) as db:
        certificates.add(db, NORTH, certificate)
