"""The pages of coverage with a real browser: by mouse, by keyboard, narrow and without script."""

import sqlite3

import pytest
from playwright.sync_api import expect

from soak.served import DATABASE
from tests.browser.conftest import JANA, SignIn, Site
from tests.browser.looking import check_accessible

pytestmark = pytest.mark.chromium


@pytest.fixture
def assessment(server: Site) -> str:
    """The smelter's assessment, with seven certificates."""
    with sqlite3.connect(server.served.instance / DATABASE) as db:
        (found,) = db.execute(
            "SELECT a.id FROM assessments a JOIN sites s ON s.id = a.site_id"
            " WHERE s.name LIKE 'Auental%' AND a.period = '2026'"
        ).fetchone()
    db.close()
    return str(found)


def test_a_mark_of_the_matrix_opens_every_gate(signed_in_page: SignIn, assessment: str):
    page = signed_in_page(JANA)
    page.goto(f"/assessments/{assessment}/coverage?day=2026-12-01")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="17 Occupational"))

    row.get_by_role("link", name="Not active").click()

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Why ISO 45001:2018 does not count for criterion 17")
    expect(page.get_by_text("Shown for 1 Dec 2026, not for today.")).to_be_visible()
    check_accessible(page)


def test_the_matrix_does_not_widen_the_page_and_keeps_heads_in_sight(
    signed_in_page: SignIn, assessment: str
):
    page = signed_in_page(JANA, viewport={"width": 1280, "height": 800})
    page.goto(f"/assessments/{assessment}/coverage")

    region = page.get_by_role("region", name="Coverage matrix")
    region.evaluate("one => one.scrollTo(400, 600)")

    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    box, frame = page.get_by_role("columnheader", name="Criterion").bounding_box(), None
    frame = region.bounding_box()
    assert box is not None
    assert frame is not None
    assert abs(box["x"] - frame["x"]) < 3
    assert abs(box["y"] - frame["y"]) < 3


def test_another_day_is_looked_at_without_script(signed_in_page: SignIn, assessment: str):
    page = signed_in_page(JANA, java_script_enabled=False)
    page.goto(f"/assessments/{assessment}/look-ahead")

    page.get_by_label("Status on any day").fill("2028-01-01")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_role("heading", name="Status on 1 Jan 2028")).to_be_visible()


def test_certificates_are_tried_together_by_keyboard(signed_in_page: SignIn, assessment: str):
    page = signed_in_page(JANA)
    page.goto(f"/assessments/{assessment}/what-if")

    for name in ("TSM 2023", "ICMM Mining Principles 2020"):
        page.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Show the difference").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="The difference with")).to_be_visible()
    check_accessible(page)
