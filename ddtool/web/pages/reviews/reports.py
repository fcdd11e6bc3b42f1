"""The assessor's own report: asked for, waited for, taken away."""

from typing import Any
from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.usecases.review_reports import (
    list_review_reports,
    open_review_report,
    order_review_report,
)
from ddtool.usecases.sign_offs import standing_of
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.downloads import handed_out
from ddtool.web.forms import Form
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.given import render, review_of
from ddtool.web.report_rows import row_of
from ddtool.web.report_words import MEDIA_TYPES


class OrderForm(Form):
    """A button for each format."""


@blueprint.get("/<uuid:assessment>/reports", endpoint="reports")
@requires(Right.REVIEW)
def reports_page(assessment: UUID) -> str:
    """Ask for the report, and see those that were made."""
    review = review_of(assessment)
    handed_in = review.stored.assessment.submission
    standing = standing_of(access.database(), access.author(), str(assessment))
    rows = [
        row_of(one, (handed_in,) if handed_in else (), standing)
        for one in list_review_reports(access.database(), access.author(), str(assessment))
    ]
    return render(
        "reviews/reports.html",
        review,
        form=OrderForm(),
        rows=rows,
        working=any(one.is_unmade for one in rows),
    )


@blueprint.post("/<uuid:assessment>/reports/<format>", endpoint="order_report")
@requires(Right.REVIEW)
def order(assessment: UUID, format: str) -> Response:
    """Ask for the report in one format."""
    order_review_report(
        access.database(),
        access.library(),
        access.author(),
        str(assessment),
        format,
        language=language.code(),
    )
    return redirect(url_for("reviews.reports", assessment=assessment), 303)


@blueprint.get("/<uuid:assessment>/reports/<uuid:report>/file", endpoint="report_file")
@requires(Right.REVIEW)
def report_file(assessment: UUID, report: UUID) -> Any:
    """The file of a report that was made."""
    found, opened = open_review_report(
        access.database(), access.files(), access.author(), str(assessment), str(report)
    )
    media_type = MEDIA_TYPES[found.order.format]
    return handed_out(opened, name=found.file_name, media_type=media_type, size=found.size)
