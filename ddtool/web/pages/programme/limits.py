"""The time limits: what other ones would do is shown before they are stored."""

from flask import render_template, url_for

from ddtool.domain.people import Right
from ddtool.domain.programme import TIME_LIMITS
from ddtool.domain.refusals import Conflict
from ddtool.domain.time_limits import NAMES, LimitMonths
from ddtool.sentences import n_
from ddtool.usecases.programme_settings import change_setting, effect_of_limits, read_settings
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.conflicts import Both, conflict_page
from ddtool.web.forms import said
from ddtool.web.pages.programme.blueprint import (
    HERE,
    Shown,
    blueprint,
    kept,
    stored_well,
    version_of,
)
from ddtool.web.pages.programme.forms import LimitsForm
from ddtool.wording import TIME_LIMITS as TITLES

_TWO_PEOPLE = n_("Two people changed the time limits")


@blueprint.route("/settings/limits", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
def limits() -> Shown:
    """Change the four limits, once it was seen what that does."""
    form = LimitsForm()
    if not form.is_submitted():
        return _page(_as_stored())
    if not form.validate():
        return _page(form), 422
    if form.seen.data != form.typed:
        return _page(form, asked=form.limits)
    try:
        change_setting(
            access.database(),
            access.author(),
            TIME_LIMITS,
            list(form.limits.months),
            version=form.version.number,
        )
    except Conflict as conflict:
        return conflict_page(
            conflict,
            title=said(_TWO_PEOPLE),
            action=url_for("programme.limits"),
            back=url_for("programme.settings"),
            fields=[
                Both(name, language.translate(TITLES[name]), str(theirs), str(mine))
                for name, theirs, mine in zip(
                    NAMES, conflict.current.value, form.limits.months, strict=True
                )
            ],
        )
    return stored_well()


def _as_stored() -> LimitsForm:
    now = read_settings(access.database()).limits
    typed = dict(zip(NAMES, map(str, now.months), strict=True))
    return LimitsForm(formdata=None, data=typed | {"version": version_of(kept(TIME_LIMITS))})


def _page(form: LimitsForm, *, asked: LimitMonths | None = None) -> str:
    """The form; with ``asked`` also what these limits would do, to be stored then."""
    effect = effect_of_limits(access.database(), access.author(), asked) if asked else None
    return render_template(
        "programme/limits.html",
        form=form,
        faults=form.faults,
        now=read_settings(access.database()).limits,
        asked=asked,
        effect=effect,
        titles=TITLES,
        here_section=HERE,
    )
