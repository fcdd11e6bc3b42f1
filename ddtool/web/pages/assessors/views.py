"""The producer's page about their assessor: who has the assessment, what is asked, the sign-off."""

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.domain.refusals import AlreadyThere, NotFound
from ddtool.domain.resubmission import of_none, on_criterion
from ddtool.sentences import n_
from ddtool.usecases.analyses import Analysed
from ddtool.usecases.assessor_pages import AssessorPage, read_assessor_page
from ddtool.usecases.assignments import (
    EndsTooEarly,
    end_assignment,
    give_assessment,
    list_assignments,
)
from ddtool.usecases.finding_actions import list_findings
from ddtool.usecases.sign_offs import Standing
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.pages.assessors.blueprint import blueprint
from ddtool.web.pages.assessors.forms import EndForm, GiveForm, InviteForm
from ddtool.web.pages.assessors.talk import talks_of
from ddtool.web.rail import analysed, render_within
from ddtool.web.resubmitted import ChangeTold, tell_changes

_GIVEN = n_("The assessment was offered. The assessor sees it once they have accepted.")
_ENDED = n_("Access has ended.")


@blueprint.get("")
@requires(Right.READ)
def index(assessment: Any) -> str:
    """Who has the assessment, what they ask, and whether they have signed."""
    return show_page(assessment)


@blueprint.post("")
@requires(Right.SUBMIT)
def give(assessment: Any) -> Response | tuple[str, int]:
    """Offer the assessment to a firm or to one person of it."""
    form = GiveForm()
    found = analysed(str(assessment))
    seen = _seen(found)
    form.firm.choices = _choices(seen)
    faults = [] if form.validate() else list(form.faults)
    if not faults:
        try:
            return _given(assessment, form)
        except (EndsTooEarly, AlreadyThere, NotFound) as refused:
            faults = [(form.firm.id, sentence) for sentence in sentences_of(refused)]
    return show_page(assessment, form, faults=faults), 422


@blueprint.route("/<uuid:assignment>/end", methods=["GET", "POST"])
@requires(Right.SUBMIT)
def end(assessment: Any, assignment: Any) -> Response | str:
    """Ask once more, then take the assessment back at once."""
    database, author = access.database(), access.author()
    given = list_assignments(database, author, str(assessment))
    stored = next((one for one in given if one.value.id == str(assignment)), None)
    if stored is None:
        raise NotFound("assignment")
    form = EndForm(data={"version": stored.version})
    if form.validate_on_submit():
        end_assignment(database, author, str(assignment), version=form.version.number)
        flash(language.translate(_ENDED), "ok")
        return redirect(url_for("assessors.index", assessment=assessment), 303)
    found = analysed(str(assessment))
    return render_within(
        "assessors/end.html", found, here="assessors.index", given=stored.value, form=form
    )


def show_page(
    assessment: Any,
    form: GiveForm | None = None,
    *,
    invite_form: InviteForm | None = None,
    faults: Any = (),
) -> str:
    """The page, with a form that was refused in the place of a fresh one."""
    form = form or GiveForm(formdata=None)
    found = analysed(str(assessment))
    seen = _seen(found)
    form.firm.choices = _choices(seen)
    criteria_set = found.analysis.criteria_set
    talks = talks_of(criteria_set, seen.requests, seen.messages, seen.read)
    return render_within(
        "assessors/index.html",
        found,
        here="assessors.index",
        form=form,
        invite_form=invite_form or InviteForm(formdata=None),
        faults=faults,
        seen=seen,
        talks=talks,
        open_ones=sum(one.waiting.open for one in talks),
        unread=sum(one.waiting.unread for one in talks),
        standing=Standing(seen.signed, seen.since) if seen.signed else None,
        changes=_by_criterion(found, seen),
        general=tell_changes(of_none(seen.changes)),
        findings=list_findings(access.database(), access.author(), str(assessment)),
    )


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


def _seen(found: Analysed) -> AssessorPage:
    return read_assessor_page(access.database(), access.author(), access.library(), found.stored)


def _choices(seen: AssessorPage) -> dict[str, str]:
    if not access.may(Right.SUBMIT):
        return {}
    return {firm.id: firm.name for firm in seen.firms}


def _by_criterion(
    found: Analysed, seen: AssessorPage
) -> tuple[tuple[str, str, tuple[ChangeTold, ...]], ...]:
    """What was changed, by number and title of the criterion."""
    told = (
        (line.criterion.number, line.criterion.title, on_criterion(seen.changes, number))
        for number, line in found.analysis.by_number.items()
    )
    return tuple(
        (number, title, tuple(tell_changes(changes))) for number, title, changes in told if changes
    )
