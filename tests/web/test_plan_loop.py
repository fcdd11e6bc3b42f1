"""The loop in the browser: a finding becomes an action, is done, shown, accepted or returned."""

import io
import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.people import Author
from ddtool.domain.reviews import Finding, FindingKind
from ddtool.usecases.actions import change_action, list_actions, plan_action
from ddtool.usecases.findings import record_finding
from ddtool.usecases.reminders import remind_of_due_days
from tests.web.browser import Browser, Page
from tests.web.making import author, installed
from tests.web.people import AT, RAVI
from tests.web.test_reviews import Given, given, ravi

__all__ = ["given", "ravi"]

LONG = "x" * 3000


def find(given: Given, *requirements: str, text: str = "No records for March.") -> str:
    said = Finding("", "17", FindingKind.MINOR, text, requirements or ("17.c",))
    database = installed(given.app).database
    return record_finding(database, author(given.app, RAVI), given.assessment, said).value.id


def plan(given: Given, **changes: object) -> str:
    action = replace(Action("", "17", "Keep records", "17.c"), **changes)  # type: ignore[arg-type]
    database, lead = installed(given.app).database, author(given.app)
    return plan_action(database, lead, given.assessment, action).value.id


def stored(given: Given) -> Action:
    (one,) = list_actions(installed(given.app).database, author(given.app), given.assessment)
    return one.value


def set_done(given: Given, **changes: object) -> None:
    database, lead = installed(given.app).database, author(given.app)
    (one,) = list_actions(database, lead, given.assessment)
    done = replace(one.value, state=ActionState.DONE, **changes)  # type: ignore[arg-type]
    change_action(database, lead, done, version=one.version)


def path(given: Given, rest: str = "") -> str:
    return f"/assessments/{given.assessment}/plan{rest}"


def form_to(page: Page, ending: str) -> str:
    (form,) = [one for one in page.all("form") if one.get("action", "").endswith(ending)]
    return form.get("action", "")


@pytest.mark.parametrize("place", ["plan", "assessor"])
def test_an_action_for_a_finding_shows_it_and_leaves_the_deed_to_be_said(
    given: Given, ana: Browser, place: str
):
    finding = find(given)
    page = ana.get(f"/assessments/{given.assessment}/{place}")
    hrefs = [one.get("href") or "" for one in page.all("a")]
    (way,) = [one for one in hrefs if one.endswith(f"finding={finding}")]

    form = ana.get(way)

    assert "Minor finding 17.c" in form.text
    assert "No records for March." in form.text
    assert (form.form["closes"], form.form["title"]) == ("17.c", "")
    made = ana.follow(ana.post(way, form.form | {"title": "Keep the records"}))
    assert "Its action: A1 Keep the records" in made.text


def test_a_finding_that_is_planned_already_is_not_planned_twice(given: Given, ana: Browser):
    way = path(given, f"/new?finding={find(given)}")
    typed = ana.get(way).form | {"title": "Keep the records"}
    ana.post(way, typed)

    second = ana.follow(ana.post(way, typed))

    assert "An action for this finding is in the plan already." in second.text
    assert stored(given).number == 1


def test_an_action_said_to_be_done_that_nothing_shows_is_told_so(given: Given, ana: Browser):
    action = plan(given)
    way = path(given, f"/{action}")

    saved = ana.follow(ana.post(way, ana.get(way).form | {"state": "done"}))

    assert "It is done, but nothing shows it yet" in saved.text


def test_an_action_of_the_plan_is_bound_to_a_finding(given: Given, ana: Browser):
    finding, action = find(given), plan(given)
    ana.get(path(given))

    page = ana.follow(ana.post(path(given, f"/findings/{finding}"), {"action": action}))

    assert "Its action: A1 Keep records" in page.text


def test_root_cause_and_numbers_stand_in_plan_excel_and_calendar(given: Given, ana: Browser):
    plan(given, due=date(2027, 1, 31), root_cause="=Nobody was asked")

    page = ana.get(path(given))
    book = load_workbook(BytesIO(ana.get(path(given, "/export")).answer.data)).worksheets[0]
    calendar = ana.get(path(given, "/calendar")).answer.text

    assert "Cause: =Nobody was asked" in page.text
    cells = [cell for row in book.iter_rows() for cell in row if cell.value]
    (cause,) = [cell for cell in cells if cell.value == "=Nobody was asked"]
    assert cause.data_type == "s"
    assert "A1" in [cell.value for cell in cells]
    assert "SUMMARY:Due: A1 Keep records (17.c)" in calendar


def test_a_due_day_after_a_limit_is_told_in_words_when_it_is_saved(app, ana: Browser):
    from tests.web.making import add_site, begin  # noqa: PLC0415 -- only this test needs a day

    head = begin(app, add_site(app), commitment_day=date(2026, 9, 15))
    address = f"/assessments/{head.id}/plan"
    page = ana.get(f"{address}/new")
    sent = page.form | {"closes": "17.c", "title": "Rebuild", "due": "2027-10-01"}

    saved = ana.follow(ana.post(f"{address}/new", sent))

    said = saved.text.replace("\xa0", " ")
    assert "1 Oct 2027 is after limit B, Improvement plan complete: 15 Sep 2027." in said
    assert "16 days after limit B" in said


def test_what_is_overdue_stands_out_on_plan_site_list_and_queue(
    given: Given, ana: Browser, ravi: Browser
):
    plan(given, due=date(2026, 11, 30))

    assert "One action is overdue: A1." in ana.get(path(given)).text
    assert "one action overdue" in ana.get("/sites").text
    assert "one action overdue" in ravi.get("/reviews").text


def test_a_new_action_offers_only_what_applies_and_has_a_gap(given: Given, ana: Browser):
    page = ana.get(path(given, "/new"))

    offered = {one.get("value") for one in page.all("option")}
    assert {"17", "17.c"} <= offered
    assert "4.d" not in offered


def test_a_document_shows_an_action_done_after_the_submission_too(
    given: Given, ana: Browser, ravi: Browser
):
    action = plan(given)
    ana.get(path(given, f"/{action}"))
    file = (io.BytesIO(b"date,value\n2026-03-01,4\n"), "records of march.csv")

    brought = ana.follow(
        ana.post(
            path(given, f"/{action}/documents"),
            {"file": file, "document_title": "", "document_date": "2026-03-31"},
            content_type="multipart/form-data",
        )
    )

    assert "The document shows this action done." in brought.text
    (document,) = stored(given).documents
    assert document.title == "records of march"
    assert "records of march" in ana.get(path(given)).text
    set_done(given)
    assert "records of march" in ravi.get(given.at("plan")).text
    assert ravi.get(given.at(f"evidence/{document.id}/file")).status == 200
    ana.get(path(given, f"/{action}"))
    ana.post(path(given, f"/{action}/documents/{document.id}/free"), {})
    assert stored(given).documents == ()


def test_without_a_file_the_form_says_what_is_missing(given: Given, ana: Browser):
    action = plan(given)
    ana.get(path(given, f"/{action}"))

    refused = ana.post(path(given, f"/{action}/documents"), {"document_title": "Records"})

    assert refused.status == 422
    assert "Choose a file." in refused.text


def test_an_assessor_accepts_what_is_done(given: Given, ana: Browser, ravi: Browser):
    action = plan(given)
    set_done(given, closure="Records of May")
    page = ravi.get(given.at("plan"))

    sent = {"judgement": "accept", "why": "Seen on site.", "version": page.form["version"]}
    told = ravi.follow(ravi.post(given.at(f"plan/{action}"), sent))

    assert "A1 is accepted." in told.text
    assert "Accepted by Ravi Menon" in ana.get(path(given)).text
    assert "A1 Keep records (Auental" not in ana.get("/sites").text
    assert "was accepted by Ravi Menon." in ana.get("/sites").text


def test_an_assessor_returns_with_a_reason_and_the_producer_reads_it(
    given: Given, ana: Browser, ravi: Browser
):
    action = plan(given)
    set_done(given)
    version = ravi.get(given.at("plan")).form["version"]

    silent = ravi.post(
        given.at(f"plan/{action}"), {"judgement": "return", "why": " ", "version": version}
    )
    ravi.post(
        given.at(f"plan/{action}"),
        {"judgement": "return", "why": "The records stop in March.", "version": version},
    )

    assert silent.status == 422
    assert "Say what is still missing" in silent.text
    page = ana.get(path(given, f"/{action}"))
    assert "The records stop in March." in page.text
    assert "Do what is missing, then set the state to done again" in page.text
    history = ana.get(f"/assessments/{given.assessment}/history").text
    assert "What the assessor says" in history
    assert "returned" in history


def test_what_changed_since_the_assessor_looked_is_not_judged(given: Given, ravi: Browser):
    action = plan(given)
    set_done(given)
    version = ravi.get(given.at("plan")).form["version"]
    set_done(given, closure="Only April")

    told = ravi.follow(
        ravi.post(
            given.at(f"plan/{action}"), {"judgement": "accept", "why": "", "version": version}
        )
    )

    assert "has changed A1 since you looked." in told.text
    assert stored(given).state is ActionState.DONE


def test_a_producer_neither_accepts_nor_changes_what_was_accepted(
    given: Given, ana: Browser, ravi: Browser
):
    action = plan(given)
    set_done(given)
    page = ana.get(path(given, f"/{action}"))
    forged = ana.post(path(given, f"/{action}"), page.form | {"state": "accepted"})
    version = ravi.get(given.at("plan")).form["version"]
    ravi.post(given.at(f"plan/{action}"), {"judgement": "accept", "why": "", "version": version})

    page = ana.get(path(given, f"/{action}"))
    changed = ana.post(path(given, f"/{action}"), page.form | {"title": "Other"})

    assert forged.status == 422
    assert changed.status == 422
    assert "The assessor has accepted this action." in changed.text
    assert 'value="Other"' in changed.answer.text
    reopened = ana.post(path(given, f"/{action}"), page.form | {"state": "running"})
    assert reopened.status == 303
    assert stored(given).judged_by == ""


def test_nobody_else_judges_or_reads_the_plan(given: Given, ana: Browser, sue: Browser):
    action = plan(given)
    sue.get("/sites")
    ana.get("/sites")

    assert sue.get(path(given)).status == 404
    assert sue.post(path(given, f"/{action}/documents/choose"), {"document": action}).status == 404
    assert ana.post(given.at(f"plan/{action}"), {"judgement": "accept"}).status == 403
    assert ana.get(given.at("plan")).status == 403


def test_a_long_unbroken_note_shows_its_beginning_and_all_of_it_when_asked(
    given: Given, ana: Browser
):
    plan(given, closure=LONG, title="=" + "w" * 150)

    page = ana.get(path(given))

    (summary,) = [one for one in page.texts("summary") if one.startswith("xxx")]
    assert re.match(r"x{120}…", summary)
    assert LONG in page.text


def test_reminders_stand_on_the_first_page_until_they_were_seen(given: Given, ana: Browser):
    plan(given, due=date(2026, 11, 30), title="Survey the hall")
    worker = Author("worker", None, AT)
    remind_of_due_days(installed(given.app).database, worker)

    page = ana.get("/sites")

    assert "One reminder" in page.text
    assert "A1 Survey the hall" in page.text
    assert "A1 Survey the hall" in ana.get("/reminders").text
    ana.get("/sites")
    ana.follow(ana.post("/reminders", {}))
    assert "One reminder" not in ana.get("/sites").text


def test_letters_are_switched_off_on_the_account_page(given: Given, ana: Browser):
    page = ana.get("/account")
    assert page.form["reminder_mails"] == "y"
    sent = {name: value for name, value in page.form.items() if name != "reminder_mails"}

    ana.post("/account", sent)

    assert "reminder_mails" not in ana.get("/account").form


def test_the_plan_says_what_follows_if_all_actions_close(given: Given, ana: Browser):
    plan(given)

    page = ana.get(path(given))

    assert "Outlook if all actions close" in page.text
    assert "Today: Incomplete." in page.text or "Today: incomplete." in page.text
