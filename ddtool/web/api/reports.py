"""Gap reports: asked for, watched while they are made, read."""

from flask import Response, url_for

from ddtool.domain.errors import UnknownMatrix
from ddtool.domain.people import Right
from ddtool.languages import list_languages
from ddtool.sentences import Sentence, say
from ddtool.usecases.report_orders import (
    Report,
    ReportLost,
    ReportState,
    TooManyReports,
    Wanted,
    list_reports,
    open_report,
    order_report,
    read_report,
    stop_report,
)
from ddtool.web import access, language, problem_details
from ddtool.web.api.bodies import Fault
from ddtool.web.api.files import ANY_FILE, MEDIA_TYPES, attached
from ddtool.web.api.paging import Page, page_of
from ddtool.web.api.report_shapes import NewReport, ReportTold, report_told
from ddtool.web.api.routes import Operation, blueprint, offers
from ddtool.web.api.telling import as_json, told
from ddtool.web.api.words import refuse
from ddtool.web.errors import sentences_of

_NOUN = "reports"
_NOT_MADE = Sentence("This report is not made yet; its state says how far it has come.")
_FAILED = Sentence("This report could not be made; ask for it again.")
_PATIENCE_SECONDS = "1"


def _asked(report: Report) -> Response:
    location = url_for("api.reports_read", report=report.id)
    response = told(report_told(report), status=202, location=location)
    response.headers["Retry-After"] = _PATIENCE_SECONDS
    return response


def _made(id: str) -> Response:
    return _asked(read_report(access.database(), access.author(), id))


@offers(
    "GET",
    "/assessments/<uuid:assessment>/reports",
    Right.READ,
    Operation("List the reports", _NOUN, answer=ReportTold, lists=True, query=Page),
)
def index(assessment: str, query: Page) -> Response:
    """A page of the reports of an assessment."""
    found = list_reports(access.database(), access.author(), assessment)
    page = page_of(
        found, query, id_of=lambda one: one.id, tell=lambda one: as_json(report_told(one))
    )
    return told(page)


@offers(
    "POST",
    "/assessments/<uuid:assessment>/reports",
    Right.READ,
    Operation(
        "Ask for a report",
        _NOUN,
        detail="It is made by itself; ask at Location how far it has come. The same report on "
        "unchanged data is not made again.",
        status=202,
        answer=ReportTold,
        body=NewReport,
        tell=_made,
        may=frozenset({404, 429}),
    ),
)
def order(assessment: str, body: NewReport) -> Response:
    """A report to be made, or the one that was made of the same before."""
    wanted_language = body.language or language.code()
    refuse(_faults(body.matrix, wanted_language))
    wanted = Wanted(
        assessment=assessment,
        format=body.format,
        as_of=body.as_of or access.today(),
        language=wanted_language,
        matrix=body.matrix,
        submission=body.submission,
        kind=body.kind,
        sections=body.sections,
    )
    return _asked(
        order_report(access.database(), access.files(), access.library(), access.author(), wanted)
    )


@offers(
    "GET",
    "/reports/<uuid:report>",
    Right.READ,
    Operation("Read how far a report has come", _NOUN, answer=ReportTold),
)
def read(report: str) -> Response:
    """One report, without its file."""
    return told(report_told(read_report(access.database(), access.author(), report)))


@offers(
    "GET",
    "/reports/<uuid:report>/file",
    Right.READ,
    Operation(
        "Read the file of a report",
        _NOUN,
        media=ANY_FILE,
        may=frozenset({409}),
    ),
)
def file(report: str) -> Response:
    """The file, once it is made."""
    found = read_report(access.database(), access.author(), report)
    if found.state is not ReportState.MADE:
        return _not_there(found)
    try:
        found, opened = open_report(access.database(), access.files(), access.author(), report)
    except ReportLost as lost:
        return problem_details.answer(409, *sentences_of(lost))
    kind = MEDIA_TYPES[found.order.format]
    return attached(opened, found.file_name, kind, found.sha256)


@offers(
    "POST",
    "/reports/<uuid:report>/stop",
    Right.READ,
    Operation(
        "Take an order back",
        _NOUN,
        detail="One that was made or has failed stays as it is.",
        answer=ReportTold,
    ),
)
def stop(report: str) -> Response:
    """A report that is not to be made any more."""
    return told(report_told(stop_report(access.database(), access.author(), report)))


@blueprint.errorhandler(TooManyReports)
def _too_many(error: TooManyReports) -> Response:
    """Nothing is wrong with the request; there are only too many."""
    response = problem_details.answer(429, *sentences_of(error))
    response.headers["Retry-After"] = "60"
    return response


def _not_there(report: Report) -> Response:
    failed = report.state is ReportState.FAILED
    sentence = say(_FAILED if failed else _NOT_MADE, language.translate)
    response = problem_details.answer(409, sentence, state=report.state.value)
    if not failed:
        response.headers["Retry-After"] = _PATIENCE_SECONDS
    return response


def _faults(matrix: str, wanted_language: str) -> list[Fault]:
    faults = []
    if wanted_language not in list_languages():
        words = ", ".join(list_languages())
        faults.append(Fault("language", Sentence("Give one of: {words}.", words=words)))
    try:
        if matrix:
            access.library().matrix(matrix)
    except UnknownMatrix as unknown:
        faults.append(Fault("matrix", unknown.args[0]))
    return faults
