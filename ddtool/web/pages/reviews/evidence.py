"""Evidence beside the criterion: PDF and pictures are shown, everything else is brought down."""

from typing import Any

from flask import send_file
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.evidence_files import clean_name
from ddtool.usecases.review_evidence import open_review_evidence
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.downloads import brought_file
from ddtool.web.pages.reviews.blueprint import blueprint

SHOWN_BESIDE = frozenset({"application/pdf", "image/png", "image/jpeg"})
"""What browsers show without carrying anything out that stands in it."""

_FRAMED = "sandbox; default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
"""For a file in a frame of ours: a place of its own that may load, run and send nothing."""


@blueprint.get("/<uuid:assessment>/evidence/<uuid:evidence>/file")
@requires(Right.REVIEW)
def file(assessment: Any, evidence: Any) -> Response:
    """The file itself, always to be saved."""
    found, source = open_review_evidence(
        access.database(), access.files(), access.author(), str(assessment), str(evidence)
    )
    return brought_file(source, name=found.name, media_type=found.media_type, size=found.size)


@blueprint.get("/<uuid:assessment>/evidence/<uuid:evidence>/beside")
@requires(Right.REVIEW)
def beside(assessment: Any, evidence: Any) -> Response:
    """The file inside the workbench; one of a kind that cannot be shown safely is not there."""
    found, source = open_review_evidence(
        access.database(),
        access.files(),
        access.author(),
        str(assessment),
        str(evidence),
        beside=SHOWN_BESIDE,
    )
    answer = send_file(
        source, mimetype=found.media_type, download_name=clean_name(found.name), etag=False
    )
    answer.content_length = found.size
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = _FRAMED
    return answer
