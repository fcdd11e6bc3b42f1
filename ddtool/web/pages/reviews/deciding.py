"""What an assessor says on one criterion: determination, findings, confirmation, thread."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.domain.reviews import Message, Request, RequestState
from ddtool.sentences import n_
from ddtool.usecases.reviews import (
    confirm_coverage,
    determine,
    record_finding,
    take_back_finding,
)
from ddtool.usecases.threads import ask, say, settle
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.conflicts import Both, conflict_page
from ddtool.web.pages.reviews import bench
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.forms import DeterminationForm, ThreadForm
from ddtool.web.pages.reviews.queue import (
    confirmation_form,
    determination_form,
    finding_form,
    review_of,
    show_bench,
)

Answer = Response | tuple[str, int]

_DETERMINED = n_("Your determination of criterion {number} is stored.")
_FOUND = n_("The finding is stored.")
_TAKEN_BACK = n_("The finding was taken back.")
_CONFIRMED = n_("What you say of the coverage is stored.")
_WRITTEN = n_("Your message is in the thread.")
_TWO_PEOPLE = n_("Two assessors have determined criterion {number}")


@blueprint.post("/<uuid:assessment>/criteria/<number>/determination")
@requires(Right.REVIEW)
def save_determination(assessment: Any, number: str) -> Any:
    """Store the determination, and go on to the next criterion that needs attention."""
    review = review_of(assessment)
    form = determination_form(review)
    if not form.validate():
        return show_bench(review, number, determination=form), 422
    said, version = form.said(number), form.version.number
    try:
        determine(access.database(), access.author(), str(assessment), said, version=version)
    except Conflict as conflict:
        return _both(conflict, form, assessment=assessment, number=number)
    flash(language.translate(_DETERMINED).format(number=number), "ok")
    rows = bench.rows_of(review, request.args.get("order", "attention"))
    return _to(assessment, bench.next_after(rows, number))


@blueprint.post("/<uuid:assessment>/criteria/<number>/findings")
@requires(Right.REVIEW)
def add_finding(assessment: Any, number: str) -> Answer:
    """Store a finding."""
    review = review_of(assessment)
    form = finding_form(review, number)
    if not form.validate():
        return show_bench(review, number, finding=form), 422
    record_finding(access.database(), access.author(), str(assessment), form.said(number))
    flash(language.translate(_FOUND), "ok")
    return _to(assessment, number)


@blueprint.post("/<uuid:assessment>/criteria/<number>/findings/<uuid:finding>/take-back")
@requires(Right.REVIEW)
def remove_finding(assessment: Any, number: str, finding: Any) -> Answer:
    """Take a finding back."""
    version = request.form.get("version", type=int, default=-1)
    take_back_finding(
        access.database(), access.author(), str(assessment), str(finding), version=version
    )
    flash(language.translate(_TAKEN_BACK), "ok")
    return _to(assessment, number)


@blueprint.post("/<uuid:assessment>/criteria/<number>/confirmation")
@requires(Right.REVIEW)
def confirm(assessment: Any, number: str) -> Answer:
    """Confirm or refuse a coverage."""
    form = confirmation_form()
    if not form.validate():
        return show_bench(review_of(assessment), number, confirmation=form), 422
    said, version = form.said(number), form.version.number
    confirm_coverage(access.database(), access.author(), str(assessment), said, version=version)
    flash(language.translate(_CONFIRMED), "ok")
    return _to(assessment, number)


@blueprint.post("/<uuid:assessment>/criteria/<number>/thread")
@requires(Right.REVIEW)
def write(assessment: Any, number: str) -> Answer:
    """Ask the producer for information, or say something."""
    form = ThreadForm()
    if not form.validate():
        return show_bench(review_of(assessment), number, thread=form), 422
    text, about = str(form.text.data), request.form.get("request", "")
    if form.asks.data:
        asked = Request("", number, text, due=form.due.day)
        ask(access.database(), access.author(), str(assessment), asked)
    else:
        message = Message("", number, text, request=about)
        say(access.database(), access.author(), str(assessment), message)
    flash(language.translate(_WRITTEN), "ok")
    return _to(assessment, number)


@blueprint.post("/<uuid:assessment>/criteria/<number>/requests/<uuid:asked>")
@requires(Right.REVIEW)
def settle_request(assessment: Any, number: str, asked: Any) -> Answer:
    """Clear a request, or open it again."""
    cleared = request.form.get("state") == RequestState.CLEARED.value
    state = RequestState.CLEARED if cleared else RequestState.OPEN
    version = request.form.get("version", type=int, default=-1)
    settle(access.database(), access.author(), str(assessment), str(asked), state, version=version)
    return _to(assessment, number)


def _to(assessment: Any, number: str) -> Response:
    return redirect(url_for("reviews.criterion", assessment=assessment, number=number), 303)


def _both(conflict: Conflict[Any], form: DeterminationForm, **here: Any) -> Any:
    theirs, offered = conflict.current.value, form.rating.choices
    return conflict_page(
        conflict,
        title=language.translate(_TWO_PEOPLE).format(**here),
        action=url_for("reviews.save_determination", **here),
        back=url_for("reviews.criterion", **here),
        fields=(
            Both(
                "rating",
                n_("Determination"),
                theirs.rating.value,
                str(form.rating.data),
                choices=tuple(offered.items()) if isinstance(offered, dict) else (),
            ),
            Both("reason", n_("Reason"), theirs.reason, str(form.reason.data), long=True),
        ),
    )
