"""Reading and writing in the thread of a criterion, by its producer."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.domain.reviews import Message
from ddtool.sentences import n_
from ddtool.usecases.threads import mark_read, read_thread, say
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.pages.assessors.blueprint import blueprint
from ddtool.web.pages.assessors.forms import AnswerForm
from ddtool.web.pages.assessors.talk import talk_on
from ddtool.web.rail import analysed, render_within

_ANSWERED = n_("Your answer is in the thread.")


@blueprint.get("/threads/<number>")
@requires(Right.READ)
def thread(assessment: Any, number: str) -> str:
    """What the assessor asks on a criterion; the criterion's own page brings it in as a piece."""
    return _page(assessment, number)


@blueprint.post("/threads/<number>")
@requires(Right.RECORD)
def write(assessment: Any, number: str) -> Response | tuple[str, int]:
    """Answer a request, or say something."""
    form = AnswerForm()
    if not form.validate():
        return _page(assessment, number, form), 422
    found = analysed(str(assessment))
    if number not in found.analysis.by_number:
        raise NotFound("criterion")
    author, id = access.author(), str(assessment)
    about = request.form.get("request", "")
    say(access.database(), author, id, Message("", number, str(form.text.data), request=about))
    mark_read(access.database(), author, id, number, up_to=author.at)
    flash(language.translate(_ANSWERED), "ok")
    return redirect(_back(assessment, number), 303)


@blueprint.post("/threads/<number>/read", endpoint="read")
@requires(Right.RECORD)
def note_read(assessment: Any, number: str) -> Response:
    """What was said so far has been read."""
    author = access.author()
    mark_read(access.database(), author, str(assessment), number, up_to=_until(author.at))
    if request.headers.get("HX-Request") == "true":
        return Response("", mimetype="text/html")
    return redirect(_back(assessment, number), 303)


def _page(assessment: Any, number: str, form: AnswerForm | None = None) -> str:
    database, author, id = access.database(), access.author(), str(assessment)
    alone = request.headers.get("HX-Request") == "true" and form is None
    asked, messages, read = read_thread(database, author, id, number)
    found = analysed(id)
    line = found.analysis.by_number.get(number)
    if line is None:
        raise NotFound("criterion")
    values: dict[str, Any] = {
        "talk": talk_on(line.criterion, asked, messages, read),
        "assessment": id,
        "form": form,
        "faults": form.faults if form else (),
    }
    if alone:
        return render_template("assessors/_talk.html", **values)
    return render_within("assessors/thread.html", found, here="assessors.index", **values)


def _back(assessment: Any, number: str) -> str:
    """To the page that was written on: the criterion's, the list of all, or the thread alone."""
    here = request.form.get("from", "")
    if here == "criterion":
        return url_for("criterion.show", assessment=assessment, number=number, _anchor="thread")
    if here == "all":
        return url_for("assessors.index", assessment=assessment, _anchor=f"thread-{number}")
    return url_for("assessors.thread", assessment=assessment, number=number)


def _until(otherwise: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(request.form.get("until", ""))
    except ValueError:
        return otherwise
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
