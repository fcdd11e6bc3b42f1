"""The matrix, its filters, days and file; gate by gate for one certificate and one criterion."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from openpyxl import load_workbook

from ddtool.domain.assessments import Site
from ddtool.domain.certificates import CertificateStatus
from tests.web.browser import Browser, Page
from tests.web.making import add_certificate, add_site, begin

DEMONSTRATION = "demo@2026.11"


@pytest.fixture
def site(app: Flask) -> Site:
    return add_site(app)


@pytest.fixture
def assessment(app: Flask, site: Site) -> str:
    """An assessment against the demonstration's matrix, some of whose cells are adopted."""
    return begin(app, site, matrix=DEMONSTRATION, assessment_day=date(2027, 3, 15)).id


def _cells(page: Page, criterion: str) -> list[str]:
    """The words of a criterion's row: together, then certificate by certificate."""
    (row,) = [
        one
        for one in page.all("tr")
        if any(" ".join(cell.itertext()).split()[:1] == [criterion] for cell in list(one)[:1])
    ]
    return [" ".join(" ".join(cell.itertext()).split()) for cell in list(row)[1:]]


def test_without_a_certificate_the_page_says_what_to_do_first(ana: Browser, assessment: str):
    page = ana.get(f"/assessments/{assessment}/coverage")

    assert "No certificate of this site is recorded yet" in page.text
    assert "Record a certificate" in page.texts("a", class_="btn main")
    assert page.all("table") == []


def test_each_cell_opens_its_explanation(app: Flask, ana: Browser, site: Site, assessment: str):
    held = add_certificate(app, site)

    page = ana.get(f"/assessments/{assessment}/coverage")

    assert _cells(page, "17") == ["Partial", "17.a, 17.b, 17.d"]
    address = f"/assessments/{assessment}/coverage/17/{held}"
    assert [one.get("title") for one in page.all("a", href=address)] == ["Partial"]
    assert ana.get(address).status == 200


def test_compared_with_nothing_and_not_compared_look_different(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    add_certificate(app, site, standard="ISO 14001", edition="2015")

    page = ana.get(f"/assessments/{assessment}/coverage")

    assert _cells(page, "26") == ["None", "Nothing"]
    assert _cells(page, "3") == ["None", "Not compared"]


def test_a_proposed_cell_is_never_in_colour(app: Flask, ana: Browser, site: Site):
    held = add_certificate(app, site)
    working = begin(app, site, matrix="working@2026.11", period="2027").id

    page = ana.get(f"/assessments/{working}/coverage")

    (link,) = page.all("a", href=f"/assessments/{working}/coverage/17/{held}")
    (mark,) = [one for one in link.iter() if (one.get("class") or "").startswith("m ")]
    assert mark.get("class") == "m off"
    assert "What certificates count for is not decided yet." in page.text


def test_the_filter_shows_a_section_a_certificate_and_a_state(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    held = add_certificate(app, site)
    add_certificate(app, site, standard="ISO 14001", edition="2015")

    page = ana.get(
        f"/assessments/{assessment}/coverage?section=social&certificate={held}&state=partial"
    )

    heads = page.texts("th", scope="row")
    assert "17 Occupational Health & Safety" in heads
    assert all(11 <= int(head.split()[0]) <= 25 for head in heads)
    assert len(page.all("th", scope="col")) == 3


def test_a_filter_that_fits_nothing_says_so(app: Flask, ana: Browser, site: Site, assessment: str):
    add_certificate(app, site)

    page = ana.get(f"/assessments/{assessment}/coverage?state=full")

    assert "No criterion fits the filter." in page.text


def test_the_day_asked_about_is_said_and_stays_in_the_links(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    held = add_certificate(app, site)

    page = ana.get(f"/assessments/{assessment}/coverage?day=2027-03-01")

    assert "Shown for 1 Mar 2027, not for today." in page.text
    assert _cells(page, "17") == ["None", "Expired"]
    assert page.all("a", href=f"/assessments/{assessment}/coverage/17/{held}?day=2027-03-01")


def test_what_is_no_day_is_told_and_today_is_shown(ana: Browser, assessment: str):
    page = ana.get(f"/assessments/{assessment}/coverage?day=2027-13-01")

    assert '"2027-13-01" is no day' in page.text
    assert page.status == 200


def test_the_matrix_leaves_as_a_workbook_as_it_is_shown(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    add_certificate(app, site)

    answer = ana.get(f"/assessments/{assessment}/coverage.xlsx?section=social").answer

    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0] == ["Criterion", "Title", "Section", "Together", "Until", "C1 ISO 45001:2018"]
    seventeen = next(row for row in rows if row[0] == "17")
    assert seventeen[3] == "Partial"
    assert seventeen[5] == "Partial: 17.a, 17.b, 17.d"
    assert next(row for row in rows if row[0] == "11")[5] == "Not compared"


def test_every_gate_is_listed_with_what_was_found(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    held = add_certificate(app, site)

    page = ana.get(f"/assessments/{assessment}/coverage/17/{held}")

    assert page.texts("h1") == ["What ISO 45001:2018 shows for criterion 17"]
    gates = page.texts("th", scope="row")
    assert len(gates) == 15
    assert gates[:2] == ["Recognition decided", "Third-party assessment"]
    assert gates[-1] == "Outlasts the assessment day"
    assert "Active, issued on 1 Mar 2024; its last valid day is 28 Feb 2027." in page.text
    assert "The recognition sets no age." in page.text
    assert "Adopted by this installation." in page.text


def test_a_suspended_certificate_says_what_would_change_it(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    held = add_certificate(
        app, site, status=CertificateStatus.SUSPENDED, valid_until=date(2027, 6, 30)
    )

    page = ana.get(f"/assessments/{assessment}/coverage/17/{held}")

    assert page.texts("h1") == ["Why ISO 45001:2018 does not count for criterion 17"]
    assert "One check stops it." in page.text
    assert "Have the certification body make it active again" in page.text
    assert "With all of this: Shows 17.a, 17.b, 17.d" in page.text
    assert "Until 30 Jun 2027." in page.text


def test_nothing_is_asked_for_that_would_not_help(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    held = add_certificate(app, site, standard="IRMA", edition="", activities=("smelting",))

    page = ana.get(f"/assessments/{assessment}/coverage/1/{held}")

    assert (
        "The recognition holds only for mining, concentrating, which this site does not do."
        in page.text
    )
    assert "Record the edition" not in page.text


def test_an_expired_certificate_without_a_decision_is_told_to_wait_for_the_decision(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    held = add_certificate(
        app, site, standard="ISO 50001", edition="2018", valid_until=date(2026, 9, 30)
    )

    page = ana.get(f"/assessments/{assessment}/coverage/1/{held}")

    (panel,) = page.texts("section", class_="panel")[:1]
    assert panel.startswith(
        "What would change it Ask the programme admin of this installation, Ilse Brandt, to decide "
        "what ISO 50001:2018 counts for."
    )
    assert "Only once that is decided Renew it, and record the new last day." in panel


def test_the_site_is_called_by_its_name(app: Flask, ana: Browser, site: Site, assessment: str):
    other = add_site(app, name="South smelter")
    held = add_certificate(app, other)

    page = ana.get(f"/assessments/{assessment}/coverage/17/{held}")

    assert "The site North smelter is not covered by the certificate." in page.text


def test_a_pair_that_nobody_compared_is_explained_too(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    held = add_certificate(app, site)

    page = ana.get(f"/assessments/{assessment}/coverage/3/{held}")

    assert page.texts("h1") == ["ISO 45001:2018 and criterion 3: nobody has compared them"]
    assert page.text.count("Not asked") == 11


def test_a_criterion_that_does_not_apply_asks_no_gate(
    app: Flask, ana: Browser, site: Site, assessment: str
):
    held = add_certificate(app, site)

    page = ana.get(f"/assessments/{assessment}/coverage/9/{held}")

    assert page.status == 200
    assert "The criterion does not apply to this site" in page.text


def test_unknown_criteria_and_certificates_are_not_found(
    app: Flask, ana: Browser, sue: Browser, site: Site, assessment: str
):
    held = add_certificate(app, site)

    assert ana.get(f"/assessments/{assessment}/coverage/99/{held}").status == 404
    assert ana.get(f"/assessments/{assessment}/coverage/17/{uuid4()}").status == 404
    assert sue.get(f"/assessments/{assessment}/coverage").status == 404
    assert sue.get(f"/assessments/{assessment}/coverage/17/{held}").status == 404


def test_a_set_of_other_sections_has_its_pages(app: Flask, ana: Browser, site: Site):
    held = add_certificate(app, site, standard="RMAP", edition="2017")
    id = begin(app, site, criteria_set="jdds@rev3").id

    page = ana.get(f"/assessments/{id}/coverage")

    assert len(page.texts("th", scope="row")) == 38
    assert ana.get(f"/assessments/{id}/coverage/P1.1/{held}").status == 200
    assert ana.get(f"/assessments/{id}/look-ahead").status == 200
    assert ana.get(f"/assessments/{id}/what-if").status == 200
