"""The assessor's report, asked for by the assessor and by nobody else's assessor."""

import io
from dataclasses import replace

import pytest
from flask import Flask
from pypdf import PdfReader

from ddtool.domain.reviews import Finding, FindingKind, Part, SignOff
from ddtool.domain.since_signed import SinceSigned
from ddtool.languages import load_language
from ddtool.store.reports import Order, Report, ReportState
from ddtool.usecases.findings import record_finding
from ddtool.usecases.report_making import make_report
from ddtool.usecases.report_work import store_made, take_up
from ddtool.usecases.sign_offs import Standing
from ddtool.web.report_rows import row_of
from tests.web import making
from tests.web.browser import Browser, Page
from tests.web.people import AT, RAVI
from tests.web.test_reviews import Given, determine, given, ravi

__all__ = ["given", "ravi"]


def make_waiting(app: Flask) -> None:
    """What waits is made, as the worker has it made."""
    known = making.installed(app)
    report = take_up(known.database, at=AT)
    assert report is not None
    made = make_report(
        known.database,
        known.files,
        known.library,
        report,
        translations=load_language,
        tell=lambda _step, _message: None,
    )
    assert store_made(known.database, report, made, at=AT)


def file_of(page: Page) -> str:
    """The address of the first file that a page offers."""
    links = [one.get("href", "") for one in page.all("a")]
    return next(link for link in links if link.endswith("/file"))


@pytest.mark.pango
def test_an_assessor_makes_their_report_and_reads_it(given: Given, ravi: Browser, ana: Browser):
    determine(ravi, given, "17")
    said = Finding("", "17", FindingKind.MAJOR, "No figures for 2026.", ("17.c",))
    database = making.installed(given.app).database
    record_finding(database, making.author(given.app, RAVI), given.assessment, said)
    page = ravi.get(given.at("reports"))
    assert "None was made yet." in page.text

    page = ravi.follow(ravi.post(given.at("reports/pdf"), page.form))
    assert "In the making" in page.text
    make_waiting(given.app)

    page = ravi.get(given.at("reports"))
    link = file_of(page)
    answer = ravi.client.get(link)
    reader = PdfReader(io.BytesIO(answer.data))
    answer.close()
    text = " ".join(" ".join(one.extract_text() for one in reader.pages).split())
    assert "Assessor’s report" in text
    assert "1 The assessor’s review" in text
    assert "Nobody has signed this review." in text
    assert "Assessor Veridia Audits" in text
    assert "F1 Major finding 1 Dec 2026 17.c No figures for 2026." in text.replace("\xa0", " ")
    assert "Assessor’s report, PDF" in ana.get(f"/assessments/{given.assessment}/reports").text
    assert "Ravi Menon" in ana.get("/accesses").text


def test_a_report_that_shows_a_signature_that_no_longer_stands_is_marked(app: Flask):
    order = Order("A", "pdf", AT.date(), 3, submission=1, kind="assessor")
    made = Report(
        "R", "O", order, ReportState.MADE, 5, 5, "", 1, AT, "Ravi Menon", None, AT, "", None, "", 0
    )
    signed = SignOff(1, "", "", "Ravi Menon", "", "Veridia Audits", AT.date(), "")
    broken = Standing(signed, SinceSigned((Part.CERTIFICATES,)))

    with app.test_request_context():
        marks = [row_of(made, (), one).overtaken for one in (None, Standing(signed), broken)]
        gap = row_of(replace(made, order=replace(order, kind="gap")), (), broken)

    assert marks == [False, False, True]
    assert not gap.overtaken


def test_other_reports_of_the_producer_are_not_listed_nor_found(
    given: Given, ravi: Browser, ana: Browser
):
    address = f"/assessments/{given.assessment}/reports"
    ana.post(address, ana.get(address).form)
    make_waiting(given.app)
    link = file_of(ana.get(address))

    assert "None was made yet." in ravi.get(given.at("reports")).text
    assert ravi.get(given.at(link.lstrip("/"))).status == 404
    assert ravi.get(link).status == 403


def test_a_producer_and_a_format_that_is_not_offered_get_nothing(
    given: Given, ravi: Browser, ana: Browser
):
    page = ravi.get(given.at("reports"))

    assert ravi.post(given.at("reports/json"), page.form).status == 404
    assert ana.get(given.at("reports")).status == 403
