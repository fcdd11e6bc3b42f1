"""The page of reports, the rows that a script asks for again, and the files."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.people import Right
from ddtool.sentences import Sentence, n_, say
from ddtool.usecases.report_orders import (
    NothingToTell,
    Report,
    ReportState,
    Wanted,
    ask_again,
    kinds_without_content,
    list_reports,
    list_submissions,
    open_report,
    order_report,
    read_report,
    stop_report,
)
from ddtool.usecases.sign_offs import standing_of
from ddtool.web import access, language, rail
from ddtool.web.access import requires
from ddtool.web.downloads import handed_out
from ddtool.web.errors import sentences_of
from ddtool.web.forms import said
from ddtool.web.pages.report_orders.forms import OrderForm, new_order
from ddtool.web.report_rows import Row, row_of
from ddtool.web.report_words import FORMAT_WORDS, KIND_WORDS, MEDIA_TYPES

blueprint = Blueprint("reports", __name__)

HERE = "reports.index"
_NOT_NOW = n_("{kind}: {reason}")
_MADE_ALREADY = n_("Nothing has changed since this report was made: {format}. It is below.")


@blueprint.get("/assessments/<uuid:assessment>/reports")
@requires(Right.READ)
def index(assessment: UUID) -> str:
    """Ask for reports, and see those that were asked for."""
    return _page(str(assessment))


@blueprint.post("/assessments/<uuid:assessment>/reports")
@requires(Right.READ)
def order(assessment: UUID) -> Response | tuple[str, int]:
    """Ask for each of the files that were ticked."""
    form = OrderForm()
    submissions = list_submissions(access.database(), access.author(), str(assessment))
    form.offer(submissions, _empty_kinds(str(assessment)))
    if not form.validate_on_submit():
        return _page(str(assessment), form), 422
    try:
        ordered = [_ordered(str(assessment), form, one) for one in form.files.data or ()]
    except NothingToTell as error:
        form.refuse(form.kind, sentences_of(error))
        return _page(str(assessment), form), 422
    for one in ordered:
        _tell_if_made(one)
    return redirect(url_for(HERE, assessment=assessment))


@blueprint.get("/reports/<uuid:report>/row")
@requires(Right.READ)
def row(report: UUID) -> Response | str:
    """How far one report has come, for the script; without script, the whole page."""
    found = read_report(access.database(), access.author(), str(report))
    if request.headers.get("HX-Request") != "true":
        return redirect(url_for(HERE, assessment=found.order.assessment))
    return render_template("report_orders/_row.html", row=_row(found))


@blueprint.get("/reports/<uuid:report>/file")
@requires(Right.READ)
def file(report: UUID) -> Response:
    """The file of a report that was made, never shown in place."""
    found, opened = open_report(access.database(), access.files(), access.author(), str(report))
    media_type = MEDIA_TYPES[found.order.format]
    return handed_out(opened, name=found.file_name, media_type=media_type, size=found.size)


@blueprint.post("/reports/<uuid:report>/again")
@requires(Right.READ)
def again(report: UUID) -> Response:
    """Ask for a report once more."""
    asked = ask_again(
        access.database(), access.files(), access.library(), access.author(), str(report)
    )
    _tell_if_made(asked)
    return redirect(url_for(HERE, assessment=asked.order.assessment))


@blueprint.post("/reports/<uuid:report>/stop")
@requires(Right.READ)
def stop(report: UUID) -> Response:
    """Take an order back."""
    stopped = stop_report(access.database(), access.author(), str(report))
    return redirect(url_for(HERE, assessment=stopped.order.assessment))


def _page(assessment: str, form: OrderForm | None = None) -> str:
    found = rail.analysed(assessment)
    submissions = list_submissions(access.database(), access.author(), assessment)
    reports = list_reports(access.database(), access.author(), assessment)
    empty = _empty_kinds(assessment)
    is_closed = found.stored.head.value.state is not AssessmentState.OPEN
    standing = standing_of(access.database(), access.author(), assessment)
    rows = [row_of(one, submissions, standing) for one in reports]
    return rail.render_within(
        "report_orders/index.html",
        found,
        here=HERE,
        form=form or new_order(submissions, empty, closed=is_closed, today=access.today()),
        empty_kinds=_told(empty),
        faults=form.faults if form else (),
        rows=rows,
        working=any(one.is_unmade for one in rows),
    )


def _empty_kinds(assessment: str) -> Mapping[str, Sentence]:
    return kinds_without_content(
        access.database(), access.library(), access.author(), assessment
    )  # fmt: skip


def _told(empty: Mapping[str, Sentence]) -> tuple[str, ...]:
    """Why each kind that cannot be chosen cannot."""
    return tuple(
        said(_NOT_NOW, kind=said(KIND_WORDS[kind]), reason=say(reason, language.translate))
        for kind, reason in empty.items()
    )


def _row(report: Report) -> Row:
    submissions = list_submissions(access.database(), access.author(), report.order.assessment)
    return row_of(report, submissions)


def _ordered(assessment: str, form: OrderForm, format: str) -> Report:
    wanted = Wanted(
        assessment=assessment,
        format=format,
        as_of=form.as_of.day or access.today(),
        language=str(form.language.data),
        submission=int(form.content.data),
        kind=str(form.kind.data),
        sections=form.wanted_sections,
    )
    return order_report(
        access.database(), access.files(), access.library(), access.author(), wanted
    )


def _tell_if_made(report: Report) -> None:
    if report.state is ReportState.MADE:
        flash(said(_MADE_ALREADY, format=said(FORMAT_WORDS[report.order.format])), "ok")
