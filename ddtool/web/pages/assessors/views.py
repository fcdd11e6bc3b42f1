"""The producer's page about their assessor: who has the assessment, what is asked, the sign-off."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import Right
from ddtool.domain.refusals import AlreadyThere, NotFound
from ddtool.domain.reviews import Message, RequestState
from ddtool.sentences import n_
from ddtool.usecases.assignments import (
    EndsTooEarly,
    end_assignment,
    give_assessment,
    list_assignments,
    list_firms,
)
from ddtool.usecases.sign_offs import standing_of
from ddtool.usecases.threads import read_threads, say
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.pages.assessors.forms import AnswerForm, GiveForm
from ddtool.web.rail import analysed, render_within
from ddtool.web.review_words import PARTS

blueprint = Blueprint("assessors", __name__, url_prefix="/assessments/<uuid:assessment>/assessor")

_GIVEN = n_("The assessment was offered. The assessor sees it once they have accepted.")
_ENDED = n_("Access has ended.")
_ANSWERED = n_("Your answer is in the thread.")


@blueprint.get("")
@requires(Right.READ)
def index(assessment: Any) -> str:
    """Who has the assessment, what they ask, and whether they have signed."""
    return _page(assessment, GiveForm(formdata=None))


@blueprint.post("")
@requires(Right.SUBMIT)
def give(assessment: Any) -> Response | tuple[str, int]:
    """Offer the assessment to a firm or to one person of it."""
    form = GiveForm()
    form.firm.choices = _firms()
    faults = [] if form.validate() else list(form.faults)
    if not faults:
        try:
            return _given(assessment, form)
        except (EndsTooEarly, AlreadyThere, NotFound) as refused:
            faults = [(form.firm.id, sentence) for sentence in _told(refused)]
    return _page(assessment, form, faults=faults), 422


@blueprint.post("/<uuid:assignment>/end")
@requires(Right.SUBMIT)
def end(assessment: Any, assignment: Any) -> Response:
    """Take the assessment back at once."""
    version = request.form.get("version", type=int, default=-1)
    end_assignment(access.database(), access.author(), str(assignment), version=version)
    flash(language.translate(_ENDED), "ok")
    return redirect(url_for("assessors.index", assessment=assessment), 303)


@blueprint.post("/requests/<uuid:asked>")
@requires(Right.RECORD)
def answer(assessment: Any, asked: Any) -> Response | tuple[str, int]:
    """Answer a request for information."""
    form = AnswerForm()
    if not form.validate():
        return _page(assessment, GiveForm(formdata=None), faults=list(form.faults)), 422
    message = Message("", "", str(form.text.data), request=str(asked))
    say(access.database(), access.author(), str(assessment), message)
    flash(language.translate(_ANSWERED), "ok")
    return redirect(url_for("assessors.index", assessment=assessment), 303)


def _given(assessment: Any, form: GiveForm) -> Response:
    give_assessment(
        access.database(),
        access.author(),
        str(assessment),
        firm=str(form.firm.data),
        assessor=str(form.assessor.data),
        ends_on=form.ends_on.day,
    )
    flash(language.translate(_GIVEN), "ok")
    return redirect(url_for("assessors.index", assessment=assessment), 303)


def _told(refused: DdtoolError) -> tuple[str, ...]:
    return sentences_of(refused)


def _firms() -> dict[str, str]:
    if not access.may(Right.SUBMIT):
        return {}
    return {firm.id: firm.name for firm in list_firms(access.database(), access.author())}


def _page(assessment: Any, form: GiveForm, faults: Any = ()) -> str:
    found = analysed(str(assessment))
    form.firm.choices = _firms()
    database, author, id = access.database(), access.author(), str(assessment)
    asked, messages = read_threads(database, author, id)
    return render_within(
        "assessors/index.html",
        found,
        here="assessors.index",
        form=form,
        faults=faults,
        given=list_assignments(database, author, id),
        asked=asked,
        open_ones=sum(one.value.state is RequestState.OPEN for one in asked),
        messages=messages,
        standing=standing_of(database, author, id),
        parts=PARTS,
    )
