"""The workbook of an assessment: downloaded, brought back, looked at, taken in, undone."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.store import answers, loading
from tests.usecases.imported import add_row, edited, put_in, take_out
from tests.web.browser import Browser, Page
from tests.web.producing import ASSESSMENT, begin, database_of, lead_of

PATH = f"/assessments/{ASSESSMENT}/workbook"


@pytest.fixture
def north(app: Flask) -> Flask:
    """North Metals with an assessment in which one requirement is answered."""
    begin(app)
    answer(app, Answer("17.a", AnswerCode.PARTLY_MET, "Half of it"), version=0)
    return app


def answer(app: Flask, said: Answer, *, version: int) -> None:
    """Somebody of North Metals answers on another page."""
    author = lead_of(app)
    with database_of(app).write(author) as db:
        answers.save_answer(db, str(author.organisation), ASSESSMENT, said, version=version)


def downloaded(browser: Browser, *edits) -> bytes:
    content = browser.client.get(f"{PATH}/file").data
    return edited(content, *edits)


def brought(browser: Browser, content: bytes, name: str = "north.xlsx") -> Page:
    browser.get(PATH)
    return browser.post(
        PATH, {"workbook": (BytesIO(content), name)}, content_type="multipart/form-data"
    )


def looked_at(browser: Browser, content: bytes) -> Page:
    page = brought(browser, content)
    assert page.status == 303, page.text
    return browser.get(page.answer.headers["Location"])


def send(browser: Browser, page: Page, step: str, **more: str) -> Page:
    """Press the button of a step on a page of a workbook."""
    (form,) = [one for one in page.all("form", method="post") if step in one.get("action", "")]
    return browser.post(form.get("action", ""), page.form | more)


def said_now(app: Flask) -> Answer:
    with database_of(app).read() as db:
        stored = loading.load(db, str(lead_of(app).organisation), ASSESSMENT)
    return stored.assessment.answer_to["17.a"]


def test_the_workbook_is_downloaded_under_a_name_of_its_own(north: Flask, ana: Browser):
    sent = ana.get(f"{PATH}/file").answer

    assert sent.headers["Content-Disposition"].startswith("attachment; filename=assessment-")
    assert "Instructions" in load_workbook(BytesIO(sent.data)).sheetnames


def test_a_workbook_is_looked_at_and_taken_in(north: Flask, ana: Browser):
    page = looked_at(ana, downloaded(ana, put_in("17.a", "Note", "Half of it, since May")))

    assert page.texts("h1") == ["Check the workbook before it is taken in"]
    assert "17.a, Note" in page.text
    assert page.texts("ins") == [", since May"]
    assert said_now(north).note == "Half of it"

    done = ana.follow(send(ana, page, "/apply"))

    assert "1 change was taken in from the workbook." in done.text
    assert said_now(north).note == "Half of it, since May"


def test_changes_are_counted_alike_before_and_after(north: Flask, ana: Browser):
    """Two cells of one requirement and a whole new row: three changes everywhere."""
    content = downloaded(ana, put_in("17.a", "Note", "Otherwise"))
    content = edited(content, put_in("17.a", "Answer", "met"), put_in("17.b", "Answer", "met"))

    page = looked_at(ana, content)
    done = ana.follow(send(ana, page, "/apply"))

    assert "Take in 3 changes" in page.texts("button")
    assert "3 changes" in page.texts("h2")
    assert "3 changes were taken in from the workbook." in done.text
    assert "3 changes" in done.texts("h2")
    assert done.texts("a", class_="btn main") == ["Go on with the task list"]


def test_what_was_taken_in_is_undone_with_one_button(north: Flask, ana: Browser):
    page = looked_at(ana, downloaded(ana, put_in("17.a", "Note", "Otherwise")))
    done = ana.follow(send(ana, page, "/apply"))

    undone = ana.follow(send(ana, done, "/undo"))

    assert undone.texts("h1") == ["This workbook was taken in and undone"]
    assert said_now(north).note == "Half of it"


def test_a_conflict_is_shown_with_both_texts_and_has_to_be_chosen(
    north: Flask, ana: Browser, ben: Browser
):
    content = downloaded(ana, put_in("17.a", "Note", "From the workbook"))
    answer(north, Answer("17.a", AnswerCode.PARTLY_MET, "From the page"), version=1)
    page = looked_at(ben, content)
    radios = page.all("input", type="radio")

    refused = send(ben, page, "/apply")
    name = radios[0].get("name", "")
    taken = send(ben, refused, "/apply", **{name: "mine"})

    assert [one.get("checked") for one in radios] == [None, None]
    assert "From the page" in page.text
    assert refused.status == 409
    assert refused.texts("title") == ["Error: Check the workbook - ddtool"]
    assert "Choose for every conflict which version is to stand." in refused.text
    assert taken.status == 303
    assert said_now(north).note == "From the workbook"


def test_cells_that_cannot_be_used_are_named_and_left_out_on_request(north: Flask, ana: Browser):
    content = downloaded(
        ana, put_in("17.a", "Answer", "mostly"), put_in("17.a", "Note", "New note")
    )
    page = looked_at(ana, content)

    (link,) = [one for one in page.all("a") if (one.get("href") or "").endswith("/marked")]
    marked = ana.get(str(link.get("href"))).answer
    refused = send(ana, page, "/apply")
    taken = send(ana, refused, "/apply", leave_out="y")

    assert '"mostly" is not among the accepted words' in page.text
    assert marked.headers["Content-Disposition"].endswith("-marked.xlsx")
    assert refused.status == 409
    assert taken.status == 303
    assert said_now(north) == Answer("17.a", AnswerCode.PARTLY_MET, "New note")


def test_a_workbook_with_missing_rows_offers_no_way_to_take_it_in(north: Flask, ana: Browser):
    page = looked_at(ana, downloaded(ana, take_out("17.a")))

    assert "nothing of it can be taken in" in page.text
    assert "Take in" not in page.texts("button")


def test_something_that_changed_since_the_preview_is_shown_first(north: Flask, ana: Browser):
    page = looked_at(ana, downloaded(ana, put_in("17.a", "Note", "From the workbook")))
    answer(north, Answer("17.a", AnswerCode.MET, "Half of it"), version=1)

    refused = send(ana, page, "/apply")

    assert refused.status == 409
    assert "look at the preview again" in refused.text
    assert said_now(north).note == "Half of it"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Choose a workbook."),
        (b"no workbook", "north.xlsx is not an Excel workbook (.xlsx)."),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(
    north: Flask, ana: Browser, content: bytes, says: str
):
    page = brought(ana, content, "north.xlsx" if content else "")

    assert page.status == 422
    assert says in page.text


def test_a_workbook_can_be_discarded(north: Flask, ana: Browser):
    page = looked_at(ana, downloaded(ana, put_in("17.a", "Note", "Otherwise")))

    index = ana.follow(send(ana, page, "/discard"))

    assert "None yet." in index.text


def test_new_rows_are_told_with_what_they_say(north: Flask, ana: Browser):
    content = downloaded(ana, add_row("Actions", Id="X", Criterion=20, What_will_be_done="Ask"))

    page = looked_at(ana, content)

    assert "Title: Ask; Criterion: 20" in page.text
    assert "(new row)" in page.text


def test_another_organisation_finds_none_of_it(north: Flask, ana: Browser, sue: Browser):
    content = downloaded(ana, put_in("17.a", "Note", "Otherwise"))
    location = brought(ana, content).answer.headers["Location"]

    pages = [sue.get(PATH), sue.get(f"{PATH}/file"), sue.get(location)]
    pages += [sue.post(f"{location}/{step}") for step in ("apply", "undo", "discard")]
    pages.append(brought(sue, content))

    assert [page.status for page in pages] == [404] * 7


def test_pressing_a_button_twice_does_it_once(north: Flask, ana: Browser):
    page = looked_at(ana, downloaded(ana, put_in("17.a", "Note", "Otherwise")))

    done = ana.follow(send(ana, page, "/apply"))
    again = send(ana, page, "/apply")
    send(ana, done, "/undo")
    undone = ana.follow(send(ana, done, "/undo"))

    assert again.status == 303
    assert undone.texts("h1") == ["This workbook was taken in and undone"]
    assert said_now(north).note == "Half of it"


def test_a_document_that_will_have_no_file_is_told_by_cell(north: Flask, ana: Browser):
    manual = add_row("Evidence", Id="N1", Title="Manual", File_or_address="manual.pdf")

    page = looked_at(ana, downloaded(ana, manual))

    assert "1 cell is taken in as it is, but look at it" in page.text
    assert "“manual.pdf” is no address that begins with https://" in page.text
