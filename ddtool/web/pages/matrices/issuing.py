"""Issuing an edition, with what that would do before it counts."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.sentences import n_
from ddtool.usecases.matrix_workbench import issue_edition, look_at_issue, take_by_default
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.forms import said
from ddtool.web.pages.matrices.bench import HERE
from ddtool.web.pages.matrices.blueprint import blueprint
from ddtool.web.pages.matrices.editions import draft
from ddtool.web.pages.matrices.forms import IssueForm
from ddtool.web.pages.matrices.standing import level_mark, refused, standing_words

_ISSUED = n_("The edition is issued. It never changes any more.")
_CHANGED = n_("What assessments take by default was changed.")
_OUTDATED = n_("Somebody has changed this edition since you read it; look at it again.")


@blueprint.route("/drafts/<uuid:edition>/issue", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
def issue(edition: UUID) -> Response | tuple[str, int] | str:
    """What issuing would mean, taken by default or not; and issuing."""
    found = draft(edition).head
    by_default = request.args.get("by_default") != "no"
    form = IssueForm(data={"by_default": by_default, "version": found.version})
    if form.validate_on_submit():
        try:
            issue_edition(
                access.database(),
                access.author(),
                access.library(),
                str(edition),
                version=form.version.number,
                by_default=bool(form.by_default.data),
            )
        except NotFound:
            raise
        except Conflict:
            form.refuse(form.by_default, [said(_OUTDATED)])
        except DdtoolError as error:
            refused(form, error, (), otherwise="by_default")
        else:
            flash(said(_ISSUED), "ok")
            return redirect(url_for("matrices.edition", edition=edition), 303)
    page = _page(edition, form, by_default=by_default)
    return (page, 422) if form.faults else page


@blueprint.post("/drafts/<uuid:edition>/default")
@requires(Right.ADMINISTER)
def default(edition: UUID) -> Response:
    """Say whether assessments that name no matrix take an issued edition."""
    form = IssueForm()
    take_by_default(
        access.database(),
        access.author(),
        str(edition),
        by_default=bool(form.by_default.data),
        version=form.version.number,
    )
    flash(said(_CHANGED), "ok")
    return redirect(url_for("matrices.edition", edition=edition), 303)


def _page(edition: UUID, form: IssueForm, *, by_default: bool) -> str:
    look = look_at_issue(
        access.database(),
        access.author(),
        access.library(),
        str(edition),
        by_default=by_default,
        as_of=access.today(),
    )
    return render_template(
        "matrices/issue.html",
        look=look,
        head=look.edition.head.value,
        fictional=look.edition.head.value.fictional,
        effect=look.effect,
        by_default=by_default,
        form=form,
        faults=form.faults,
        level_mark=level_mark,
        standing_words=standing_words,
        here_section=HERE,
    )
