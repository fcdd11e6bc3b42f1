"""The pages of evidence: the register of an assessment, one document, its files."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.people import Author, Role
from ddtool.store import Database, assessments, evidence
from tests.evidence_files.samples import PDF, png
from tests.web.browser import Browser, Page
from tests.web.installations import set_up
from tests.web.north import ASSESSMENT, CERTIFICATE
from tests.web.people import AT

REGISTER = f"/assessments/{ASSESSMENT}/evidence"


def bring(browser: Browser, name: str = "permit.pdf", content: bytes = PDF, **fields: Any) -> Page:
    return browser.post(REGISTER, {"file": (BytesIO(content), name)} | fields)


def documents(app: Flask, organisation: str) -> dict[str, str]:
    """The ids of all documents by their titles."""
    database: Database = app.extensions["ddtool"].database
    with database.read() as db:
        found = evidence.listed(db, organisation)
    return {one.value.evidence.title: one.value.evidence.id for one in found}


def submit(app: Flask, organisation: str) -> None:
    database: Database = app.extensions["ddtool"].database
    author = Author("Ana", Role.PRODUCER_LEAD, AT, organisation=organisation)
    with database.write(author) as db:
        head = assessments.find(db, organisation, ASSESSMENT)
        state = AssessmentState.SUBMITTED
        assessments.set_state(db, organisation, ASSESSMENT, state, version=head.version)


def test_without_documents_the_page_says_so_and_has_the_form(ana: Browser, assessed: str):
    page = ana.get(REGISTER)

    assert "No document is here yet." in page.text
    assert page.all("input", type="file")


def test_a_document_is_brought_with_what_it_shows(app: Flask, ana: Browser, assessed: str):
    answer = bring(
        ana,
        "größe 证书.pdf",
        title="Permit",
        shown="17.a, 3",
        document_date="2026-01-31",
        valid_until="2026-12-20",
    )

    page = ana.follow(answer)
    assert "The document is stored." in page.text
    (row,) = page.texts("tr")[1:]
    assert row.startswith("Permit größe 证书.pdf, 60 Bytes 3, 17.a 31 Jan 2026 20 Dec 2026")
    assert "in 19 days" in row
    assert list(documents(app, assessed)) == ["Permit"]


def test_a_document_that_was_asked_for_leads_back_to_its_criterion(ana: Browser, assessed: str):
    page = ana.get(f"{REGISTER}?requirement=17.a")

    assert page.form["shown"] == "17.a"
    answer = bring(ana, shown="17.a", requirement="17.a")
    assert answer.answer.headers["Location"] == f"/assessments/{ASSESSMENT}/criteria/17"
    assert ana.follow(answer).status == 200


def test_a_script_is_told_where_to_go_on(ana: Browser, assessed: str):
    ana.get(REGISTER)

    answer = bring(ana, shown="17.a")
    by_script = ana.post(
        REGISTER, {"file": (BytesIO(PDF), "a.pdf")}, headers={"X-Upload": "1"}
    ).answer

    assert answer.status == 302
    assert (by_script.status_code, by_script.headers["X-Address"]) == (204, REGISTER)


def test_a_link_stands_in_for_a_file(app: Flask, ana: Browser, assessed: str):
    page = ana.follow(ana.post(REGISTER, {"location": "https://example.org/permit"}))

    id = documents(app, assessed)["https://example.org/permit"]
    assert "https://example.org/permit Link" in page.text
    shown = ana.get(f"/evidence/{id}")
    assert shown.texts("a", href="https://example.org/permit") == ["Open the link"]
    assert ana.get(f"/evidence/{id}/file").status == 404


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Choose a file, or give the address of the document."),
        ({"location": "http://example.org"}, "The address has to begin with https://, such as"),
        ({"location": "javascript:alert(1)"}, "The address has to begin with https://"),
        (
            {"file": (BytesIO(png()), "a.pdf")},
            "a.pdf ends with .pdf, but its content is that of a .png file",
        ),
        ({"file": (BytesIO(b"<svg/>"), "a.svg")}, "a.svg is a picture of a kind that is not taken"),
        ({"file": (BytesIO(PDF), "a.pdf"), "location": "https://a.example"}, "not both"),
        (
            {"location": "https://a.example", "shown": "17.a, 17.z, 99"},
            "RRA 3.0 has no requirement or criterion 17.z, 99.",
        ),
        (
            {
                "location": "https://a.example",
                "document_date": "2026-02-01",
                "valid_until": "2026-01-01",
            },
            "It ends before the day of the document; correct one of the two.",
        ),
    ],
)
def test_what_is_wrong_stands_first_and_nothing_is_stored(
    app: Flask, ana: Browser, assessed: str, fields: dict[str, Any], says: str
):
    page = ana.post(REGISTER, fields | {"title": "My title"})

    assert page.status == 422
    assert any(says in one for one in page.texts("li"))
    assert page.form["title"] == "My title"
    assert documents(app, assessed) == {}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Ended", "Ending", "Open"]),
        ("state=expired", ["Ended"]),
        ("state=30", ["Ending"]),
        ("state=90", ["Ending"]),
        ("state=undated", ["Open"]),
        ("state=unused", ["Ended", "Ending"]),
        ("kind=link", ["Open"]),
        ("words=17.b", ["Open"]),
        ("words=END&kind=file", ["Ended", "Ending"]),
        ("state=x&kind=y", ["Ended", "Ending", "Open"]),
    ],
)
def test_the_register_is_filtered(ana: Browser, assessed: str, query: str, titles: list[str]):
    bring(ana, title="Ended", valid_until="2026-11-30")
    bring(ana, title="Ending", valid_until="2026-12-31")
    ana.post(REGISTER, {"location": "https://a.example", "title": "Open", "shown": "17.b"})

    page = ana.get(f"{REGISTER}?{query}")

    assert [one.split()[0] for one in page.texts("tr")[1:]] == titles
    exported = ana.get(f"{REGISTER}/export?{query}").answer.data
    sheet = load_workbook(BytesIO(exported)).worksheets[0]
    column = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert [one for one in column if one in {"Ended", "Ending", "Open"}] == titles


def test_a_file_is_handed_out_to_be_saved_and_nothing_else(app: Flask, ana: Browser, assessed: str):
    bring(ana, "证书\u202e.pdf", title="Permit")
    id = documents(app, assessed)["Permit"]

    answer = ana.get(f"/evidence/{id}/file").answer

    assert answer.data == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=.pdf; filename*=UTF-8''%E8%AF%81%E4%B9%A6.pdf"
    )
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Length"] == str(len(PDF))


def test_a_newer_file_keeps_the_earlier_one(app: Flask, ana: Browser, assessed: str):
    bring(ana, title="Permit")
    id = documents(app, assessed)["Permit"]

    newer = {"file": (BytesIO(png()), "scan.png"), "version": "1"}
    page = ana.follow(ana.post(f"/evidence/{id}/file", newer))

    assert "the earlier one is kept as a version" in page.text
    assert "scan.png" in page.text
    assert "permit.pdf" in page.text
    assert ana.get(f"/evidence/{id}/file/1").answer.data == PDF
    assert ana.get(f"/evidence/{id}/file/2").status == 404
    stale = {"file": (BytesIO(PDF), "late.pdf"), "version": "1"}
    refused = ana.post(f"/evidence/{id}/file", stale)
    assert refused.status == 409
    assert "Ana Alvarez has changed this document meanwhile." in refused.text
    assert ana.post(f"/evidence/{id}/file", {"version": "2"}).status == 422


def test_a_document_says_where_it_is_used_and_that_it_is_there_twice(
    app: Flask, ana: Browser, assessed: str
):
    bring(ana, title="Permit", shown="17.a, 17.b")
    bring(ana, title="Again")
    id = documents(app, assessed)["Permit"]

    page = ana.get(f"/evidence/{id}")

    assert "North smelter · RRA 3.0 · 2026 Shows 17.a , 17.b" in page.text
    assert page.all("a", href=f"/assessments/{ASSESSMENT}/criteria/17")
    assert "The very same file is here under other titles: Again ." in page.text


def test_what_a_document_shows_is_changed(app: Flask, ana: Browser, assessed: str):
    bring(ana, title="Permit", shown="17.a")
    id = documents(app, assessed)["Permit"]

    ana.follow(ana.post(f"/evidence/{id}/shown/{ASSESSMENT}", {"shown": "3; 17.b"}))
    wrong = ana.post(f"/evidence/{id}/shown/{ASSESSMENT}", {"shown": "99"})

    assert wrong.status == 422
    assert "RRA 3.0 has no requirement or criterion 99." in wrong.texts("li")[0]
    assert "3, 17.b" in ana.get(REGISTER).text


def test_what_a_document_shows_stands_in_the_order_people_count(
    app: Flask, ana: Browser, assessed: str
):
    bring(ana, title="Permit", shown="10.a, 1.b, 2, 17.a, 20, 2.a")
    id = documents(app, assessed)["Permit"]

    assert "1.b, 2, 2.a, 10.a, 17.a, 20" in ana.get(REGISTER).text
    (field,) = ana.get(f"/evidence/{id}").all("input", name="shown")
    assert field.get("value") == "1.b, 2, 2.a, 10.a, 17.a, 20"


def test_days_and_title_are_changed_and_conflicts_shown(
    app: Flask, ana: Browser, ben: Browser, assessed: str
):
    bring(ana, title="Permit")
    id = documents(app, assessed)["Permit"]
    mine = ana.get(f"/evidence/{id}").form
    ben.get(f"/evidence/{id}")
    ben.post(f"/evidence/{id}", {"title": "Water permit", "version": "1"})

    page = ana.post(
        f"/evidence/{id}", {"title": "Permit 2026", "valid_until": "2027-01-01", "version": "1"}
    )

    assert mine["title"] == "Permit"
    assert page.status == 409
    assert "Water permit" in page.text
    third = dict(page.form) | {"title": "Water permit 2026"}
    ana.follow(ana.post(f"/evidence/{id}", third))
    shown = ana.get(f"/evidence/{id}").form
    assert (shown["title"], shown["valid_until"]) == ("Water permit 2026", "2027-01-01")


def test_a_document_is_removed_after_being_asked(app: Flask, ana: Browser, assessed: str):
    bring(ana, title="Permit", shown="17.a")
    id = documents(app, assessed)["Permit"]

    assert "Shows 17.a" in ana.get(f"/evidence/{id}/remove").text
    page = ana.follow(ana.post(f"/evidence/{id}/remove", {"version": "1"}))

    assert "The document is removed." in page.text
    assert documents(app, assessed) == {}


def test_nothing_is_brought_to_a_submitted_assessment(app: Flask, ana: Browser, assessed: str):
    bring(ana, title="Permit")
    submit(app, assessed)

    page = ana.get(REGISTER)

    assert "The assessment is submitted" in page.text
    assert not page.all("input", type="file")
    assert bring(ana).status == 409
    assert list(documents(app, assessed)) == ["Permit"]


def test_the_document_of_a_certificate_has_its_page(app: Flask, ana: Browser, assessed: str):
    form = dict(ana.get(f"/certificates/{CERTIFICATE}").form)
    sent = form | {"document": (BytesIO(PDF), "ohs.pdf"), "sites": "North smelter"}
    page = ana.follow(ana.post(f"/certificates/{CERTIFICATE}", sent))

    id = documents(app, assessed)["ISO 45001:2018 OHS 1"]
    assert page.all("a", href=f"/evidence/{id}")
    assert "Document of this certificate" in ana.get(f"/evidence/{id}").text


def test_nobody_reaches_the_evidence_of_others(
    app: Flask, ana: Browser, sue: Browser, assessed: str
):
    bring(ana, title="Permit")
    id = documents(app, assessed)["Permit"]
    sue.get("/sites")

    for path in (REGISTER, f"/evidence/{id}", f"/evidence/{id}/file", f"/evidence/{id}/remove"):
        assert sue.get(path).status == 404, path
    for path in (REGISTER, f"/evidence/{id}", f"/evidence/{id}/file", f"/evidence/{id}/remove"):
        sent = {"file": (BytesIO(PDF), "a.pdf"), "version": "1", "title": "x"}
        assert sue.post(path, sent).status == 404, path
    assert sue.post(f"/evidence/{id}/shown/{ASSESSMENT}", {"shown": "3"}).status == 404
    assert list(documents(app, assessed)) == ["Permit"]


def test_a_full_quota_is_told_beside_the_file(app: Flask, ana: Browser, assessed: str):
    set_up(app, quota_mb=0)

    page = bring(ana)

    assert page.status == 422
    assert any("would take more than 0 MB together" in one for one in page.texts("li"))
    assert documents(app, assessed) == {}
