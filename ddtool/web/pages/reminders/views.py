"""Everything somebody was told and that still holds, and saying that it was seen."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.usecases.reminders import list_reminders, say_reminder, see_reminders
from ddtool.web import access, language
from ddtool.web.access import requires

blueprint = Blueprint("reminders", __name__, url_prefix="/reminders")


@blueprint.get("")
@requires(Right.READ)
def index() -> str:
    """All that was told, the newest first."""
    voice = language.voice()
    told = list_reminders(access.database(), access.author())
    return render_template(
        "reminders/index.html",
        reminders=[(one, say_reminder(one, voice)) for one in told],
        here_section="sites",
    )


@blueprint.post("")
@requires(Right.READ)
def see() -> Response:
    """Everything told so far was seen."""
    see_reminders(access.database(), access.author())
    return redirect(url_for("sites.index"), 303)
