"""Adding, changing and removing one action."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.people import Right
from ddtool.domain.plan import ALL_CRITERIA, IMPROVEMENT_PLAN
from ddtool.domain.refusals import Conflict
from ddtool.sentences import n_
from ddtool.usecases.actions import change_action, drop_action, plan_action
from ddtool.usecases.analyses import Analysed
from ddtool.web import access, rail
from ddtool.web.access import requires
from ddtool.web.conflicts import conflict_page
from ddtool.web.forms import Form, Version, said
from ddtool.web.pages.plan.forms import ActionForm, typed_of
from ddtool.web.pages.plan.routes import HERE, blueprint, stored_action
from ddtool.web.templating import day

Shown = Response | tuple[str, int] | str

_ADDED, _CHANGED = n_("The action is in the plan."), n_("The action was saved.")
_REMOVED = n_("The action was removed; the history keeps what it said.")
_LIMITS = n_("The plan has to be carried out by {plan}, all criteria met by {all}.")
_TWO_PEOPLE = n_("Two people changed one action")
_CHANGED_SINCE = n_("Somebody has changed this action since. Look at it again before removing it.")


class RemoveForm(Form):
    """That an action is really to be removed, as it was read."""

    version = Version()


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Right.RECORD)
def add(assessment: UUID) -> Shown:
    """Plan something new; the gap it closes may stand in the address."""
    found = rail.analysed(str(assessment))
    criteria_set = found.analysis.criteria_set
    if request.method == "GET":
        return _form_page(found, _begun(criteria_set))
    form = ActionForm()
    form.offer(criteria_set)
    if not form.validate_on_submit():
        return _form_page(found, form), 422
    action = form.action(criteria_set)
    plan_action(access.database(), access.author(), str(assessment), action)
    return _back(assessment, _ADDED)


@blueprint.route("/<uuid:action>", methods=["GET", "POST"])
@requires(Right.RECORD)
def edit(assessment: UUID, action: UUID) -> Shown:
    """Change an action."""
    stored = stored_action(str(assessment), str(action))
    found = rail.analysed(str(assessment))
    criteria_set = found.analysis.criteria_set
    if request.method == "GET":
        typed = typed_of(stored.value) | {"version": str(stored.version)}
        form = ActionForm(formdata=None, data=typed)
        form.offer(criteria_set, stored.value.state)
        return _form_page(found, form, action=str(action))
    form = ActionForm()
    form.offer(criteria_set, stored.value.state)
    if not form.validate_on_submit():
        return _form_page(found, form, action=str(action)), 422
    changed = form.action(criteria_set, str(action))
    try:
        change_action(access.database(), access.author(), changed, version=form.version.number)
    except Conflict as conflict:
        return conflict_page(
            conflict,
            title=said(_TWO_PEOPLE),
            action=url_for("plan.edit", assessment=assessment, action=action),
            back=url_for(HERE, assessment=assessment),
            fields=form.both(conflict.current.value),
        )
    return _back(assessment, _CHANGED)


@blueprint.route("/<uuid:action>/remove", methods=["GET", "POST"])
@requires(Right.RECORD)
def remove(assessment: UUID, action: UUID) -> Shown:
    """Ask first; then take the action away."""
    stored = stored_action(str(assessment), str(action))
    form = RemoveForm()
    if form.validate_on_submit():
        try:
            drop_action(
                access.database(), access.author(), str(action), version=form.version.number
            )
        except Conflict:
            flash(said(_CHANGED_SINCE), "half")
            return redirect(url_for("plan.remove", assessment=assessment, action=action))
        return _back(assessment, _REMOVED)
    shown = RemoveForm(formdata=None, data={"version": str(stored.version)})
    found = rail.analysed(str(assessment))
    return rail.render_within("plan/remove.html", found, here=HERE, action=stored.value, form=shown)


def _begun(criteria_set: CriteriaSet) -> ActionForm:
    asked = request.args.get("requirement") or request.args.get("criterion") or ""
    known = asked in criteria_set.by_number or asked in criteria_set.criterion_of
    form = ActionForm(formdata=None, data={"closes": asked if known else "", "version": "0"})
    form.offer(criteria_set)
    return form


def _form_page(found: Analysed, form: ActionForm, action: str = "") -> str:
    return rail.render_within(
        "plan/form.html",
        found,
        here=HERE,
        form=form,
        action=action,
        faults=form.faults,
        limits_hint=_limits_hint(found),
    )


def _limits_hint(found: Analysed) -> str:
    """The days by which an action has to be done; empty while the commitment day is not known."""
    days = {one.id: one.day for one in found.analysis.limits}
    plan, everything = days.get(IMPROVEMENT_PLAN), days.get(ALL_CRITERIA)
    if plan is None or everything is None:
        return ""
    return said(_LIMITS, plan=day(plan), all=day(everything))


def _back(assessment: UUID, told: str) -> Response:
    flash(said(told), "ok")
    return redirect(url_for(HERE, assessment=assessment))
