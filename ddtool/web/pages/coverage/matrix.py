"""The matrix: criteria against the certificates held; each cell opens its explanation."""

from uuid import UUID

from ddtool.domain.decisions import Coverage
from ddtool.domain.people import Right
from ddtool.web.access import requires
from ddtool.web.pages.coverage.day import looked_at
from ddtool.web.pages.coverage.routes import blueprint
from ddtool.web.pages.coverage.table import Filter, column_of, make_table

HERE = "coverage.matrix"


@blueprint.get("/coverage", endpoint="matrix")
@requires(Right.READ)
def matrix(assessment: UUID) -> str:
    """All criteria and all certificates, as far as the filter shows them."""
    looked = looked_at(assessment)
    shown, source = Filter.asked(), looked.source
    lines = looked.found.analysis.lines
    return looked.rendered(
        "coverage/matrix.html",
        here=HERE,
        shown=shown,
        as_shown={**looked.asked.query, **shown.query},
        table=make_table(source, shown),
        held=tuple(column_of(source, one) for one in looked.found.analysis.at_site),
        elsewhere=tuple(column_of(source, one) for one in looked.found.analysis.elsewhere),
        counts={one: sum(line.coverage is one for line in lines) for one in Coverage},
    )
