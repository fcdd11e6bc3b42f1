"""A matrix brought in from a workbook: checked, shown, taken over."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ddtool.domain.errors import DdtoolError, Problems
from ddtool.domain.matrix_editions import EditionHead, Standing
from ddtool.domain.people import Right
from ddtool.domain.refusals import NotFound
from ddtool.sentences import n_
from ddtool.usecases.matrix_workbench import Workbook, bring_matrix, look_at_brought, take_over
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.errors import parts_of
from ddtool.web.forms import said
from ddtool.web.limits import MEBIBYTE, takes_files
from ddtool.web.pages.matrices.bench import HERE, choices_of_matrices
from ddtool.web.pages.matrices.blueprint import blueprint
from ddtool.web.pages.matrices.forms import BringForm, PlainForm
from ddtool.web.pages.matrices.standing import refused

_TAKEN = n_("The workbook is a draft now. Lines that say that they count wait for a second person.")
_NOTHING = n_("Compare with nothing: all lines are new")


@blueprint.route("/workbook", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
@takes_files
def bring() -> Response | tuple[str, int] | str:
    """Bring a workbook; every problem of it is shown at once, and then nothing is kept."""
    form = BringForm()
    form.copied_from.choices = [("", said(_NOTHING)), *choices_of_matrices()]
    problems: list[dict[str, str]] = []
    if form.validate_on_submit():
        try:
            id = bring_matrix(
                access.database(), access.author(), access.library(), _head(form), _workbook(form)
            )
        except Problems as found:
            problems = [parts_of(one) for one in found.problems]
            form.refuse(form.workbook, [said(n_("This workbook has problems; they stand below."))])
        except DdtoolError as error:
            refused(form, error, (), otherwise="workbook")
        else:
            return redirect(url_for("matrices.brought", edition=id), 303)
    page = render_template(
        "matrices/bring.html",
        form=form,
        faults=form.faults,
        problems=problems,
        here_section=HERE,
    )
    return (page, 422) if form.faults else page


@blueprint.get("/workbook/<uuid:edition>")
@requires(Right.ADMINISTER)
def brought(edition: UUID) -> str:
    """What a workbook holds, against what it is compared with, before it is taken over."""
    look = look_at_brought(access.database(), access.author(), access.library(), str(edition))
    return render_template(
        "matrices/brought.html",
        look=look,
        head=look.edition.head.value,
        version=look.edition.head.version,
        counted={one: sum(cell.standing is one for cell in look.edition.cells) for one in Standing},
        Standing=Standing,
        here_section=HERE,
    )


@blueprint.post("/workbook/<uuid:edition>")
@requires(Right.ADMINISTER)
def take(edition: UUID) -> Response:
    """Make a draft of what was brought in."""
    version = PlainForm().version.number
    take_over(access.database(), access.author(), access.library(), str(edition), version=version)
    flash(said(_TAKEN), "ok")
    return redirect(url_for("matrices.edition", edition=edition), 303)


def _head(form: BringForm) -> EditionHead:
    names = ("matrix", "edition", "title", "publisher", "label", "copied_from")
    texts = {name: str(form[name].data or "") for name in names}
    return EditionHead(
        id="",
        matrix=texts["matrix"],
        edition=texts["edition"],
        title=texts["title"],
        publisher=texts["publisher"],
        label=texts["label"],
        copied_from=texts["copied_from"],
    )


def _workbook(form: BringForm) -> Workbook:
    given = form.workbook.data
    if not given:
        raise NotFound("workbook")
    return Workbook(
        file_name=str(given.filename),
        stream=given.stream,
        largest=access.settings().max_upload_mb * MEBIBYTE,
        sheet=str(form.sheet.data or ""),
        columns={name: str(field.data) for name, field in form.columns if field.data},
    )
