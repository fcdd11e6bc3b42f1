"""Invitations, new passwords, and what to do when nothing works."""

import re
import time

import pytest
from flask import Flask

from tests.mailbox import Box, free_port, serving
from tests.web.browser import Browser, Page
from tests.web.installations import send_letters, wait
from tests.web.people import ANA, BEN, PASSWORD, SUE

NEW_PASSWORD = "iron kettle nine winds"
LEAD = {"role": "producer_lead"}
MEMBER = {"role": "producer_member"}


def path_on(page: Page) -> str:
    """The path of the link that a page shows to be handed over."""
    (field,) = page.all("input", id="link")
    return field.get("value", "").removeprefix("http://localhost")


def path_in(box: Box) -> str:
    """The path of the link in the letter that arrives; it may take a moment."""
    for _ in range(200):
        if box.letters:
            text = str(box.letters[0].get_content())
            found = re.search(r"https://ddtool\.example\.org(\S+)", text)
            assert found
            return found[1]
        time.sleep(0.05)
    raise AssertionError("no letter arrived")


def invite(lead: Browser, email: str = "cy@north.example") -> Page:
    lead.get("/people")
    return lead.post("/people", MEMBER | {"email": email})


def test_without_letters_the_link_is_shown_to_whoever_invites(anybody: Browser, ana: Browser):
    page = invite(ana)

    assert page.texts("h1") == ["Hand over this link"]
    assert anybody.get(path_on(page)).texts("h1") == ["Join North Metals"]


def test_whoever_accepts_is_in_with_the_role_and_name_they_gave(anybody: Browser, ana: Browser):
    path = path_on(invite(ana))
    anybody.get(path)

    answer = anybody.post(path, {"name": "Cy Clark", "password": NEW_PASSWORD})

    assert anybody.follow(anybody.follow(answer)).texts("h1") == ["Sites"]
    assert "Cy Clark" in ana.get("/people").text
    assert anybody.get("/people").status == 403
    again = anybody.get(path)
    assert again.status == 422
    assert "This link was used already or has expired" in again.text


def test_a_weak_password_is_told_and_the_name_stays(anybody: Browser, ana: Browser):
    path = path_on(invite(ana))
    anybody.get(path)

    page = anybody.post(path, {"name": "Cy Clark", "password": "password"})

    assert page.status == 422
    assert page.form["name"] == "Cy Clark"
    assert page.form["password"] == ""
    assert "Take 12 to 128 characters" in page.text


def test_an_invitation_that_has_expired_opens_nothing(app: Flask, anybody: Browser, ana: Browser):
    path = path_on(invite(ana))

    wait(app, days=7)

    assert anybody.get(path).status == 422


def test_somebody_of_another_organisation_joins_and_then_chooses(
    app: Flask, anybody: Browser, ana: Browser, sue: Browser
):
    path = path_on(invite(ana, SUE))
    assert "There is a login with this address already." in anybody.get(path).text
    sue.get(path)

    page = sue.follow(sue.post(f"{path}/join"))

    assert page.texts("h2")[1] == "Your organisations"
    (chosen,) = [one.get("value", "") for one in page.all("input", name="organisation")]
    sue.post("/account/organisation", {"organisation": chosen})
    assert sue.get("/people").status == 403


def test_nobody_joins_by_the_invitation_of_another(ana: Browser, sue: Browser):
    path = path_on(invite(ana))
    sue.get("/sites")

    assert sue.post(f"{path}/join").status == 403


def test_a_letter_brings_the_invitation(app: Flask, anybody: Browser, ana: Browser):
    box = Box()

    with serving(box, "127.0.0.1") as address:
        send_letters(app, address)
        page = invite(ana)

    assert page.texts("h1") == ["The invitation is on its way"]
    assert page.all("input", id="link") == []
    assert anybody.get(path_in(box)).texts("h1") == ["Join North Metals"]


def test_a_letter_that_does_not_leave_is_told_and_the_link_shown(app: Flask, ana: Browser):
    send_letters(app, f"127.0.0.1:{free_port()}")

    page = invite(ana)

    assert "The letter could not be sent." in page.text
    assert (
        page.all("input", id="link")[0].get("value", "").startswith("https://ddtool.example.org/")
    )


def test_a_letter_brings_a_new_password_and_ends_all_sessions(
    app: Flask, anybody: Browser, ben: Browser
):
    box = Box()
    with serving(box, "127.0.0.1") as address:
        send_letters(app, address)
        anybody.get("/cannot-sign-in")
        anybody.post("/cannot-sign-in", {"email": BEN})
        path = path_in(box)
    anybody.get(path)

    page = anybody.follow(anybody.post(path, {"password": NEW_PASSWORD}))

    assert "Your new password is set." in page.text
    assert ben.get("/sites").status == 302
    assert anybody.sign_in(BEN, NEW_PASSWORD).status == 302


def test_a_known_and_an_unknown_address_get_the_same_answer(app: Flask, anybody: Browser):
    with serving(Box(), "127.0.0.1") as address:
        send_letters(app, address)
        anybody.get("/cannot-sign-in")
        known, unknown = (
            anybody.post("/cannot-sign-in", {"email": email}) for email in (ANA, "no@no.example")
        )
        time.sleep(0.2)

    assert known.text == unknown.text
    assert "If somebody has a login with this address" in known.text


def test_a_letter_box_is_not_filled(app: Flask, anybody: Browser):
    box = Box()
    with serving(box, "127.0.0.1") as address:
        send_letters(app, address)
        anybody.get("/cannot-sign-in")
        pages = [anybody.post("/cannot-sign-in", {"email": ANA}) for _ in range(6)]
        time.sleep(1)

    assert {page.status for page in pages} == {200}
    assert len(box.letters) == 3


def test_without_letters_the_page_says_who_can_help(anybody: Browser):
    page = anybody.get("/cannot-sign-in")

    assert page.all("input", type="email") == []
    assert "Ask the lead of your organisation" in page.text


@pytest.mark.parametrize("path", ["/invitations/unknown", "/invitations/unknown/join"])
def test_a_link_that_never_was_says_so(ana: Browser, path: str):
    page = ana.post(path) if path.endswith("join") else ana.get(path)

    assert page.status == 422
    assert "This link was used already or has expired; ask for a new one." in page.text


def test_a_link_to_a_new_password_that_never_was_says_so(anybody: Browser):
    anybody.get("/new-password/unknown")

    page = anybody.post("/new-password/unknown", {"password": PASSWORD})

    assert page.status == 422
    assert "This link was used already or has expired; ask for a new one." in page.text
