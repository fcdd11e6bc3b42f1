"""An assessment is put into the archive, taken back, or removed while nothing was said in it."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.usecases.assessment_archive import (
    Shelved,
    archive_assessment,
    find_shelved,
    remove_assessment,
    take_assessment_back,
)
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.forms import Form, Version, said
from ddtool.web.pages.assessments.blueprint import blueprint
from ddtool.web.rail import analysed, render_within

_ARCHIVED = n_("The assessment is in the archive now. It stays readable, and can be taken back.")
_TAKEN_BACK = n_("The assessment stands among the others again.")
_REMOVED = n_("The assessment is removed. The history keeps that it was begun.")


class ArchiveForm(Form):
    """A button, and the version that was looked at."""

    version = Version()


@blueprint.route("/assessments/<uuid:assessment>/archive", methods=["GET", "POST"])
@requires(Right.RECORD)
def archive(assessment: UUID) -> Response | str:
    """Ask once more; then put the assessment aside, take it back, or remove it."""
    shelved = find_shelved(access.database(), access.author(), str(assessment))
    form = ArchiveForm(data={"version": shelved.head.version})
    if form.validate_on_submit():
        return _done(shelved, form)
    return render_within(
        "assessments/archive.html",
        analysed(str(assessment)),
        here="assessments.settings",
        form=form,
        archived=shelved.archived,
        used=shelved.used,
    )


def _done(shelved: Shelved, form: ArchiveForm) -> Response:
    """What the pressed button says."""
    database, author, head = access.database(), access.author(), shelved.head.value
    if "remove" in request.form:
        remove_assessment(database, author, head.id, version=form.version.number)
        flash(said(_REMOVED), "ok")
    elif "take_back" in request.form:
        take_assessment_back(database, author, head.id)
        flash(said(_TAKEN_BACK), "ok")
    else:
        archive_assessment(database, author, head.id)
        flash(said(_ARCHIVED), "ok")
    return redirect(url_for("sites.show", site=head.site), 303)
