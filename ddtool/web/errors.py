"""From what went wrong to a page for people, a piece of one for a script, or problem details.

What a person had typed stands on the page again, so that nothing is lost.
"""

import logging
import secrets
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as WerkzeugResponse

from ddtool.domain.errors import DdtoolError, Problems, UnknownCriteriaSet, UnknownMatrix
from ddtool.domain.refusals import (
    AlreadyThere,
    AssessmentClosed,
    AssessmentInUse,
    Conflict,
    NotAllowed,
    NotFound,
    NotSubmitted,
    SiteArchived,
    SiteInUse,
    StoreBusy,
    StoreFull,
    StoreUnreachable,
    TooManyTries,
)
from ddtool.reports.content.source import is_made
from ddtool.sentences import n_, say
from ddtool.web import access, language, limits, problem_details
from ddtool.web.request_log import address_for_logs
from ddtool.wording.fields import field_word

log = logging.getLogger("ddtool.web")

_STATUSES: tuple[tuple[type[DdtoolError], int], ...] = (
    (NotFound, 404),
    (UnknownCriteriaSet, 404),
    (UnknownMatrix, 404),
    (NotAllowed, 403),
    (Conflict, 409),
    (AlreadyThere, 409),
    (NotSubmitted, 409),
    (AssessmentClosed, 409),
    (SiteArchived, 409),
    (SiteInUse, 409),
    (AssessmentInUse, 409),
    (TooManyTries, 429),
    (StoreBusy, 503),
    (StoreUnreachable, 503),
    (StoreFull, 507),
)
_STRANGE_HOST = "This installation does not answer to that host name.\n"
_UNUSABLE = 422
_FILE_TOO_LARGE = n_("A file may have at most {most} MB here. Nothing was stored.")
_FORM_TOO_LARGE = n_(
    "All that is sent here at once may have at most {most} MB and {fields} fields. Nothing was "
    "stored."
)
_RETRY_SECONDS = {503: "5"}
_KEPT_FOR = frozenset({400, 401, 403, 404, 409, 413, 422, 503, 507})
_NEVER_SHOWN = ("password", "csrf_token", "secret", "code", "version")
_LONGEST_SHOWN = 20_000


def install(app: Flask) -> None:
    """Answer every fault with a page."""
    app.register_error_handler(DdtoolError, _told)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _unforeseen)


def status_of(error: DdtoolError) -> int:
    """The HTTP status that says what kind of fact an error is."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), _UNUSABLE)


def sentences_of(error: DdtoolError) -> tuple[str, ...]:
    """What an error says, in the reader's language: one sentence, or one for each problem."""
    if isinstance(error, Problems):
        return tuple(_problem(one) for one in error.problems)
    return (say(error.args[0] if error.args else str(error), language.translate),)


def parts_of(problem: object) -> dict[str, str]:
    """A problem of a pack in the reader's language: where, what was found, what to do."""
    names = ("file", "place", "found", "remedy")
    return {name: say(getattr(problem, name), language.translate) for name in names}


def error_page(status: int, **said: Any) -> Response:
    """The page of a status. ``sentences`` take the place of its usual text."""
    if problem_details.wanted():
        return _problem_details(status, said.get("sentences", ()))
    typed = _typed() if status in _KEPT_FOR else ()
    template = "errors/piece.html" if _asked_by_script() else "errors/page.html"
    before = _page_before() if status == HTTPStatus.UNAUTHORIZED else ""
    text = render_template(
        template, status=status, typed=typed, before=before, **({"sentences": ()} | said)
    )
    response = make_response(text, status)
    if status in _RETRY_SECONDS:
        response.headers["Retry-After"] = _RETRY_SECONDS[status]
    return response


def _problem_details(status: int, sentences: Sequence[str]) -> Response:
    """The same for a program. What cannot be used is listed."""
    problems = [{"detail": sentence} for sentence in sentences]
    listed = {"problems": problems} if status == _UNUSABLE and problems else {}
    response = problem_details.answer(status, sentences[0] if len(problems) == 1 else "", **listed)
    if status in _RETRY_SECONDS:
        response.headers["Retry-After"] = _RETRY_SECONDS[status]
    return response


def _problem(problem: object) -> str:
    told = getattr(problem, "told", None)
    return str(told(language.translate)) if told else str(problem)


def _told(error: DdtoolError) -> Response:
    status = status_of(error)
    if status == 404:
        return error_page(404)
    return error_page(status, sentences=sentences_of(error))


def _form_too_old(_error: CSRFError) -> Response:
    return error_page(400, form_too_old=True)


def _refused(error: HTTPException) -> WerkzeugResponse:
    if isinstance(error, SecurityError):
        return make_response(_STRANGE_HOST, 400, {"Content-Type": "text/plain; charset=utf-8"})
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    page = error_page(error.code, **_too_large(error.code))
    for name, value in error.get_headers(request.environ):
        if name in ("Allow", "Retry-After", "WWW-Authenticate"):
            page.headers[name] = value
    return page


def _too_large(status: int) -> dict[str, Any]:
    """How much is taken in, and the way back to where it was sent from."""
    if status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return {}
    most = (request.max_content_length or 0) // limits.MEBIBYTE
    takes_files = most > limits.FORM_BYTES // limits.MEBIBYTE
    if takes_files:
        said = language.translate(_FILE_TOO_LARGE).format(most=most - 1)
    else:
        said = language.translate(_FORM_TOO_LARGE).format(most=most, fields=limits.FIELDS)
    return {"sentences": (said,), "back": _came_from()}


def _came_from() -> str:
    """The page of ours from which this was sent; empty where nobody can tell."""
    came = urlsplit(request.referrer or "")
    return came.path if came.netloc == request.host and came.path.startswith("/") else ""


def _unforeseen(error: Exception) -> Response:
    """The last resort: neither database nor translations are asked for."""
    reference = secrets.token_hex(4)
    about = {"reference": reference, "request": g.get("request_id"), "address": address_for_logs()}
    log.error("unforeseen", exc_info=error, extra=about)
    if problem_details.wanted():
        return problem_details.unforeseen(reference)
    g.unforeseen = True
    moment = f"{access.now():%Y-%m-%d %H:%M} UTC"
    page = render_template("errors/unforeseen.html", reference=reference, moment=moment)
    return make_response(page, 500)


def _asked_by_script() -> bool:
    return request.headers.get("HX-Request") == "true"


def _typed() -> tuple[tuple[str, str], ...]:
    """The texts of the form that could not be taken, by the names of their fields.

    What was chosen by an id of the database nobody has typed.
    """
    if request.method != "POST" or request.mimetype not in (
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ):
        return ()
    try:
        given = request.form.items()
    except HTTPException:
        return ()
    shown = [
        (_label(name), text[:_LONGEST_SHOWN])
        for name, text in given
        if text.strip() and not is_made(text) and not any(word in name for word in _NEVER_SHOWN)
    ]
    return tuple(shown)


def _label(name: str) -> str:
    """The name of a field as people know it, after what it belongs to: "17.e, Note"."""
    about, dash, field = name.rpartition("-")
    word = field_word(field if dash else name)
    return f"{about}, {language.translate(word)}".removeprefix(", ") if word else name


def _page_before() -> str:
    """The path of the page with the form, to come back to; empty where the browser does not say."""
    before = urlsplit(request.referrer or "")
    return before.path if before.netloc == request.host else ""
