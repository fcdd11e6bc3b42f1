"""The first sheet: what the workbook is and is not, how to use it, the way to every sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from openpyxl.drawing.image import Image
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from ddtool.reports.content import Explained
from ddtool.reports.content.programme import Programme
from ddtool.reports.formats.excel.drawing import Studio, link
from ddtool.reports.formats.excel.looks import (
    HEADING,
    LABEL,
    LEAD,
    LINKED_TEXT,
    SIGNS,
    TEXT,
    TITLE,
)
from ddtool.reports.formats.excel.pages import Paper, height_for, set_up_page
from ddtool.reports.formats.excel.sheets.material import Material
from ddtool.reports.formats.excel.tables import Page
from ddtool.spreadsheets.pages import set_widths
from ddtool.spreadsheets.writing import put

_WIDTHS = (30.0, 110.0)
_HEADING_POINTS = 20
_LOGO_PIXELS = (320, 84)
_POINTS_OF_A_PIXEL, _ROOM_POINTS = 0.75, 8


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading, or a label with its text, which may lead to a sheet."""

    label: str
    text: str = ""
    sheet: str = ""
    heading: bool = False


def draw_read_me(
    sheet: Worksheet, material: Material, pages: tuple[Page, ...], studio: Studio
) -> None:
    """Fill the first sheet."""
    cover = material.content.cover
    set_widths(sheet, _WIDTHS)
    top = _draw_logo(sheet, material.content.programme)
    put(sheet, top + 1, 1, cover.title, studio.looks.of(TITLE))
    sheet.row_dimensions[top + 1].height = 27
    put(sheet, top + 2, 1, cover.running, studio.looks.of(HEADING))
    put(sheet, top + 3, 1, cover.fictional or cover.subtitle, studio.looks.of(LEAD))
    row = top + 3
    for line in _lines(material, pages):
        row += 2 if line.heading else 1
        _draw_line(sheet, row, line, studio)
    set_up_page(sheet, studio.running, Paper(f"B{row}"))


def _draw_logo(sheet: Worksheet, programme: Programme) -> int:
    """The programme's logo in a row of its own; how many rows it takes."""
    logo = programme.logo
    if logo is None:
        return 0
    scale = min(1, _LOGO_PIXELS[0] / logo.width, _LOGO_PIXELS[1] / logo.height)
    image = Image(BytesIO(logo.png))
    image.width, image.height = round(logo.width * scale), round(logo.height * scale)
    sheet.add_image(image, "A1")
    sheet.row_dimensions[1].height = image.height * _POINTS_OF_A_PIXEL + _ROOM_POINTS
    return 1


def _draw_line(sheet: Worksheet, row: int, line: _Line, studio: Studio) -> None:
    looks = studio.looks
    if line.heading:
        put(sheet, row, 1, line.label, looks.of(HEADING))
        sheet.row_dimensions[row].height = _HEADING_POINTS
        return
    put(sheet, row, 1, line.label, looks.of(LINKED_TEXT if line.sheet else LABEL))
    put(sheet, row, 2, line.text, looks.of(TEXT))
    sheet.row_dimensions[row].height = height_for((line.label, line.text), _WIDTHS)
    if line.sheet:
        link(sheet, row, 1, f"{quote_sheetname(line.sheet)}!A1")


def _lines(material: Material, pages: tuple[Page, ...]) -> Iterator[_Line]:
    voice, content = material.voice, material.content
    reading = content.reading
    yield _Line(reading.disclaimer_heading, heading=True)
    for sentence in reading.disclaimer:
        yield _Line("", sentence)
    if content.programme.paragraphs:
        yield _Line(content.programme.heading, heading=True)
        yield from (_Line("", paragraph) for paragraph in content.programme.paragraphs)
    yield _Line(voice.gettext("This report"), heading=True)
    if content.programme.name:
        yield _Line(voice.gettext("Programme"), content.programme.name)
    yield _Line(voice.gettext("Organisation"), content.cover.organisation)
    yield _Line(voice.gettext("Site"), content.cover.site)
    yield from (_Line(fact.label, fact.text) for fact in content.cover.facts)
    yield _Line(voice.gettext("How to use this workbook"), heading=True)
    yield from (_Line("", sentence) for sentence in _use(material))
    yield _Line(voice.gettext("The sheets"), heading=True)
    yield from (_Line(page.title, page.lead, page.title) for page in pages)
    yield from _words(material)
    yield _Line(reading.sources_heading, heading=True)
    yield from (_Line(fact.label, fact.text) for fact in reading.sources)


def _use(material: Material) -> tuple[str, ...]:
    voice = material.voice
    return (
        voice.gettext("Made for working on: sort and filter every table, add columns, copy rows."),
        voice.gettext("Criterion numbers lead from sheet to sheet; each sheet leads back here."),
        voice.gettext(
            "Words carry the meaning; colours only follow them, also when a word is changed."
        ),
        voice.gettext(
            "It is a copy of one day: what is changed here changes neither the assessment nor "
            "another report."
        ),
        voice.gettext("No cell holds a formula."),
    )


def _words(material: Material) -> Iterator[_Line]:
    reading = material.content.reading
    yield _Line(material.voice.gettext("Gaps"), heading=True)
    for column in material.content.outlook.columns:
        yield _Line(f"{SIGNS[column.gap.mark]} {column.gap.word}", column.meaning)
    for heading, explained in (
        (reading.verdicts_heading, reading.verdicts),
        (reading.coverage_heading, reading.coverages),
        (reading.outlook_heading, reading.outlooks),
    ):
        yield _Line(heading, heading=True)
        yield from (_explained(one) for one in explained)


def _explained(one: Explained) -> _Line:
    mark = SIGNS.get(one.mark, "")
    return _Line(f"{mark} {one.word}".strip(), one.meaning)
