"""Sites: the list, one site, what is known about it, and two people who change it at once."""

from datetime import date

import pytest
from flask import Flask

from ddtool.domain.assessments import AnswerCode
from ddtool.usecases.sites import list_sites
from tests.web.browser import Browser
from tests.web.making import (
    add_certificate,
    add_site,
    answer,
    author,
    begin,
    installed,
    plan_action,
)
from tests.web.people import SUE

LINK = "{http://www.w3.org/1999/xhtml}a"
BOTH = {"activities": "smelting, refining"}
KIND = {"name": "South mine", "country": "Chile", "place": "Desert", "areas": "pit\n\n pit \nplant"}


def known(app: Flask, email: str = "ana@north.example"):
    return [one.value for one in list_sites(installed(app).database, author(app, email))]


def test_whoever_comes_first_is_told_what_to_do_first(ana: Browser):
    page = ana.get("/sites")

    assert "No site is recorded yet." in page.text
    assert page.texts("a", class_="btn main") == ["Record the first site"]


def test_a_site_is_recorded_with_its_facts(app: Flask, ana: Browser):
    ana.get("/sites/new")

    answers = {"fact_has_tailings": "yes", "fact_provides_housing": "no"}
    page = ana.post("/sites/new", KIND | answers | {"activities": "mining", "metals": "copper"})

    (site,) = known(app)
    assert page.answer.headers["Location"] == f"/sites/{site.id}"
    assert (site.name, site.country, site.place) == ("South mine", "Chile", "Desert")
    assert (site.activities, site.metals, site.areas) == (
        ("mining",),
        ("copper",),
        ("pit", "plant"),
    )
    assert site.facts == {"has_tailings": True, "provides_housing": False}
    told = ana.follow(page).text
    assert "South mine is recorded." in told
    assert "Areas written more than once are kept once: pit." in told


def test_an_area_that_is_too_long_is_refused_and_not_cut(app: Flask, ana: Browser):
    ana.get("/sites/new")

    page = ana.post("/sites/new", KIND | {"areas": f"pit\n{'x' * 201}"})

    assert page.status == 422
    assert "Line 2 has 201 characters; an area takes at most 200." in page.text
    assert known(app) == []


def test_every_question_says_why_it_is_asked_and_what_hangs_on_it(ana: Browser):
    page = ana.get("/sites/new")

    assert len(page.texts("summary")) == 21 + 2
    assert "Decides whether tailings management applies." in page.text
    assert "RRA 3.0: 23, 25" in page.text


def test_what_follows_from_other_answers_is_not_asked_again(app: Flask, ana: Browser):
    ana.get("/sites/new")

    ana.post("/sites/new", KIND | BOTH | {"fact_sources_externally": "yes"})

    (site,) = known(app)
    assert site.facts == {
        "sources_externally": True,
        "material_receipts": True,
        "own_mine_only": False,
    }
    page = ana.get(f"/sites/{site.id}/change")
    assert not page.all("input", name="fact_material_receipts")
    bought = "Does the site buy any metal-bearing material from outside the company?"
    assert f"No It follows from the answer yes to: {bought} So it is not asked again." in page.text
    back = {"version": "1", "fact_sources_externally": ""}
    ana.post(f"/sites/{site.id}/change", KIND | BOTH | back)
    assert known(app)[0].facts == {}


def test_questions_of_one_scheme_stand_together(ana: Browser):
    page = ana.get("/sites/new")

    assert [one.split(" ", 2)[:2] for one in page.texts("h3")] == [["Only", "for"]] * 2
    assert [one.get("open") for one in page.all("details", class_="group")] == ["", None]


def test_a_site_without_an_activity_says_what_follows(app: Flask, ana: Browser):
    site = add_site(app, activities=())

    assert "no activity named" in ana.get("/sites").text
    assert "Until one is named, every criterion" in ana.get(f"/sites/{site.id}").text


def test_a_site_without_a_name_is_sent_back_with_everything_that_was_typed(
    app: Flask, ana: Browser
):
    ana.get("/sites/new")

    page = ana.post("/sites/new", KIND | {"name": " ", "metals": "zinc", "fact_asm": "no"})

    assert page.status == 422
    assert page.texts("title")[0].startswith("Error: ")
    assert page.texts("a", href="#name") == ["Name of the site: fill this in."]
    assert page.form["country"] == "Chile"
    assert page.form["metals"] == "zinc"
    assert page.form["fact_asm"] == "no"
    assert known(app) == []


@pytest.mark.parametrize("wrong", [{"activities": "flying"}, {"fact_asm": "perhaps"}])
def test_words_that_nobody_offered_are_refused(app: Flask, ana: Browser, wrong: dict[str, str]):
    ana.get("/sites/new")

    page = ana.post("/sites/new", KIND | wrong)

    assert page.status == 422
    assert "Choose one of those listed." in page.text
    assert known(app) == []


def test_the_list_says_state_outlook_and_what_comes_next(app: Flask, ana: Browser):
    site = add_site(app, name="North smelter")
    id = begin(app, site, assessment_day=date(2027, 3, 15)).id
    answer(app, id, "1.a", AnswerCode.PARTLY_MET)

    page = ana.get("/sites")

    assert "North smelter" in page.text
    assert "RRA 3.0, period 2026 Assessment day 15" in page.text.replace("\xa0", " ")
    assert "In progress" in page.text
    assert "Incomplete" in page.text
    assert "North smelter: go on with criterion 1" in page.text


def test_what_waits_for_somebody_leads_to_where_it_can_be_done(app: Flask, ana: Browser):
    site = add_site(app, facts={})
    id = begin(app, site).id
    held = add_certificate(app, site, valid_until=None)
    plan_action(app, id, title="Survey of the hall", due=date(2026, 12, 11))

    page = ana.get("/sites")

    addresses = [
        link.get("href", "") for one in page.all("ol", class_="ledger") for link in one.iter(LINK)
    ]
    assert addresses == [
        f"/assessments/{id}/plan",
        f"/certificates/{held}",
        f"/assessments/{id}/criteria/1",
        f"/sites/{site.id}/change",
    ]
    assert {ana.get(address).status for address in addresses} == {200}


def test_a_site_without_an_assessment_names_the_certificates_it_has(app: Flask, ana: Browser):
    add_certificate(app, add_site(app))

    page = ana.get("/sites")

    assert "No assessment yet. One certificate names this site: ISO 45001:2018" in page.text


def test_what_is_not_answered_stands_on_the_page_of_the_site(app: Flask, ana: Browser):
    site = add_site(app, facts={"has_tailings": False})

    page = ana.get(f"/sites/{site.id}")

    assert "Until it is answered, this may apply." in page.text
    assert page.texts("a", href=f"/sites/{site.id}/change")


def test_another_organisation_gets_the_answer_of_an_unknown_site(app: Flask, sue: Browser):
    site = add_site(app)
    unknown = "00000000-0000-4000-8000-000000000000"

    for path in ("", "/change", "/assessments/new"):
        foreign, missing = sue.get(f"/sites/{site.id}{path}"), sue.get(f"/sites/{unknown}{path}")
        assert (foreign.status, missing.status) == (404, 404)
        assert foreign.text == missing.text
    assert sue.post(f"/sites/{site.id}/change", KIND).status == 404
    assert known(app, SUE) == []


def test_a_change_is_stored_and_told(app: Flask, ana: Browser):
    site = add_site(app)
    page = ana.get(f"/sites/{site.id}/change")

    page = ana.post(f"/sites/{site.id}/change", page.form | BOTH | {"place": "By the river"})

    assert known(app)[0].place == "By the river"
    assert known(app)[0].activities == ("smelting", "refining")
    assert "What is known about North smelter was saved." in ana.follow(page).text


def test_two_people_who_change_a_site_see_both_versions(app: Flask, ana: Browser, ben: Browser):
    site = add_site(app, facts={"has_tailings": True})
    address = f"/sites/{site.id}/change"
    mine, theirs = ana.get(address).form, ben.get(address).form
    ben.post(address, theirs | BOTH | {"place": "By the lake", "metals": "lead"})

    page = ana.post(address, mine | BOTH | {"place": "By the river"})

    assert page.status == 409
    assert "Saved by Ben Baker" in page.text
    assert {"By the lake", "By the river"} <= set(page.texts("dd"))
    third = page.form | {"place": "Between lake and river"}
    ana.follow(ana.post(address, third))
    found = known(app)[0]
    assert (found.place, found.facts) == ("Between lake and river", {"has_tailings": True})
    assert found.activities == ("smelting", "refining")


def test_one_person_who_changes_a_site_in_two_windows_is_told_so(app: Flask, ana: Browser):
    address = f"/sites/{add_site(app).id}/change"
    mine = ana.get(address).form
    ana.post(address, mine | BOTH | {"place": "By the lake"})

    page = ana.post(address, mine | BOTH | {"place": "By the river"})

    assert page.texts("h1") == ["Changed by you in two windows"]
    assert page.texts("h2")[:2] == ["Saved by you, in another window", "Yours, not saved"]


def test_a_second_site_of_a_name_is_recorded_with_a_warning(app: Flask, ana: Browser):
    first = add_site(app, name="South mine")
    ana.get("/sites/new")

    page = ana.post("/sites/new", KIND | {"name": "South MINE"})

    (second,) = (one for one in known(app) if one.id != first.id)
    told = ana.follow(page).text
    assert f"There is another site called {second.name}." in told
    assert f"this one is {second.name} ({second.id[:4]})" in told


def test_a_site_of_a_name_of_its_own_is_recorded_without_a_warning(app: Flask, ana: Browser):
    add_site(app, name="North smelter")
    ana.get("/sites/new")

    assert "another site called" not in ana.follow(ana.post("/sites/new", KIND)).text


def test_a_site_that_is_no_longer_worked_on_is_put_aside_and_taken_back(app: Flask, ana: Browser):
    held = add_site(app)
    begin(app, held)
    site = held.id
    ana.get(f"/sites/{site}/archive")

    page = ana.follow(ana.post(f"/sites/{site}/archive", {"archive": "1", "version": "1"}))

    assert "is in the archive now" in page.text
    assert "In the archive since" in page.text
    assert not page.all("a", href=f"/sites/{site}/change")
    index = ana.get("/sites")
    assert "One site in the archive" in index.text
    assert not index.all("section", class_="panel")
    assert not ana.get("/certificates/new?standard=ISO+14001").all("input", name="sites")
    assert ana.post(f"/sites/{site}/change", KIND | BOTH | {"version": "1"}).status == 409
    assert ana.post(f"/sites/{site}/assessments/new", {"criteria_set": "rra@3.0"}).status == 409

    back = ana.follow(ana.post(f"/sites/{site}/archive", {"take_back": "1", "version": "1"}))

    assert "is worked on again." in back.text
    assert ana.get("/sites").all("section", class_="panel")
    assert "put into the archive" in ana.get(f"/history/site/{site}").text


def test_only_a_site_that_has_nothing_can_be_removed(app: Flask, ana: Browser):
    held = add_site(app)
    site = held.id
    ana.get(f"/sites/{site}/archive")
    begin(app, held)

    refused = ana.post(f"/sites/{site}/archive", {"remove": "1", "version": "1"})

    assert (refused.status, len(known(app))) == (409, 1)
    assert "so it cannot be removed; put it aside instead." in refused.text
    other = add_site(app, name="Typing error").id
    page = ana.get(f"/sites/{other}/archive")
    assert "it can also be removed for good" in page.text
    done = ana.follow(ana.post(f"/sites/{other}/archive", {"remove": "1", "version": "1"}))
    assert "Typing error is removed." in done.text
    assert [one.id for one in known(app)] == [site]


def test_a_member_puts_no_site_aside(app: Flask, ben: Browser):
    site = add_site(app).id

    assert ben.get(f"/sites/{site}/archive").status == 403
    assert not ben.get(f"/sites/{site}").all("a", href=f"/sites/{site}/archive")


def test_a_country_is_chosen_and_one_that_was_typed_before_stays(app: Flask, ana: Browser):
    site = add_site(app, country="Perru")

    page = ana.get(f"/sites/{site.id}/change")
    ana.post(f"/sites/{site.id}/change", dict(page.form) | {"name": "Renamed"})

    assert page.form["country"] == "Perru"
    assert len(page.all("option", value="Côte d’Ivoire")) == 1
    assert known(app)[0].country == "Perru"


def test_a_site_page_says_what_applies_whatever_the_answer(app: Flask, ana: Browser):
    site = add_site(app, activities=("smelting",), facts={"sources_secondary": False})

    page = ana.get(f"/sites/{site.id}")

    assert "10.d, 30.d (30.d here anyway, because of other answers)" in page.text
    assert "Asked for information only" in page.texts("th", scope="rowgroup")
