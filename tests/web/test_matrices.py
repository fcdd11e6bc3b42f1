"""The matrix workbench in the browser: adopt, confirm, withdraw, issue, bring in."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook

from ddtool.usecases.libraries import with_issued
from ddtool.usecases.pack_workbooks import export_pack
from tests.web import making
from tests.web.browser import Browser, Page
from tests.web.people import ILSE
from tests.web.programming import OMAR, add_omar, begin_draft, line_id
from tests.web.statements import statements
from tests.web.test_rights import confirmed

SOURCE = {
    "source_document": "Equivalency Matrix",
    "source_edition": "3.0",
    "source_page": "p. 4",
    "source_date": "2026-11-20",
}
ISO_45001 = "rra@3.0/18/ISO 45001/2018"


@pytest.fixture
def ilse(app: Flask) -> Browser:
    return confirmed(app, ILSE)


@pytest.fixture
def omar(app: Flask) -> Browser:
    add_omar(app)
    return confirmed(app, OMAR)


@pytest.fixture
def draft(app: Flask) -> str:
    """The address of a draft copied from the working matrix."""
    return f"/matrices/drafts/{begin_draft(app)}"


@pytest.fixture
def line(app: Flask, draft: str) -> str:
    """The address of its line about ISO 45001 and criterion 18."""
    return f"{draft}/lines/{line_id(app, draft.rpartition('/')[2])}"


def hold_iso_45001(app: Flask) -> None:
    """North Metals holds ISO 45001 and assesses its site, naming no matrix."""
    site = making.add_site(app)
    making.add_certificate(app, site, activities=("smelting", "refining"))
    making.begin(app, site)


def adopt(browser: Browser, line: str) -> Page:
    page = browser.get(line)
    return browser.follow(browser.post(f"{line}/adopt", page.form | SOURCE))


def confirm(browser: Browser, line: str) -> Page:
    page = browser.get(line)
    return browser.follow(browser.post(f"{line}/confirm", {"version": page.form["version"]}))


def test_producers_have_no_workbench(ana: Browser, draft: str):
    assert ana.get("/matrices").status == 403
    assert ana.get(draft).status == 403
    assert "Matrix workbench" not in ana.get("/criteria").text


def test_a_new_edition_begins_as_a_copy(ilse: Browser):
    page = ilse.get("/matrices/begin?of=working@2026.11")

    kept = ilse.follow(ilse.post("/matrices/begin", page.form | {"edition": "2026.12"}))

    assert "The edition is begun" in kept.text
    assert "619" in kept.text
    assert "Working matrix, November 2026" in ilse.get("/matrices").text


def test_a_name_that_is_taken_is_refused_beside_its_field(ilse: Browser):
    page = ilse.get("/matrices/begin?of=working@2026.11")

    again = ilse.post("/matrices/begin", page.form | {"edition": "2026.11"})

    assert again.status == 422
    assert "There is a matrix working@2026.11 already" in again.text


def test_the_table_shows_criteria_against_standards(ilse: Browser, draft: str):
    page = ilse.get(draft)

    heads = page.texts("th", scope="col")
    assert heads[0] == "Criterion"
    assert "ISO 45001" in heads
    assert len(page.all("th", scope="row")) == 33


def test_the_list_can_be_filtered(ilse: Browser, draft: str):
    page = ilse.get(f"{draft}?view=list&criteria_set=rra@3.0&standard=ISO 45001&criterion=18")

    assert "1 line." in page.text
    assert "proposed" in page.text


def test_a_line_is_adopted_by_two_people(app: Flask, ilse: Browser, omar: Browser, line: str):
    hold_iso_45001(app)

    before = ilse.get(line)
    waiting = adopt(ilse, line)
    counting = confirm(omar, line)

    assert "This alters the coverage of 1 open assessment" in before.text
    assert "another programme admin has to confirm it" in waiting.text
    assert "Counts in this edition." in counting.text
    assert "Ilse Brandt, 1 Dec 2026" in counting.text
    assert "Omar Haddad, 1 Dec 2026" in counting.text


def test_what_was_typed_stays_where_the_source_is_not_whole(ilse: Browser, line: str):
    page = ilse.get(line)

    again = ilse.post(f"{line}/adopt", page.form | SOURCE | {"source_date": ""})

    assert again.status == 422
    assert again.form["source_document"] == "Equivalency Matrix"
    assert "Fill this in." in again.text


def test_one_cannot_confirm_what_one_has_put_forward(ilse: Browser, line: str):
    page = adopt(ilse, line)

    refused = ilse.post(f"{line}/confirm", {"version": page.form["version"]})

    assert refused.status == 422
    assert "a second person has to" in refused.text


def test_an_outdated_line_is_told(ilse: Browser, omar: Browser, line: str):
    old = omar.get(line).form["version"]
    adopt(ilse, line)

    refused = omar.post(f"{line}/confirm", {"version": old})

    assert refused.status == 409
    assert "Somebody has changed this line since you read it" in refused.text


def test_several_lines_are_confirmed_at_once(ilse: Browser, omar: Browser, draft: str, line: str):
    adopt(ilse, line)
    page = omar.get(f"{draft}?view=list&standing=waiting")
    (box,) = page.all("input", type="checkbox", name="line")

    kept = omar.follow(omar.post(f"{draft}/confirm", {"line": box.get("value")}))

    assert "1 lines count from now on" in kept.text


def test_a_line_is_changed_and_is_a_suggestion_then(ilse: Browser, line: str):
    page = ilse.get(f"{line}/edit")

    kept = ilse.follow(ilse.post(f"{line}/edit", page.form | {"gap_note": "neighbours"}))

    assert "neighbours" in kept.text


def test_a_line_that_breaks_a_rule_says_so_beside_the_field(ilse: Browser, line: str):
    page = ilse.get(f"{line}/edit")

    again = ilse.post(f"{line}/edit", page.form | {"level": "full"})

    assert again.status == 422
    assert "level full with a gap note" in again.text
    assert again.form["level"] == "full"


def test_a_line_is_added(ilse: Browser, draft: str):
    page = ilse.get(f"{draft}/lines/new?criteria_set=rra@3.0&criterion=4&standard=ISO 9001")
    said = {"editions": "2015", "level": "none"}

    kept = ilse.follow(ilse.post(f"{draft}/lines/new", page.form | said))

    assert "The line was added as a suggestion." in kept.text


def test_a_line_is_withdrawn_after_its_effect_was_shown(
    app: Flask, ilse: Browser, omar: Browser, line: str
):
    hold_iso_45001(app)
    adopt(ilse, line)
    confirm(omar, line)

    page = ilse.get(f"{line}/withdraw?last_day=2026-12-31")
    kept = ilse.follow(ilse.post(f"{line}/withdraw", page.form))

    assert "This alters the coverage of 1 open assessment" in page.text
    assert "31 Dec 2026" in kept.text
    assert "withdrawn" in kept.text


def test_an_issued_edition_changes_what_producers_see(
    app: Flask, ilse: Browser, omar: Browser, ana: Browser, draft: str, line: str
):
    hold_iso_45001(app)
    adopt(ilse, line)
    confirm(omar, line)
    assessment = _only_assessment(ana)
    before = ana.get(f"{assessment}/criteria/18").text

    look = ilse.get(f"{draft}/issue")
    issued = ilse.follow(ilse.post(f"{draft}/issue", look.form))

    after = ana.get(f"{assessment}/criteria/18").text
    assert "This alters the coverage of 1 open assessment" in look.text
    assert "1 of them was never handed in" in look.text
    assert "Issued: never changes any more." in issued.text
    assert "Working matrix, December 2026" in ana.get(f"{assessment}/settings").text
    certificate = ana.get(f"{assessment}/coverage").all("a")
    gates = next(
        one.get("href", "") for one in certificate if "/coverage/18/" in one.get("href", "")
    )
    told = ana.get(gates).text
    for words in ("Equivalency Matrix 3.0", "Ilse Brandt", "Omar Haddad", "1 Dec 2026"):
        assert words in told
    assert before != after


def test_an_edition_that_is_no_longer_taken_by_default_changes_back(
    app: Flask, ilse: Browser, ana: Browser, draft: str
):
    hold_iso_45001(app)
    assessment = _only_assessment(ana)
    ilse.post(f"{draft}/issue", ilse.get(f"{draft}/issue").form)
    taken = ana.get(f"{assessment}/settings").text
    version = ilse.get(draft).form["version"]

    ilse.post(f"{draft}/default", {"version": version})

    assert "Working matrix, December 2026 (working@2026.12)" in taken
    assert "Matrix used now Working matrix, November 2026" in ana.get(f"{assessment}/settings").text


def test_the_history_names_lines_and_people(ilse: Browser, omar: Browser, draft: str, line: str):
    adopt(ilse, line)
    confirm(omar, line)

    page = ilse.get(f"{draft}/history")

    assert "confirmed a line as the second person" in page.text
    assert ISO_45001 in page.text


def test_a_workbook_is_checked_shown_and_taken_over(
    app: Flask, ilse: Browser, tmp_path: Path, draft: str
):
    content = _workbook(app, tmp_path, {"level": "partial", "status": "published"} | SOURCE)

    shown = ilse.follow(_bring(ilse, content, edition="2027.1"))
    taken = ilse.follow(ilse.post(_address(shown, "/matrices/workbook/"), shown.form))

    assert "619 lines" in shown.text
    assert "1 will wait for a second person" in shown.text
    assert "The workbook is a draft now." in taken.text
    assert "waits for a second person" in taken.text


def test_every_problem_of_a_workbook_is_told_at_once(app: Flask, ilse: Browser, tmp_path: Path):
    content = _workbook(app, tmp_path, {"level": "fully", "status": "published"})

    page = _bring(ilse, content, edition="2027.1")

    assert page.status == 422
    assert 'level is "fully"' in page.text
    assert "published without source_document" in page.text
    assert page.form["edition"] == "2027.1"


def test_columns_of_another_name_are_mapped(ilse: Browser):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Equivalence"
    sheet.append(["Set", "No.", "Standard", "Version", "Recognition", "State", "Remarks"])
    sheet.append(["rra@3.0", "18", "ISO 45001", "2018", "partial", "proposed", "neighbours"])
    mapped = {
        "column_criteria_set": "Set", "column_criterion": "No.", "column_standard": "Standard",
        "column_editions": "Version", "column_level": "Recognition", "column_status": "State",
        "column_gap_note": "Remarks", "sheet": "Equivalence",
    }  # fmt: skip
    said = {"matrix": "official", "edition": "3.0", "title": "Official matrix"}

    shown = ilse.follow(_bring(ilse, _bytes(book), **(mapped | said)))

    assert "Official matrix" in shown.text
    assert "1 lines" in shown.text


def test_nobody_else_sees_what_was_brought_in(
    ilse: Browser, omar: Browser, app: Flask, tmp_path: Path
):
    page = ilse.follow(_bring(ilse, _workbook(app, tmp_path, {}), edition="2027.1"))

    assert omar.get(_address(page, "/matrices/workbook/")).status == 404


def test_no_page_of_the_workbench_asks_more_where_there_is_more(
    app: Flask, ilse: Browser, draft: str, line: str
):
    for address in ("/matrices", draft, f"{draft}?view=list", line, f"{draft}/issue"):
        ilse.get(address)
        with statements(making.installed(app).database) as said:
            ilse.get(address)
        assert len(said) <= 20, (address, said)


def _only_assessment(ana: Browser) -> str:
    links = [one.get("href", "") for one in ana.get("/sites").all("a")]
    return next(one for one in links if one.startswith("/assessments/") and one.count("/") == 2)


def _bring(browser: Browser, content: bytes, **said: str) -> Page:
    page = browser.get("/matrices/workbook")
    file = {"workbook": (io.BytesIO(content), "official.xlsx")}
    form = {name: text for name, text in page.form.items() if name != "workbook"}
    sent = form | {"copied_from": "" if "sheet" in said else "working@2026.11"} | said | file
    return browser.post("/matrices/workbook", sent, content_type="multipart/form-data")


def _workbook(app: Flask, folder: Path, changes: Mapping[str, str]) -> bytes:
    """The working matrix as a workbook, with its line about ISO 45001 changed."""
    known = making.installed(app)
    path = folder / "working.xlsx"
    export_pack(with_issued(known.database, known.library), "working@2026.11", path)
    book = load_workbook(path)
    sheet = book["Cells"]
    heads = [cell.value for cell in sheet[1]]
    row = next(
        row
        for row in sheet.iter_rows(min_row=2)
        if (row[0].value, row[1].value, row[2].value) == ("rra@3.0", "18", "ISO 45001")
    )
    for name, text in changes.items():
        row[heads.index(name)].value = text
    return _bytes(book)


def _bytes(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _address(page: Page, begin: str) -> str:
    forms = [one.get("action", "") for one in page.all("form")]
    return next(one for one in forms if one.startswith(begin))


def test_criteria_to_filter_by_are_those_of_the_set_in_their_order(ilse: Browser, draft: str):
    page = ilse.get(f"{draft}?criteria_set=rra@3.0")

    (choice,) = page.all("select", id="criterion")
    offered = ["".join(one.itertext()).strip() for one in choice]

    assert offered == ["All", *(str(number) for number in range(1, 34))]


def test_a_copy_that_keeps_its_title_is_told_apart_by_its_edition(ilse: Browser):
    page = ilse.get("/matrices/begin?of=working@2026.11")
    title = page.form["title"]

    begun = ilse.follow(ilse.post("/matrices/begin", page.form | {"edition": "2027.9"}))

    assert f"{title} (2027.9)" in begun.text


def test_a_line_read_on_a_day_to_come_is_refused(ilse: Browser, line: str):
    page = ilse.get(f"{line}/edit")

    sent = ilse.post(f"{line}/edit", page.form | {"source_date": "2027-05-01"})

    assert sent.status == 422
    assert "2027-05-01 lies ahead" in sent.text
