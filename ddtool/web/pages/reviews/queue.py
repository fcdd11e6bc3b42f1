"""The queue of an assessor: what was given to them, and what waits in it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.usecases.assignments import answer_assignment
from ddtool.usecases.review_queue import ORDERS, read_ended, read_queue
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.wording.reviews import CHANGED_PARTS

_ACCEPTED = n_("You can see this assessment now.")
_DECLINED = n_("You have declined this assessment.")
_ORDER_WORDS = {
    "disagreement": n_("Disagreements first"),
    "age": n_("Longest waiting first"),
    "date": n_("Next date first"),
}


@blueprint.get("")
@requires(Right.REVIEW)
def index() -> str:
    """Everything that was given to the reader or their firm, what waits longest or most first."""
    asked = request.args.get("order", "")
    order = asked if asked in ORDERS else ORDERS[0]
    queue = read_queue(
        access.database(),
        access.author(),
        access.library(),
        as_of=access.today(),
        language=language.code(),
        order=order,
    )
    return render_template(
        "reviews/index.html",
        queue=queue,
        ended=read_ended(
            access.database(), access.author(), access.library(), as_of=access.today()
        ),
        order=order,
        orders={one: _ORDER_WORDS[one] for one in ORDERS},
        parts=CHANGED_PARTS,
        here_section="reviews",
    )


@blueprint.post("/assignments/<uuid:assignment>")
@requires(Right.REVIEW)
def answer(assignment: Any) -> Response:
    """Accept or decline what was offered."""
    accepted = request.form.get("answer") == "accept"
    version = request.form.get("version", type=int, default=-1)
    answer_assignment(
        access.database(), access.author(), str(assignment), accepted=accepted, version=version
    )
    flash(language.translate(_ACCEPTED if accepted else _DECLINED), "ok")
    return redirect(url_for("reviews.index"), 303)
