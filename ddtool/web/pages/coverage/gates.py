"""Why a certificate counts for a criterion or not, gate by gate."""

from uuid import UUID

from ddtool.domain.gaps import CertificateLine, CriterionLine, GapAnalysis
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.usecases.analyses import Analysed
from ddtool.web.access import requires
from ddtool.web.deciding import with_deciders
from ddtool.web.explanations import explain, explain_pair
from ddtool.web.pages.coverage.day import looked_at
from ddtool.web.pages.coverage.routes import blueprint
from ddtool.web.pages.coverage.table import column_of


@blueprint.get("/coverage/<number>/<uuid:certificate>", endpoint="gates")
@requires(Right.READ)
def gates(assessment: UUID, number: str, certificate: UUID) -> str:
    """Every gate for one criterion and one certificate."""
    looked = looked_at(assessment)
    analysis, source = looked.found.analysis, with_deciders(looked.source)
    line = _line_of(looked.found, number)
    one = _certificate_of(analysis, str(certificate))
    before, after = _beside(analysis, one)
    return looked.rendered(
        "coverage/gates.html",
        here="coverage.matrix",
        line=line,
        certificate=one.certificate,
        column=column_of(source, one),
        before=column_of(source, before) if before else None,
        after=column_of(source, after) if after else None,
        pair=explain_pair(source, line, one.certificate),
        said=explain(analysis, line),
    )


def _certificate_of(analysis: GapAnalysis, id: str) -> CertificateLine:
    for one in analysis.certificates:
        if one.certificate.id == id:
            return one
    raise NotFound("certificate")


def _beside(
    analysis: GapAnalysis, one: CertificateLine
) -> tuple[CertificateLine | None, CertificateLine | None]:
    """The certificates before and after it in the table; none where it is of another site."""
    held = analysis.at_site
    if one not in held:
        return None, None
    place = held.index(one)
    return (held[place - 1] if place else None), next(iter(held[place + 1 :]), None)


def _line_of(found: Analysed, number: str) -> CriterionLine:
    line = found.analysis.by_number.get(number)
    if line is None:
        raise NotFound("criterion")
    return line
