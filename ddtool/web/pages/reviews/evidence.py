"""Evidence beside the criterion: PDF and pictures are shown, everything else is brought down."""

from typing import Any

from flask import Response, send_file

from ddtool.domain.people import Right
from ddtool.usecases.review_evidence import open_review_evidence
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.pages.reviews.blueprint import blueprint

SHOWN_BESIDE = frozenset({"application/pdf", "image/png", "image/jpeg"})
"""What browsers show without carrying anything out that stands in it."""

_FRAMED = "default-src 'none'; img-src 'self'; object-src 'self'; frame-ancestors 'self'"


@blueprint.get("/<uuid:assessment>/evidence/<uuid:evidence>/file")
@requires(Right.REVIEW)
def file(assessment: Any, evidence: Any) -> Response:
    """The file itself, always to be saved."""
    return _sent(assessment, evidence, beside=False)


@blueprint.get("/<uuid:assessment>/evidence/<uuid:evidence>/beside")
@requires(Right.REVIEW)
def beside(assessment: Any, evidence: Any) -> Response:
    """The file inside the workbench, where it is of a kind that can be shown safely."""
    return _sent(assessment, evidence, beside=True)


def _sent(assessment: Any, evidence: Any, *, beside: bool) -> Response:
    found, source = open_review_evidence(
        access.database(), access.files(), access.author(), str(assessment), str(evidence)
    )
    shown = beside and found.media_type in SHOWN_BESIDE
    answer = send_file(
        source,
        mimetype=found.media_type if shown else "application/octet-stream",
        as_attachment=not shown,
        download_name=found.name,
        max_age=0,
    )
    answer.headers["Content-Security-Policy"] = _FRAMED if shown else "sandbox"
    return answer
