"""One line of an edition: read, written, put forward, confirmed, withdrawn, taken out."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.matrix_editions import DraftCell
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.sentences import n_
from ddtool.usecases.matrix_workbench import (
    Edition,
    Read,
    adopt_line,
    cell_read,
    confirm_line,
    effect_of_line,
    effect_of_withdrawing,
    may_confirm,
    remove_line,
    send_line_back,
    withdraw_line,
)
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.forms import said
from ddtool.web.pages.matrices.bench import HERE
from ddtool.web.pages.matrices.blueprint import blueprint
from ddtool.web.pages.matrices.editions import draft
from ddtool.web.pages.matrices.forms import (
    AdoptForm,
    PlainForm,
    WithdrawForm,
)
from ddtool.web.pages.matrices.standing import TONES, level_mark, refused, standing_words

OUTDATED = n_("Somebody has changed this line since you read it; look at it again.")
_PUT_FORWARD = n_("The line is put forward. It counts once a second person has confirmed it.")
_CONFIRMED = n_("The line counts in this edition from now on.")
_SENT_BACK = n_("The line is a mere suggestion again.")
_WITHDRAWN = n_("The last day of the line is set.")
_REMOVED = n_("The line was taken out.")

Shown = Response | tuple[str, int] | str


@blueprint.get("/drafts/<uuid:edition>/lines/<uuid:line>")
@requires(Right.ADMINISTER)
def line(edition: UUID, line: UUID) -> str:
    """A line: what it says, who stands behind it, what it would change."""
    return _page(edition, line, AdoptForm(), ())


@blueprint.post("/drafts/<uuid:edition>/lines/<uuid:line>/adopt")
@requires(Right.ADMINISTER)
def adopt(edition: UUID, line: UUID) -> Shown:
    """Put a line forward with its source."""
    form = AdoptForm()
    if form.validate_on_submit():
        try:
            adopt_line(
                access.database(),
                access.author(),
                access.library(),
                str(edition),
                (str(line), form.version.number),
                source=form.values(),
            )
        except NotFound:
            raise
        except Conflict:
            form.refuse(form.source_document, [said(OUTDATED)])
        except DdtoolError as error:
            refused(form, error, tuple(form.values()), otherwise="source_document")
        else:
            return back_to(edition, line, _PUT_FORWARD)
    return _page(edition, line, form, form.faults), 422


@blueprint.post("/drafts/<uuid:edition>/lines/<uuid:line>/confirm")
@requires(Right.ADMINISTER)
def confirm(edition: UUID, line: UUID) -> Shown:
    """Stand up for a line as the second person."""
    return _decide(edition, line, confirm_line, access.library(), told=_CONFIRMED)


@blueprint.post("/drafts/<uuid:edition>/lines/<uuid:line>/back")
@requires(Right.ADMINISTER)
def send_back(edition: UUID, line: UUID) -> Shown:
    """Make a mere suggestion of a line that was put forward."""
    return _decide(edition, line, send_line_back, told=_SENT_BACK)


@blueprint.post("/drafts/<uuid:edition>/lines/<uuid:line>/remove")
@requires(Right.ADMINISTER)
def remove(edition: UUID, line: UUID) -> Shown:
    """Take a line out of a draft."""
    return _decide(edition, line, remove_line, told=_REMOVED, gone=True)


@blueprint.route("/drafts/<uuid:edition>/lines/<uuid:line>/withdraw", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
def withdraw(edition: UUID, line: UUID) -> Shown:
    """Ask for the last day of a line, show what that would do, and set it."""
    found, cell = find_line(edition, line)
    form = WithdrawForm(request.form or request.args, data={"version": cell.version})
    effect = None
    asked = bool(request.args.get("last_day")) or request.method == "POST"
    if asked and _is_filled(form):
        try:
            if request.method == "POST":
                _withdraw(found, (str(line), form.version.number), form)
                return back_to(edition, line, _WITHDRAWN)
            effect = _effect_of_withdrawing(found, cell, form)
        except Conflict:
            form.refuse(form.last_day, [said(OUTDATED)])
        except DdtoolError as error:
            refused(form, error, (), otherwise="last_day")
    page = render_template(
        "matrices/withdraw.html",
        form=form,
        faults=form.faults if asked else (),
        effect=effect,
        **_about(found, cell),
    )
    return (page, 422) if asked and form.faults else page


def _decide(
    edition: UUID, line: UUID, what: Any, *more: Any, told: str, gone: bool = False
) -> Shown:
    """Do something to a line as it was read, or say on its page why not."""
    read = (str(line), PlainForm().version.number)
    try:
        what(access.database(), access.author(), *more, str(edition), read)
    except NotFound:
        raise
    except Conflict:
        return _page(edition, line, AdoptForm(), (("standing", said(OUTDATED)),)), 409
    except DdtoolError as error:
        faults = tuple(("standing", one) for one in sentences_of(error))
        return _page(edition, line, AdoptForm(), faults), 422
    if gone:
        flash(said(told), "ok")
        return redirect(url_for("matrices.edition", edition=edition), 303)
    return back_to(edition, line, told)


def back_to(edition: UUID, line: UUID, told: str) -> Response:
    """To the page of a line, with a word on what was done."""
    flash(said(told), "ok")
    return redirect(url_for("matrices.line", edition=edition, line=line), 303)


def find_line(edition: UUID, id: UUID) -> tuple[Edition, Stored[DraftCell]]:
    """A line and its edition.

    :raises NotFound: there is no such edition, or it has no such line.
    """
    found = draft(edition)
    for one in found.lines:
        if one.value.id == str(id):
            return found, one
    raise NotFound("matrix-line")


def _page(edition: UUID, id: UUID, form: AdoptForm, faults: Any) -> str:
    found, cell = find_line(edition, id)
    if not form.is_submitted():
        sources = {name: cell.value.said.get(name, "") for name in form.values()}
        form = AdoptForm(data=sources | {"version": cell.version})
    effect = None
    if found.head.value.is_open and not cell.value.counts:
        effect = effect_of_line(
            access.database(),
            access.author(),
            access.library(),
            str(edition),
            str(id),
            as_of=access.today(),
        )
    return render_template(
        "matrices/line.html",
        form=form,
        faults=faults,
        effect=effect,
        may_confirm=may_confirm(access.author(), cell.value),
        **_about(found, cell),
    )


def _about(found: Edition, cell: Stored[DraftCell]) -> dict[str, Any]:
    return {
        "found": found,
        "head": found.head.value,
        "fictional": found.head.value.fictional,
        "cell": cell.value,
        "read": cell_read(cell.value),
        "version": cell.version,
        "changed": cell,
        "tones": TONES,
        "level_mark": level_mark,
        "of_pack": language.voice().of_pack,
        "standing_words": standing_words,
        "here_section": HERE,
    }


def _is_filled(form: WithdrawForm) -> bool:
    """Whether a day was given: asked for by GET too, where there is no token to be checked."""
    if request.method == "POST":
        return bool(form.validate_on_submit())
    return form.last_day.validate(form) and form.last_day.day is not None


def _withdraw(found: Edition, read: Read, form: WithdrawForm) -> None:
    assert form.last_day.day is not None  # noqa: S101 -- the form has seen to it
    withdraw_line(
        access.database(),
        access.author(),
        access.library(),
        found.head.value.id,
        read,
        last_day=form.last_day.day,
    )


def _effect_of_withdrawing(found: Edition, cell: Stored[DraftCell], form: WithdrawForm) -> Any:
    assert form.last_day.day is not None  # noqa: S101 -- the form has seen to it
    return effect_of_withdrawing(
        access.database(),
        access.author(),
        access.library(),
        found.head.value.id,
        cell.value.id,
        last_day=form.last_day.day,
    )
