"""The thread of a criterion, as its assessor writes in it."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.domain.reviews import Message, Request, RequestState
from ddtool.sentences import n_
from ddtool.usecases.threads import ask, mark_read, say, settle
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.filled import thread_form
from ddtool.web.pages.reviews.given import review_of
from ddtool.web.pages.reviews.workbench import address, show_bench

_WRITTEN = n_("Your message is in the thread.")
_ASKED = n_(
    "The producer was asked. The assessment cannot be signed off before you clear the request."
)


@blueprint.post("/<uuid:assessment>/criteria/<number>/thread")
@requires(Right.REVIEW)
def write(assessment: Any, number: str) -> Response | tuple[str, int]:
    """Ask the producer for information, or say something."""
    review = review_of(assessment)
    if number not in review.analysis.by_number:
        raise NotFound("criterion")
    form = thread_form(review, number)
    if not form.says(access.today()):
        return show_bench(review, number, thread=form), 422
    text, author = str(form.text.data), access.author()
    if form.asks.data:
        asked = Request("", number, text, requirement=str(form.about.data), due=form.due.day)
        ask(access.database(), author, str(assessment), asked)
    else:
        message = Message("", number, text, request=request.form.get("request", ""))
        say(access.database(), author, str(assessment), message)
    mark_read(access.database(), author, str(assessment), number, up_to=author.at)
    flash(language.translate(_ASKED if form.asks.data else _WRITTEN), "ok")
    return redirect(address(assessment, number, "thread-title"), 303)


@blueprint.post("/<uuid:assessment>/criteria/<number>/requests/<uuid:asked>")
@requires(Right.REVIEW)
def settle_request(assessment: Any, number: str, asked: Any) -> Response:
    """Clear a request, or open it again."""
    cleared = request.form.get("state") == RequestState.CLEARED.value
    state = RequestState.CLEARED if cleared else RequestState.OPEN
    version = request.form.get("version", type=int, default=-1)
    author, id = access.author(), str(assessment)
    settle(access.database(), author, id, str(asked), state, version=version)
    mark_read(access.database(), author, id, number, up_to=author.at)
    return redirect(address(assessment, number, "thread-title"), 303)


@blueprint.post("/<uuid:assessment>/criteria/<number>/read", endpoint="read")
@requires(Right.REVIEW)
def note_read(assessment: Any, number: str) -> Response:
    """What was said so far has been read; a script says so when the thread comes into view."""
    author = access.author()
    until = moment_of(request.form.get("until", ""), author.at)
    mark_read(access.database(), author, str(assessment), number, up_to=until)
    if request.headers.get("HX-Request") == "true":
        return Response("", mimetype="text/html")
    return redirect(address(assessment, number, "thread-title"), 303)


def moment_of(text: str, otherwise: datetime) -> datetime:
    """A moment as a page wrote it; another one where that is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return otherwise
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
