"""What a producer reads while nobody has decided what certificates count for, and whom to ask."""

import pytest
from flask import Flask
from sqlalchemy import update

from ddtool.domain.assessments import Site
from ddtool.store import certificates, users
from ddtool.store.schema_assessments import assessments
from ddtool.usecases import sites
from tests.factories import make_certificate, make_site
from tests.web.browser import Browser
from tests.web.making import add_certificate, add_site, author, begin, installed, submit
from tests.web.people import ILSE

HEADING = "What certificates count for is not decided yet."
ASK = "Ask its programme admin: Ilse Brandt."
FICTIONAL = "The fictional sites use a fictional decision; it counts for them alone."


@pytest.fixture
def site(app: Flask) -> Site:
    return add_site(app)


@pytest.fixture
def held(app: Flask, site: Site) -> str:
    return add_certificate(app, site, standard="ISO 14001", edition="2015")


@pytest.fixture
def undecided(app: Flask, site: Site, held: str) -> str:
    """An assessment against the matrix in which nothing is decided."""
    return begin(app, site, matrix="working@2026.11").id


@pytest.mark.parametrize("path", ["coverage", "criteria/1"])
def test_the_pages_of_an_assessment_say_so_and_whom_to_ask(ana: Browser, undecided: str, path: str):
    page = ana.get(f"/assessments/{undecided}/{path}")

    assert HEADING in page.text
    assert ASK in page.text
    assert FICTIONAL not in page.text


def test_the_pages_of_certificates_say_so_and_whom_to_ask(ana: Browser, undecided: str, held: str):
    for path in ("/certificates", f"/certificates/{held}"):
        page = ana.get(path)
        assert HEADING in page.text
        assert ASK in page.text


def test_what_is_decided_says_nothing_of_it(app: Flask, ana: Browser, site: Site, held: str):
    decided = begin(app, site, matrix="demo@2026.11").id

    assert HEADING not in ana.get(f"/assessments/{decided}/coverage").text
    assert HEADING not in ana.get(f"/assessments/{decided}/criteria/1").text


def test_what_was_handed_in_before_a_decision_says_that_there_is_one_now(
    app: Flask, ana: Browser, undecided: str
):
    submit(app, undecided)
    with installed(app).database.write(author(app)) as db:
        db.execute(update(assessments).values(matrix="demo@2026.11"))

    page = ana.get(f"/assessments/{undecided}/criteria/1")

    assert "When this was handed in, nobody had decided what certificates count for." in page.text
    assert "By now it is decided, in: Demonstration matrix" in page.text
    assert HEADING not in page.text


def test_beside_fictional_sites_their_fictional_decision_is_told(
    app: Flask, ana: Browser, undecided: str
):

    lead = author(app)
    sites.record_site(installed(app).database, lead, make_site(id="", name="Port", fictional=True))

    page = ana.get(f"/assessments/{undecided}/coverage")

    assert FICTIONAL in page.text


def test_without_an_active_programme_admin_whoever_runs_it_is_asked(
    app: Flask, ana: Browser, undecided: str
):
    database, lead = installed(app).database, author(app)
    with database.write(lead) as db:
        admin = users.with_email(db, ILSE)
        assert admin is not None
        users.change(db, admin.id, {"active": False})

    page = ana.get(f"/assessments/{undecided}/coverage")

    assert "Ask whoever runs it." in page.text


def test_the_decision_stands_first_and_alone_under_what_would_change_it(
    ana: Browser, undecided: str, held: str
):
    page = ana.get(f"/assessments/{undecided}/coverage/1/{held}")

    assert page.texts("h1") == ["Why ISO 14001:2015 does not count yet for criterion 1"]
    assert page.texts("th", scope="row")[0] == "Recognition decided"
    (panel,) = page.texts("section", class_="panel")[:1]
    assert panel.startswith(
        "What would change it Ask the programme admin of this installation, Ilse Brandt, to decide "
        "what ISO 14001:2015 counts for. This installation has not decided yet."
    )
    assert "Update the certificate" not in panel
    assert "Move to the newer edition" in panel.split("Besides, and not what stops it")[1]


def test_certificates_of_other_sites_stay_out_of_the_table_and_the_counts(
    app: Flask, ana: Browser, undecided: str, held: str
):
    other = add_site(app, name="South smelter")
    elsewhere = add_certificate(app, other, standard="ISO 45001", edition="2018")

    matrix = ana.get(f"/assessments/{undecided}/coverage")
    criterion = ana.get(f"/assessments/{undecided}/criteria/17")
    submission = ana.get(f"/assessments/{undecided}/submission")

    assert len(matrix.all("th", scope="col")) == 3
    assert "1 certificate of other sites" in matrix.text
    assert matrix.all("a", href=f"/certificates/{elsewhere}")
    assert "C2 ISO 45001 names only other sites of the organisation" in criterion.text
    assert "1 of this site, of which 0 count on" in submission.text
    assert ana.get(f"/assessments/{undecided}/coverage/17/{elsewhere}").status == 200


def test_a_result_that_the_matrix_cannot_compare_leaves_the_pages_open(
    app: Flask, ana: Browser, site: Site
):
    lead = author(app)
    assert lead.organisation is not None
    irma = make_certificate(
        id="d0000000-0000-4000-8000-000000000009",
        standard="IRMA",
        edition="1.0",
        number="IRMA 7",
        sites=(site.id,),
        results={"chapter 1.1": "gold"},
    )
    with installed(app).database.write(lead) as db:
        certificates.add(db, lead.organisation, irma)
    assessment = begin(app, site, matrix="demo@2026.11").id

    for path in ("", "/coverage", "/criteria/1", "/gaps", "/plan", "/submission", "/look-ahead"):
        page = ana.get(f"/assessments/{assessment}{path}")
        assert page.status == 200, path
        assert "A result is left out, as if it were not recorded." in page.text
        assert "Certificate IRMA 7 states chapter 1.1=gold, which cannot be compared" in page.text
