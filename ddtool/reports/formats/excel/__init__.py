"""The gap report as a workbook for working on: tables, charts, links; no cell is a formula."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import Gap
from ddtool.reports.content import ReportContent
from ddtool.reports.format import Format, OnPage, nobody
from ddtool.reports.formats.excel.drawing import Atlas, Studio, draw
from ddtool.reports.formats.excel.looks import ReportLooks
from ddtool.reports.formats.excel.pages import Running, sheet_title
from ddtool.reports.formats.excel.sheets.criteria import coverage_page, criteria_page, gaps_page
from ddtool.reports.formats.excel.sheets.explanation import explanation_page
from ddtool.reports.formats.excel.sheets.material import GAP_WORDS, OUTLOOK, RATING_WORDS, Material
from ddtool.reports.formats.excel.sheets.outlook import draw_outlook, outlook_page
from ddtool.reports.formats.excel.sheets.read_me import draw_read_me
from ddtool.reports.formats.excel.sheets.registers import (
    ahead_page,
    certificates_page,
    evidence_page,
    plan_page,
    set_aside_page,
)
from ddtool.reports.formats.excel.sheets.review import (
    comparison_page,
    findings_page,
    requests_page,
    review_page,
)
from ddtool.reports.formats.excel.tables import Page
from ddtool.spreadsheets.writing import new_workbook, saved

_PAGES: Mapping[str, tuple[Callable[[Material], Page], ...]] = {
    "outlook": (outlook_page, criteria_page),
    "comparison": (comparison_page,),
    "gaps": (gaps_page,),
    "coverage": (coverage_page, explanation_page),
    "register": (certificates_page,),
    "ahead": (ahead_page,),
    "plan": (plan_page,),
    "review": (review_page, findings_page, requests_page),
    "evidence": (evidence_page,),
    "na": (set_aside_page,),
}
"""The sheets of each section; how to read the report stands on the first sheet."""


def to_excel(content: ReportContent, _on_page: OnPage = nobody) -> bytes:
    """The bytes of the workbook."""
    material = Material(content)
    workbook = new_workbook(title=content.title, subject=content.description)
    home = workbook.worksheets[0]
    home.title = sheet_title(material.voice.gettext("Read me"), ())
    made = (page(material) for anchor in content.chosen for page in _PAGES.get(anchor, ()))
    pages = _titled(made, home.title)
    studio = _studio(workbook, material, pages)
    draw_read_me(home, material, pages, studio)
    for page in pages:
        sheet: Worksheet = workbook.create_sheet(page.title)
        draw(sheet, page, studio)
        if page.key == OUTLOOK:
            draw_outlook(sheet, page, material, studio)
    return saved(workbook)


def _titled(pages: Iterable[Page], home: str) -> tuple[Page, ...]:
    """The pages, their titles such as sheets can have."""
    taken, titled = [home], []
    for page in pages:
        taken.append(sheet_title(page.title, taken))
        titled.append(replace(page, title=taken[-1]))
    return tuple(titled)


def _studio(workbook: Workbook, material: Material, pages: tuple[Page, ...]) -> Studio:
    voice, cover = material.voice, material.content.cover
    home = workbook.worksheets[0].title
    return Studio(
        looks=ReportLooks(workbook),
        atlas=Atlas.of(pages),
        running=Running(
            head=cover.running,
            foot=cover.foot,
            page=voice.gettext("Page {page} of {pages}", page="&P", pages="&N"),
        ),
        palettes=_palettes(material),
        home_title=home,
        home_words=home,
    )


_RATING_TONES: Mapping[Rating, str] = {
    Rating.FULLY_MEETS: Gap.CLOSED.value,
    Rating.PARTIALLY_MEETS: Gap.MINOR.value,
    Rating.DOES_NOT_MEET: Gap.BLOCKING.value,
    Rating.NOT_APPLICABLE: Gap.NOT_APPLICABLE.value,
}


def _palettes(material: Material) -> Mapping[str, Mapping[str, str]]:
    """The words of gaps and ratings, each with the tone of its state."""
    return {
        GAP_WORDS: {material.voice.words(gap): gap.value for gap in Gap},
        RATING_WORDS: {
            material.source.rating(rating): tone for rating, tone in _RATING_TONES.items()
        },
    }


FORMAT = Format("xlsx", ".xlsx", to_excel)
