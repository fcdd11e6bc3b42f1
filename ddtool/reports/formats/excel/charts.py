"""The charts of the outlook sheet: real ones over its cells, readable without colour."""

from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from ddtool.reports.formats.excel.looks import TONES, Tone
from ddtool.spreadsheets.writing import FONT, INK, RULE, WHITE

_EMU_PER_POINT = 12_700
_FIRST_COLUMN = 2


@dataclass(frozen=True, slots=True)
class ChartArea:
    """The cells of a chart: heads, categories in column A, from column B on a column per tone."""

    head_row: int
    last_row: int
    tones: tuple[str, ...]


def stacked_bars(
    sheet: Worksheet, area: ChartArea, *, title: str, size: tuple[float, float]
) -> BarChart:
    """A bar for each row, stacked from its states. ``size`` is width and height in cm."""
    # The stubs take attributes for constants that openpyxl lets everybody set.
    chart: Any = BarChart()
    chart.type = "bar"
    chart.grouping = "stacked"
    chart.overlap = 100
    chart.gapWidth = 45
    for position, tone in enumerate(area.tones):
        chart.series.append(_series(sheet, area, _FIRST_COLUMN + position, TONES[tone]))
    first = area.head_row + 1
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=area.last_row))
    chart.title = title
    chart.width, chart.height = size
    _set_axes(chart)
    _set_texts(chart)
    made: BarChart = chart
    return made


def _series(sheet: Worksheet, area: ChartArea, column: int, tone: Tone) -> object:
    values = Reference(sheet, min_col=column, min_row=area.head_row, max_row=area.last_row)
    series = SeriesFactory(values, title_from_data=True)
    series.graphicalProperties = _fill(tone)
    return series


def _fill(tone: Tone) -> GraphicalProperties:
    """A pattern where the state has one, else its plain tone; always with a dark outline."""
    look = GraphicalProperties()
    if tone.pattern:
        look.pattFill = _pattern(tone.pattern, tone.line)
    else:
        look.solidFill = tone.line
    look.line = LineProperties(solidFill=INK, w=_EMU_PER_POINT // 2)
    return look


def _pattern(name: Any, rgb: Any) -> PatternFillProperties:
    """Lines or dots of one colour on white. The stubs do not know that a colour may be a text."""
    white: Any = WHITE
    return PatternFillProperties(
        prst=name, fgClr=ColorChoice(srgbClr=rgb), bgClr=ColorChoice(srgbClr=white)
    )


def _set_axes(chart: Any) -> None:
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.majorUnit = None
    chart.y_axis.number_format = "0"
    chart.y_axis.crosses = "max"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(
        ln=LineProperties(solidFill=RULE, w=_EMU_PER_POINT // 2)
    )
    chart.legend.position = "b"


def _set_texts(chart: Any) -> None:
    plain = _text(900)
    chart.x_axis.txPr = chart.y_axis.txPr = chart.legend.txPr = plain
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_characters(1100, bold=True))
    chart.title.overlay = False
    chart.layout = Layout(manualLayout=ManualLayout(x=0.2, y=0.16, w=0.76, h=0.6))


def _text(size: int) -> RichText:
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=_characters(size)), endParaRPr=_characters(size)
    )
    return RichText(p=[paragraph])


def _characters(size: int, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=INK, latin=Font(typeface=FONT))
