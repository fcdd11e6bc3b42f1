"""Beginning an assessment, alone or with what an earlier one said."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.assessment_heads import AssessmentHead, Carried
from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.usecases.assessments import start_assessment
from ddtool.usecases.carrying import Choices, choices_for
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.forms import said
from ddtool.web.pages.assessments.blueprint import blueprint
from ddtool.web.pages.assessments.forms import BeginForm

_BEGUN = n_("The assessment has begun. Answer in any order; everything is saved as you go.")


@blueprint.route("/sites/<uuid:site>/assessments/new", methods=["GET", "POST"])
@requires(Right.RECORD)
def begin(site: UUID) -> Response | tuple[str, int] | str:
    """Begin an assessment of a site."""
    choices = choices_for(
        access.database(),
        access.author(),
        access.library(),
        str(site),
        criteria_set=request.values.get("criteria_set", ""),
    )
    form = _begin_form(choices)
    if "look" in request.form or not form.validate_on_submit():
        return _begin_page(form, choices)
    there = choices.like(str(form.criteria_set.data), str(form.period.data))
    if there and "another" not in request.form:
        return _begin_page(form, choices, there=there)
    head = AssessmentHead(
        id="",
        site=choices.site.id,
        criteria_set=str(form.criteria_set.data),
        period=str(form.period.data),
        assessment_day=form.assessment_day.day,
        commitment_day=form.commitment_day.day,
        prepared_by=access.author().name,
        carried_from=str(form.carried_from.data) or None,
    )
    begun = start_assessment(access.database(), access.author(), access.library(), head)
    flash(said(_BEGUN), "ok")
    return redirect(url_for("assessments.tasks", assessment=begun.value.id))


def _begin_form(choices: Choices) -> BeginForm:
    usual = choices.beginnings[0].head.id if choices.beginnings else ""
    begun_with = {
        "criteria_set": choices.criteria_set.name,
        "period": _free_period(choices),
        "carried_from": usual,
    }
    form = BeginForm(data=begun_with)
    form.criteria_set.choices = [(one.name, one.short_title) for one in choices.criteria_sets]
    offered = [(one.head.id, one.title) for one in choices.beginnings]
    form.carried_from.choices = [*offered, ("", said(n_("Nothing: answer everything anew")))]
    if "look" in request.form:
        # What was chosen may not fit the other criteria set; the page shows what does.
        form.carried_from.data = usual
    return form


def _free_period(choices: Choices) -> str:
    """This year, or the first year after it of which the site has no such assessment yet."""
    year = access.today().year
    while choices.like(choices.criteria_set.name, str(year)):
        year += 1
    return str(year)


def _begin_page(
    form: BeginForm, choices: Choices, *, there: AssessmentHead | None = None
) -> tuple[str, int] | str:
    """The form; ``there`` is the assessment that is of the same set and period already."""
    faults = () if "look" in request.form else form.faults
    page = render_template(
        "assessments/begin.html",
        form=form,
        faults=faults,
        site=choices.site,
        there=there,
        heads=choices.heads,
        chosen=choices.criteria_set,
        beginnings={one.head.id: one.head for one in choices.beginnings},
        counts={one.head.id: _by_code(one.counts) for one in choices.beginnings},
        fictional=choices.site.fictional,
        limits=choices.limits,
        here_section="sites",
    )
    if there:
        return page, 409
    return (page, 422) if faults else page


def _by_code(counts: Mapping[Carried, int]) -> dict[str, int]:
    return {kind.value: count for kind, count in counts.items()}
