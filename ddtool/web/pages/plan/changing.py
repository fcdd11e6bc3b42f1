"""Adding, changing and removing one action."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.domain.plan import action_lines
from ddtool.domain.refusals import AlreadyThere, Conflict, NotFound
from ddtool.domain.reviews import Finding
from ddtool.domain.time_limits import ALL_CRITERIA, IMPROVEMENT_PLAN
from ddtool.sentences import n_
from ddtool.usecases.actions import (
    ActionAccepted,
    NotTheirs,
    change_action,
    drop_action,
    may_be_dropped,
    plan_action,
)
from ddtool.usecases.analyses import Analysed
from ddtool.usecases.finding_actions import plan_for_finding
from ddtool.usecases.plans import plan_of
from ddtool.web import access, language, rail
from ddtool.web.access import requires
from ddtool.web.conflicts import conflict_page
from ddtool.web.errors import sentences_of
from ddtool.web.forms import Form, Version, said
from ddtool.web.pages.plan.documents import BringDocumentForm, choose_form
from ddtool.web.pages.plan.forms import ActionForm, typed_of
from ddtool.web.pages.plan.routes import HERE, blueprint, stored_action
from ddtool.web.templating import day
from ddtool.wording import TIME_LIMITS

Shown = Response | tuple[str, int] | str

_ADDED, _CHANGED = n_("The action is in the plan."), n_("The action was saved.")
_REMOVED = n_("The action was removed; the history keeps what it said.")
_LIMITS = n_("The plan has to be carried out by {plan}, all criteria met by {all}.")
_AFTER = n_("{due} is after limit {letter}, {title}: {day}. Bring the day forward if you can.")
_NOT_SHOWN = n_("It is done, but nothing shows it yet: add a document, or say what shows it.")
_NOT_OWNED = n_("It is done, but nobody stands as its owner.")
_NOT_SHOWN_NOR_OWNED = n_(
    "It is done, but nothing shows it yet and nobody stands as its owner: add a document, or say "
    "what shows it."
)
_PASSED = n_("{due} has passed already, so the action is overdue from the start. Check the day.")
_TOO_EARLY = n_("{due} is before the commitment day, {day}. Check the day.")
_TWO_PEOPLE = n_("Two people changed one action")
_CHANGED_SINCE = n_("Somebody has changed this action since. Look at it again before removing it.")


class RemoveForm(Form):
    """That an action is really to be removed, as it was read."""

    version = Version()


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Right.RECORD)
def add(assessment: UUID) -> Shown:
    """Plan something new; the gap or the finding it closes may stand in the address."""
    found = rail.analysed(str(assessment))
    finding = _finding(found)
    if request.method == "GET":
        return form_page(found, _begun(found.analysis, finding))
    form = ActionForm()
    form.offer(found.analysis)
    if not form.validate_on_submit():
        return form_page(found, form), 422
    action = form.action(found.analysis.criteria_set)
    try:
        made = _plan(str(assessment), action, finding)
    except AlreadyThere as there:
        flash(" ".join(sentences_of(there)), "half")
        return redirect(url_for(HERE, assessment=assessment), 303)
    return _back(assessment, _ADDED, found, made.value)


@blueprint.route("/<uuid:action>", methods=["GET", "POST"])
@requires(Right.RECORD)
def edit(assessment: UUID, action: UUID) -> Shown:
    """Change an action."""
    stored = stored_action(str(assessment), str(action))
    found = rail.analysed(str(assessment))
    if request.method == "GET":
        return edit_page(found, stored)
    form = ActionForm()
    form.offer(found.analysis, stored.value.state)
    if not form.validate_on_submit():
        return form_page(found, form, stored), 422
    changed = form.action(found.analysis.criteria_set, str(action))
    try:
        change_action(access.database(), access.author(), changed, version=form.version.number)
    except (ActionAccepted, NotTheirs) as refused:
        form.refuse(form.state, sentences_of(refused))
        return form_page(found, form, stored), 422
    except Conflict as conflict:
        return conflict_page(
            conflict,
            title=said(_TWO_PEOPLE),
            action=url_for("plan.edit", assessment=assessment, action=action),
            back=url_for(HERE, assessment=assessment),
            fields=form.both(conflict.current.value),
        )
    return _back(assessment, _CHANGED, found, changed)


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
        flash(said(_REMOVED), "ok")
        return redirect(url_for(HERE, assessment=assessment), 303)
    shown = RemoveForm(formdata=None, data={"version": str(stored.version)})
    found = rail.analysed(str(assessment))
    return rail.render_within("plan/remove.html", found, here=HERE, action=stored.value, form=shown)


def edit_page(
    found: Analysed, stored: Stored[Action], bring: BringDocumentForm | None = None
) -> str:
    """The page of an action as it is stored, with the form of a document that was refused."""
    typed = typed_of(stored.value) | {"version": str(stored.version)}
    form = ActionForm(formdata=None, data=typed)
    form.offer(found.analysis, stored.value.state)
    return form_page(found, form, stored, bring)


def form_page(
    found: Analysed,
    form: ActionForm,
    stored: Stored[Action] | None = None,
    bring: BringDocumentForm | None = None,
) -> str:
    """The page of an action, or of one that is begun."""
    action = stored.value if stored else None
    plan = plan_of(found.analysis, language.voice())
    return rail.render_within(
        "plan/form.html",
        found,
        here=HERE,
        form=form,
        action=action,
        row=next((row for row in plan.actions if action and row.id == action.id), None),
        closing=_closed_by(found, action),
        faults=[*form.faults, *(bring.faults if bring else ())],
        limits_hint=_limits_hint(found),
        may_drop=action is not None
        and may_be_dropped(access.database(), access.author(), action.id),
        bring=bring or BringDocumentForm(formdata=None),
        choose=choose_form(action),
        largest=access.settings().max_upload_mb,
    )


def _plan(assessment: str, action: Action, finding: Finding | None) -> Stored[Action]:
    database, author = access.database(), access.author()
    if finding is None:
        return plan_action(database, author, assessment, action)
    return plan_for_finding(database, author, assessment, action, finding.id)


def _finding(found: Analysed) -> Finding | None:
    """The finding that the address names.

    :raises NotFound: the assessment has none of that id.
    """
    asked = request.args.get("finding", "")
    if not asked:
        return None
    for one in found.outstanding.findings:
        if one.id == asked:
            return one
    raise NotFound("finding")


def _closed_by(found: Analysed, action: Action | None) -> tuple[Finding, ...]:
    """The findings that an action closes, or those that one would which is begun."""
    if action is None:
        asked = _finding(found)
        return (asked,) if asked else ()
    return tuple(one for one in found.outstanding.findings if one.action == action.id)


def _begun(analysis: GapAnalysis, finding: Finding | None) -> ActionForm:
    asked = request.args.get("requirement") or request.args.get("criterion") or ""
    if finding is not None:
        only = finding.requirements[0] if len(finding.requirements) == 1 else ""
        asked = only or finding.criterion
    criteria_set = analysis.criteria_set
    known = asked in criteria_set.by_number or asked in criteria_set.criterion_of
    form = ActionForm(formdata=None, data={"closes": asked if known else "", "version": "0"})
    form.offer(analysis)
    return form


def _limits_hint(found: Analysed) -> str:
    """The days by which an action has to be done; empty while the commitment day is not known."""
    days = {one.id: one.day for one in found.analysis.limits}
    plan, everything = days.get(IMPROVEMENT_PLAN), days.get(ALL_CRITERIA)
    if plan is None or everything is None:
        return ""
    return said(_LIMITS, plan=day(plan), all=day(everything))


def _back(assessment: UUID, told: str, found: Analysed, action: Action) -> Response:
    """To the plan; a due day that can hardly be meant, or after a limit, is told at once."""
    flash(said(told), "ok")
    committed = found.stored.assessment.commitment_day
    if action.due and action.state.is_open and action.due < found.analysis.as_of:
        flash(said(_PASSED, due=day(action.due)), "half")
    elif action.due and committed and action.due < committed:
        flash(said(_TOO_EARLY, due=day(action.due), day=day(committed)), "half")
    (line,) = action_lines([action], found.analysis.limits, as_of=found.analysis.as_of)
    limit = line.after_limit
    if limit is not None and action.due is not None:
        title = language.translate(TIME_LIMITS.get(limit.id, limit.id))
        flash(
            said(_AFTER, due=day(action.due), letter=limit.letter, title=title, day=day(limit.day)),
            "half",
        )
    lacks = _lacks_when_done(found, action)
    if lacks:
        flash(said(lacks), "half")
    return redirect(url_for(HERE, assessment=assessment, _anchor=f"action-{action.id}"), 303)


def _lacks_when_done(found: Analysed, action: Action) -> str:
    """What an action still lacks that is said to be done; empty where nothing is."""
    if action.state is not ActionState.DONE:
        return ""
    known = {one.id: one.documents for one in found.stored.assessment.actions}
    if not action.closure and not known.get(action.id):
        return _NOT_SHOWN if action.owner else _NOT_SHOWN_NOR_OWNED
    return "" if action.owner else _NOT_OWNED
