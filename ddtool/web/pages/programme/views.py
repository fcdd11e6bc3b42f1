"""What the programme has set for the whole installation."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from ddtool.domain.people import Right
from ddtool.domain.programme import TWO_ASSESSORS
from ddtool.domain.refusals import Conflict
from ddtool.sentences import n_
from ddtool.usecases.programme_settings import change_setting, read_setting
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.forms import Form, Ticked, Version

blueprint = Blueprint("programme", __name__, url_prefix="/programme")

_STORED = n_("The settings are stored.")
_MOVED = n_("{name} has changed this setting since you looked. It stands as they left it.")


class SettingsForm(Form):
    """The settings that a programme decides about."""

    two_assessors = Ticked(n_("Every determination needs the agreement of a second assessor"))
    version = Version()


@blueprint.route("/settings", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
def settings() -> Any:
    """See and change them."""
    form = SettingsForm()
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form, form.faults), 422
    try:
        change_setting(
            access.database(),
            access.author(),
            TWO_ASSESSORS,
            bool(form.two_assessors.data),
            version=form.version.number,
        )
    except Conflict as conflict:
        told = language.translate(_MOVED).format(name=conflict.current.changed_by)
        fresh = SettingsForm(formdata=None)
        return _page(fresh, [(fresh.two_assessors.id, told)]), 409
    flash(language.translate(_STORED), "ok")
    return redirect(url_for("programme.settings"), 303)


def _page(form: SettingsForm, faults: Any = ()) -> str:
    """The form with what stands, or as it was sent where it was refused."""
    kept = read_setting(access.database(), access.author(), TWO_ASSESSORS)
    if not form.is_submitted() or form.version.data is None:
        form.two_assessors.data = bool(kept and kept.value)
        form.version.data = str(kept.version if kept else 0)
    return render_template(
        "programme/settings.html", form=form, faults=faults, kept=kept, here_section="programme"
    )
