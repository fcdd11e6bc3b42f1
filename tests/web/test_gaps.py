"""The gaps of an assessment: seen at a glance, filtered, taken along, made into actions."""

import io

import pytest
from flask import Flask
from openpyxl import load_workbook

from ddtool.domain.assessments import Action, Answer, AnswerCode, Determination, OwnRating
from ddtool.domain.criteria import Rating
from ddtool.store import answers
from ddtool.usecases.actions import plan_action
from ddtool.usecases.assessments import save_answer, save_rating
from ddtool.usecases.submissions import submit
from tests.web.browser import Browser, Page
from tests.web.producing import ASSESSMENT, begin, database_of, lead_of

PATH = f"/assessments/{ASSESSMENT}/gaps"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def begun(app: Flask) -> Flask:
    """Criterion 32 blocks, 17 is met in part, 5 fully; the others are open."""
    begin(app)
    database, lead = database_of(app), lead_of(app)
    for number, rating in (
        ("32", Rating.DOES_NOT_MEET),
        ("17", Rating.PARTIALLY_MEETS),
    ):
        save_rating(database, lead, ASSESSMENT, OwnRating(number, rating), version=0)
    answer = Answer("17.a", AnswerCode.PARTLY_MET, "=1+1 hoists are unguarded")
    save_answer(database, lead, ASSESSMENT, answer, version=0)
    return app


def numbers(page: Page) -> list[str]:
    rows = page.texts("tr")[1:]
    return [text.split()[0] for text in rows]


def test_the_gravest_gaps_come_first_and_every_criterion_is_on_the_map(begun: Flask, ana: Browser):
    page = ana.get(PATH)

    assert page.texts("h1") == ["Gaps"]
    assert numbers(page)[0] == "32"
    assert numbers(page)[-1] == "17"
    assert len([one for one in page.all("a") if one.get("class", "").startswith("tile")]) == 33


def test_a_row_says_all_three_verdicts_and_what_is_left(begun: Flask, ana: Browser):
    page = ana.get(f"{PATH}?words=unguarded")

    (row,) = page.texts("tr")[1:]
    assert row.startswith("17 ")
    for part in ("Improvement plan", "Partially meets", "Not yet given", "17.a partly met"):
        assert part in row


def test_verdicts_that_disagree_are_shown_though_nothing_is_left_to_close(
    begun: Flask, ana: Browser
):
    database, lead = database_of(begun), lead_of(begun)
    own = OwnRating("5", Rating.PARTIALLY_MEETS)
    save_rating(database, lead, ASSESSMENT, own, version=0)
    with database.write(lead) as db:
        seen = Determination("5", Rating.FULLY_MEETS, "Seen on site.")
        answers.save_determination(db, lead.organisation or "", ASSESSMENT, seen, version=0)

    page = ana.get(f"{PATH}?disagree=y")

    assert numbers(page) == ["5"]
    assert "Closed" in page.texts("tr")[1]
    assert "Verdicts disagree on one criterion" in page.texts("h2")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("gap=blocking", ["32"]),
        ("gap=minor", ["17"]),
        ("gap=to_confirm", []),
        ("words=UNGUARDED+hoists", ["17"]),
        ("words=nobody+says+this", []),
    ],
)
def test_the_list_is_filtered(begun: Flask, ana: Browser, query: str, shown: list[str]):
    assert numbers(ana.get(f"{PATH}?{query}")) == shown


def test_a_section_is_filtered_by_its_id(begun: Flask, ana: Browser):
    whole = len(numbers(ana.get(PATH)))
    sections = [one.get("value", "") for one in ana.get(PATH).all("option")]
    named = [one for one in sections if one not in ("", "blocking", "open", "minor", "to_confirm")]

    parts = [len(numbers(ana.get(f"{PATH}?section={one}"))) for one in named]

    assert len(named) > 1
    assert sum(parts) == whole


def test_a_filter_that_nobody_offers_is_told_and_nothing_breaks(begun: Flask, ana: Browser):
    page = ana.get(f"{PATH}?gap=enormous&section=%00")

    assert page.status == 200
    assert "Choose one of those listed." in page.text
    assert numbers(page) == []


def test_a_script_gets_the_list_alone_and_going_back_gets_the_page(begun: Flask, ana: Browser):
    piece = ana.get(f"{PATH}?gap=blocking", headers=SCRIPT)
    back = ana.get(f"{PATH}?gap=blocking", headers=SCRIPT | {"HX-History-Restore-Request": "true"})

    assert piece.answer.text.strip().startswith('<div id="gap-list">')
    assert 'id="gap-head" hx-swap-oob="innerHTML"' in piece.answer.text
    assert "1 of 32 gaps to close" in piece.text
    assert back.texts("h1") == ["Gaps"]


def test_the_list_is_exported_as_it_is_shown_and_no_text_becomes_a_formula(
    begun: Flask, ana: Browser
):
    title = '=HYPERLINK("http://elsewhere.example")'
    plan_action(database_of(begun), lead_of(begun), ASSESSMENT, Action("", "17", title))
    page = ana.get(f"{PATH}?gap=minor")
    (address,) = [one.get("href", "") for one in page.all("a") if "export" in one.get("href", "")]

    answer = ana.get(address).answer

    assert address == f"{PATH}/export?gap=minor"
    assert answer.headers["Content-Disposition"].endswith("gaps-North-smelter-2026-12-01.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0][:4] == ("Number", "Criterion", "Section", "Gap")
    assert [row[0] for row in rows[1:]] == ["17"]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_an_action_is_made_from_a_gap(begun: Flask, ana: Browser):
    page = ana.get(f"{PATH}?gap=blocking")
    (address,) = [one.get("href", "") for one in page.all("a") if "plan/new" in one.get("href", "")]

    form = ana.get(address).form
    ana.post(address, form | {"title": "Survey the meadow", "due": "2027-01-31"})

    assert form["closes"] == "32"
    assert "A1" in ana.get(f"{PATH}?gap=blocking").texts("tr")[1]
    assert numbers(ana.get(f"{PATH}?gap=blocking&unplanned=y")) == []


def test_a_plan_grows_after_it_was_handed_in(begun: Flask, ana: Browser):
    database, lead = database_of(begun), lead_of(begun)
    submit(database, lead, ASSESSMENT, matrix="demo@2026.11", revision=4)

    assert "Add action" in ana.get(PATH).text


def test_a_competitor_finds_nothing_of_it(begun: Flask, sue: Browser):
    assert [sue.get(one).status for one in (PATH, f"{PATH}/export")] == [404, 404]
