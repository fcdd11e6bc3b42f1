"""The sheet Outlook: the outlook in words, counts by section and by certificate, charts."""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from ddtool.reports.content import Sign
from ddtool.reports.formats.excel.charts import ChartArea, stacked_bars
from ddtool.reports.formats.excel.drawing import Studio, put_line
from ddtool.reports.formats.excel.looks import OUTLOOK_WORD, sign
from ddtool.reports.formats.excel.sheets.material import OUTLOOK, Material
from ddtool.reports.formats.excel.tables import HEAD_ROW, Block, Column, Kind, Page, Row
from ddtool.spreadsheets.writing import put

_ABOVE = 7
_BELOW = 21
_CHART_CM = (15.5, 8.6)
_SECOND_CHART = "E"


def outlook_page(material: Material) -> Page:
    """Counts as tables; what else stands on the sheet is drawn by :func:`draw_outlook`."""
    return Page(
        key=OUTLOOK,
        title=material.content.outlook.title,
        lead=material.content.cover.subtitle,
        blocks=(_by_section(material), _by_certificate(material)),
        frozen=0,
        above=_ABOVE,
        below=_BELOW,
        one_sheet_of_paper=True,
    )


def _by_section(material: Material) -> Block:
    voice, outlook = material.voice, material.content.outlook
    columns = (
        Column(voice.gettext("Section"), 32, Kind.NAME),
        *(Column(sign(one.gap), 17, Kind.NUMBER) for one in outlook.columns),
        Column(voice.gettext("All"), 12, Kind.NUMBER),
    )
    rows = tuple(Row((row.title, *row.numbers, row.total)) for row in outlook.rows)
    total = Row((outlook.total.title, *outlook.total.numbers, outlook.total.total))
    heading = voice.gettext("Criteria by section")
    return Block("by_section", columns, rows, "", heading, total, filtered=False)


def _by_certificate(material: Material) -> Block:
    voice, coverage = material.voice, material.content.coverage
    columns = (
        Column(voice.gettext("Certificate"), 32, Kind.NAME),
        *(Column(sign(Sign(one.mark, one.word)), 17, Kind.NUMBER) for one in coverage.key),
    )
    marks = [one.mark for one in coverage.key]
    rows = tuple(
        Row((f"{label} {standard}", *_counted(material, position, marks)))
        for position, (label, standard) in enumerate(coverage.certificates)
    )
    heading = voice.gettext("Criteria by certificate")
    return Block("by_certificate", columns, rows, coverage.none, heading, filtered=False)


def _counted(material: Material, certificate: int, marks: Sequence[str]) -> tuple[int, ...]:
    shown = [row.signs[certificate] for row in material.coverage.values()]
    found = [one.mark for one in shown if one is not None]
    return tuple(found.count(mark) for mark in marks)


def draw_outlook(sheet: Worksheet, page: Page, material: Material, studio: Studio) -> None:
    """The outlook's word, its sentences, and the charts below the tables."""
    outlook = material.content.outlook
    put(sheet, HEAD_ROW, 1, sign(outlook.sign), studio.looks.of(OUTLOOK_WORD))
    sheet.row_dimensions[HEAD_ROW].height = 30
    for row, text in enumerate((outlook.still_open, *outlook.sentences), start=HEAD_ROW + 1):
        put_line(sheet, row, text, page.widths, studio)
    first, second = page.head_rows()
    row = page.last_row() - _BELOW + 2
    sections, certificates = page.blocks
    tones = tuple(one.gap.mark for one in outlook.columns)
    if sections.rows:
        area = ChartArea(first, first + len(sections.rows), tones)
        chart = stacked_bars(sheet, area, title=sections.heading, size=_CHART_CM)
        sheet.add_chart(chart, f"A{row}")
    if certificates.rows:
        marks = tuple(one.mark for one in material.content.coverage.key)
        area = ChartArea(second, second + len(certificates.rows), marks)
        chart = stacked_bars(sheet, area, title=certificates.heading, size=_CHART_CM)
        sheet.add_chart(chart, f"{_SECOND_CHART}{row}")
