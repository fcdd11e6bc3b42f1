"""Beginning an assessment, its task list, its settings."""

from datetime import date
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from ddtool.domain.assessments import AnswerCode
from ddtool.usecases.assessments import list_assessments, read_assessment
from tests.web.browser import Browser
from tests.web.making import add_site, answer, author, begin, installed, rate, submit
from tests.web.statements import statements

MOST_STATEMENTS = 15
MOST_BYTES = 150 * 1024
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def heads(app: Flask):
    return [one.value for one in list_assessments(installed(app).database, author(app))]


def rows(page) -> dict[str, str]:
    """The words of each criterion's row by its number."""
    found = {}
    for row in page.all("li"):
        words = [" ".join(" ".join(one.itertext()).split()) for one in row]
        if len(words) == 3 and _is_criterion(row):
            found[words[0]] = f"{words[1]} | {words[2]}"
    return found


def _is_criterion(row: Element) -> bool:
    return row[0].get("class") == "n" and row[0].text is not None


def test_an_assessment_begins_with_nothing_where_there_is_no_earlier_one(app: Flask, ana: Browser):
    site = add_site(app)
    page = ana.get(f"/sites/{site.id}/assessments/new")
    assert "There is no earlier assessment of this site" in page.text

    page = ana.post(
        f"/sites/{site.id}/assessments/new",
        page.form | {"period": "2027", "assessment_day": "2027-03-15"},
    )

    (head,) = heads(app)
    assert page.answer.headers["Location"] == f"/assessments/{head.id}"
    assert (head.criteria_set, head.period) == ("rra@3.0", "2027")
    assert (head.assessment_day, head.commitment_day) == (date(2027, 3, 15), None)
    assert head.prepared_by == "Ana Alvarez"
    assert "The assessment has begun." in ana.follow(page).text


def test_what_would_be_carried_over_is_counted_before_anything_begins(app: Flask, ana: Browser):
    site = add_site(app)
    earlier = begin(app, site, criteria_set="rra@2.0", period="2023")
    answer(app, earlier.id, "1.a")

    page = ana.get(f"/sites/{site.id}/assessments/new")
    page = ana.post(
        f"/sites/{site.id}/assessments/new", page.form | {"criteria_set": "rra@3.0", "look": "1"}
    )

    assert page.status == 200
    assert (
        "RRA 2.0, period 2023 still open 0 requirements the same, 171 changed, 0 new" in page.text
    )
    begun = ana.post(f"/sites/{site.id}/assessments/new", page.form)
    home = ana.follow(begun)
    assert "Carried over from an earlier assessment." in home.text
    assert rows(home)["5"].startswith("Legal Compliance 5 changed |")


def test_what_does_not_fit_the_criteria_set_is_refused(app: Flask, ana: Browser):
    site = add_site(app)
    newer = begin(app, site)
    page = ana.get(f"/sites/{site.id}/assessments/new")
    assert page.form["carried_from"] == newer.id
    assert (newer.period, page.form["period"]) == ("2026", "2027")

    page = ana.post(f"/sites/{site.id}/assessments/new", page.form | {"criteria_set": "rra@2.0"})

    assert page.status == 422
    assert "Choose one of those listed." in page.text
    assert len(heads(app)) == 1


def test_a_day_that_is_none_is_told_beside_its_field(app: Flask, ana: Browser):
    site = add_site(app)
    page = ana.get(f"/sites/{site.id}/assessments/new")

    page = ana.post(
        f"/sites/{site.id}/assessments/new", page.form | {"commitment_day": "31.12.2026"}
    )

    assert page.status == 422
    assert '"31.12.2026" is no day' in page.text
    assert page.form["commitment_day"] == "31.12.2026"
    assert heads(app) == []


def test_an_unknown_criteria_set_is_not_found(app: Flask, ana: Browser):
    site = add_site(app)

    page = ana.get(f"/sites/{site.id}/assessments/new?criteria_set=rra@9")

    assert page.status == 404


def test_the_task_list_tells_the_states_apart(app: Flask, ana: Browser):
    id = begin(app, add_site(app, facts={"has_tailings": False})).id
    for requirement in ("1.a", "1.b", "1.c", "1.d", "1.e", "1.f", "2.a"):
        answer(app, id, requirement)
    rate(app, id, "1")

    page = ana.get(f"/assessments/{id}")

    found = rows(page)
    assert found["1"] == "Management System | Fully meets 6 of 6 Answered"
    assert found["2"] == "Risk Assessment | Not rated 1 of 5 In progress"
    assert found["3"] == "Business Integrity | Not rated 0 of 6 Not started"
    assert found["31"] == "Tailings Management | Not applicable"
    assert "1 of 9 criteria done, one does not apply" in page.text
    assert "Continue with 2" in page.text


def test_progress_counts_what_has_to_be_answered_and_nothing_else(app: Flask, ana: Browser):
    id = begin(app, add_site(app, facts={"has_tailings": False})).id
    answer(app, id, "1.a")
    answer(app, id, "1.b", AnswerCode.PARTLY_MET)
    answer(app, id, "1.c", AnswerCode.NOT_APPLICABLE)

    page = ana.get(f"/assessments/{id}")

    (heading,) = page.texts("h2", id="progress")
    answered, _, asked = heading.removesuffix(" requirements answered").partition(" of ")
    assert answered == "2"
    assert f"1 met 1 partly met 0 not met {int(asked) - 2} unanswered" in page.text
    assert (
        f"{171 - int(asked)} more do not apply to this site, one still without a reason"
        in page.text
    )


def test_a_submitted_assessment_says_that_it_is_locked(app: Flask, ana: Browser):
    id = begin(app, add_site(app)).id
    submit(app, id)

    page = ana.get(f"/assessments/{id}")

    assert "This assessment was submitted and is locked" in page.text
    assert main_button(page) == "What comes next"


def test_settings_are_changed_and_told(app: Flask, ana: Browser):
    id = begin(app, add_site(app)).id
    page = ana.get(f"/assessments/{id}/settings")

    changed = {"period": "2026/27", "commitment_day": "2026-09-15", "matrix": "working@2026.11"}
    page = ana.post(f"/assessments/{id}/settings", page.form | changed)

    head = read_assessment(installed(app).database, author(app), id).head.value
    assert (head.period, head.commitment_day) == ("2026/27", date(2026, 9, 15))
    assert head.matrix == "working@2026.11"
    assert "The settings were saved." in ana.follow(page).text


def test_two_people_who_change_the_settings_see_both_versions(
    app: Flask, ana: Browser, ben: Browser
):
    id = begin(app, add_site(app)).id
    address = f"/assessments/{id}/settings"
    mine, theirs = ana.get(address).form, ben.get(address).form
    ben.post(address, theirs | {"period": "second half of 2026"})

    page = ana.post(address, mine | {"period": "2026, July to December"})

    assert page.status == 409
    assert "Saved by Ben Baker" in page.text
    ana.follow(ana.post(address, page.form | {"period": "July to December 2026"}))
    assert heads(app)[0].period == "July to December 2026"


def test_settings_of_a_submitted_assessment_are_only_shown(app: Flask, ana: Browser):
    id = begin(app, add_site(app)).id
    before = ana.get(f"/assessments/{id}/settings").form
    submit(app, id)

    page = ana.post(f"/assessments/{id}/settings", before | {"period": "another"})

    assert page.status == 409
    assert "has been submitted" in page.text
    assert ana.get(f"/assessments/{id}/settings").all("button", class_="btn main") == []
    assert heads(app)[0].period == "2026"


@pytest.mark.parametrize("path", ["", "/settings"])
def test_another_organisation_gets_the_answer_of_an_unknown_assessment(
    app: Flask, sue: Browser, path: str
):
    id = begin(app, add_site(app)).id

    foreign, missing = sue.get(f"/assessments/{id}{path}"), sue.get(f"/assessments/{UNKNOWN}{path}")

    assert (foreign.status, missing.status) == (404, 404)
    assert foreign.text == missing.text


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/assessments/{id}", MOST_STATEMENTS),
        ("/assessments/{id}/settings", MOST_STATEMENTS),
        # Besides the sites, what is in the archive and what people are reminded of.
        ("/sites", MOST_STATEMENTS + 2),
    ],
)
def test_a_page_costs_few_statements_and_is_small(app: Flask, ana: Browser, path: str, most: int):
    site = add_site(app)
    id = begin(app, site).id
    for requirement in ("1.a", "2.a", "3.a"):
        answer(app, id, requirement)
    later = begin(app, site, carried_from=id, period="2027").id
    address = path.format(id=later)
    ana.get(address)

    with statements(installed(app).database) as said:
        page = ana.get(address)

    assert page.status == 200
    assert 0 < len(said) <= most, said
    assert len(page.answer.data) <= MOST_BYTES


def archive_page(head) -> str:
    return f"/assessments/{head.id}/archive"


def test_nobody_is_asked_what_fits_where_nothing_could(app: Flask, ana: Browser):
    site = add_site(app)
    path = f"/sites/{site.id}/assessments/new"
    look = "Show what fits the criteria set chosen above"
    assert look not in ana.get(path).texts("button")

    begin(app, site)

    assert look in ana.get(path).texts("button")


def test_a_second_one_of_the_same_set_and_period_is_asked_about_first(app: Flask, ana: Browser):
    site = add_site(app)
    there = begin(app, site, period="2027")
    path = f"/sites/{site.id}/assessments/new"
    typed = ana.get(path).form | {"period": " 2027 ", "carried_from": ""}

    page = ana.post(path, typed)

    assert page.status == 409
    assert "an assessment of this criteria set for the period 2027 already" in page.text
    assert f"/assessments/{there.id}" in [one.get("href") for one in page.all("a")]
    assert len(heads(app)) == 1
    assert ana.post(path, typed | {"another": "1"}).status == 302
    assert ana.post(path, typed | {"period": "2028"}).status == 302
    assert len(heads(app)) == 3


def test_an_empty_assessment_is_removed_for_good(app: Flask, ana: Browser):
    head = begin(app, add_site(app))
    page = ana.get(archive_page(head))
    assert "it can also be removed for good" in page.text

    page = ana.follow(ana.post(archive_page(head), page.form | {"remove": "1"}))

    assert "The assessment is removed." in page.text
    assert "No assessment yet." in page.text
    assert heads(app) == []
    assert ana.get(f"/assessments/{head.id}").status == 404


def test_what_was_said_in_an_assessment_keeps_it_from_being_removed(app: Flask, ana: Browser):
    head = begin(app, add_site(app))
    form = ana.get(archive_page(head)).form
    answer(app, head.id, "17.a")

    page = ana.post(archive_page(head), form | {"remove": "1"})

    assert page.status == 409
    assert "put it into the archive instead" in page.text
    assert "It cannot be removed" in ana.get(archive_page(head)).text
    assert len(heads(app)) == 1


def test_an_archived_assessment_leaves_the_lists_and_comes_back(app: Flask, ana: Browser):
    site = add_site(app)
    head = begin(app, site)
    answer(app, head.id, "17.a")
    form = ana.get(archive_page(head)).form

    page = ana.follow(ana.post(archive_page(head), form | {"archive": "1"}))

    assert "One assessment in the archive" in page.text
    assert "RRA 3.0" not in ana.get("/sites").text
    shelved = ana.get(archive_page(head)).text
    assert "In the archive since 1 Dec 2026, by Ana Alvarez." in shelved
    criterion = ana.get(f"/assessments/{head.id}/criteria/17")
    assert "This assessment is in the archive." in criterion.text
    assert not criterion.all("button", class_="btn main")
    typed = {"answer": "met", "version": "0"}
    refused = ana.post(f"/assessments/{head.id}/answers/17.b", typed)
    assert refused.status == 423
    for part in ("", "/settings", "/evidence", "/plan", "/gaps", "/workbook", "/submission"):
        assert ana.get(f"/assessments/{head.id}{part}").status == 200
    ana.post(archive_page(head), form | {"take_back": "1"})
    assert "RRA 3.0" in ana.get("/sites").text
    assert "archive" not in ana.get(f"/sites/{site.id}").text.partition("Assessments")[2][:200]


def test_an_archived_assessment_is_not_in_the_way_of_a_new_one(app: Flask, ana: Browser):
    site = add_site(app)
    head = begin(app, site, period="2027")
    ana.post(archive_page(head), ana.get(archive_page(head)).form | {"archive": "1"})
    path = f"/sites/{site.id}/assessments/new"

    assert ana.post(path, ana.get(path).form | {"period": "2027"}).status == 302


def test_the_task_list_always_says_what_to_do_next(app: Flask, ana: Browser, ben: Browser):
    id = begin(app, add_site(app)).id
    assert main_button(ana.get(f"/assessments/{id}")) == "Continue with 1"

    submit(app, id)

    assert main_button(ana.get(f"/assessments/{id}")) == "What comes next"
    assert main_button(ben.get(f"/assessments/{id}")) == "What comes next"


def main_button(page) -> str:
    (words,) = page.texts("a", class_="btn main")
    return str(words)
