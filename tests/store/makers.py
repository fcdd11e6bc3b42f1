"""What the tests of the store begin with: two organisations, and who works for them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.people import Author, Organisation, Role
from ddtool.store import Database, assessments, organisations, sites
from tests.factories import make_site

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NORTH, SOUTH = "10000000-0000-4000-8000-000000000001", "20000000-0000-4000-8000-000000000002"
SITE, OTHER_SITE = "a0000000-0000-4000-8000-000000000001", "b0000000-0000-4000-8000-000000000002"
ASSESSMENT = "c0000000-0000-4000-8000-000000000001"
OTHER_ASSESSMENT = "d0000000-0000-4000-8000-000000000002"

ANA = Author("Ana Alvarez", Role.PRODUCER_LEAD, AT, organisation=NORTH)
BEN = replace(ANA, name="Ben Baker", role=Role.PRODUCER_MEMBER)
SUE = replace(ANA, name="Sue South", organisation=SOUTH)


def make_head(**changes: Any) -> AssessmentHead:
    """An assessment of the site of North Metals against rra@3.0."""
    return replace(AssessmentHead(ASSESSMENT, SITE, "rra@3.0", period="2026"), **changes)


def fill(database: Database) -> None:
    """North Metals and South Metals, each with a site and an assessment of it."""
    with database.write(ANA) as db:
        organisations.add(db, Organisation(NORTH, "North Metals"))
        organisations.add(db, Organisation(SOUTH, "South Metals"))
        sites.add(db, NORTH, make_site(id=SITE, organisation="North Metals"))
        sites.add(db, SOUTH, make_site(id=OTHER_SITE, organisation="South Metals"))
        assessments.add(db, NORTH, make_head())
        assessments.add(db, SOUTH, make_head(id=OTHER_ASSESSMENT, site=OTHER_SITE))
