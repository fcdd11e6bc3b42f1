"""A certificate is quoted by the same number everywhere, whatever is recorded after it."""

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from ddtool.reports.formats.json.registers import certificate
from ddtool.usecases.analyses import analyse_stored
from ddtool.usecases.certificates import list_certificates
from ddtool.usecases.reports import Reader, content_of
from ddtool.web.api.certificate_shapes import certificate_told
from tests.web.browser import Browser
from tests.web.making import add_certificate, add_site, author, begin, installed

NUMBERS = {"TSM": "C1", "ISO 45001": "C2", "EMAS": "C3"}


@pytest.fixture
def assessment(app: Flask) -> str:
    """An assessment beside three certificates, recorded against the order of their names."""
    site = add_site(app)
    for standard in NUMBERS:
        add_certificate(app, site, standard=standard, edition="")
    return begin(app, site).id


def analysis_of(app: Flask, id: str):
    known = installed(app)
    return analyse_stored(
        known.database, author(app), known.library, id, as_of=date(2026, 12, 1)
    ).analysis


def test_pages_call_it_so(app: Flask, ana: Browser, assessment: str):
    register = ana.get("/certificates").text
    coverage = ana.get(f"/assessments/{assessment}/coverage").text

    for standard, number in NUMBERS.items():
        assert f"{number} {standard}" in register
        assert f"{number} {standard}" in " ".join(coverage.split())


def test_reports_call_it_so(app: Flask, assessment: str):
    analysis = analysis_of(app, assessment)

    rows = content_of(analysis, installed(app).library, Reader()).certificates.rows
    told = [certificate(one, names_site=True) for one in analysis.certificates]

    assert {one.standard: one.label for one in rows} == NUMBERS
    assert {one["standard"]: f"C{one['register_number']}" for one in told} == NUMBERS


def test_the_workbook_and_programs_call_it_so(app: Flask, ana: Browser, assessment: str):
    content = ana.client.get(f"/assessments/{assessment}/workbook/file").data
    sheet = load_workbook(BytesIO(content))["Certificates"]
    found = {row[1]: row[0] for row in sheet.iter_rows(values_only=True) if row[1] in NUMBERS}

    kept = list_certificates(installed(app).database, author(app))

    assert found == NUMBERS
    told = [certificate_told(one) for one in kept]
    assert {one.standard: f"C{one.register_number}" for one in told} == NUMBERS
