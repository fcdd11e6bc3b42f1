"""The workbench on one criterion: filters, changes, evidence beside it, threads, a second word."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask

from ddtool.domain.assessments import Answer, AnswerCode, Determination, Evidence
from ddtool.domain.certificates import CertificateStatus
from ddtool.domain.criteria import Rating
from ddtool.domain.people import Role, User
from ddtool.domain.programme import TWO_ASSESSORS
from ddtool.store import (
    Database,
    assessments,
    certificates,
    organisations,
    programme_settings,
    users,
)
from ddtool.usecases.assessments import save_answer
from ddtool.usecases.evidence import add_evidence, check_upload
from ddtool.usecases.reviews import determine as decide
from ddtool.usecases.sign_offs import return_for_changes
from ddtool.usecases.sites import read_site
from ddtool.usecases.submissions import submit
from tests.web import making
from tests.web.browser import Browser, Page
from tests.web.making import add_certificate
from tests.web.people import ANA, AT, RAVI
from tests.web.statements import statements
from tests.web.test_reviews import Given, author_of, determine, given, ravi

__all__ = ["given", "ravi"]

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def database_of(given: Given) -> Database:
    found: Database = given.app.extensions["ddtool"].database
    return found


def hand_in_again(given: Given, note: str = "Surveys since May", *, at: datetime = AT) -> None:
    """The assessor returns it, the producer answers 17.a and hands it in once more."""
    database = database_of(given)
    ana = author_of(database, ANA, Role.PRODUCER_LEAD)
    ravi = author_of(database, RAVI, Role.ASSESSOR)
    return_for_changes(database, ravi, given.assessment, reason="17.a is too thin.")
    answer = Answer("17.a", AnswerCode.PARTLY_MET, note)
    save_answer(database, ana, given.assessment, answer, version=0)
    with database.read() as db:
        revision = assessments.find(db, ana.organisation or "", given.assessment).value.revision
    later = replace(ana, at=at)
    submit(database, later, given.assessment, matrix="demo@2026.11", revision=revision)


def bring_evidence(given: Given, name: str, content: bytes) -> str:
    """A document on 17.a, handed in with the assessment; its id."""
    database = database_of(given)
    ana = author_of(database, ANA, Role.PRODUCER_LEAD)
    ravi = author_of(database, RAVI, Role.ASSESSOR)
    return_for_changes(database, ravi, given.assessment, reason="Show the survey.")
    upload = check_upload(name, BytesIO(content), largest=10**6)
    kept = add_evidence(
        database,
        given.app.extensions["ddtool"].files,
        ana,
        Evidence("", "Survey of dust", requirements=("17.a",)),
        assessment=given.assessment,
        upload=upload,
    )
    making.submit(given.app, given.assessment)
    return kept.value.evidence.id


def ask_for_two(given: Given) -> None:
    database = database_of(given)
    with database.write(author_of(database, ANA, Role.PRODUCER_LEAD)) as db:
        programme_settings.change_setting(db, TWO_ASSESSORS, True, version=0)


def determined_by_lea(given: Given, number: str = "1") -> None:
    """A colleague of Ravi Menon's has determined a criterion."""
    database = database_of(given)
    ravi = author_of(database, RAVI, Role.ASSESSOR)
    lea = replace(ravi, name="Lea Lind", user="e0000000-0000-4000-8000-0000000000aa")
    with database.write(ravi) as db:
        firm = organisations.named(db, "Veridia Audits")
        assert firm is not None
        users.add(db, User(lea.user or "", "lea@firm.example", lea.name), "")
        users.join(db, firm.id, lea.user or "", Role.ASSESSOR)
    said = Determination(number, Rating.FULLY_MEETS, "Seen by Lea.")
    decide(database, lea, given.assessment, said, version=0)


def listed(page: Page) -> list[str]:
    """The numbers of the criteria in the list."""
    return page.texts("span", class_="n")[: len(page.all("ul", class_="queue")[0])]


def test_a_filter_keeps_to_what_it_names_and_stays_on_the_links(given: Given, ravi: Browser):
    determine(ravi, given, "1")

    page = ravi.get(given.at("criteria/1?order=number&show=undecided"))

    assert listed(page)[:3] == ["2", "3", "4"]
    assert "shown." in page.text
    assert any("order=number&show=undecided" in one.get("href", "") for one in page.all("a"))


def test_a_resubmission_shows_what_was_changed_and_flags_the_criterion(given: Given, ravi: Browser):
    hand_in_again(given)

    changed = ravi.get(given.at("criteria/17"))
    other = ravi.get(given.at("criteria/18"))

    assert "Changed since submission 1 of 1 Dec 2026" in changed.text
    assert "Surveys since May" in " ".join(changed.texts("ins"))
    assert "Changed since submission" not in other.text
    assert listed(ravi.get(given.at("criteria/17?show=changed"))) == ["17"]


def test_the_producer_sees_the_same_changes_on_their_page(given: Given, ana: Browser):
    hand_in_again(given)

    page = ana.get(f"/assessments/{given.assessment}/assessor")

    assert "Changed between submissions 1 and 2" in page.text
    assert "Surveys since May" in " ".join(page.texts("ins"))


def test_a_pdf_lies_beside_the_criterion_in_a_place_where_it_can_do_nothing(
    given: Given, ravi: Browser
):
    id = bring_evidence(given, "survey.pdf", PDF)

    page = ravi.get(given.at("criteria/17"))
    (frame,) = page.all("iframe")
    shown = ravi.get(frame.get("src", "")).answer

    assert page.answer.headers["Content-Security-Policy"].endswith("frame-src 'self'")
    assert (shown.status_code, shown.mimetype, shown.data) == (200, "application/pdf", PDF)
    policy = shown.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'; frame-ancestors 'self'")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Cache-Control"] == "no-store"
    saved = ravi.get(given.at(f"evidence/{id}/file")).answer
    assert saved.headers["Content-Disposition"].startswith("attachment")


def test_what_is_no_pdf_and_no_picture_is_never_shown_in_place(given: Given, ravi: Browser):
    id = bring_evidence(given, "survey.txt", b"Dust, mg/m3: 0.4")

    page = ravi.get(given.at(f"criteria/17?evidence={id}"))
    asked = ravi.get(given.at(f"evidence/{id}/file")).answer

    assert page.all("iframe") == []
    assert "is of a kind that is not shown here" in page.text
    assert ravi.get(given.at(f"evidence/{id}/beside")).status == 404
    assert asked.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in asked.headers["Content-Security-Policy"]


def test_why_a_certificate_counts_is_explained_gate_by_gate(
    app: Flask, given: Given, ravi: Browser
):
    database = database_of(given)
    ravis = author_of(database, RAVI, Role.ASSESSOR)
    return_for_changes(database, ravis, given.assessment, reason="A certificate is missing.")
    site = read_site(database, making.author(app), given.site).value
    certificate = add_certificate(app, site)
    making.submit(app, given.assessment)

    bench = ravi.get(given.at("criteria/17"))
    page = ravi.get(given.at(f"criteria/17/coverage/{certificate}"))

    assert any(one.get("href", "").endswith(certificate) for one in bench.all("a"))
    assert "ISO 45001" in page.texts("h1")[0]
    assert page.texts("th")[1:4] == ["What is asked", "What we found", "Outcome"]
    unknown = ravi.get(given.at(f"criteria/17/coverage/{given.site}"))
    assert unknown.status == 404
    assert "Handed in as" not in page.text
    held = f"/certificates/{certificate}"
    with database.write(making.author(app)) as db:
        stands = certificates.find(db, making.author(app).organisation or "", certificate)
        suspended = replace(stands.value, status=CertificateStatus.SUSPENDED)
        certificates.change(db, making.author(app).organisation or "", suspended, version=1)
    changed = "Handed in as: active, until"
    for path in (f"criteria/17/coverage/{certificate}", "site", "sign-off"):
        assert changed in ravi.get(given.at(path)).text
    assert ravi.get(held).status == 403


def test_what_the_producer_says_is_unread_until_it_was_read(
    given: Given, ravi: Browser, ana: Browser
):
    ravi.get(given.at("criteria/17"))
    ravi.post(given.at("criteria/17/thread"), {"text": "Which survey?", "asks": "y", "due": ""})
    thread = f"/assessments/{given.assessment}/assessor/threads/17"
    (asked,) = [one.get("value", "") for one in ana.get(thread).all("input", name="request")]
    assert "Needs your answer" in ana.get(thread).text
    with_later = {"text": "That of 2026.", "request": asked, "from": "criterion"}

    answered = ana.post(thread, with_later)

    assert answered.answer.headers["Location"].endswith("/criteria/17#thread")
    page = ravi.get(given.at("criteria/17"))
    assert "Answered, yours to clear" in page.text
    assert listed(ravi.get(given.at("criteria/17?show=thread"))) == ["17"]
    by_script = ravi.post(
        given.at("criteria/17/read"), {"until": AT.isoformat()}, headers={"HX-Request": "true"}
    )
    assert (by_script.status, by_script.answer.text) == (200, "")
    assert "Mark as read" not in ravi.get(given.at("criteria/17")).text


def test_a_piece_of_the_thread_is_brought_into_the_criterion(
    given: Given, ravi: Browser, ana: Browser
):
    ravi.post(given.at("criteria/17/thread"), {"text": "Which survey?", "asks": "y", "due": ""})
    page = ana.get(f"/assessments/{given.assessment}/criteria/17")
    thread = f"/assessments/{given.assessment}/assessor/threads/17"

    piece = ana.get(thread, headers={"HX-Request": "true"})

    assert any(one.get("hx-get") == thread for one in page.all("div"))
    assert "Which survey?" in piece.text
    assert "<html" not in piece.answer.text


def test_the_second_assessor_agrees_or_differs_on_the_same_page(given: Given, ravi: Browser):
    ask_for_two(given)
    determined_by_lea(given)
    page = ravi.get(given.at("criteria/1"))
    sent = {"looked_at": "1", "version": "0", "agrees": "no", "instead": "", "ground": ""}
    assert page.form["looked_at"] == "1"

    silent = ravi.post(given.at("criteria/1/second"), sent)
    ravi.post(
        given.at("criteria/1/second"), sent | {"instead": "partially_meets", "ground": "No record."}
    )

    assert silent.status == 422
    assert "Say what you would determine, and why." in silent.text
    told = ravi.get(given.at("criteria/1")).text
    assert "Would determine: Partially meets" in told
    assert (
        "The second assessor would determine something else." in ravi.get(given.at("sign-off")).text
    )
    ravi.post(given.at("criteria/1/second"), sent | {"agrees": "yes", "version": "1"})
    assert "A second assessor agrees." in ravi.get(given.at("criteria/1")).text


def test_whoever_has_determined_waits_for_a_colleague(given: Given, ravi: Browser):
    ask_for_two(given)
    determine(ravi, given, "1")

    page = ravi.get(given.at("criteria/1"))
    refused = ravi.post(
        given.at("criteria/1/second"), {"looked_at": "1", "version": "0", "agrees": "yes"}
    )

    assert "A colleague of your firm has to look at it" in page.text
    assert refused.status == 422
    assert "You have determined this criterion yourself" in refused.text


def test_a_second_word_on_a_determination_that_moved_is_not_stored(given: Given, ravi: Browser):
    ask_for_two(given)
    determined_by_lea(given)

    late = ravi.post(
        given.at("criteria/1/second"), {"looked_at": "7", "version": "0", "agrees": "yes"}
    )

    assert late.status == 409
    assert "was changed since you looked" in late.text
    assert "A second assessor agrees." not in ravi.get(given.at("criteria/1")).text


def test_whoever_signs_second_sees_both_statements(given: Given, ravi: Browser):
    for row in ravi.get(given.at("criteria/1")).all("a"):
        address = row.get("href", "")
        if "/criteria/" in address:
            determine(ravi, given, address.split("/criteria/")[1].partition("?")[0])
    sha256 = ravi.get(given.at("sign-off")).form["sha256"]
    sent = {"sha256": sha256, "statement": "Independent, says the first.", "sure": "y"}
    ravi.post(given.at("sign-off"), sent)

    late = ravi.post(given.at("sign-off"), sent | {"statement": "Mine comes too late."})

    assert late.status == 409
    assert "Independent, says the first." in late.text
    assert "Mine comes too late." in late.text


def test_a_signature_that_no_longer_stands_is_red_wherever_it_is_shown(
    given: Given, ravi: Browser, ana: Browser
):
    for row in ravi.get(given.at("criteria/1")).all("a"):
        address = row.get("href", "")
        if "/criteria/" in address:
            determine(ravi, given, address.split("/criteria/")[1].partition("?")[0])
    sha256 = ravi.get(given.at("sign-off")).form["sha256"]
    ravi.post(given.at("sign-off"), {"sha256": sha256, "statement": "Independent.", "sure": "y"})
    own = f"/assessments/{given.assessment}"
    shown = ((ravi, given.at("criteria/1")), (ana, f"{own}/submission"), (ana, f"{own}/assessor"))
    assert all("Signed off." in who.get(path).text for who, path in shown)
    assert "Signed off" in ravi.get("/reviews").text
    sent = {"rating": "does_not_meet", "reason": "On second thoughts.", "version": "1"}
    kept = ravi.post(given.at("criteria/1/determination"), sent)
    assert kept.status == 422
    assert "Ravi Menon has signed this." in kept.text
    assert "On second thoughts." in kept.text
    assert "Signed off." in ravi.get(given.at("criteria/1")).text
    ravi.post(given.at("criteria/1/determination"), sent | {"breaks": "y"})
    assert "what the assessor said" in ravi.get(given.at("sign-off")).text

    hand_in_again(given)

    pages = [who.get(path) for who, path in shown]
    assert all("The sign-off no longer stands." in page.text for page in pages)
    assert all("Changed since: answers" in page.text for page in pages)
    assert "Sign-off no longer stands" in ravi.get("/reviews").text
    # The new submission waits for a signature of its own.
    assert "statement" in ravi.get(given.at("sign-off")).form


def test_what_was_changed_after_its_determination_needs_a_look_again(given: Given, ravi: Browser):
    determine(ravi, given, "17")
    hand_in_again(given, at=AT + timedelta(minutes=5))

    page = ravi.get(given.at("criteria/17"))
    first = ravi.get(f"/reviews/{given.assessment}").answer.headers["Location"]

    assert "The producer has changed this criterion since it was determined." in page.text
    assert first.endswith("/criteria/17")


def test_a_change_stays_flagged_when_a_later_submission_changes_nothing(
    given: Given, ravi: Browser
):
    determine(ravi, given, "17")
    hand_in_again(given, at=AT + timedelta(minutes=5))
    by = author_of(database_of(given), RAVI, Role.ASSESSOR)
    return_for_changes(database_of(given), by, given.assessment, reason="Once more.")
    making.submit(given.app, given.assessment, minutes=10)

    page = ravi.get(given.at("criteria/17?show=changed"))
    in_the_way = ravi.get(given.at("sign-off"))

    assert listed(page) == ["17"]
    assert "changed since determined" in page.text
    assert "The producer has changed this criterion since it was determined." in in_the_way.text


def test_the_documents_that_were_ticked_are_those_seen(given: Given, ravi: Browser):
    id = bring_evidence(given, "survey.pdf", PDF)
    assert "Seen" not in ravi.get(given.at("criteria/17")).texts("span", class_="tag bare")

    sent = {"version": "0", "documents": id, "interviews": "Operators 12"}
    ravi.post(given.at("notes"), sent)

    assert "Seen" in ravi.get(given.at("criteria/17")).texts("span", class_="tag bare")


@pytest.mark.parametrize("path", ["criteria/17", "criteria/1", "sign-off", "notes"])
def test_pages_ask_the_database_as_often_however_much_was_said(
    given: Given, ravi: Browser, path: str
):
    ravi.get(given.at(path))
    with statements(database_of(given)) as before:
        ravi.get(given.at(path))
    for number in ("17", "18", "19"):
        determine(ravi, given, number)
        ravi.post(given.at(f"criteria/{number}/thread"), {"text": "Why?", "asks": "y", "due": ""})
    ravi.get(given.at(path))

    with statements(database_of(given)) as after:
        ravi.get(given.at(path))

    assert len(after) == len(before) <= 60
