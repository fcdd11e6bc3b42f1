"""Taking a criteria set or matrix out of use for new assessments, and bringing it back."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ddtool.domain.pack_uses import SETS, Retirement
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.sentences import n_
from ddtool.usecases.pack_uses import (
    DayPast,
    PackStanding,
    bring_back,
    standing_of_pack,
    take_out_of_use,
)
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.forms import said
from ddtool.web.pages.packs.blueprint import HERE, blueprint
from ddtool.web.pages.packs.forms import BackForm, UseForm

_OUT = n_("It is out of use for new assessments. Those that run go on.")
_BACK = n_("It is in use again: new assessments may begin with it.")
_OUTDATED = n_("Somebody has changed this since you read it; look at it again.")


@blueprint.route("/<any(sets,matrices):shelf>/<name>/use", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
def use(shelf: str, name: str) -> Response | tuple[str, int] | str:
    """How a pack stands, and taking it out of use."""
    found = _standing(shelf, name)
    kept = found.retirement
    was = kept.value if kept and kept.value.is_out else None
    form = UseForm(
        data={
            "reason": was.reason if was else "",
            "since": was.since if was else access.today(),
            "version": kept.version if kept else 0,
        }
    )
    if form.validate_on_submit() and form.since.day:
        out = Retirement(shelf, name, str(form.reason.data).strip(), form.since.day)
        try:
            database, author, library = access.database(), access.author(), access.library()
            take_out_of_use(database, author, library, out, version=form.version.number)
        except Conflict:
            form.refuse(form.reason, [said(_OUTDATED)])
        except DayPast as error:
            form.refuse(form.since, sentences_of(error))
        else:
            flash(said(_OUT), "ok")
            return redirect(_page_of(shelf, name), 303)
    page = render_template(
        "packs/use.html",
        found=found,
        shelf=shelf,
        name=name,
        was=was,
        form=form,
        faults=form.faults,
        page_of=_page_of(shelf, name),
        here_section=HERE,
    )
    return (page, 422) if form.faults else page


@blueprint.post("/<any(sets,matrices):shelf>/<name>/back")
@requires(Right.ADMINISTER)
def back(shelf: str, name: str) -> Response:
    """Bring a pack back into use."""
    version = BackForm().version.number
    bring_back(access.database(), access.author(), shelf, name, on=access.today(), version=version)
    flash(said(_BACK), "ok")
    return redirect(_page_of(shelf, name), 303)


def _standing(shelf: str, name: str) -> PackStanding:
    return standing_of_pack(access.database(), access.author(), access.library(), shelf, name)


def _page_of(shelf: str, name: str) -> str:
    return url_for("criteria.criteria_set" if shelf == SETS else "criteria.matrix", name=name)
