"""The check before handing in, handing in, and opening again."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.footing import footing_of
from ddtool.domain.people import Right
from ddtool.domain.progress import progress_of, tasks_of
from ddtool.domain.readiness import Missing, must_be_said, worth_a_look
from ddtool.domain.refusals import Conflict
from ddtool.sentences import n_
from ddtool.usecases.analyses import Analysed, analyse_handed_in
from ddtool.usecases.assignments import list_assignments
from ddtool.usecases.sign_offs import standing_of
from ddtool.usecases.submissions import (
    Declaration,
    DeclarationMissing,
    NotComplete,
    Seen,
    hand_in,
    list_submissions,
    reopen,
)
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.forms import said
from ddtool.web.pages.submission.footing import doubts_of
from ddtool.web.pages.submission.forms import HandInForm, ReopenForm
from ddtool.web.pages.submission.told import tell_missing
from ddtool.web.rail import analysed, render_within

blueprint = Blueprint(
    "submission", __name__, url_prefix="/assessments/<uuid:assessment>/submission"
)

HERE = "submission.check"
Faults = tuple[tuple[str, str], ...]

_HANDED_IN = n_("The assessment was submitted. It is locked until somebody opens it again.")
_OPENED = n_("The assessment is open again. What was submitted stays as it is.")
_MOVED = n_("Something was changed since you looked. Look at the page again, then submit.")
_ONE = n_("One thing stops the submission: {says} (criterion {criterion}).")
_SEVERAL = n_("{n} things stop the submission; the first one is: {says} (criterion {criterion}).")


@blueprint.get("")
@requires(Right.READ)
def check(assessment: UUID) -> str:
    """What is missing, what would be handed in, and the declaration."""
    form = HandInForm()
    form.person.data = access.author().name
    return _page(assessment, form, ReopenForm(), ())


@blueprint.post("")
@requires(Right.SUBMIT)
def submit(assessment: UUID) -> Response | tuple[str, int]:
    """Hand in what was looked at."""
    form, found = HandInForm(), analysed(str(assessment))
    if not form.validate_on_submit():
        return _page(assessment, form, ReopenForm(), (*form.faults, *_stopping(found))), 422
    declaration = Declaration(
        str(form.person.data), str(form.function.data), bool(form.declared.data)
    )
    seen = Seen(found.analysis.criteria_set, found.analysis.matrix.name, form.seen_revision)
    try:
        hand_in(access.database(), access.author(), str(assessment), declaration, seen=seen)
    except NotComplete as error:
        return _page(assessment, form, ReopenForm(), _first_of(error.missing)), 422
    except DeclarationMissing as error:
        (sentence,) = sentences_of(error)
        faults = ((form.declared.id, sentence), *_stopping(found))
        return _page(assessment, form, ReopenForm(), faults), 422
    except Conflict:
        return _page(assessment, form, ReopenForm(), (("main", said(_MOVED)),)), 409
    flash(said(_HANDED_IN), "ok")
    return redirect(url_for("submission.check", assessment=assessment), 303)


@blueprint.post("/reopen")
@requires(Right.SUBMIT)
def open_again(assessment: UUID) -> Response | tuple[str, int]:
    """Open a submitted assessment again, for a reason."""
    form = ReopenForm()
    if not form.validate_on_submit():
        return _page(assessment, HandInForm(), form, tuple(form.faults)), 422
    reopen(access.database(), access.author(), str(assessment), reason=str(form.reason.data))
    flash(said(_OPENED), "ok")
    return redirect(url_for("submission.check", assessment=assessment), 303)


def _page(assessment: UUID, form: HandInForm, reopening: ReopenForm, faults: Faults) -> str:
    found = analysed(str(assessment))
    handed_in = list_submissions(access.database(), access.author(), str(assessment))
    given = list_assignments(access.database(), access.author(), str(assessment))
    is_open = found.stored.head.value.state is AssessmentState.OPEN
    form.revision.data = str(found.stored.head.value.revision)
    if form.person.data is None:
        form.person.data = access.author().name
    template = "submission/check.html" if is_open else "submission/handed_in.html"
    return render_within(
        template,
        found,
        here=HERE,
        form=form,
        reopening=reopening,
        faults=faults,
        handed_in=handed_in,
        standing=standing_of(access.database(), access.author(), str(assessment)),
        given=[one.value for one in given if not one.value.is_over(access.today())],
        **_values(found, _shown(found)),
    )


def _values(found: Analysed, shown: Analysed) -> dict[str, Any]:
    """What is missing and doubtful now, and what is ``shown``: to be handed in, or handed in."""
    missing = must_be_said(found.stored.assessment, found.analysis.criteria_set)
    footing, lines = footing_of(found.analysis), shown.analysis.lines
    return {
        "must": tell_missing(missing),
        "doubts": doubts_of(found, footing),
        "may_go_on": tell_missing(worth_a_look(found.analysis)),
        "footing": footing,
        "stops": len(missing),
        "shown": shown,
        "shown_footing": footing_of(shown.analysis),
        "tasks": {one.line.criterion.number: one for one in tasks_of(lines)},
        "progress": progress_of(lines),
    }


def _shown(found: Analysed) -> Analysed:
    """What is to be handed in; what was, once it is."""
    if found.stored.head.value.state is AssessmentState.OPEN:
        return found
    return analyse_handed_in(
        access.database(),
        access.author(),
        access.library(),
        found.stored.head.value.id,
        language=language.code(),
    )


def _stopping(found: Analysed) -> Faults:
    """What is to be said first, told together with everything else that is wrong."""
    if found.stored.head.value.state is not AssessmentState.OPEN:
        return ()
    return _first_of(must_be_said(found.stored.assessment, found.analysis.criteria_set))


def _first_of(missing: Sequence[Missing]) -> Faults:
    if not missing:
        return ()
    first, count = tell_missing(missing[:1])[0], len(missing)
    told = _ONE if count == 1 else _SEVERAL
    return (("must", said(told, n=count, says=first.says[0], criterion=first.criterion)),)
