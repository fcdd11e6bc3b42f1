"""All that the programme has set for the whole installation, and its shorter settings."""

from collections.abc import Iterable
from typing import Any

from flask import render_template

from ddtool.domain.pack_uses import SETS
from ddtool.domain.people import Right
from ddtool.domain.programme import CRITERIA_SET, TIME_LIMITS, TWO_ASSESSORS
from ddtool.domain.refusals import Conflict
from ddtool.sentences import n_
from ddtool.usecases.programme_logo import read_logo
from ddtool.usecases.programme_settings import (
    change_setting,
    effect_of_second_assessor,
    read_settings,
)
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.forms import Form, said
from ddtool.web.pages.programme.blueprint import (
    HERE,
    Faults,
    Shown,
    blueprint,
    kept,
    stored_well,
    version_of,
)
from ddtool.web.pages.programme.forms import AssessorsForm, BeginningForm
from ddtool.wording import TIME_LIMITS as TITLES

_MOVED = n_("{name} has changed this setting since you looked. It stands as they left it.")
_DDTOOL_CHOOSES = n_("The one in use that certificates can show most of")


@blueprint.get("/settings")
@requires(Right.ADMINISTER)
def settings() -> Shown:
    """See them all."""
    return _page()


@blueprint.post("/settings/assessors")
@requires(Right.ADMINISTER)
def assessors() -> Shown:
    """Ask for a second assessor, or no longer."""
    form = AssessorsForm()
    return _store(form, TWO_ASSESSORS, form.two_assessors)


@blueprint.post("/settings/criteria-set")
@requires(Right.ADMINISTER)
def criteria_set() -> Shown:
    """Say what a site begins with that was never assessed."""
    form = BeginningForm()
    form.criteria_set.choices = list(_sets())
    return _store(form, CRITERIA_SET, form.criteria_set)


def _store(form: Any, name: str, field: Any) -> Shown:
    if not form.validate():
        return _page(form.faults), 422
    value, version = field.data, form.version.number
    try:
        change_setting(access.database(), access.author(), name, value, version=version)
    except Conflict as conflict:
        told = said(_MOVED, name=conflict.current.changed_by)
        return _page([(field.id, told)]), 409
    return stored_well()


def _page(faults: Faults = ()) -> str:
    """Everything as it stands."""
    now = read_settings(access.database())
    by_name = {name: kept(name) for name in (TWO_ASSESSORS, CRITERIA_SET, TIME_LIMITS)}
    assessors = _shown(AssessorsForm, by_name[TWO_ASSESSORS], two_assessors=now.two_assessors)
    beginning = _shown(BeginningForm, by_name[CRITERIA_SET], criteria_set=now.criteria_set)
    beginning.criteria_set.choices = list(_sets(now.criteria_set))
    return render_template(
        "programme/settings.html",
        now=now,
        kept=by_name,
        titles=TITLES,
        logo=read_logo(access.database(), access.author()),
        assessors=assessors,
        concerned=effect_of_second_assessor(access.database(), access.author()),
        beginning=beginning,
        faults=faults,
        here_section=HERE,
    )


def _shown(form: type[Form], stored: Any, **values: Any) -> Any:
    return form(formdata=None, data={**values, "version": version_of(stored)})


def _sets(chosen: str = "") -> Iterable[tuple[str, str]]:
    """The criteria sets in use that none supersedes, and the one that was chosen before."""
    library, today = access.library(), access.today()
    yield "", said(_DDTOOL_CHOOSES)
    for head in library.criteria_sets():
        one = library.criteria_set(head.name)
        is_used = not library.is_out_of_use(SETS, one.name, today)
        if is_used and (not one.superseded_by or one.name == chosen):
            yield one.name, one.short_title
