"""Saving one answer or the rating by itself, as it is typed; for the script, answered with JSON.

The header ``X-Autosave`` names the user whose texts are sent: somebody else may have signed in on
the same computer since, and nobody's words are stored in another's name. Where somebody was quicker
both versions come back as a piece of the page.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import jsonify, make_response, render_template, request
from werkzeug.wrappers import Response

from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.domain.refusals import AssessmentClosed, Conflict
from ddtool.usecases.answering import answer_requirement, rate_criterion
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.pages.criterion.clash import Clash, answer_clash, rating_clash
from ddtool.web.pages.criterion.forms import AnswerForm, RatingForm
from ddtool.web.pages.criterion.routes import blueprint

_ON_BEHALF_OF = "X-Autosave"
_SOMEBODY_ELSE, _CONFLICT, _UNUSABLE, _LOCKED = 403, 409, 422, 423


@blueprint.post("/answers/<requirement>")
@requires(Right.RECORD)
def answer(assessment: UUID, requirement: str) -> Response:
    """Store one answer with its note, read at a version."""
    form = AnswerForm(requirement)

    def store() -> Stored[Any]:
        return answer_requirement(
            access.database(),
            access.author(),
            access.library(),
            str(assessment),
            form.said,
            version=form.version.number,
        )

    return _answered(form, store, lambda conflict: answer_clash(conflict, form.said))


@blueprint.post("/ratings/<number>")
@requires(Right.RECORD)
def rate(assessment: UUID, number: str) -> Response:
    """Store the own rating of a criterion, read at a version."""
    form = RatingForm(number)

    def store() -> Stored[Any]:
        return rate_criterion(
            access.database(),
            access.author(),
            access.library(),
            str(assessment),
            form.said,
            version=form.version.number,
        )

    return _answered(form, store, lambda conflict: rating_clash(conflict, form.said))


def _answered(
    form: AnswerForm | RatingForm,
    store: Callable[[], Stored[Any]],
    clash_of: Callable[[Conflict[Any]], Clash],
) -> Response:
    """Store, and say what became of it."""
    user = access.author().user
    if request.headers.get(_ON_BEHALF_OF, user) != user:
        return _told("", _SOMEBODY_ELSE)
    if not form.validate():
        return _told(" ".join(str(error) for field in form for error in field.errors), _UNUSABLE)
    try:
        kept = store()
    except Conflict as conflict:
        piece = render_template("criterion/_clash_piece.html", clash=clash_of(conflict))
        return make_response(piece, _CONFLICT)
    except AssessmentClosed as closed:
        return _told(" ".join(sentences_of(closed)), _LOCKED)
    at = kept.changed_at.isoformat() if kept.changed_at else ""
    return jsonify(version=kept.version, saved_at=at, by=kept.changed_by)


def _told(says: str, status: int) -> Response:
    return make_response(jsonify(says=says), status)
