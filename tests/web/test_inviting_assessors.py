"""An assessor whose firm has no account yet is invited by e-mail, and their firm comes to be."""

from flask import Flask

from tests.web import making
from tests.web.browser import Browser, Page
from tests.web.people import PASSWORD, RAVI
from tests.web.test_reviews import Given, given
from tests.web.test_second_factor import enrol

__all__ = ["given"]

KIM = "kim@new-firm.example"


def invite(ana: Browser, assessment: str, email: str = KIM, until: str = "2027-06-30") -> Page:
    address = f"/assessments/{assessment}/assessor"
    ana.get(address)
    return ana.post(f"{address}/invitations", {"email": email, "until": until})


def path_of(invited: Page) -> str:
    """The address that the invitation shows, without its host."""
    link = str(invited.form.get("link") or invited.all("input", id="link")[0].get("value"))
    return "/assess/" + link.rpartition("/assess/")[2]


def test_the_firm_comes_to_be_with_its_first_assessor_and_their_access(
    app: Flask, given: Given, ana: Browser, anybody: Browser
):
    path = path_of(invite(ana, given.assessment))

    offer = anybody.get(path)
    sent = {"firm": "New Eyes Ltd", "person": "Kim Novak", "password": PASSWORD}
    accepted = anybody.post(path, sent)

    assert "Assess for North Metals" in offer.texts("h1")
    assert accepted.answer.headers["Location"] == "/sign-in"
    kim = Browser(app)
    kim.sign_in(KIM)
    enrol(kim)
    assert kim.get(given.at("criteria/1")).status == 200
    assert "30 Jun 2027" in kim.get("/reviews").text
    assert "Accepted by Kim Novak" in ana.get(f"/assessments/{given.assessment}/assessor").text
    assert anybody.get(path).status == 422


def test_a_link_is_good_once_and_for_nothing_when_taken_back(
    given: Given, ana: Browser, anybody: Browser
):
    path = path_of(invite(ana, given.assessment))
    page = ana.get(f"/assessments/{given.assessment}/assessor")
    (form,) = [one for one in page.all("form") if one.get("action", "").endswith("/withdraw")]

    ana.post(form.get("action", ""), {})

    assert anybody.get(path).status == 422
    assert KIM not in ana.get(f"/assessments/{given.assessment}/assessor").text


def test_whoever_is_here_already_is_not_invited_as_a_new_firm(given: Given, ana: Browser):
    of_a_firm = invite(ana, given.assessment, RAVI)
    own = invite(ana, given.assessment, "ben@north.example")
    none = invite(ana, given.assessment, "not an address")
    past = invite(ana, given.assessment, until="2020-01-01")

    assert {one.status for one in (of_a_firm, own, none, past)} == {422}
    assert (
        "ravi@firm.example assesses for Veridia Audits: choose that firm above." in of_a_firm.text
    )
    assert "an assessor is independent of it." in own.text
    assert "is no e-mail address." in none.text
    assert past.form["email"] == KIM


def test_a_name_that_is_taken_or_a_weak_password_loses_nothing(
    given: Given, ana: Browser, anybody: Browser
):
    path = path_of(invite(ana, given.assessment))
    anybody.get(path)
    sent = {"firm": "Veridia Audits", "person": "Kim Novak", "password": PASSWORD}

    taken = anybody.post(path, sent)
    weak = anybody.post(path, sent | {"firm": "New Eyes Ltd", "password": "short"})

    assert (taken.status, weak.status) == (422, 422)
    assert 'There is an organisation called "Veridia Audits" already.' in taken.text
    assert weak.form["person"] == "Kim Novak"
    assert anybody.post(path, sent | {"firm": "New Eyes Ltd"}).status == 303


def test_only_leads_invite_and_only_to_their_own(
    app: Flask, given: Given, ben: Browser, sue: Browser
):
    other = making.begin(app, making.add_site(app)).id

    assert invite(ben, given.assessment).status == 403
    sue.get("/sites")
    address = f"/assessments/{other}/assessor/invitations"
    assert sue.post(address, {"email": KIM, "until": ""}).status == 404
