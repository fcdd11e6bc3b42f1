"""A list of certificates: shown first, told by cell or line, applied whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from ddtool.domain.certificates import Certificate, CertificateStatus
from ddtool.domain.people import Role
from ddtool.domain.refusals import NotAllowed
from ddtool.packs import Library
from ddtool.spreadsheets.errors import NotAWorkbook
from ddtool.store import Database, certificates, events, sites
from ddtool.usecases.certificate_lists import (
    ListChanged,
    ListPreview,
    ListUnusable,
    ListWords,
    RowKind,
    apply_certificate_list,
    preview_certificate_list,
    write_certificate_list,
)
from tests.factories import make_certificate
from tests.reports.analyses import CRITERIA
from tests.store.makers import ANA, NORTH, SITE, SUE, fill

WORDS = ListWords(Library((CRITERIA,)))
LIST = (
    "Valid until,STANDARD,certificate number,Sites named,Colour\n"
    "2030-02-28,ISO 45001, OHS 1 ,North smelter; Harbour depot,red\n"
    "2029-01-31,ISO 14001,E-9,north SMELTER,\n"
)


@pytest.fixture
def north(database: Database) -> Database:
    fill(database)
    with database.write(ANA) as db:
        certificates.add(db, NORTH, make_certificate(id="c1", number="ohs1", sites=(SITE,)))
    return database


def preview(database: Database, content: str | bytes = LIST, name: str = "all.csv") -> ListPreview:
    file = BytesIO(content.encode() if isinstance(content, str) else content)
    return preview_certificate_list(database, ANA, WORDS, name, file)


def apply(database: Database, content: str | bytes, digest: str, name: str = "all.csv") -> None:
    file = BytesIO(content.encode() if isinstance(content, str) else content)
    apply_certificate_list(database, ANA, WORDS, name, file, digest=digest)


def listed(database: Database) -> list[Certificate]:
    with database.read() as db:
        return [one.value for one in certificates.listed(db, NORTH)]


def sheet(*rows: list[object]) -> bytes:
    workbook, buffer = Workbook(), BytesIO()
    for row in rows:
        workbook.worksheets[0].append(row)
    workbook.save(buffer)
    return buffer.getvalue()


def test_a_list_is_shown_before_anything_is_stored(north: Database):
    found = preview(north)

    assert found.problems == ()
    assert found.ignored == ("Colour",)
    assert [(row.place, row.kind) for row in found.rows] == [
        ("line 2, STANDARD", RowKind.CHANGED),
        ("line 3, STANDARD", RowKind.NEW),
    ]
    assert [(one.head, one.before, one.after) for one in found.rows[0].changes] == [
        ("Certificate number", "ohs1", "OHS 1"),
        ("Valid until", date(2027, 2, 28), date(2030, 2, 28)),
        ("Sites named", "North smelter", "North smelter; Harbour depot"),
    ]
    assert found.does_something
    assert len(listed(north)) == 1


def test_what_was_shown_is_stored_in_one_step(north: Database):
    apply(north, LIST, preview(north).digest)

    changed, new = listed(north)
    assert (new.standard, new.valid_until, new.sites) == ("ISO 14001", date(2029, 1, 31), (SITE,))
    assert (changed.id, changed.valid_until, changed.other_sites) == (
        "c1",
        date(2030, 2, 28),
        ("Harbour depot",),
    )
    assert changed.edition == "2018"
    assert preview(north).count(RowKind.SAME) == 2
    assert not preview(north).does_something
    with north.read() as db:
        assert events.verify(db) > 0


def test_every_problem_is_told_with_its_line_and_nothing_is_stored(north: Database):
    content = (
        "Standard;Edition;Remark;Certificate number;Status;Valid until;Issued\n"
        "ISO 45001;2018;x;A1;live;03/04/2027;\n"
        "ISO 99999;;;A2;active;;\n"
        ";;;;;;\n"
        "ISO 14001;2015;;A 1;active;2025-01-01;2026-01-01\n"
        "iso 14001;2015;;a1;active;;\n"
    )

    found = preview(north, content)

    assert [str(one).partition(";")[0] for one in found.problems] == [
        'all.csv, line 2, Status: "live" is not among the accepted words',
        'all.csv, line 2, Valid until: "03/04/2027" can be read as two different days',
        'all.csv, line 3, Standard: "ISO 99999" is not among the accepted words',
        "all.csv, line 5, Valid until: the certificate ends on 2025-01-01, before it was issued "
        "on 2026-01-01",
        'all.csv, line 6, Certificate number: ISO 14001 "a1" stands in line 5, Standard too',
    ]
    assert found.ignored == ("Remark",)
    with pytest.raises(ListUnusable):
        apply(north, content, found.digest)
    assert len(listed(north)) == 1


def test_a_workbook_is_read_by_its_heads_wherever_they_stand(north: Database):
    content = sheet(
        ["Our certificates"],
        [],
        ["Status", "Standard", "Certificate number", "Valid until"],
        ["suspended", "ISO 45001", "OHS 1", date(2030, 2, 28)],
        [None, "ISO 9001", 17, "=1+1"],
    )

    found = preview(north, content, "all.xlsx")

    assert [str(one) for one in found.problems] == [
        "Sheet, cell D5: holds a formula; paste its value"
    ]
    assert found.rows[0].certificate.status is CertificateStatus.SUSPENDED
    assert found.rows[0].place == "cell B4"
    assert found.rows[1].certificate.number == "17"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF", "a.pdf: this is neither an Excel workbook (.xlsx) nor a CSV file"),
        ("a.csv", b"", "a.csv: no row holds the heads of the columns; take the template, or give"),
        ("a.csv", b"Colour,Size\n1,2\n", "a.csv: no row holds the heads of the columns"),
        ("a.csv", "Größe".encode("cp1252"), "a.csv: this is not a text in UTF-8; save the file"),
        ("a.csv", b"Number,Edition,Status\n", "a.csv: the column \u201cStandard\u201d is missing"),
        (
            "a.csv",
            b"Standard,Edition,standard\n",
            "a.csv: the column \u201cStandard\u201d stands",
        ),
        ("a.csv", b'Standard,Edition\n"ISO', "a.csv: a quotation mark is missing or too many"),
        ("a.xlsx", sheet(["a", "b"]), "a.xlsx: no row holds the heads of the columns"),
    ],
)
def test_what_is_no_list_is_told_in_one_sentence(
    north: Database, name: str, content: bytes, says: str
):
    (problem,) = preview(north, content, name).problems

    assert str(problem).startswith(says)


def test_a_file_that_must_not_be_opened_is_refused(north: Database):
    with pytest.raises(NotAWorkbook):
        preview(north, b"PK\x03\x04 no workbook", "a.xlsx")


def test_a_list_is_not_applied_when_somebody_has_changed_a_certificate_meanwhile(north: Database):
    shown = preview(north)
    with north.write(ANA) as db:
        before = certificates.find(db, NORTH, "c1")
        changed = make_certificate(id="c1", number="ohs1", sites=(SITE,), note="Looked at.")
        certificates.change(db, NORTH, changed, version=before.version)

    with pytest.raises(ListChanged, match="look at it again"):
        apply(north, LIST, shown.digest)

    assert len(listed(north)) == 1


def test_two_recorded_certificates_of_one_number_are_left_to_people(north: Database):
    with north.write(ANA) as db:
        certificates.add(db, NORTH, make_certificate(id="c2", number="OHS-1", sites=()))
        certificates.add(db, NORTH, make_certificate(id="c3", number="OHS 1", sites=()))

    (problem,) = preview(north).problems

    assert "several recorded certificates are ISO 45001" in str(problem)


def test_a_result_that_no_matrix_can_compare_is_a_problem(north: Database):
    content = "Standard,Edition,Results\nTSM,2023,Water Stewardship=yes\n"

    (problem,) = preview(north, content).problems

    assert str(problem) == (
        "all.csv, line 2, Standard: the result Water Stewardship=yes cannot be compared with A; "
        "state it on the scale that the standard uses for it"
    )


@pytest.mark.parametrize("as_csv", [True, False])
def test_the_register_comes_back_as_it_went_out(north: Database, as_csv: bool):
    with north.write(ANA) as db:
        certificates.add(
            db,
            NORTH,
            make_certificate(
                id="c2",
                number="=A1",
                standard="TSM",
                edition="2023",
                results={"Water Stewardship": "AA"},
                sites=(SITE,),
                other_sites=("Harbour depot",),
                note="- first\n- second",
            ),
        )
        certificates.add(db, NORTH, make_certificate(id="c4", sites=(), accredited=None))

    content = write_certificate_list(north, ANA, WORDS, as_csv=as_csv)

    found = preview(north, content, "all.csv" if as_csv else "all.xlsx")
    assert found.problems == ()
    assert [row.kind for row in found.rows] == [RowKind.SAME] * 3


def test_the_template_is_empty_and_can_be_filled_in(north: Database):
    content = write_certificate_list(north, ANA, WORDS, ids=())

    workbook = load_workbook(BytesIO(content))
    table = workbook["Certificates"]
    assert [cell.value for cell in table[3]][:3] == ["Standard", "Edition", "Certificate number"]
    assert preview(north, content, "template.xlsx").rows == ()


def test_a_site_whose_name_has_a_comma_is_found_whole(
    north: Database, rename: Callable[[str], None]
):
    rename("Hut, Old")

    (row,) = preview(north, 'Standard,Sites named\nISO 9001,"hut, old; Depot, Port"\n').rows

    assert row.certificate.sites == (SITE,)
    assert row.certificate.other_sites == ("Depot", "Port")


@pytest.fixture
def rename(north: Database) -> Callable[[str], None]:
    def changed(name: str) -> None:
        with north.write(ANA) as db:
            site = sites.find(db, NORTH, SITE)
            sites.change(db, NORTH, replace(site.value, name=name), version=site.version)

    return changed


def test_a_list_names_only_ones_own_sites_and_certificates(north: Database):
    file = BytesIO(LIST.encode())

    found = preview_certificate_list(north, SUE, WORDS, "all.csv", file)

    assert [row.kind for row in found.rows] == [RowKind.NEW, RowKind.NEW]
    assert [row.certificate.sites == (SITE,) for row in found.rows] == [False, False]


def test_only_who_may_record_brings_a_list(north: Database):
    assessor = replace(ANA, role=Role.ASSESSOR)

    with pytest.raises(NotAllowed):
        preview_certificate_list(north, assessor, WORDS, "a.csv", BytesIO(LIST.encode()))
