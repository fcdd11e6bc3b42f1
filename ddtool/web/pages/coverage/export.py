"""The matrix of coverage as it is shown, as a workbook."""

from uuid import UUID

from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.spreadsheets.writing import Value
from ddtool.usecases.coverage_lists import coverage_as_workbook
from ddtool.web.access import requires
from ddtool.web.downloads import spreadsheet
from ddtool.web.explanations import Voice
from ddtool.web.pages.coverage.day import looked_at
from ddtool.web.pages.coverage.routes import blueprint
from ddtool.web.pages.coverage.table import Cell, Filter, Row, make_table


@blueprint.get("/coverage.xlsx", endpoint="export")
@requires(Right.READ)
def export(assessment: UUID) -> Response:
    """What the matrix shows with this filter on this day."""
    looked = looked_at(assessment)
    voice, table = looked.source.voice, make_table(looked.source, Filter.asked())
    site, day = looked.found.stored.assessment.site.name, looked.asked.day
    about = voice.gettext(
        n_("{site}, {criteria_set}, on {day}"),
        site=site,
        criteria_set=looked.found.analysis.criteria_set.short_title,
        day=voice.day(day).text,
    )
    content = coverage_as_workbook(
        [f"{one.label} {one.name}" for one in table.columns],
        [_values(row, group.title, voice) for group in table.groups for row in group.rows],
        voice,
        about=about,
    )
    return spreadsheet(content, "coverage", site, day.isoformat())


def _values(row: Row, section: str, voice: Voice) -> list[Value]:
    criterion = row.line.criterion
    return [
        criterion.number,
        criterion.title,
        section,
        voice.words(row.line.coverage),
        row.until.value,
        *(_text(cell, voice) for cell in row.cells),
    ]


def _text(cell: Cell | None, voice: Voice) -> str:
    """What a cell says; "compared, nothing" and "nobody compared" stay apart here too."""
    if cell is None:
        return voice.gettext(n_("Not compared"))
    return cell.whole if cell.word == cell.whole else f"{cell.whole}: {cell.word}"
