"""A pack brought in by upload: checked, shown, loaded."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.errors import DdtoolError, Problems
from ddtool.domain.pack_uses import SETS
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotAllowed, NotFound
from ddtool.domain.set_differences import Change, compare_sets
from ddtool.sentences import n_
from ddtool.usecases.criteria import matrix_difference, sets_with
from ddtool.usecases.pack_uploads import (
    PackLook,
    Upload,
    ask_second_person,
    bring_pack,
    let_pack_go,
    load_pack,
    look_at_pack,
)
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.errors import parts_of, sentences_of
from ddtool.web.forms import said
from ddtool.web.limits import MEBIBYTE, takes_files
from ddtool.web.pages.packs.blueprint import HERE, blueprint
from ddtool.web.pages.packs.forms import UploadForm

_PROBLEMS = n_("This pack has problems; the table names each. Nothing was loaded.")
_LOADED = n_("The pack is loaded. It never changes from now on.")
_ASKED = n_(
    "Another programme admin is asked to look at it and load it. Until then it counts nowhere."
)
_GONE = n_("It was thrown away; nothing was loaded.")


@blueprint.route("/load", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
@takes_files
def bring() -> Response | tuple[str, int] | str:
    """Bring a pack; every problem of it is shown at once, and then nothing is kept."""
    form = UploadForm()
    problems: list[dict[str, str]] = []
    if form.validate_on_submit():
        try:
            id = bring_pack(access.database(), access.author(), access.library(), _upload(form))
        except Problems as found:
            problems = [parts_of(one) for one in found.problems]
            form.refuse(form.file, [said(_PROBLEMS)])
        except (NotAllowed, NotFound):
            raise
        except DdtoolError as error:
            form.refuse(form.file, sentences_of(error))
        else:
            return redirect(url_for("packs.look", upload=id), 303)
    page = render_template(
        "packs/load.html", form=form, faults=form.faults, problems=problems, here_section=HERE
    )
    return (page, 422) if form.faults else page


@blueprint.get("/load/<uuid:upload>")
@requires(Right.ADMINISTER)
def look(upload: UUID) -> tuple[str, int] | str:
    """What a pack is and how it differs from the nearest there is, before it is loaded.

    One that no longer fits is told with its problems, and can only be thrown away.
    """
    try:
        found = look_at_pack(access.database(), access.author(), access.library(), str(upload))
    except Problems as error:
        problems = [parts_of(one) for one in error.problems]
        page = render_template(
            "packs/unfit.html", problems=problems, upload=upload, here_section=HERE
        )
        return page, 422
    return render_template(
        "packs/look.html",
        look=found,
        upload=upload,
        is_set=isinstance(found.pack, CriteriaSet),
        Change=Change,
        of_pack=language.voice().of_pack,
        here_section=HERE,
        **_difference(found),
    )


@blueprint.post("/load/<uuid:upload>")
@requires(Right.ADMINISTER)
def load(upload: UUID) -> Response:
    """Load a pack that was looked at."""
    loaded = load_pack(access.database(), access.author(), access.library(), str(upload))
    flash(said(_LOADED), "ok")
    page = "criteria.criteria_set" if loaded.kind == SETS else "criteria.matrix"
    return redirect(url_for(page, name=loaded.name), 303)


@blueprint.post("/load/<uuid:upload>/ask")
@requires(Right.ADMINISTER)
def ask(upload: UUID) -> Response:
    """Ask a second person to look at a matrix with lines that count, and to load it."""
    ask_second_person(access.database(), access.author(), access.library(), str(upload))
    flash(said(_ASKED), "ok")
    return redirect(url_for("packs.look", upload=upload), 303)


@blueprint.post("/load/<uuid:upload>/discard")
@requires(Right.ADMINISTER)
def discard(upload: UUID) -> Response:
    """Throw away a pack that was looked at."""
    let_pack_go(access.database(), access.author(), str(upload))
    flash(said(_GONE), "ok")
    return redirect(url_for("criteria.index"), 303)


def _difference(look: PackLook) -> dict[str, Any]:
    """How a pack differs from the nearest there is; nothing where there is none."""
    none: dict[str, Any] = {"sets": None, "cells": None}
    if not look.nearest:
        return none
    if isinstance(look.pack, CriteriaSet):
        two = sets_with(access.library(), look.nearest, look.pack)
        return none | {"sets": compare_sets(two.before, two.after, two.crosswalk, str)}
    return none | {"cells": matrix_difference(access.library(), look.nearest, look.pack)}


def _upload(form: UploadForm) -> Upload:
    given = form.file.data
    return Upload(
        file_name=str(given.filename),
        stream=given.stream,
        largest=access.settings().max_upload_mb * MEBIBYTE,
    )
