"""What has to fit on the screen of a small laptop, 1280 by 757."""

import pytest

from tests.browser.conftest import LUCIA, SignIn, Site

pytestmark = pytest.mark.chromium

LAPTOP = {"width": 1280, "height": 757}

# How far apart the middles of the choices of each matching element stand, in pixels.
APART = """selector => [...document.querySelectorAll(selector)].map(one => {
  const boxes = [...one.querySelectorAll('label')].map(label => label.getBoundingClientRect());
  const middles = boxes.map(box => (box.top + box.bottom) / 2);
  return Math.max(...middles) - Math.min(...middles);
})"""


def test_the_rail_needs_no_scrollbar_and_choices_stand_on_one_line(
    signed_in_page: SignIn, server: Site
):
    page = signed_in_page(LUCIA, viewport=LAPTOP)

    page.goto(f"{server.assessment}/criteria/17")

    overflow, bottom = page.locator(".side > div").evaluate(
        "one => [getComputedStyle(one).overflowY, one.getBoundingClientRect().bottom]"
    )
    assert overflow == "visible"
    assert bottom <= LAPTOP["height"]
    assert max(page.evaluate(APART, "#answers [id^=r1] .answers")) < 8
    assert max(page.evaluate(APART, "#rating .seg")) < 8


def test_what_is_left_of_a_gap_has_room_and_no_column_is_cut_off(
    signed_in_page: SignIn, server: Site
):
    page = signed_in_page(LUCIA, viewport=LAPTOP)

    page.goto(f"{server.assessment}/gaps")

    left = page.locator("td.left").first.evaluate("one => one.getBoundingClientRect().width")
    table, room = page.locator("#gap-list .scroll").evaluate(
        "one => [one.scrollWidth, one.clientWidth]"
    )
    assert left >= 160
    assert table <= room
