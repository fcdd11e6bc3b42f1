"""Who got to see whose data: on record with the looking, proved, searched, handed out."""

import csv
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import text

from ddtool.domain.assessments import Answer, AnswerCode, Evidence
from ddtool.domain.audit import Kind, Search
from ddtool.domain.history import ChainHead, Subject
from ddtool.domain.people import Author, Organisation, OrganisationKind, Role, User
from ddtool.domain.refusals import ChainBroken, NotAllowed, NotFound
from ddtool.packs import Library
from ddtool.reports.content import Voice
from ddtool.settings import find_data
from ddtool.store import Database, assessments, events, evidence, organisations, users
from ddtool.store.files import FileStore
from ddtool.usecases.assessments import save_answer
from ddtool.usecases.assignments import answer_assignment, end_assignment, give_assessment
from ddtool.usecases.audit import (
    PAGE,
    accesses_page,
    audit_file,
    audit_page,
    lines_of_accesses,
    lines_of_audit,
    prove,
)
from ddtool.usecases.evidence import Upload, add_evidence
from ddtool.usecases.history import assessment_history
from ddtool.usecases.operators import list_users
from ddtool.usecases.portfolio import Asked, Choice, portfolio
from ddtool.usecases.review_evidence import list_review_evidence, open_review_evidence
from ddtool.usecases.reviews import read_review
from ddtool.usecases.submissions import submit
from tests.store.makers import ANA, ASSESSMENT, AT, NORTH, SUE, fill

LIBRARY = Library((find_data("criteria"),))
TODAY = AT.date()
FIRM = "30000000-0000-4000-8000-000000000003"
RAVI = Author("Ravi Menon", Role.ASSESSOR, AT, "e0000000-0000-4000-8000-000000000001", FIRM)
ILSE = Author("Ilse Brandt", Role.PROGRAMME_ADMIN, AT, "d0000000-0000-4000-8000-000000000009")
ANYTHING = Search()


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "evidence")


@pytest.fixture
def given(database: Database, files: FileStore) -> Database:
    """North Metals has handed in an assessment with a note and given it to a firm."""
    fill(database)
    with database.write(ANA) as db:
        firm = Organisation(FIRM, "Veridia Audits", OrganisationKind.ASSESSMENT_FIRM)
        organisations.add(db, firm)
        users.add(db, User(RAVI.user or "", "ravi@x.example", "Ravi Menon"), "x")
        ilse = User(ILSE.user or "", "ilse@x.example", "Ilse Brandt", programme_admin=True)
        users.add(db, ilse, "x")
        users.join(db, FIRM, RAVI.user or "", Role.ASSESSOR)
    permit = Upload("permit.pdf", "application/pdf", BytesIO(b"%PDF-1.4"), 1_000)
    shown = Evidence("", "Water permit", requirements=("17.a",))
    add_evidence(database, files, ANA, shown, assessment=ASSESSMENT, upload=permit)
    note = Answer("17.a", AnswerCode.MET, "Our secret note")
    save_answer(database, ANA, ASSESSMENT, note, version=0)
    with database.read() as db:
        revision = assessments.find(db, NORTH, ASSESSMENT).value.revision
    submit(database, ANA, ASSESSMENT, matrix="working@2026.11", revision=revision)
    offered = give_assessment(database, ANA, ASSESSMENT, firm=FIRM)
    answer_assignment(database, RAVI, offered.value.id, accepted=True, version=offered.version)
    return database


def document(database: Database) -> str:
    with database.read() as db:
        (kept,) = evidence.listed(db, NORTH)
    return kept.value.evidence.id


def later(author: Author, **time: int) -> Author:
    return replace(author, at=author.at + timedelta(**time))


def read(database: Database, author: Author = RAVI) -> None:
    read_review(database, author, LIBRARY, ASSESSMENT, as_of=TODAY)


def looks(database: Database, author: Author = ANA) -> list[tuple[str, str, str, str]]:
    """Who has looked at what, the newest first."""
    page = accesses_page(database, author, ANYTHING)
    return [(one.by, one.verb, one.seen, one.about) for one in page.lines]


def test_an_assessor_who_reads_is_told_once_an_hour(given: Database):
    read(given)
    read(given, later(RAVI, minutes=59))
    list_review_evidence(given, later(RAVI, minutes=59), ASSESSMENT)

    assert looks(given) == [("Ravi Menon", "looked at", "assessment", "North smelter 2026")]

    read(given, later(RAVI, minutes=61))
    assert len(looks(given)) == 2


def test_whoever_reads_their_own_leaves_no_trace(given: Database):
    with given.read() as db:
        before = events.head(db)

    assessment_history(given, ANA, ASSESSMENT)

    with given.read() as db:
        assert events.head(db) == before


def test_whoever_may_not_read_leaves_no_trace_either(given: Database):
    assert looks(given) == []
    ole = replace(RAVI, name="Ole Other", user=ILSE.user, organisation=SUE.organisation)

    with pytest.raises(NotFound):
        read(given, ole)

    assert looks(given) == []


def test_every_file_that_is_taken_away_is_told(given: Database, files: FileStore):
    for _ in range(2):
        file, source = open_review_evidence(given, files, RAVI, ASSESSMENT, document(given))
        source.close()
        assert file.name == "permit.pdf"

    told = ("Ravi Menon", "downloaded", "evidence", "Water permit")
    assert looks(given) == [told, told]


def test_a_file_shown_beside_the_criterion_is_not_told_as_taken_away(
    given: Database, files: FileStore
):
    kinds = frozenset({"application/pdf"})
    for author in (RAVI, later(RAVI, minutes=5)):
        _, source = open_review_evidence(
            given, files, author, ASSESSMENT, document(given), beside=kinds
        )
        source.close()
    with pytest.raises(NotFound):
        open_review_evidence(given, files, RAVI, ASSESSMENT, document(given), beside=frozenset())

    assert looks(given) == [("Ravi Menon", "shown", "evidence", "Water permit")]


def test_a_file_that_is_not_there_is_told_of_nobody(given: Database, files: FileStore):
    with pytest.raises(NotFound):
        open_review_evidence(given, files, RAVI, ASSESSMENT, ASSESSMENT)

    assert looks(given) == []


def test_the_history_of_an_assessment_tells_of_changes_alone(given: Database):
    read(given)

    page = assessment_history(given, ANA, ASSESSMENT)

    assert "access" not in page.nouns
    assert {one.subject.noun for one in page.events} >= {"answer", "submission"}
    assert all(one.subject.noun != "access" for one in page.events)


def test_a_competitor_does_not_learn_who_looked_at_another(given: Database):
    read(given)
    portfolio(given, ILSE, LIBRARY, Asked(Choice(), TODAY))
    list_users(given, ILSE)

    assert [one[:3] for one in looks(given, SUE)] == [
        ("Ilse Brandt", "looked at", "people"),
        ("Ilse Brandt", "looked at", "portfolio"),
    ]
    assert [one[2] for one in looks(given)] == ["people", "portfolio", "assessment"]


def test_an_admin_learns_names_of_fields_and_never_what_stands_in_them(given: Database):
    page = audit_page(given, ILSE, Search(noun="answer"))

    (line,) = page.lines
    assert (line.by, line.verb, line.organisation) == ("Ana Alvarez", "added", "North Metals")
    assert (line.about, line.place) == ("17.a", "North smelter 2026")
    assert line.fields == ("answer", "note")
    assert "secret" not in str(page)
    assert [one.about for one in audit_page(given, ILSE, Search(noun="evidence")).lines] == ["", ""]
    for kind in ("csv", "jsonl"):
        made = audit_file(kind, lines_of_audit(given, ILSE, ANYTHING), Voice())
        assert b"secret" not in made
        assert b"North Metals" in made


@pytest.mark.parametrize("author", [ANA, RAVI, replace(ANA, role=Role.PRODUCER_MEMBER)])
def test_nobody_but_an_admin_searches_the_installation(given: Database, author: Author):
    with pytest.raises(NotAllowed):
        audit_page(given, author, ANYTHING)
    with pytest.raises(NotAllowed):
        lines_of_audit(given, author, ANYTHING)


def test_members_and_assessors_do_not_see_who_looked(given: Database):
    for author in (replace(ANA, role=Role.PRODUCER_MEMBER), RAVI, ILSE):
        with pytest.raises(NotAllowed):
            accesses_page(given, author, ANYTHING)


def test_the_trail_is_searched_by_person_organisation_kind_and_period(given: Database):
    read(given)

    def found(**wanted: object) -> set[str]:
        return {one.noun for one in audit_page(given, ILSE, Search(**wanted)).lines}  # type: ignore[arg-type]

    assert found(who="ravi") == {"access", "assignment"}
    assert found(who="rav_") == set()
    assert found(organisation="north metals", kind=Kind.ACCESSES) == {"access"}
    assert "access" not in found(kind=Kind.CHANGES)
    assert found(noun="submission") == {"submission"}
    assert found(first=TODAY, last=TODAY, noun="site") == {"site"}
    assert found(first=TODAY + timedelta(days=1), noun="site") == set()
    assert found(last=date.max, noun="site") == {"site"}
    assert found(last=TODAY - timedelta(days=1)) == set()
    assert found(thing="17") == {"answer"}
    assert found(thing="Water perm") == set()
    assert found(thing="veridia audits", kind=Kind.CHANGES) == {"assignment", "organisation"}
    assert found(thing="north SMELTER 2026") >= {"answer", "submission", "assessment", "access"}
    assert found(thing="nothing") == set()


def test_pages_go_on_without_gaps_or_doubles(given: Database):
    with given.write(ANA) as db:
        for number in range(2 * PAGE):
            db.record(Subject("site", f"s{number}", NORTH), "changed", {}, {"name": "x"})

    first = audit_page(given, ILSE, Search(noun="site"))
    second = audit_page(given, ILSE, Search(noun="site"), before=first.older)

    numbers = [one.number for one in (*first.lines, *second.lines)]
    assert len(numbers) == 2 * PAGE
    assert numbers == sorted(set(numbers), reverse=True)


def test_what_is_handed_out_is_whole_and_harmless_in_spreadsheets(given: Database):
    with given.write(replace(ANA, name='=HYPERLINK("http://x")')) as db:
        db.record(Subject("site", "s", NORTH), "changed", {}, {"name": "x"})
    read(given)

    told = audit_file("csv", lines_of_audit(given, ILSE, Search(noun="site")), Voice())
    rows = list(csv.DictReader(StringIO(told.decode("utf-8-sig"))))
    assert rows[0]["by"] == '\'=HYPERLINK("http://x")'

    lines = audit_file("jsonl", lines_of_accesses(given, ANA, ANYTHING), Voice()).splitlines()
    (line,) = map(json.loads, lines)
    assert (line["seen"], line["what"], line["done"]) == (
        "assessment",
        "An assessment",
        "looked at",
    )

    book = audit_file("xlsx", lines_of_accesses(given, ANA, ANYTHING), Voice(), about="1 Dec 2026")
    sheet = openpyxl.load_workbook(BytesIO(book)).worksheets[0]
    assert [cell.value for cell in sheet[5]][2:12] == [
        "Ravi Menon", "assessor", "Veridia Audits", "North Metals", "An assessment",
        "North smelter 2026", None, "looked at", None, "access",
    ]  # fmt: skip


def test_that_an_admin_takes_the_trail_away_is_in_it(given: Database):
    list(lines_of_audit(given, ILSE, ANYTHING))

    audit_page(given, ILSE, ANYTHING)

    told = audit_page(given, ILSE, Search(noun="access")).lines
    assert [(one.by, one.verb, one.seen) for one in told] == [
        ("Ilse Brandt", "looked at", "audit_trail"),
        ("Ilse Brandt", "downloaded", "audit_trail"),
    ]


def test_the_proof_gives_a_link_by_which_a_history_written_anew_is_found_out(given: Database):
    proof = prove(given)
    read(given)

    assert prove(given, kept=proof.head).events == proof.events + 1
    other = ChainHead(proof.head.number, "0" * 64)
    with pytest.raises(ChainBroken, match=f"Event {proof.head.number} is not the one"):
        prove(given, kept=other)
    with pytest.raises(ChainBroken):
        prove(given, kept=ChainHead(10_000, proof.head.sha256))


def test_a_history_is_proved_while_others_go_on_saving(given: Database):
    with given.write(ANA) as db:
        for number in range(3_000):
            db.record(Subject("site", f"s{number}", NORTH), "changed", {}, {})

    with ThreadPoolExecutor(1) as others:
        saving = others.submit(_save_often, given)
        proofs = [prove(given).events for _ in range(3)]
        saving.result()

    assert proofs == sorted(proofs)
    assert prove(given).events >= proofs[-1]


def test_a_row_changed_behind_our_back_is_named(given: Database):
    read(given)
    hidden = (
        ["DROP TRIGGER events_no_update", "DROP TRIGGER events_no_delete"]
        if given.is_sqlite
        else ["DROP TRIGGER events_kept ON events"]
    )
    with given.read() as db:
        number = events.head(db).number
    with given.changing() as connection:
        for statement in hidden:
            connection.execute(text(statement))
        forged = text("UPDATE events SET author = 'Nobody' WHERE number = :number")
        connection.execute(forged, {"number": number})

    with pytest.raises(ChainBroken, match=f"from event {number} on"):
        prove(given)


def test_end_of_access_ends_the_reading_and_the_record(given: Database):
    read(given)
    with given.read() as db:
        assigned = events.of_nouns(db, NORTH, ("assignment",), limit=1)[0].subject.id
    end_assignment(given, ANA, assigned, version=2)

    with pytest.raises(NotFound):
        read(given, later(RAVI, minutes=5))

    assert len(looks(given)) == 1
    ended = audit_page(given, ILSE, Search(noun="assignment")).lines[0]
    assert (ended.verb, ended.deed, ended.about) == ("changed", "access ended", "Veridia Audits")


def _save_often(database: Database) -> None:
    for number in range(30):
        with database.write(ANA) as db:
            db.record(Subject("site", f"more{number}", NORTH), "changed", {}, {})
