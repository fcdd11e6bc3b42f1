"""A site is put into the archive, taken back, or removed while it has nothing; leads decide."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.sentences import n_
from ddtool.usecases.sites import (
    LEADS,
    archive_site,
    remove_site,
    state_of_site,
    take_site_back,
)
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.forms import Form, Version, said
from ddtool.web.pages.sites.blueprint import blueprint

_ARCHIVED = n_("{site} is in the archive now. It stays readable, and can be taken back.")
_TAKEN_BACK = n_("{site} is worked on again.")
_REMOVED = n_("{site} is removed. The history keeps what was known of it.")


class ArchiveForm(Form):
    """A button, and the version that was looked at."""

    version = Version()


@blueprint.route("/<uuid:site>/archive", methods=["GET", "POST"])
@requires(LEADS)
def archive(site: UUID) -> Response | str:
    """Ask once more; then put the site aside, take it back, or remove it."""
    state = state_of_site(access.database(), access.author(), str(site))
    form = ArchiveForm(data={"version": state.site.version})
    if form.validate_on_submit():
        return _done(state.site.value.id, state.site.value.name, form)
    return render_template(
        "sites/archive.html",
        form=form,
        site=state.site.value,
        archived=state.archived,
        used=state.used,
        fictional=state.site.value.fictional,
        here_section="sites",
    )


def _done(id: str, name: str, form: ArchiveForm) -> Response:
    """What the pressed button says."""
    database, author = access.database(), access.author()
    if "remove" in request.form:
        remove_site(database, author, id, version=form.version.number)
        flash(said(_REMOVED, site=name), "ok")
        return redirect(url_for("sites.index"), 303)
    if "take_back" in request.form:
        take_site_back(database, author, id)
        flash(said(_TAKEN_BACK, site=name), "ok")
    else:
        archive_site(database, author, id)
        flash(said(_ARCHIVED, site=name), "ok")
    return redirect(url_for("sites.show", site=id), 303)
