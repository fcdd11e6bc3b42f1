"""North Metals with a site, an assessment of it and a certificate, for tests of pages."""

from flask import Flask

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.certificates import Certificate
from ddtool.domain.people import Author, Role
from ddtool.store import Database, assessments, certificates, organisations, sites
from tests.factories import make_certificate, make_site
from tests.web.people import AT

SITE = "a0000000-0000-4000-8000-000000000001"
ASSESSMENT = "b0000000-0000-4000-8000-000000000001"
CERTIFICATE = "c0000000-0000-4000-8000-000000000001"


def make_north(app: Flask, *, assessed: bool = False) -> str:
    """Bring it all into the database; the id of the organisation."""
    database: Database = app.extensions["ddtool"].database
    with database.read() as db:
        north = next(one.id for one in organisations.listed(db) if one.name == "North Metals")
    author = Author("Ana Alvarez", Role.PRODUCER_LEAD, AT, organisation=north)
    certificate = make_certificate(id=CERTIFICATE, number="OHS 1", sites=(SITE,))
    with database.write(author) as db:
        sites.add(db, north, make_site(id=SITE, areas=("furnaces, old", "refinery")))
        certificates.add(db, north, certificate)
        if assessed:
            assessments.add(db, north, AssessmentHead(ASSESSMENT, SITE, "rra@3.0", period="2026"))
    return north


def stored(app: Flask, organisation: str) -> dict[str, Certificate]:
    """The certificates of an organisation by their standards."""
    database: Database = app.extensions["ddtool"].database
    with database.read() as db:
        found = certificates.listed(db, organisation)
    return {one.value.standard: one.value for one in found}
