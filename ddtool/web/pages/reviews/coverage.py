"""Why a certificate counts for a criterion or not, gate by gate, as its assessor reads it."""

from typing import Any

from flask import abort

from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.web.access import requires
from ddtool.web.explanations import Source, explain, explain_pair, source_of
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.given import render, review_of
from ddtool.web.pages.reviews.site import now_of
from ddtool.web.pages.reviews.workbench import query


@blueprint.get("/<uuid:assessment>/criteria/<number>/coverage/<uuid:certificate>")
@requires(Right.REVIEW)
def gates(assessment: Any, number: str, certificate: Any) -> str:
    """Every gate for one criterion and one certificate, as of today."""
    review = review_of(assessment)
    line = review.analysis.by_number.get(number) or abort(404)
    held = {one.certificate.id: one for one in review.analysis.certificates}
    chosen = held.get(str(certificate))
    if chosen is None:
        raise NotFound("certificate")
    source = source_of(review.analysis)
    return render(
        "reviews/gates.html",
        review,
        line=line,
        certificate=chosen.certificate,
        column=_column(source, str(certificate)),
        pair=explain_pair(source, line, chosen.certificate),
        said=explain(review.analysis, line),
        now=now_of(review),
        query=query(),
    )


def _column(source: Source, certificate: str) -> dict[str, str]:
    """What the certificate is called here: its id, its short name, its standard."""
    return {
        "id": certificate,
        "label": source.label(certificate),
        "name": source.standard(certificate),
    }
