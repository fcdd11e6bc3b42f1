"""Admins of the programme look after organisations and logins, and see nothing else of them."""

import re

import pytest
from flask import Flask

from tests.web.browser import Browser, Page
from tests.web.people import ANA, ILSE, PASSWORD
from tests.web.producing import begin
from tests.web.test_rights import confirmed

PATH = "/programme/organisations"


@pytest.fixture
def ilse(app: Flask) -> Browser:
    """The programme admin, signed in with both factors."""
    return confirmed(app, ILSE)


def found(browser: Browser, **changes: str) -> Page:
    asked = {"name": "East Metals", "kind": "producer", "email": "eva@east.example"}
    page = browser.get(PATH)
    return browser.post(PATH, page.form | asked | changes)


def test_all_organisations_are_listed_with_their_people_and_nothing_they_recorded(
    app: Flask, ilse: Browser
):
    begin(app)

    page = ilse.get(PATH)

    assert "North Metals" in page.text
    assert "Ana Alvarez" in page.text
    assert "one site" in page.text
    assert "North smelter" not in page.text


def test_a_new_organisation_begins_with_an_invitation_of_its_lead(
    app: Flask, ilse: Browser, anybody: Browser
):
    page = found(ilse)

    assert page.status == 200
    assert "Hand over this link" in page.text
    assert "With it they join East Metals." in page.text
    (link,) = re.findall(r'value="https?://[^/"]+(/[^"]+)"', page.answer.text)
    offered = anybody.get(link)
    assert "East Metals" in offered.text
    assert "Invited: eva@east.example" in ilse.get(PATH).text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": "North Metals"}, "There is an organisation called “North Metals” already."),
        ({"name": "NORTH  Métals"}, "There is an organisation called “North Metals” already."),
        ({"email": "nobody"}, "is no e-mail address."),
        ({"email": ANA}, "ana@north.example signs in here for somebody else already"),
        ({"name": ""}, "Fill this in."),
        ({"kind": "bank"}, "Choose one of those listed."),
    ],
)
def test_what_cannot_be_is_said_and_stays_typed(ilse: Browser, changes: dict[str, str], told: str):
    page = found(ilse, **changes)

    assert page.status == 422
    assert told.replace("“", '"').replace("”", '"') in page.text.replace("“", '"').replace("”", '"')
    assert "East Metals" not in [one.text for one in page.all("h2")]
    typed = {"name": "East Metals", "email": "eva@east.example"} | changes
    assert (page.form["name"], page.form["email"]) == (typed["name"], typed["email"])


def test_a_second_admin_is_invited_and_chooses_a_password_once(
    app: Flask, ilse: Browser, anybody: Browser
):
    omar = {"admin_name": "Omar Haddad", "admin_email": "omar@programme.example"}
    page = ilse.get(PATH)
    lost = ilse.post(f"{PATH}/admins", page.form | omar)
    again = ilse.post(f"{PATH}/admins", page.form | omar)
    (link,) = re.findall(r'value="https?://[^/"]+(/[^"]+)"', again.answer.text)
    assert lost.status == again.status == 200

    anybody.post(link, anybody.get(link).form | {"password": PASSWORD})
    signed_in = anybody.follow(anybody.sign_in("omar@programme.example"))

    assert signed_in.answer.location == "/second-factor"
    refused = ilse.post(f"{PATH}/admins", page.form | omar)
    assert "omar@programme.example signs in here already" in refused.text
    producer = ilse.post(f"{PATH}/admins", page.form | omar | {"admin_email": ANA})
    assert producer.status == 422


def test_another_person_is_invited_into_an_organisation_once(app: Flask, ilse: Browser):
    page = ilse.get(PATH)
    (form,) = [
        one.get("action", "")
        for one in page.all("form", method="post")
        if one.get("action", "").endswith("/invitations")
    ][:1]

    first = ilse.post(form, page.form | {"email": "new@north.example"})
    again = ilse.post(form, page.form | {"email": "new@north.example"})

    assert first.status == 200
    assert (again.status, "belongs to it or is invited already" in again.text) == (422, True)


def test_somebody_who_is_barred_is_out_at_once_and_comes_in_again(
    app: Flask, ana: Browser, ilse: Browser
):
    page = ilse.get(PATH)
    (bar,) = [
        form.get("action", "")
        for form in page.all("form", method="post")
        if form.get("action", "").endswith("/bar") and "Ana Alvarez" in "".join(form.itertext())
    ]

    told = ilse.follow(ilse.post(bar, page.form))

    assert "Ana Alvarez can no longer sign in." in told.text
    assert ana.get("/sites").status == 302
    ilse.post(bar.replace("/bar", "/allow"), page.form)
    again = Browser(app)
    again.sign_in(ANA, PASSWORD)
    assert again.get("/sites").status == 200


def test_admins_are_listed_and_nobody_bars_themselves(app: Flask, ilse: Browser):
    page = ilse.get(PATH)

    (row,) = [
        " ".join(" ".join(one.itertext()).split())
        for one in page.all("tr")
        if "Ilse Brandt" in "".join(one.itertext())
    ]
    assert row == f"Ilse Brandt {ILSE} Programme admin Set up you"


def test_organisations_are_found_by_name_and_by_their_people(ilse: Browser):
    by_name, by_person = ilse.get(f"{PATH}?words=SOUTH"), ilse.get(f"{PATH}?words=ana+alv")

    assert [one for one in _listed(by_name) if one.endswith("Metals")] == ["South Metals"]
    assert [one for one in _listed(by_person) if one.endswith("Metals")] == ["North Metals"]
    assert "No organisation is called so" in ilse.get(f"{PATH}?words=nowhere").text


def test_leads_get_nowhere_near(ana: Browser):
    assert ana.get(PATH).status == 403


def _listed(page: Page) -> list[str]:
    return ["".join(one.itertext()) for one in page.all("h2")]
