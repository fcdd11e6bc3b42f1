"""Leads see and change who belongs to their organisation; nobody else does."""

import pytest
from flask import Flask

from tests.web.browser import Browser, Page
from tests.web.people import ANA, BEN

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def member_path(lead: Browser, name: str) -> str:
    """The page of a member, by the link with their name."""
    links = {
        " ".join("".join(one.itertext()).split()): one.get("href", "")
        for one in lead.get("/people").all("a")
    }
    return links[f"Change {name}"]


def invite(lead: Browser, email: str) -> Page:
    lead.get("/people")
    return lead.post("/people", {"email": email, "role": "producer_member"})


def test_a_lead_sees_people_and_invitations_of_their_own_organisation(ana: Browser, sue: Browser):
    invite(ana, "cy@north.example")

    page = ana.get("/people")

    assert page.texts("th", scope="row") == ["Ana Alvarez", "Ben Baker", "cy@north.example"]
    assert "cy@north.example" not in sue.get("/people").text


def test_a_member_sees_neither_the_page_nor_its_link(ben: Browser):
    assert ben.get("/people").status == 403
    assert "People" not in ben.get("/sites").texts("nav")[0]


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nobody", "'nobody' is no e-mail address."),
        (BEN, "ben@north.example belongs to your organisation already."),
        ("cy@north.example", "cy@north.example is invited already; invite them again."),
        ("", "Fill this in."),
    ],
)
def test_an_invitation_that_cannot_be_is_told(ana: Browser, email: str, sentence: str):
    invite(ana, "cy@north.example")

    page = invite(ana, email)

    assert page.status == 422
    assert sentence in page.text
    assert page.form["email"] == email


def test_only_roles_of_producers_are_offered_and_taken(ana: Browser):
    ana.get("/people")

    page = ana.post("/people", {"email": "cy@north.example", "role": "programme_admin"})

    assert page.status == 422
    assert "Choose one of those listed." in page.text


def test_an_invitation_is_sent_again_or_taken_back(ana: Browser):
    invite(ana, "cy@north.example")
    actions = [
        one.get("action", "")
        for one in ana.get("/people").all("form")
        if "/invitations/" in one.get("action", "")
    ]

    again = ana.post(actions[0])
    ana.post(actions[1])

    assert again.texts("h1") == ["Hand over this link"]
    assert "cy@north.example" not in ana.get("/people").texts("th", scope="row")


def test_a_new_role_holds_at_once(app: Flask, ana: Browser, ben: Browser):
    path = member_path(ana, "Ben Baker")
    assert ben.get("/sites").status == 200

    ana.post(path, {"role": "producer_lead"})

    assert ben.get("/sites").status == 302
    again = Browser(app)
    again.sign_in(BEN)
    assert again.get("/people").status == 200


def test_whoever_is_removed_is_out_at_once(ana: Browser, ben: Browser):
    path = member_path(ana, "Ben Baker")
    assert ana.get(f"{path}/remove").texts("h1") == ["Remove Ben Baker?"]

    ana.post(f"{path}/remove")

    assert ana.get("/people").texts("th", scope="row") == ["Ana Alvarez"]
    assert ben.get("/sites").status == 302


@pytest.mark.parametrize("suffix", ["", "/remove"])
def test_the_last_lead_stays_and_is_told_why(ana: Browser, suffix: str):
    path = member_path(ana, "Ana Alvarez")

    page = ana.post(f"{path}{suffix}", {"role": "producer_member"})

    assert page.status == 422
    assert "Nobody else leads your organisation." in page.text
    assert ana.get("/people").status == 200


def test_a_lead_makes_a_link_to_a_new_password(app: Flask, ana: Browser, anybody: Browser):
    page = ana.post(f"{member_path(ana, 'Ben Baker')}/new-password")

    (field,) = page.all("input", id="link")
    path = field.get("value", "").removeprefix("http://localhost")
    anybody.get(path)
    assert anybody.post(path, {"password": "iron kettle nine winds"}).status == 302
    assert Browser(app).sign_in(BEN, "iron kettle nine winds").status == 302


@pytest.mark.parametrize("suffix", ["", "/remove", "/new-password"])
def test_people_of_another_organisation_are_not_found(ana: Browser, sue: Browser, suffix: str):
    path = member_path(ana, "Ben Baker")
    sue.get("/people")

    pages = [sue.post(f"{one}{suffix}", {"role": "producer_lead"}) for one in (
        path, f"/people/{UNKNOWN}"
    )]  # fmt: skip

    assert [page.status for page in pages] == [404, 404]
    assert pages[0].text == pages[1].text


def test_a_lead_who_becomes_a_member_is_signed_out_of_leading(
    app: Flask, ana: Browser, ben: Browser
):
    ana.post(member_path(ana, "Ben Baker"), {"role": "producer_lead"})

    ana.post(member_path(ana, "Ana Alvarez"), {"role": "producer_member"})

    assert ana.get("/people").status == 302
    ana.sign_in(ANA)
    assert ana.get("/people").status == 403


def test_what_happened_to_people_is_told_the_newest_first(ana: Browser):
    invite(ana, "cy@north.example")
    path = member_path(ana, "Ben Baker")
    ana.post(path, {"role": "producer_lead"})
    ana.post(f"{path}/remove")

    page = ana.get("/people")

    told = [text for text in page.texts("li") if "UTC" in text]
    assert [text.partition(".")[0] for text in told[:3]] == [
        "Ana Alvarez removed Ben Baker (Lead)",
        "Ana Alvarez changed the role of Ben Baker from Member to Lead",
        "Ana Alvarez invited cy@north",
    ]


def test_nobody_reads_what_happened_to_the_people_of_others(ana: Browser, sue: Browser):
    invite(ana, "cy@north.example")

    page = sue.get("/people")

    assert "north.example" not in page.text
    assert "Ben Baker" not in page.text
