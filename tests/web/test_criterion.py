"""The page of a criterion: what it shows, and saving all of it with one button."""

import pytest
from flask import Flask
from sqlalchemy import event

from ddtool.domain.assessment_heads import AssessmentHead, Carried, CarriedAnswer
from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.store import Database, answers
from ddtool.usecases.assessments import save_answer
from tests.factories import make_site
from tests.web.browser import Browser, Page
from tests.web.making import add_certificate, add_site, answer, author, begin, installed, submit
from tests.web.people import BEN
from tests.web.statements import statements

MOST_STATEMENTS = 15
MOST_BYTES = 150 * 1024


@pytest.fixture
def head(app: Flask) -> AssessmentHead:
    site = add_site(app)
    add_certificate(app, site)
    return begin(app, site)


def address(head: AssessmentHead, number: str = "17") -> str:
    return f"/assessments/{head.id}/criteria/{number}"


def said(app: Flask, head: AssessmentHead) -> dict[str, tuple[str, str]]:
    """What is stored: answer and note by requirement."""
    organisation = author(app).organisation
    assert organisation is not None
    with installed(app).database.read() as db:
        found = answers.answers_of(db, organisation, head.id)
    return {one.value.requirement: (one.value.answer.value, one.value.note) for one in found}


def section(page: Page, id: str) -> str:
    """The words of one requirement."""
    (found,) = page.texts("fieldset", id=id)
    return found


def test_it_shows_what_is_asked_with_evidence_and_references(ana: Browser, head: AssessmentHead):
    page = ana.get(address(head))

    assert page.texts("h1") == ["17 Occupational Health & Safety"]
    assert "Keep workplaces" in page.text
    assert "Examples of evidence" in page.text
    assert "working text" in page.text
    assert "17.e Incidents and ill health are reported" in section(page, "r17.e")


def test_it_says_what_certificates_show_and_who_stands_behind_the_cell(
    ana: Browser, head: AssessmentHead
):
    page = ana.get(address(head))

    assert page.texts("h2", id="cov") == ["What certificates cover"]
    assert "recognition not decided" in page.text
    assert "ISO 45001:2018 → RRA 3.0, criterion 17: partial" in page.text
    assert (
        "Suggested by this project. Nobody has decided on it, so it counts for nothing."
        in page.text
    )
    assert "17.a–17.g: the whole criterion, from the site's own evidence" in page.text


def test_a_proposed_cell_is_never_shown_in_colour(ana: Browser, head: AssessmentHead):
    page = ana.get(address(head))

    (panel,) = [one for one in page.all("section") if one.get("aria-labelledby") == "cov"]
    marks = [one.get("class") for one in panel.iter() if (one.get("class") or "").startswith("m ")]
    assert marks == ["m off"]


def test_a_criterion_that_facts_set_aside_asks_for_no_answers_and_says_which_fact(
    app: Flask, ana: Browser
):
    site = add_site(app, name="South shaft", facts={"has_tailings": False})

    page = ana.get(address(begin(app, site), "31"))

    assert "Does not apply to this site." in page.text
    assert page.all("textarea") == []
    (link,) = [one for one in page.all("a") if one.text == "Change the fact"]
    assert link.get("href") == f"/sites/{site.id}/change#fact_has_tailings"


def test_a_criterion_on_an_unanswered_fact_is_asked_and_says_what_decides(app: Flask, ana: Browser):
    site = add_site(app, name="South shaft", facts={})

    page = ana.get(address(begin(app, site), "31"))

    assert "May apply: a fact about the site is not answered." in page.text
    assert len(page.all("textarea")) == 7


def test_the_three_verdicts_always_stand_beside_each_other(ana: Browser, head: AssessmentHead):
    (verdicts,) = ana.get(address(head)).texts("dl", id="three")

    assert verdicts.startswith(
        "By equivalence Recognition not decided C1 Self-rating Not yet given"
    )
    assert verdicts.endswith("Determination Not yet given")


def test_the_way_through_leads_back_on_and_to_what_is_not_answered(
    app: Flask, ana: Browser, head: AssessmentHead
):
    for letter in "abcdefg":
        answer(app, head.id, f"17.{letter}")

    page = ana.get(address(head))

    assert "Previous: 16 Employment Terms" in page.text
    assert "Save and go to 18" in page.text
    assert "Next unanswered: 18.a" in page.text


def test_one_button_saves_what_was_changed_and_goes_on(
    app: Flask, ana: Browser, head: AssessmentHead
):
    form = ana.get(address(head)).form

    answered = ana.post(
        address(head),
        form
        | {
            "17.e-answer": "partly_met",
            "17.e-note": "Two are late.",
            "rating-rating": "partially_meets",
            "rating-reason": "Two are late.",
            "rating-open_case": "y",
        },
    )

    assert answered.status == 303
    assert answered.answer.headers["Location"] == address(head, "18")
    assert said(app, head) == {"17.e": ("partly_met", "Two are late.")}
    page = ana.get(address(head))
    assert page.form["rating-rating"] == "partially_meets"
    assert page.form["rating-open_case"] == "y"
    assert "What is missing" in section(page, "r17.e")
    assert "Self-rating Partially meets Ana Alvarez, 1 Dec 2026, 09:30 UTC" in page.text


def test_looking_at_a_text_with_loose_ends_changes_nothing(
    app: Flask, ana: Browser, head: AssessmentHead
):
    save_answer(
        installed(app).database,
        author(app),
        head.id,
        Answer("17.e", AnswerCode.MET, "Two lines\r\nand an end \n"),
        version=0,
    )

    page = ana.get(address(head))
    ana.post(address(head), page.form)

    assert "data-unsaved" not in page.answer.text
    assert said(app, head)["17.e"] == ("met", "Two lines\r\nand an end \n")


def test_an_answer_can_be_taken_back(app: Flask, ana: Browser, head: AssessmentHead):
    answer(app, head.id, "17.e")

    ana.post(address(head), ana.get(address(head)).form | {"17.e-answer": "unanswered"})

    assert said(app, head) == {"17.e": ("unanswered", "")}


def test_what_somebody_else_answered_meanwhile_is_no_conflict_where_i_changed_nothing(
    app: Flask, ana: Browser, head: AssessmentHead
):
    form = ana.get(address(head)).form
    answer(app, head.id, "17.a")

    saved = ana.post(address(head), form | {"17.e-note": "Mine."})

    assert saved.status == 303
    assert said(app, head) == {"17.a": ("met", ""), "17.e": ("unanswered", "Mine.")}


def test_where_two_changed_the_same_nothing_is_stored_and_both_texts_are_shown(
    app: Flask, ana: Browser, ben: Browser, head: AssessmentHead
):
    form = ana.get(address(head)).form
    ben.post(address(head), form | {"17.e-note": "Ben knows one.", "17.e-answer": "met"})

    page = ana.post(
        address(head), form | {"17.e-note": "Ana knows another.", "17.f-note": "Only Ana."}
    )

    assert page.status == 409
    assert said(app, head) == {"17.e": ("met", "Ben knows one.")}
    assert "Ben Baker saved something else while you were writing." in page.text
    assert page.form["17.e-note"] == "Ben knows one. Ana knows another."
    assert page.form["17.f-note"] == "Only Ana."
    again = ana.post(address(head), page.form | {"go": "stay"})
    assert again.answer.headers["Location"] == address(head)
    assert said(app, head) == {
        "17.e": ("unanswered", "Ben knows one. Ana knows another."),
        "17.f": ("unanswered", "Only Ana."),
    }


def test_the_others_version_can_be_kept_and_the_rest_is_saved(
    app: Flask, ana: Browser, ben: Browser, head: AssessmentHead
):
    form = ana.get(address(head)).form
    ben.post(address(head), form | {"17.e-note": "Ben's."})
    page = ana.post(address(head), form | {"17.e-note": "Ana's.", "17.f-note": "More."})

    ana.post(address(head), page.form | {"take": "17.e"})

    assert said(app, head) == {"17.e": ("unanswered", "Ben's."), "17.f": ("unanswered", "More.")}


def test_a_text_that_is_too_long_stays_on_the_page_and_nothing_is_stored(
    app: Flask, ana: Browser, head: AssessmentHead
):
    form = ana.get(address(head)).form

    page = ana.post(address(head), form | {"17.e-note": "x" * 10_001, "17.f-note": "Short."})

    assert page.status == 422
    assert page.texts("title")[0].startswith("Error:")
    assert "This has 10001 characters; at most 10000 are taken." in page.text
    assert page.form["17.e-note"] == "x" * 10_001
    assert page.form["17.f-note"] == "Short."
    assert said(app, head) == {}


def test_the_button_leads_to_the_next_question_without_an_answer(
    ana: Browser, head: AssessmentHead
):
    saved = ana.post(address(head), ana.get(address(head)).form | {"go": "18.a"})

    assert saved.answer.headers["Location"] == f"{address(head, '18')}#r18.a"


def test_what_was_handed_in_is_locked(app: Flask, ana: Browser, head: AssessmentHead):
    answer(app, head.id, "17.e", AnswerCode.PARTLY_MET)
    form = ana.get(address(head)).form
    submit(app, head.id)

    page = ana.get(address(head))
    refused = ana.post(address(head), form | {"17.e-note": "Later."})

    assert "Submitted, locked." in page.text
    assert page.all("textarea") == []
    assert page.all("script", src="/static/autosave.js") == []
    assert refused.status == 409
    assert said(app, head) == {"17.e": ("partly_met", "")}


def test_carried_answers_say_where_they_come_from(app: Flask, ana: Browser, head: AssessmentHead):
    answer(app, head.id, "17.e")
    later = begin(app, make_site(id=head.site), carried_from=head.id, period="2027")

    page = ana.get(address(later))

    assert "Carried over: the same is asked as before" in section(page, "r17.e")
    assert "The answer then: Met" in section(page, "r17.e")
    assert "It was not answered then." in section(page, "r17.f")


def test_whoever_was_signed_out_meanwhile_gets_back_what_was_typed(
    ana: Browser, head: AssessmentHead
):
    form = ana.get(address(head)).form
    ana.client.delete_cookie("ddtool")

    page = ana.post(
        address(head),
        form | {"17.e-note": "Typed for an hour."},
        headers={"Referer": f"http://localhost{address(head)}"},
    )

    assert page.status == 401
    assert "17.e, Note" in page.texts("label")
    (again,) = [one for one in page.all("a") if one.text == "Sign in again"]
    assert again.get("href") == f"/sign-in?next={address(head)}"
    assert page.texts("h1") == ["You are signed out"]
    assert "Typed for an hour." in page.texts("textarea")


def test_what_a_full_disk_could_not_take_stands_on_the_page(
    app: Flask, ana: Browser, head: AssessmentHead
):
    form = ana.get(address(head)).form
    from_now_on(app, "PRAGMA max_page_count = 10")

    page = ana.post(address(head), form | {"17.e-note": "Typed for an hour. " * 500})

    assert page.status == 507
    assert "Typed for an hour." in page.text
    assert ana.get(address(head)).status == 200


def test_what_had_to_wait_too_long_stands_on_the_page(
    app: Flask, ana: Browser, head: AssessmentHead
):
    form = ana.get(address(head)).form
    from_now_on(app, "PRAGMA busy_timeout = 100")
    other = Database(str(installed(app).settings.database_url))

    with other.write(author(app)):
        page = ana.post(address(head), form | {"17.e-note": "Typed for an hour."})

    assert page.status == 503
    assert page.answer.headers["Retry-After"] == "5"
    assert "Typed for an hour." in page.texts("textarea")
    other.close()


def from_now_on(app: Flask, pragma: str) -> None:
    """Every connection begins with this."""
    engine = installed(app).database.engine
    engine.dispose()
    event.listen(engine, "connect", lambda one, _: one.execute(pragma))


@pytest.mark.parametrize("number", ["99", "17.e", "../17"])
def test_an_unknown_criterion_is_not_found(ana: Browser, head: AssessmentHead, number: str):
    assert ana.get(address(head, number)).status == 404


def test_a_competitor_finds_nothing(sue: Browser, head: AssessmentHead):
    assert sue.get(address(head)).status == 404
    assert sue.get(f"{address(head)}/state").status == 404
    assert sue.post(address(head), {}).status == 404


def test_the_state_says_what_follows_from_what_is_saved_now(
    app: Flask, ana: Browser, head: AssessmentHead
):
    answer(app, head.id, "17.e", AnswerCode.NOT_MET)

    state = ana.get(f"{address(head)}/state")

    assert state.texts("span", id="jump-17.e") == ["Not met"]
    assert state.texts("span", id="criterion-tags") == ["In progress"]
    assert state.texts("small", id="rail-unanswered") != [""]


def test_a_page_asks_little_of_the_database_and_is_small_among_many_answers(
    app: Flask, ana: Browser, head: AssessmentHead
):
    later = begin(app, make_site(id=head.site), carried_from=head.id, period="2027")
    crowd(app)
    ana.get(address(later))

    with statements(installed(app).database) as asked:
        page = ana.get(address(later))

    assert len(asked) <= MOST_STATEMENTS
    assert len(page.answer.data) <= MOST_BYTES


def test_saving_one_answer_asks_little_among_many_answers(
    app: Flask, ana: Browser, head: AssessmentHead
):
    crowd(app)
    ana.get(address(head))

    with statements(installed(app).database) as asked:
        saved = ana.post(f"/assessments/{head.id}/answers/17.e", {"answer": "met", "version": "0"})

    assert saved.answer.json is not None
    assert saved.answer.json["version"] == 1
    assert len(asked) <= 12


def crowd(app: Flask) -> None:
    """5,000 answers to other assessments are there already."""
    ben = author(app, BEN)
    assert ben.organisation is not None
    other = begin(app, add_site(app))
    many = [
        CarriedAnswer(Answer(f"{n}.a", AnswerCode.MET, "Said."), Carried.SAME) for n in range(5000)
    ]
    with installed(app).database.write(ben) as db:
        answers.carry(db, ben.organisation, other.id, many)
