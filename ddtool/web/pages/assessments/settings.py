"""What was settled when an assessment began, and what of it can still be changed."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.pack_uses import MATRICES, OutOfUse
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.sentences import n_
from ddtool.usecases.analyses import Analysed
from ddtool.usecases.assessments import change_assessment
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.conflicts import Both, conflict_page
from ddtool.web.errors import sentences_of
from ddtool.web.forms import said
from ddtool.web.pages.assessments.blueprint import blueprint
from ddtool.web.pages.assessments.forms import SettingsForm
from ddtool.web.pages.assessments.retired import retired_of
from ddtool.web.rail import analysed, render_within

_SAVED = n_("The settings were saved.")
_CHANGEABLE = ("period", "assessment_day", "commitment_day", "prepared_by", "matrix")


@blueprint.route("/assessments/<uuid:assessment>/settings", methods=["GET", "POST"])
@requires(Right.READ)
def settings(assessment: UUID) -> Response | tuple[str, int] | str:
    """What was settled when the assessment began, and what of it can still be changed."""
    found = analysed(str(assessment))
    form = _settings_form(found)
    if not form.validate_on_submit():
        return _settings_page(found, form)
    changed = replace(
        found.stored.head.value,
        period=str(form.period.data),
        assessment_day=form.assessment_day.day,
        commitment_day=form.commitment_day.day,
        prepared_by=str(form.prepared_by.data),
        matrix=str(form.matrix.data),
    )
    try:
        version, library = form.version.number, access.library()
        change_assessment(access.database(), access.author(), library, changed, version=version)
    except Conflict as conflict:
        return _both(conflict, changed, form, tuple(_matrices(found)))
    except OutOfUse as refused:
        return _settings_page(found, form, *sentences_of(refused))
    flash(said(_SAVED), "ok")
    return redirect(url_for("assessments.settings", assessment=changed.id))


def _settings_form(found: Analysed) -> SettingsForm:
    head = found.stored.head
    kept = {name: getattr(head.value, name) for name in _CHANGEABLE}
    form = SettingsForm(data=kept | {"version": head.version})
    form.matrix.choices = list(_matrices(found))
    return form


def _matrices(found: Analysed) -> Iterator[tuple[str, str]]:
    """Those that speak about the criteria set; first of all, whichever fits best."""
    library, site = access.library(), found.stored.assessment.site
    fitting = library.matrices_for(found.analysis.criteria_set.name, fictional=site.fictional)
    yield "", said(n_("Whichever fits best, now and later"))
    best = [fitting.chosen.name] if fitting.chosen else []
    kept = [found.stored.head.value.matrix] if found.stored.head.value.matrix else []
    for name in dict.fromkeys((*best, *fitting.others, *kept)):
        if name not in kept and library.is_out_of_use(MATRICES, name, access.today()):
            continue
        yield name, f"{library.matrix(name).title} ({name})"


def _settings_page(
    found: Analysed, form: SettingsForm, *about_matrix: str
) -> tuple[str, int] | str:
    faults = (*form.faults, *((form.matrix.id, one) for one in about_matrix))
    page = render_within(
        "assessments/settings.html",
        found,
        here="assessments.settings",
        form=form,
        faults=faults,
        head=found.stored.head.value,
        is_open=found.stored.is_open,
        retired=retired_of(found),
    )
    return (page, 422) if faults else page


def _both(
    conflict: Conflict[AssessmentHead],
    mine: AssessmentHead,
    form: SettingsForm,
    matrices: tuple[tuple[str, str], ...],
) -> Response:
    theirs = conflict.current.value
    pairs = [(name, _shown(theirs, name), _shown(mine, name)) for name in _CHANGEABLE]
    return conflict_page(
        conflict,
        title=said(n_("Two people changed the settings")),
        action=url_for("assessments.settings", assessment=mine.id),
        back=url_for("assessments.settings", assessment=mine.id),
        fields=tuple(
            Both(
                name,
                str(form[name].label.text),
                one,
                other,
                choices=matrices if name == "matrix" else (),
                kind="date" if name.endswith("_day") else "text",
            )
            for name, one, other in pairs
            if one != other
        ),
        more={name: other for name, one, other in pairs if one == other},
    )


def _shown(head: AssessmentHead, name: str) -> str:
    value = getattr(head, name)
    return "" if value is None else str(value)
