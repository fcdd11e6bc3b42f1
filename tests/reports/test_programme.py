"""What the programme adds to a report, and that it takes nothing away."""

from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook
from PIL import Image

from ddtool.domain.letterheads import Letterhead, Picture
from ddtool.reports.content import ReportContent, Voice, Wanted, make_content
from ddtool.reports.formats.excel import FORMAT as EXCEL
from ddtool.reports.formats.json import gap_report
from ddtool.reports.printing import make_sheets
from tests.reports.analyses import content, demonstration

ADDED = {"en": "For members only.\n\nAsk before you pass it on.", "es": "Solo para miembros."}


def logo() -> Picture:
    file = BytesIO()
    Image.new("RGB", (640, 160)).save(file, "PNG")
    return Picture(file.getvalue(), 640, 160, "Two hands")


def told(**said: object) -> ReportContent:
    letterhead = Letterhead("Fair Copper", "office@copper.example", **said)  # type: ignore[arg-type]
    return make_content(demonstration(), Voice(), Wanted(letterhead=letterhead))


def test_the_programme_stands_beside_our_disclaimer_and_never_in_its_place():
    report = told(additions=ADDED)

    assert report.reading.disclaimer == content().reading.disclaimer
    assert report.programme.heading == "Added by Fair Copper"
    assert report.programme.paragraphs == ("For members only.", "Ask before you pass it on.")
    assert report.cover.foot.endswith("Self-assessment aid, not an assurance result · Fair Copper")
    assert report.cover.facts[-1].text == "office@copper.example"
    assert gap_report(report)["programme"] == {
        "name": "Fair Copper",
        "contact": "office@copper.example",
        "says": ["For members only.", "Ask before you pass it on."],
    }


def test_an_addition_in_another_language_is_better_than_none():
    assert told(additions={"es": "Solo para miembros."}).programme.paragraphs == (
        "Solo para miembros.",
    )


def test_the_logo_stands_on_the_cover_with_words_for_who_does_not_see_it():
    sheets = make_sheets(told(logo=logo()))

    assert '<img class="logo" src="ddtool:image/programme" alt="Two hands">' in sheets.html
    assert sheets.pictures == {"programme": logo().png}


def test_the_logo_stands_on_the_first_sheet_of_the_workbook_above_its_title():
    file = EXCEL.make(told(logo=logo(), additions=ADDED), lambda _page: None)

    with ZipFile(BytesIO(file)) as parts:
        assert "xl/media/image1.png" in parts.namelist()
    sheet = load_workbook(BytesIO(file)).worksheets[0]
    assert sheet["A2"].value == "Gap report"
    column = [cell.value for cell in sheet["A"]]
    assert "Added by Fair Copper" in column
