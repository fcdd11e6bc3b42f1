"""Hand an assessment out as one file, and take one in."""

import json
from contextlib import ExitStack
from tempfile import TemporaryFile
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.domain.site_names import site_names
from ddtool.sentences import n_, say
from ddtool.usecases.exchange_in import Arrival, BroughtIn, bring_assessment
from ddtool.usecases.exchange_out import (
    draft_credential,
    file_name_of,
    write_assessment_file,
)
from ddtool.usecases.sites import list_sites
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.downloads import handed_out
from ddtool.web.errors import sentences_of, status_of
from ddtool.web.forms import said
from ddtool.web.limits import takes_files
from ddtool.web.pages.exchange.forms import BringForm
from ddtool.web.rail import analysed, render_within

blueprint = Blueprint("exchange", __name__)

_NEW_SITE = n_("A new site, as the file describes it")
_CAME = n_(
    "The assessment is here: {answers} answers, {documents} documents, {certificates} certificates."
)


@blueprint.get("/assessments/<uuid:assessment>/exchange")
@requires(Right.READ)
def index(assessment: UUID) -> str:
    """What can leave of an assessment, and for whom."""
    return render_within("exchange/index.html", analysed(str(assessment)), here="reports.index")


@blueprint.get("/assessments/<uuid:assessment>/exchange/file")
@requires(Right.READ)
def file(assessment: UUID) -> Response:
    """The assessment with its documents as one file."""
    with ExitStack() as closing:
        target = closing.enter_context(TemporaryFile())
        stored = write_assessment_file(
            access.database(), access.files(), access.author(), str(assessment), target
        )
        # From here on the answer closes it, when it has been sent.
        closing.pop_all()
    size = target.tell()
    target.seek(0)
    return handed_out(target, name=file_name_of(stored), media_type="application/zip", size=size)


@blueprint.get("/assessments/<uuid:assessment>/exchange/credential")
@requires(Right.READ)
def credential(assessment: UUID) -> Response:
    """The result as the draft of a conformity credential."""
    draft = draft_credential(
        access.database(),
        access.author(),
        access.library(),
        str(assessment),
        as_of=access.today(),
    )
    content = json.dumps(draft, ensure_ascii=False, indent=1).encode()
    return handed_out(
        content,
        name="conformity-credential-draft.json",
        media_type="application/ld+json",
        size=len(content),
    )


@blueprint.route("/assessments/bring", methods=["GET", "POST"])
@requires(Right.RECORD)
@takes_files
def bring() -> Response | tuple[str, int] | str:
    """Take in an assessment file."""
    form = _form()
    if not form.is_submitted():
        return _page(form, ())
    refused: tuple[str, ...] = ()
    status = 422
    if form.validate():
        try:
            came = _bring(form)
        except NotFound:
            raise
        except DdtoolError as error:
            refused, status = sentences_of(error), status_of(error)
        else:
            _tell(came)
            return redirect(url_for("assessments.tasks", assessment=came.head.value.id), 303)
    faults = (*form.faults, *((form.file.id, sentence) for sentence in refused))
    return _page(form, faults), status


def _form() -> BringForm:
    form = BringForm()
    here = site_names(one.value for one in list_sites(access.database(), access.author()))
    form.site.choices = {"": said(_NEW_SITE), **here}
    return form


def _bring(form: BringForm) -> BroughtIn:
    settings = access.settings()
    arrival = Arrival(
        form.file.data.stream, str(form.site.data or ""), settings.largest_upload, settings.quota
    )
    return bring_assessment(
        access.database(), access.files(), access.author(), access.library(), arrival
    )


def _tell(came: BroughtIn) -> None:
    counts = {"answers": came.comes.answers, "documents": came.comes.documents}
    told = said(_CAME, certificates=came.comes.certificates, **counts)
    flash(told, "ok")
    for sentence in came.comes.left_out:
        flash(say(sentence, language.translate), "wait")


def _page(form: BringForm, faults: tuple[tuple[str, str], ...]) -> str:
    return render_template(
        "exchange/bring.html",
        form=form,
        faults=faults,
        here_section="sites",
        most=access.settings().max_upload_mb,
    )
