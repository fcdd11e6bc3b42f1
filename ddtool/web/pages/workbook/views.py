"""Download the workbook, bring it back, look at what would change, take it in, undo it."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, flash, redirect, request, send_file, url_for
from werkzeug.wrappers import Response

from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.sentences import n_
from ddtool.usecases.assessment_workbooks import (
    MINE,
    THEIRS,
    Brought,
    ChangedSince,
    ChoicesMissing,
    Consent,
    Download,
    ImportState,
    Language,
    Means,
    Preview,
    PreviewOutdated,
    ProblemsLeft,
    WorkbookImport,
    apply_workbook,
    bring_workbook,
    download_marked,
    download_workbook,
    find_import,
    let_workbook_go,
    list_imports,
    preview_workbook,
    undo_workbook,
)
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of, status_of
from ddtool.web.forms import said
from ddtool.web.limits import takes_files
from ddtool.web.pages.workbook.forms import ApplyForm, BringForm, PlainForm
from ddtool.web.pages.workbook.told import done_values, preview_values
from ddtool.web.rail import analysed, render_within

blueprint = Blueprint("workbook", __name__, url_prefix="/assessments/<uuid:assessment>/workbook")

HERE = "workbook.index"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEGABYTE = 1 << 20

_UNDONE = n_("Everything is as it was before the workbook.")
_DISCARDED = n_("The workbook was discarded; nothing was changed.")


@blueprint.get("")
@requires(Right.READ)
def index(assessment: UUID) -> str:
    """The workbook to download, a form to bring it back, and earlier ones."""
    return _index(assessment, BringForm(), ())


@blueprint.get("/file")
@requires(Right.READ)
def file(assessment: UUID) -> Response:
    """The workbook as the assessment is stored now."""
    made = download_workbook(
        access.database(), access.author(), access.library(), str(assessment), _language()
    )
    return _sent(made)


@blueprint.post("")
@requires(Right.RECORD)
@takes_files
def bring(assessment: UUID) -> Response | tuple[str, int]:
    """Bring a workbook in, to be looked at."""
    form = BringForm()
    refused: tuple[str, ...] = ()
    status = 422
    if form.validate_on_submit():
        given = form.workbook.data
        largest = access.settings().max_upload_mb * _MEGABYTE
        brought = Brought(str(given.filename), given.stream, largest)
        try:
            made = bring_workbook(
                access.database(), access.author(), _means(), str(assessment), brought
            )
        except NotFound:
            raise
        except DdtoolError as error:
            refused, status = sentences_of(error), status_of(error)
        else:
            return redirect(url_for("workbook.show", assessment=assessment, id=made.id), 303)
    faults = (*form.faults, *((form.workbook.id, sentence) for sentence in refused))
    return _index(assessment, form, faults), status


@blueprint.get("/<uuid:id>")
@requires(Right.RECORD)
def show(assessment: UUID, id: UUID) -> str:
    """What would become of a workbook, or what it has changed."""
    workbook = _find(assessment, id)
    if workbook.state is not ImportState.SHOWN:
        return render_within(
            "workbook/done.html",
            analysed(str(assessment)),
            here=HERE,
            form=PlainForm(),
            **done_values(workbook, show_all=_wants_all()),
        )
    return _preview_page(assessment, _preview(id), ApplyForm(), ())


@blueprint.get("/<uuid:id>/marked")
@requires(Right.RECORD)
def marked(assessment: UUID, id: UUID) -> Response:
    """The workbook given back with the cells marked that cannot be used."""
    _find(assessment, id)
    return _sent(download_marked(access.database(), access.author(), _means(), str(id)))


@blueprint.post("/<uuid:id>/apply")
@requires(Right.RECORD)
def apply(assessment: UUID, id: UUID) -> Response | tuple[str, int]:
    """Take a workbook in, all of it or nothing."""
    form = ApplyForm()
    consent = Consent(str(form.digest.data or ""), _choices(), bool(form.leave_out.data))
    if _find(assessment, id).state is not ImportState.SHOWN:
        return redirect(url_for("workbook.show", assessment=assessment, id=id), 303)
    try:
        count = apply_workbook(access.database(), access.author(), _means(), str(id), consent)
    except (ChoicesMissing, PreviewOutdated, ProblemsLeft) as error:
        preview = _preview(id)
        return _preview_page(assessment, preview, form, _faults_of(error, preview)), 409
    told = language.voice().ngettext(
        "{n} change was taken in from the workbook.",
        "{n} changes were taken in from the workbook.",
        count,
    )
    flash(told, "ok")
    return redirect(url_for("workbook.show", assessment=assessment, id=id), 303)


@blueprint.post("/<uuid:id>/undo")
@requires(Right.RECORD)
def undo(assessment: UUID, id: UUID) -> Response | tuple[str, int]:
    """Put back what a workbook changed."""
    workbook = _find(assessment, id)
    if workbook.state is not ImportState.APPLIED:
        return redirect(url_for("workbook.show", assessment=assessment, id=id), 303)
    try:
        undo_workbook(access.database(), access.author(), str(id))
    except ChangedSince as error:
        page = render_within(
            "workbook/done.html",
            analysed(str(assessment)),
            here=HERE,
            form=PlainForm(),
            **done_values(workbook, show_all=_wants_all()),
            faults=[("undo", sentence) for sentence in sentences_of(error)],
        )
        return page, 409
    flash(said(_UNDONE), "ok")
    return redirect(url_for("workbook.show", assessment=assessment, id=id), 303)


@blueprint.post("/<uuid:id>/discard")
@requires(Right.RECORD)
def discard(assessment: UUID, id: UUID) -> Response:
    """Forget a workbook that was only looked at."""
    _find(assessment, id)
    let_workbook_go(access.database(), access.author(), str(id))
    flash(said(_DISCARDED), "ok")
    return redirect(url_for("workbook.index", assessment=assessment), 303)


def _sent(made: Download) -> Response:
    return send_file(
        BytesIO(made.content), mimetype=_KIND, as_attachment=True, download_name=made.name
    )


def _index(assessment: UUID, form: BringForm, faults: tuple[tuple[str, str], ...]) -> str:
    found = analysed(str(assessment))
    imports = list_imports(access.database(), access.author(), str(assessment))
    return render_within(
        "workbook/index.html", found, here=HERE, form=form, faults=faults, imports=imports
    )


def _preview_page(
    assessment: UUID, preview: Preview, form: ApplyForm, faults: tuple[tuple[str, str], ...]
) -> str:
    form.digest.data = preview.digest
    return render_within(
        "workbook/preview.html",
        analysed(str(assessment)),
        here=HERE,
        form=form,
        faults=faults,
        chosen=_choices(),
        **preview_values(preview, show_all=_wants_all()),
    )


def _faults_of(error: DdtoolError, preview: Preview) -> tuple[tuple[str, str], ...]:
    """What is missing, each with the id of the field where it is to be given."""
    (sentence,) = sentences_of(error)
    if isinstance(error, ProblemsLeft):
        return (("leave_out", sentence),)
    if isinstance(error, ChoicesMissing):
        chosen = _choices()
        open_ones = [one.token for one in preview.conflicts if one.token not in chosen]
        return tuple((f"c-{token}", sentence) for token in open_ones[:1])
    return (("main", sentence),)


def _wants_all() -> bool:
    return bool(request.args.get("all"))


def _choices() -> dict[str, str]:
    """Which version is to stand, by the token of each conflict."""
    given = {name[2:]: text for name, text in request.form.items() if name.startswith("c-")}
    return {token: text for token, text in given.items() if text in (MINE, THEIRS)}


def _find(assessment: UUID, id: UUID) -> WorkbookImport:
    """A workbook of this very assessment.

    :raises NotFound: it is of another one, or of nobody's.
    """
    workbook = find_import(access.database(), access.author(), str(id))
    if workbook.assessment != str(assessment):
        raise NotFound("workbook")
    return workbook


def _preview(id: UUID) -> Preview:
    return preview_workbook(access.database(), access.author(), _means(), str(id))


def _means() -> Means:
    return Means(access.files(), access.library(), _language())


def _language() -> Language:
    return Language(language.code(), language.translate)
