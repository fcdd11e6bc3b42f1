"""Why a certificate counts for a criterion or not, gate by gate."""

from uuid import UUID

from ddtool.domain.gaps import CriterionLine
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.usecases.analyses import Analysed
from ddtool.web.access import requires
from ddtool.web.explanations import explain, explain_pair
from ddtool.web.pages.coverage.day import looked_at
from ddtool.web.pages.coverage.routes import blueprint
from ddtool.web.pages.coverage.table import column_of


@blueprint.get("/coverage/<number>/<uuid:certificate>", endpoint="gates")
@requires(Right.READ)
def gates(assessment: UUID, number: str, certificate: UUID) -> str:
    """Every gate for one criterion and one certificate."""
    looked = looked_at(assessment)
    source, held = looked.source, looked.found.analysis.certificates
    line = _line_of(looked.found, number)
    ids = [one.certificate.id for one in held]
    if str(certificate) not in ids:
        raise NotFound("certificate")
    place = ids.index(str(certificate))
    columns = tuple(column_of(source, one) for one in held)
    return looked.rendered(
        "coverage/gates.html",
        here="coverage.matrix",
        line=line,
        certificate=held[place].certificate,
        column=columns[place],
        before=columns[place - 1] if place else None,
        after=columns[place + 1] if place + 1 < len(columns) else None,
        pair=explain_pair(source, line, held[place].certificate),
        said=explain(looked.found.analysis, line),
    )


def _line_of(found: Analysed, number: str) -> CriterionLine:
    line = found.analysis.by_number.get(number)
    if line is None:
        raise NotFound("criterion")
    return line
