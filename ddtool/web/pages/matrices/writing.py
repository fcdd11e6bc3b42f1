"""Lines of a draft as forms: added, and written anew."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.matrix_editions import DraftCell
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.sentences import n_
from ddtool.usecases.matrix_workbench import Edition, add_line, rewrite_line
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.forms import said
from ddtool.web.pages.matrices.bench import HERE
from ddtool.web.pages.matrices.blueprint import blueprint
from ddtool.web.pages.matrices.editions import draft
from ddtool.web.pages.matrices.forms import SAID, LineForm, offer
from ddtool.web.pages.matrices.lines import OUTDATED, Shown, back_to, find_line
from ddtool.web.pages.matrices.standing import refused

_SAVED = n_("The line was changed. It is a suggestion until two people stand behind it.")
_ADDED = n_("The line was added as a suggestion.")


@blueprint.route("/drafts/<uuid:edition>/lines/new", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
def new_line(edition: UUID) -> Shown:
    """Add a line to a draft."""
    found = draft(edition)
    form = _line_form({name: request.args.get(name, "")[:100] for name in SAID[:3]})
    if form.validate_on_submit():
        try:
            id = add_line(
                access.database(),
                access.author(),
                access.library(),
                str(edition),
                form.values(),
            )
        except DdtoolError as error:
            refused(form, error, SAID, otherwise="level")
        else:
            flash(said(_ADDED), "ok")
            return redirect(url_for("matrices.line", edition=edition, line=id), 303)
    return _form_page(found, None, form)


@blueprint.route("/drafts/<uuid:edition>/lines/<uuid:line>/edit", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
def edit_line(edition: UUID, line: UUID) -> Shown:
    """Write a line anew."""
    found, cell = find_line(edition, line)
    form = _line_form({**cell.value.said, "version": cell.version})
    if form.validate_on_submit():
        try:
            rewrite_line(
                access.database(),
                access.author(),
                access.library(),
                str(edition),
                (str(line), form.version.number),
                said=form.values(),
            )
        except Conflict:
            form.refuse(form.level, [said(OUTDATED)])
        except DdtoolError as error:
            refused(form, error, SAID, otherwise="level")
        else:
            return back_to(edition, line, _SAVED)
    return _form_page(found, cell, form)


def _line_form(values: dict[str, Any]) -> LineForm:
    required = ("accredited_required", "report_required")
    form = LineForm(data=values | {one: values.get(one) == "yes" for one in required})
    library = access.library()
    standards = sorted(library.standards().by_id, key=str.casefold)
    offer(form, [one.name for one in library.criteria_sets()], standards)
    return form


def _form_page(found: Edition, cell: Stored[DraftCell] | None, form: LineForm) -> Shown:
    page = render_template(
        "matrices/line_form.html",
        found=found,
        head=found.head.value,
        fictional=found.head.value.fictional,
        cell=cell.value if cell else None,
        form=form,
        faults=form.faults,
        here_section=HERE,
    )
    return (page, 422) if form.faults else page
