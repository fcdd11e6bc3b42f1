"""Names and numbers longer than anybody planned for."""

from datetime import UTC, datetime

import pytest

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.people import Author, Role
from ddtool.packs import Library
from ddtool.settings import read_settings
from ddtool.store import Database, users
from ddtool.usecases.assessments import start_assessment
from ddtool.usecases.sites import record_site
from tests.browser.conftest import JANA, SignIn, Site
from tests.browser.looking import check_narrow
from tests.factories import make_site

pytestmark = pytest.mark.chromium

ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def assessment(server: Site) -> str:
    """An assessment against the Joint Due Diligence Standard of a site with an endless name."""
    settings = read_settings({"DDTOOL_INSTANCE": str(server.served.instance)})
    database = Database(settings.database_url)
    with database.read() as db:
        jana = users.with_email(db, JANA)
    assert jana is not None
    organisation = jana.memberships[0].organisation.id
    author = Author(jana.name, Role.PRODUCER_LEAD, datetime.now(UTC), jana.id, organisation)
    site = record_site(database, author, make_site(id="", name=ENDLESS)).value
    head = AssessmentHead("", site.id, "jdds@rev3", period="2026")
    begun = start_assessment(database, author, Library((settings.criteria,)), head)
    database.close()
    return begun.value.id


def test_endless_names_wrap_and_long_numbers_do_not(signed_in_page: SignIn, assessment: str):
    page = signed_in_page(JANA)

    for address in ("/sites", f"/assessments/{assessment}", f"/assessments/{assessment}/coverage"):
        page.goto(address)
        check_narrow(page)

    page.goto(f"/assessments/{assessment}")
    number = page.get_by_text("P1.10", exact=True).bounding_box()
    assert number is not None
    assert number["height"] < 30


def test_counts_beside_the_pages_stay_in_one_piece(signed_in_page: SignIn, server: Site):
    page = signed_in_page(JANA)
    page.goto("/sites")
    page.get_by_role("link", name="RRA 3.0, period 2026").first.click()
    page.get_by_role("link", name="Improvement plan").click()

    count = page.locator("#rail-actions").bounding_box()

    assert count is not None
    assert count["height"] < 30
