"""The page of gaps, its list alone for the script, and the list as a workbook."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from ddtool.domain.gaps import Gap
from ddtool.domain.if_done import lacks_a_plan
from ddtool.domain.people import Right
from ddtool.usecases.analyses import Analysed
from ddtool.usecases.gap_lists import gap_rows, gaps_as_workbook
from ddtool.web import language, rail
from ddtool.web.access import requires
from ddtool.web.downloads import spreadsheet
from ddtool.web.pages.gaps.filters import GRAVEST_FIRST, SETTLED, asked_filter, chosen

blueprint = Blueprint("gaps", __name__, url_prefix="/assessments/<uuid:assessment>/gaps")

HERE = "gaps.index"
COUNTED = (*GRAVEST_FIRST, *SETTLED)


@blueprint.get("")
@requires(Right.READ)
def index(assessment: UUID) -> str:
    """Counts, heat map and the list as it was asked for; the list alone where a script asked."""
    found = rail.analysed(str(assessment))
    asked = _asked(found)
    if _is_for_the_list():
        rail_of = rail.rail_of(found)
        return render_template("gaps/_list.html", found=found, rail=rail_of, swapped=True, **asked)
    faults = asked["form"].faults
    return rail.render_within(
        "gaps/index.html", found, here=HERE, swapped=False, counted=COUNTED, faults=faults, **asked
    )


@blueprint.get("/export")
@requires(Right.READ)
def export(assessment: UUID) -> Response:
    """The list as it is shown, as a workbook."""
    found = rail.analysed(str(assessment))
    content = gaps_as_workbook(found.analysis, _asked(found)["rows"], language.voice())
    site, day = found.stored.assessment.site.name, found.analysis.as_of.isoformat()
    return spreadsheet(content, "gaps", site, day)


def _asked(found: Analysed) -> dict[str, Any]:
    voice = language.voice()
    rows = gap_rows(found.analysis, voice, GRAVEST_FIRST)
    settled = gap_rows(found.analysis, voice, SETTLED)
    form = asked_filter(found.analysis)
    return {
        "form": form,
        "rows": chosen((*rows, *settled) if form.disagree.data else rows, form),
        "all": len(rows),
        "unanswered": sum(row.line.gap is Gap.OPEN for row in rows),
        "disagreeing": sum(row.line.verdicts_disagree for row in (*rows, *settled)),
        "unplanned": sum(lacks_a_plan(row.line) for row in rows),
    }


def _is_for_the_list() -> bool:
    """Whether only the list changes; a page that the browser goes back to is whole."""
    headers = request.headers
    is_back = headers.get("HX-History-Restore-Request") == "true"
    return headers.get("HX-Request") == "true" and not is_back
