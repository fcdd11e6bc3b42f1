"""Answers save themselves: what was typed is never lost, and stored once."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from ddtool.domain.applicability import ALWAYS
from ddtool.packs import Library
from ddtool.settings import read_settings
from soak.served import open_assessment
from soak.stored import stored_answers
from tests.browser.conftest import LUCIA, MATEO, SignIn, Site, on_a_server, sign_in
from tests.browser.criterion_pages import (
    SAVED,
    choose,
    clash_of,
    neighbour,
    note,
    open_criterion,
    save_elsewhere,
    saved,
)
from tests.browser.looking import check_accessible

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server for all these tests: each has a requirement of its own."""
    with on_a_server(tmp_path_factory.mktemp("autosave") / "served") as site:
        yield site


@pytest.fixture(scope="module")
def unanswered(server: Site) -> Iterator[str]:
    """Requirements that nobody has said anything about yet, one after the other."""
    answers = stored_answers(server.served.instance, open_assessment(server.served.instance))
    criteria = Library((read_settings({}).criteria,)).criteria_set("rra@3.0").criteria
    return iter(
        [
            part.id
            for criterion in criteria[:-1]
            for part in criterion.assessed
            if criterion.applies_when == part.applies_when == ALWAYS
            and answers[part.id][:2] == ("unanswered", "")
        ]
    )


@pytest.fixture
def spot(unanswered: Iterator[str]) -> str:
    """A requirement that no other test writes to."""
    return next(unanswered)


@pytest.fixture
def page(server: Site, signed_in_page: SignIn, spot: str) -> Page:
    return open_criterion(signed_in_page(LUCIA), server, spot)


def test_an_answer_is_saved_as_it_is_given(page: Page, spot: str):
    choose(page, spot, "Partly met")
    note(page, spot).fill("No helper on the night shift.")

    expect(saved(page, spot)).to_have_text(SAVED)
    expect(page.get_by_text("What is missing").last).to_be_visible()
    expect(page.locator(f'[id="jump-{spot}"]')).to_contain_text("Partly met")
    page.reload()
    expect(note(page, spot)).to_have_value("No helper on the night shift.")

    # Half an answer is saved too, and says that it is half.
    note(page, spot).fill("")
    expect(saved(page, spot)).to_have_text(
        re.compile(r"Saved \d\d:\d\d; what is missing still has to be said")
    )
    choose(page, spot, "Not applicable")
    expect(saved(page, spot)).to_have_text(re.compile(r"Saved \d\d:\d\d; reason still missing"))
    page.reload()
    expect(saved(page, spot)).to_contain_text("; reason still missing")
    note(page, spot).fill("There is one shift.")
    expect(saved(page, spot)).to_have_text(re.compile(r"Saved \d\d:\d\d$"))


def test_what_was_typed_without_a_line_is_saved_when_it_is_back(page: Page, spot: str):
    page.context.set_offline(True)
    note(page, spot).fill("Typed in the shaft.")
    expect(saved(page, spot)).to_contain_text("Not saved: no connection since")
    expect(page.locator("#unsent")).to_have_text(f"Not saved yet: {spot}")

    page.context.set_offline(False)

    expect(saved(page, spot)).to_have_text(SAVED)
    expect(page.locator("#unsent")).to_have_text("Everything is saved")
    page.reload()
    expect(note(page, spot)).to_have_value("Typed in the shaft.")


def test_what_was_typed_without_a_line_outlives_the_tab_and_cannot_be_read(
    page: Page, server: Site, spot: str
):
    context = page.context
    context.set_offline(True)
    choose(page, spot, "Met")
    note(page, spot).fill("Nobody knows this yet.")
    expect(saved(page, spot)).to_contain_text("Not saved")
    kept = page.evaluate("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert "ddtool-unsent" in kept
    assert "Nobody" not in kept
    page.close()
    context.set_offline(False)

    again = open_criterion(context.new_page(), server, spot)

    expect(note(again, spot)).to_have_value("Nobody knows this yet.")
    expect(saved(again, spot)).to_have_text(SAVED)
    expect(again.locator(f'[id="jump-{spot}"]')).to_contain_text("Met")


def test_it_is_sent_from_another_page_of_the_assessment_too(page: Page, server: Site, spot: str):
    context = page.context
    context.set_offline(True)
    note(page, spot).fill("Left behind.")
    expect(saved(page, spot)).to_contain_text("Not saved")
    page.close()
    context.set_offline(False)

    other = open_criterion(context.new_page(), server, "33.a")

    other.wait_for_function("() => Object.keys(localStorage).length === 0")
    open_criterion(other, server, spot)
    expect(note(other, spot)).to_have_value("Left behind.")


def test_whoever_signs_out_is_asked_and_finds_what_was_not_saved_again(
    page: Page, server: Site, spot: str
):
    page.route("**/answers/*", lambda route: route.abort())
    note(page, spot).fill("Still to be saved.")
    expect(saved(page, spot)).to_contain_text("Not saved")
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in*")
    assert len(asked) == 1
    assert asked[0].startswith(f"Not saved yet: {spot}. The texts stay in this browser")

    sign_in(page, LUCIA, server.passwords[LUCIA])
    page.goto(server.assessment)
    page.unroute("**/answers/*")
    page.get_by_text("not saved yet:").get_by_role("link", name=spot).click()
    expect(note(page, spot)).to_have_value("Still to be saved.")
    expect(saved(page, spot)).to_have_text(SAVED)


def test_leaving_is_warned_of_only_while_something_is_unsent(page: Page, spot: str):
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    note(page, spot).fill("Saved before leaving.")

    here = page.url
    neighbour(page).click()
    page.wait_for_url(lambda address: address != here)
    page.go_back()
    page.route("**/answers/*", lambda route: route.abort())
    note(page, spot).fill("Not to be lost.")
    expect(saved(page, spot)).to_contain_text("Not saved")
    neighbour(page).click()

    expect(saved(page, spot)).to_be_visible()
    assert asked == ["beforeunload"]
    page.unroute("**/answers/*")


def test_a_lost_acknowledgement_is_no_conflict(page: Page, spot: str):
    answers: list[int] = []

    def lose_the_first(route):
        answer = route.fetch()
        answers.append(answer.status)
        if len(answers) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    page.route("**/answers/*", lose_the_first)
    note(page, spot).fill("First words.")
    expect(saved(page, spot)).to_contain_text("Not saved")
    note(page, spot).fill("First words. Second words.")

    expect(saved(page, spot)).to_have_text(SAVED)
    assert answers == [200, 200, 200]
    page.reload()
    expect(note(page, spot)).to_have_value("First words. Second words.")
    page.unroute("**/answers/*")


@pytest.mark.parametrize(
    ("status", "says"), [(503, "ddtool is busy"), (507, "disk of ddtool is full")]
)
def test_what_the_server_could_not_take_is_sent_again(
    page: Page, spot: str, status: int, says: str
):
    page.route("**/answers/*", lambda route: route.fulfill(status=status, body="<p>No.</p>"))
    note(page, spot).fill("Sooner or later.")
    expect(saved(page, spot)).to_contain_text(says)

    page.unroute("**/answers/*")

    expect(saved(page, spot)).to_have_text(SAVED)


def test_a_text_that_is_too_long_is_refused_at_its_field_until_it_is_shorter(page: Page, spot: str):
    count = page.locator(f'[id="{spot}-note-length"]')
    note(page, spot).fill("😀" * 9_500)
    expect(count).to_have_text("9500 of at most 10000 characters")
    note(page, spot).fill("x" * 10_001)
    expect(count).to_have_text(
        "10001 characters: 1 too many, so this is not saved. At most 10000 are taken"
    )
    expect(note(page, spot)).to_have_value("x" * 10_001)
    expect(saved(page, spot)).to_have_text("This has 10001 characters; at most 10000 are taken.")
    expect(page.locator("#unsent")).to_have_text(f"Not saved yet: {spot}")

    note(page, spot).fill("Shorter.")

    expect(saved(page, spot)).to_have_text(SAVED)


def test_what_is_typed_while_somebody_is_quicker_stays_and_is_what_is_kept(
    page: Page, server: Site, spot: str
):
    save_elsewhere(page, server, spot, "Text A")
    held_back: list[Route] = []
    page.route("**/answers/*", lambda route: held_back.append(route), times=1)
    with page.expect_request("**/answers/*"):
        choose(page, spot, "Not met")
    note(page, spot).press_sequentially("Typed while it was sent")
    held_back.pop().continue_()

    expect(clash_of(page, spot)).to_contain_text("Text A")
    yours = page.get_by_role("region", name="Yours, not saved")
    expect(note(page, spot)).to_have_value("Typed while it was sent")
    note(page, spot).press_sequentially(", and typed on.")
    expect(yours).to_contain_text("Answer: Not met")
    expect(yours).to_contain_text("Note: Typed while it was sent, and typed on.")
    check_accessible(page)
    yours.get_by_role("button", name="Keep mine").click()

    expect(saved(page, spot)).to_have_text(SAVED)
    page.reload()
    expect(note(page, spot)).to_have_value("Typed while it was sent, and typed on.")
    expect(page.locator(f'[id="jump-{spot}"]')).to_contain_text("Not met")


def test_two_people_keep_both_texts(page: Page, server: Site, signed_in_page: SignIn, spot: str):
    mateo = open_criterion(signed_in_page(MATEO), server, spot)
    note(mateo, spot).fill("Mateo was here")
    expect(saved(mateo, spot)).to_have_text(SAVED)

    note(page, spot).fill("Lucia too.")
    expect(clash_of(page, spot)).to_contain_text("Mateo Huanca Flores saved something else")
    expect(note(page, spot)).to_have_value("Lucia too.")
    page.get_by_role("button", name="Keep both texts").click()

    expect(saved(page, spot)).to_have_text(SAVED)
    mateo.reload()
    expect(note(mateo, spot)).to_have_value("Mateo was here\nLucia too.")


def test_what_was_replaced_can_be_put_back_and_stays_kept_for_the_window_it_stands_in(
    page: Page, server: Site, spot: str
):
    save_elsewhere(page, server, spot, "Theirs.")
    note(page, spot).fill("Mine.")
    expect(clash_of(page, spot)).to_contain_text("Theirs.")

    other = open_criterion(page.context.new_page(), server, spot)
    other.get_by_role("button", name="Replace mine by this").click()
    expect(note(other, spot)).to_have_value("Theirs.")
    expect(saved(other, spot)).to_have_text(SAVED)
    page.wait_for_function(
        "() => Object.keys(localStorage).some((name) => name.includes('unsent'))"
    )
    other.get_by_role("button", name="Put it back").click()

    expect(clash_of(other, spot)).to_contain_text("Theirs.")
    expect(note(other, spot)).to_have_value("Mine.")
    expect(saved(other, spot)).to_have_text(SAVED)
    other.reload()
    expect(note(other, spot)).to_have_value("Mine.")


def test_after_the_session_has_ended_it_is_saved_once_one_is_signed_in_again(
    page: Page, server: Site, spot: str
):
    page.context.clear_cookies()
    note(page, spot).fill("Written after midnight.")
    expect(saved(page, spot)).to_contain_text("Not saved: you are signed out")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again in a new tab").click()
    sign_in(opened.value, LUCIA, server.passwords[LUCIA])
    page.bring_to_front()
    page.evaluate("() => dispatchEvent(new Event('focus'))")

    expect(saved(page, spot)).to_have_text(SAVED)


def test_nobodys_words_are_saved_in_the_name_of_the_next_one(page: Page, server: Site, spot: str):
    page.context.clear_cookies()
    note(page, spot).fill("Words of Lucia.")
    expect(saved(page, spot)).to_contain_text("you are signed out")

    other = page.context.new_page()
    sign_in(other, MATEO, server.passwords[MATEO])
    page.evaluate("() => dispatchEvent(new Event('focus'))")

    expect(saved(page, spot)).to_contain_text("somebody else has signed in")
    open_criterion(other, server, spot)
    expect(note(other, spot)).to_have_value("")


def test_the_whole_page_works_by_keyboard(page: Page, spot: str):
    page.locator(f'[id="r{spot}"]').get_by_label("Unanswered").focus()

    page.keyboard.press("ArrowRight")
    expect(saved(page, spot)).to_have_text(SAVED)
    page.keyboard.press("Tab")
    page.keyboard.type("By hand.")
    page.keyboard.press("Control+s")

    expect(page.locator("#unsent")).to_have_text("Everything is saved")
    expect(note(page, spot)).to_be_focused()
    page.reload()
    expect(note(page, spot)).to_have_value("By hand.")
    expect(page.locator(f'[id="r{spot}"]').get_by_label("Met", exact=True)).to_be_checked()


def test_saving_and_going_on_saves_what_was_typed_last(page: Page):
    here = page.url
    page.locator("#rating").get_by_label("Partially meets").check()
    page.get_by_label("Why").fill("Three requirements are still open.")

    page.get_by_role("button", name="Save and go to").click()

    page.wait_for_url(lambda address: address != here)
    neighbour(page).click()
    page.wait_for_url(here)
    expect(page.get_by_label("Why")).to_have_value("Three requirements are still open.")


def test_without_script_one_button_saves_the_page(server: Site, signed_in_page: SignIn, spot: str):
    page = open_criterion(signed_in_page(LUCIA, java_script_enabled=False), server, spot)
    choose(page, spot, "Not met")
    note(page, spot).fill("Nothing there yet.")

    page.get_by_role("button", name="Save", exact=True).click()

    expect(note(page, spot)).to_have_value("Nothing there yet.")
    expect(page.locator(f'[id="jump-{spot}"]')).to_contain_text("Not met")


def test_the_page_is_accessible(page: Page, server: Site):
    open_criterion(page, server, "17.a")
    for summary in page.locator("summary").all():
        summary.click()

    check_accessible(page)
